"""A made-up evening for a new facilitator to walk through: the real rules, and nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.content import templates, worksheets
from bot.content.prompts import library
from bot.domain.calendar.occurrence import DOORS_BEFORE, RoomKind
from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.domain.meeting import stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import participation
from bot.domain.person import Actor, Way
from bot.domain.prompts.prompt import Purpose
from bot.domain.server.server import Server
from bot.domain.template import StageKey
from bot.services.meeting.first_evening import LOBBY

_TEMPLATE = "standard-60"
_INTO_THE_STAGE = timedelta(minutes=1)
_INTO_THE_EXERCISE = timedelta(minutes=7)
"""When lines were written and are talked about: then the card is short enough for a phone."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What is made up: how the meeting and its people are called."""

    title: str
    people: Sequence[str]


def moment_in(stage: StageKey, now: datetime) -> datetime:
    """When in an evening that begins soon a stage would be shown: each is later than the last."""
    if stage is StageKey.LOBBY:
        return now
    before = timedelta()
    for one in templates.load()[_TEMPLATE].stages:
        if one.key is stage:
            break
        before += timedelta(minutes=one.minutes)
    exercise = _INTO_THE_EXERCISE if stage is StageKey.WORKING else timedelta()
    return now + DOORS_BEFORE / 2 + before + exercise + _INTO_THE_STAGE


def evening_in(
    stage: StageKey, by: Actor, server: Server, made_up: MadeUp, now: datetime
) -> LiveMeeting:
    """Give an evening that `by` leads, moved on to a stage; `now` is its moment there."""
    begun = now - _INTO_THE_STAGE
    meeting = LiveMeeting(
        id=OccurrenceId(0),
        guild=server.id,
        title=made_up.title,
        room=ChannelId(0),
        room_kind=RoomKind.VOICE,
        closed_door=True,
        starts_at=begun if stage is not StageKey.LOBBY else now + DOORS_BEFORE / 2,
        stages=(LOBBY, *templates.load()[_TEMPLATE].stages),
        since=begun,
        language=server.language,
        country=server.country,
        texts=server.texts,
        next_at=now + timedelta(weeks=1),
    )
    leads = replace(by, leads=True)
    for number, name in enumerate(made_up.people, start=1):
        somebody = Actor(MemberId(number), name)
        came = begun + timedelta(seconds=number)
        meeting = participation.join(meeting, somebody, came, Way.SPEAKING, first_time=False)
    meeting = participation.join(meeting, leads, begun, Way.SPEAKING, first_time=False)
    return _with_more(_moved_to(meeting, leads, stage, begun))


def _moved_to(meeting: LiveMeeting, by: Actor, stage: StageKey, at: datetime) -> LiveMeeting:
    if stage is StageKey.LOBBY:
        return meeting
    meeting = stages.begin(meeting, by, at, meeting.place)
    while meeting.now_in is not stage:
        meeting = stages.advance(meeting, by, at, meeting.place, sure=True)
    return meeting


def _with_more(meeting: LiveMeeting) -> LiveMeeting:
    """Let a discussion have a short question, and the exercise be one that is talked about."""
    if meeting.now_in is StageKey.DISCUSSION:
        every = library(meeting.language)
        asked = [one for one in every if one.purpose is Purpose.OPEN_QUESTION]
        short = min(asked, key=lambda one: len(one.text + one.why))
        return replace(meeting, suggested=(short.id,))
    if meeting.now_in is StageKey.WORKING:
        since = meeting.since - _INTO_THE_EXERCISE
        return replace(meeting, exercise=next(iter(worksheets.load())), since=since)
    return meeting
