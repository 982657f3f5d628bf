"""Evenings to draw: any stage, any number of people, any way of going round."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.content import templates
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId, PromptId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting import stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import participation
from bot.domain.meeting.members.member_token import numbered
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import agenda, board, hands, questions
from bot.domain.person import Actor, Way
from bot.domain.template import Stage, StageKey

START = datetime(2026, 12, 1, 19, tzinfo=UTC)
NOW = START + timedelta(minutes=3)
NAMES = [
    "Ana", "Ben", "Chi", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kim", "Lea", "Max",
    "Nia", "Oda", "Pat", "Quy", "Ray", "Sam", "Tia", "Uma", "Val", "Wes", "Xan", "Yve",
]  # fmt: skip
LEAD = Actor(MemberId(1), "Ana", leads=True)


def actor(number: int) -> Actor:
    return Actor(MemberId(number), NAMES[number - 1], leads=number == 1)


def evening(size: int = 4, stage: StageKey = StageKey.LOBBY, **changed) -> LiveMeeting:
    """An evening with so many people in it, moved on to a stage by the real rules."""
    standard = next(one for one in templates.load().values() if one.name == "standard-90")
    meeting = LiveMeeting(
        id=OccurrenceId(987654321098),
        guild=GuildId(5),
        title="Tuesday group",
        room=ChannelId(6),
        room_kind=changed.pop("room_kind", RoomKind.VOICE),
        closed_door=True,
        starts_at=START,
        stages=(Stage(StageKey.LOBBY, 10), *standard.stages),
        since=START - timedelta(minutes=10),
        country="GB",
    )
    for number in range(1, size + 1):
        came = START - timedelta(minutes=5) + timedelta(seconds=number)
        meeting = participation.join(meeting, actor(number), came, Way.SPEAKING, first_time=False)
    meeting = moved_to(meeting, stage)
    return numbered(replace(meeting, **changed), count(2000).__next__)


def moved_to(meeting: LiveMeeting, stage: StageKey) -> LiveMeeting:
    """Go to a stage by the real rules; without people the agenda is entered too."""
    if stage is StageKey.LOBBY:
        return meeting
    meeting = stages.begin(meeting, LEAD, START, meeting.place)
    while meeting.now_in is not stage:
        if stage is StageKey.AGENDA and meeting.now_in is StageKey.CHECK_IN:
            return replace(meeting, stage=meeting.stage + 1, since=START, cards=meeting.cards + 1)
        meeting = stages.advance(meeting, LEAD, START, meeting.place, sure=True)
    return meeting


def in_mode(meeting: LiveMeeting, mode: Mode) -> LiveMeeting:
    if mode is Mode.FREE or meeting.round is None:
        return meeting
    return rounds.choose_mode(meeting, LEAD, NOW, mode)


def full(meeting: LiveMeeting) -> LiveMeeting:
    """The same evening with everything in it that a card can hold, as long as it can be."""
    long = "talking with my brother about the weeks before the move and what I would like from him"
    for number in range(1, agenda.MOST_TOPICS + 1):
        if meeting.now_in in agenda.BEFORE_THE_TALK and meeting.here:
            text = f"{number} {long}"
            meeting = agenda.suggest(meeting, actor(1), text, with_name=number % 2 == 0)
    for number in range(1, len(meeting.here) + 1):
        if hands.takes_hands(meeting):
            note = "I would like to say something to what Ben said before"
            meeting = hands.raise_hand(meeting, actor(number), meeting.place, note)
        if meeting.now_in in hands.TALK:
            meeting = hands.ready(meeting, actor(number), meeting.place)
    meeting = with_board(meeting, board.MOST_LINES)
    if meeting.lead:
        meeting = asked(meeting, "u001")
    return floor.reseat(meeting, NOW)


def with_board(meeting: LiveMeeting, lines: int) -> LiveMeeting:
    if meeting.now_in is not StageKey.WORKING:
        return meeting
    meeting = board.choose_exercise(meeting, LEAD, WorksheetKind("pros_cons"))
    for number in range(lines):
        text = f"{number} " + "it gives me a quiet hour that nobody else can take from me " * 3
        column = "gives" if number % 2 else "costs"
        meeting = board.add_line(meeting, actor(1), meeting.place, column, text)
    return meeting


def asked(meeting: LiveMeeting, prompt: str) -> LiveMeeting:
    return questions.ask(meeting, LEAD, meeting.place, PromptId(prompt))
