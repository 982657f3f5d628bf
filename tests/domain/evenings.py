"""Evenings for stories: a meeting with people in it, at the stage a story begins with."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId
from bot.domain.meeting import help_requests, stages
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Seat, Turn
from bot.domain.meeting.talk import board
from bot.domain.person import Actor, Way
from bot.domain.template import Stage, StageKey

START = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
"""When the evenings of the stories start: Tuesday, seven o'clock."""
FRAN = Actor(MemberId(5_000_001), "Fran", leads=True)
"""Who facilitates; takes part in a round only where a story says so."""
GUS = Actor(MemberId(5_000_002), "Gus", leads=True)
"""Holds the facilitator role too, and is not in the meeting."""
ANA, BEN, CHI, DAN, EVA, FAY, GIL, HAL, IDA = CAST = tuple(
    Actor(MemberId(6_000_001 + number), name)
    for number, name in enumerate(("Ana", "Ben", "Chi", "Dan", "Eva", "Fay", "Gil", "Hal", "Ida"))
)
"""Members, in the order in which they arrive."""
STANDARD = (
    Stage(StageKey.LOBBY, 10),
    Stage(StageKey.WELCOME, 5),
    Stage(StageKey.CHECK_IN, 18),
    Stage(StageKey.AGENDA, 4),
    Stage(StageKey.DISCUSSION, 24),
    Stage(StageKey.WORKING, 20),
    Stage(StageKey.CHECK_OUT, 14),
    Stage(StageKey.CLOSE, 5),
)


def later(minutes: float = 0, seconds: float = 0) -> datetime:
    """An instant counted from the start of the evening."""
    return START + timedelta(minutes=minutes, seconds=seconds)


def lobby(
    who: int = 6,
    *,
    new: Collection[Actor] = (),
    listening: Collection[Actor] = (),
    room: RoomKind = RoomKind.VOICE,
    with_fran: bool = False,
) -> LiveMeeting:
    """The room ten minutes before: the first `who` of the cast came in, one each second."""
    meeting = LiveMeeting(
        id=OccurrenceId(7),
        guild=GuildId(8),
        title="Tuesday group",
        room=ChannelId(9),
        room_kind=room,
        closed_door=True,
        starts_at=START,
        stages=STANDARD,
        since=later(-10),
    )
    for second, actor in enumerate(CAST[:who]):
        way = Way.LISTENING if actor in listening else Way.SPEAKING
        meeting = participation.join(
            meeting, actor, later(-5, second), way, first_time=actor in new
        )
    if with_fran:
        meeting = participation.join(meeting, FRAN, later(-1), Way.SPEAKING, first_time=False)
    return meeting


def at_stage(meeting: LiveMeeting, stage: StageKey, at: datetime = START) -> LiveMeeting:
    """Begin where nobody has, and go on until the stage is reached."""
    if meeting.stage == 0:
        meeting = stages.begin(meeting, FRAN, at, meeting.place)
    while meeting.now_in is not stage:
        meeting = stages.advance(meeting, FRAN, at, meeting.place, sure=True)
    return meeting


def evening(who: int = 6, stage: StageKey = StageKey.CHECK_IN, **how) -> LiveMeeting:
    """An evening that has come as far as `stage`; everything happens at the start."""
    return at_stage(lobby(who, **how), stage)


def join(meeting: LiveMeeting, actor: Actor, at: datetime, way: Way = Way.SPEAKING, *, new=False):
    """Somebody comes through the door."""
    return participation.join(meeting, actor, at, way, first_time=new)


def seat(meeting: LiveMeeting, actor: Actor) -> Seat:
    """Somebody's place in the present round."""
    found = meeting.round.seat(actor.id)
    assert found is not None, f"{actor.name} has no seat"
    return found


def turn(meeting: LiveMeeting, actor: Actor) -> Turn:
    """Where somebody stands in the present round."""
    return seat(meeting, actor).turn


def floor(meeting: LiveMeeting) -> MemberId:
    """Who has the floor in a round where somebody has it."""
    assert meeting.round is not None
    assert meeting.round.floor is not None
    return meeting.round.floor


def turn_ends_at(meeting: LiveMeeting) -> datetime:
    """When the turn of a round ends that runs by the clock."""
    assert meeting.round is not None
    assert meeting.round.turn_ends_at is not None
    return meeting.round.turn_ends_at


def names(meeting: LiveMeeting, members: Collection[MemberId]) -> list[str]:
    """Who these are, for reading."""
    return [meeting.person(member).name for member in members]


def forget(meeting: LiveMeeting, actor: Actor, at: datetime) -> LiveMeeting:
    """Somebody has themselves forgotten; the key is as good as drawn."""
    return leaving.forget(meeting, actor.id, at, "5e" * 16)


def all_in_voice(meeting: LiveMeeting, at: datetime = START) -> LiveMeeting:
    """Everyone who came through the door is in the voice room."""
    return participation.voice_is(meeting, {one.id for one in meeting.here}, at)


def out_of_voice(meeting: LiveMeeting, actor: Actor, at: datetime) -> LiveMeeting:
    """Somebody's call ends."""
    return participation.voice_is(meeting, meeting.in_voice - {actor.id}, at)


def into_voice(meeting: LiveMeeting, actor: Actor, at: datetime) -> LiveMeeting:
    """Somebody comes into the voice room."""
    return participation.voice_is(meeting, meeting.in_voice | {actor.id}, at)


def hold(
    meeting: LiveMeeting, actor: Actor, text: str = "hello", place=None, number=1, counts_from=START
) -> LiveMeeting:
    """Somebody hands words without a name to the facilitator; the room counts them at once."""
    place = place or meeting.place
    return board.hold(meeting, actor, place, text, number=number, counts_from=counts_from)


def ask_for(
    meeting: LiveMeeting, actor: Actor, kind=AidKind.WORD, note="", at=START, number=1, hosts=()
) -> LiveMeeting:
    """Somebody asks those who lead for something, at the start unless said otherwise."""
    return help_requests.ask_for(meeting, actor, at, kind, note, number=number, hosts=hosts)


def speak_in_turn(meeting):
    """Let the facilitator press `Next speaker` until nobody is left; tell who had the floor."""
    heard = []
    while meeting.round.floor:
        heard += names(meeting, [meeting.round.floor])
        meeting = rounds.next_speaker(meeting, FRAN, START, meeting.place)
    return heard, meeting
