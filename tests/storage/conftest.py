"""Stores on either database, and small evenings to keep in them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Series
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId, PromptId, SeriesId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.template import Stage, StageKey
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of

NOW = datetime(2026, 11, 3, 19, 0, 0, 123456, tzinfo=UTC)
GUILD = GuildId(900_000_000_000_000_001)
OTHER_GUILD = GuildId(900_000_000_000_000_002)
ANNA = MemberId(800_000_000_000_000_001)
BEN = MemberId(800_000_000_000_000_002)
TUESDAY = OccurrenceId(123_456_789)
SERIES = SeriesId(2**40 - 1)


def weekly(number=SERIES, guild=GUILD, **changes):
    series = Series(
        id=SeriesId(number),
        guild=guild,
        title="Tuesday group",
        first=datetime(2026, 11, 3, 19, 0),  # noqa: DTZ001 - local time of the series' zone
        timezone="Europe/Rome",
        repeat=Repeat.WEEKLY,
        minutes=90,
        template="standard-90",
        room_kind=RoomKind.TEXT,
        facilitator=ANNA,
        topic="weekends",
    )
    return replace(series, **changes)


def own_prompt(name="gsea", guild=GUILD, state=State.ACTIVE, **changes):
    prompt = Prompt(
        id=PromptId(name),
        text="What does the sea do for you?",
        point=Point.BALANCE,
        purpose=Purpose.CLOSING,
        change_talk=ChangeTalk.DESIRE,
        stage=ChangeStage.KEEPING_UP,
        themes=frozenset({Theme.JOY, Theme.INTERESTS}),
        why="We meet by the sea – “always”.",
        avoid_with=frozenset({Theme.TRAVEL, Theme.GRIEF}),
        when=("he misses the sea", "she's moving – inland"),
        assumes=frozenset({Circumstance.ABSTINENT, Circumstance.OVER}),
        not_when=frozenset({Circumstance.LAPSE}),
        listen_for="Salt.",
        reflect="It's a long way off.",
        follow_up="How's the tide?",
    )
    return OwnPrompt(guild, "en", replace(prompt, **changes), state, NOW)


@pytest.fixture
def cipher():
    return cipher_of(bytes(range(32)))


@pytest.fixture
async def store(made_url, cipher) -> AsyncIterator[Store]:
    opened = Store(made_url, cipher)
    yield opened
    opened.close()


@pytest.fixture
async def file_store(made_sqlite_url, cipher) -> AsyncIterator[Store]:
    opened = Store(made_sqlite_url, cipher)
    yield opened
    opened.close()


@pytest.fixture
def make_occurrence():
    def make(number: int = TUESDAY, **changes) -> Occurrence:
        occurrence = Occurrence(
            id=OccurrenceId(number),
            guild=GUILD,
            title="Tuesday group",
            starts_at=NOW,
            minutes=60,
            template="standard-60",
            room_kind=RoomKind.VOICE,
            due=NOW - timedelta(minutes=10),
        )
        return replace(occurrence, **changes)

    return make


@pytest.fixture
def make_meeting():
    def make(number: int = TUESDAY, **changes) -> LiveMeeting:
        meeting = LiveMeeting(
            id=OccurrenceId(number),
            guild=GUILD,
            title="Tuesday group",
            room=ChannelId(77),
            room_kind=RoomKind.VOICE,
            closed_door=True,
            starts_at=NOW,
            stages=(Stage(StageKey.LOBBY, 10), Stage(StageKey.CHECK_IN, 20)),
            since=NOW,
        )
        return replace(meeting, **changes)

    return make
