"""A date that is moved or skipped after its room was made early: the room goes again."""

from datetime import datetime, timedelta

import pytest

from bot.domain.calendar.edited import Edit
from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Repeat, weekly
from bot.domain.calendar.when.reading import Reading
from bot.services.calendar.changes.refusals import DateOpen
from tests.services.calendar.changing import HOUR, meant, move, skip, yes
from tests.services.conftest import GUILD, MINUTE, START, Story, lead, member
from tests.services.rooms.crowd import DOORS, FEW, SECOND, BusyDiscord, early
from tests.services.small_discord import Clock, Discord


@pytest.fixture
def discord(clock: Clock) -> Discord:
    return BusyDiscord(clock)


async def series_of(story: Story):
    one = await story.occurrence()
    return await story.kept.run(lambda tx: tx.series.get(one.series))


async def dates(story: Story):
    return await story.kept.run(lambda tx: tx.occurrences.of(GUILD))


async def weekly_early(story: Story, **wish):
    """A weekly meeting whose room has been made early; gives its series and its room."""
    await early(story, repeat=Repeat.WEEKLY, **wish)
    return await series_of(story), (await story.occurrence()).room


@pytest.mark.parametrize("kind", RoomKind)
async def test_a_date_skipped_after_its_room_was_made_takes_the_room_away(story, kind):
    series, room = await weekly_early(story, room_kind=kind)
    await skip(story, series, 0)
    await story.until(DOORS + MINUTE)
    one = await story.occurrence()
    assert (one.phase, one.room, one.code) == (Phase.CANCELLED, None, "")
    assert room not in story.discord.channels
    assert len(story.discord.channels) == FEW - 1


async def test_a_date_moved_after_its_room_was_made_has_another_room_when_it_is_held(story):
    series, room = await weekly_early(story)
    await move(story, series, 0, HOUR)
    await story.until(DOORS + MINUTE)
    assert room not in story.discord.channels
    assert (await story.occurrence()).phase is Phase.PLANNED
    await story.until(DOORS + HOUR + SECOND)
    moved = await story.occurrence()
    assert (moved.phase, moved.starts_at) == (Phase.OPEN, START + HOUR)
    assert moved.room != room


async def test_a_skip_taken_back_before_the_doors_opens_another_room(story):
    series, room = await weekly_early(story)
    skipped = await skip(story, series, 0)
    await story.changes.undo(series.guild, lead(), skipped.change.id)
    await story.until(DOORS + MINUTE)
    again = await story.occurrence()
    assert again.phase is Phase.OPEN
    assert again.room != room
    assert room not in story.discord.channels


async def test_a_process_that_dies_after_the_skip_takes_the_room_away_at_its_next_start(story):
    series, room = await weekly_early(story)
    await skip(story, series, 0)
    await story.restart()
    await story.until(DOORS + MINUTE)
    assert room not in story.discord.channels


async def on_wednesdays(story: Story, series):
    later = START + timedelta(days=1)
    local = datetime(2026, 12, 2, 19, 0)  # noqa: DTZ001 - local
    reading = Reading(local, later, "Europe/Rome", weekly(2))
    edit = await story.changes.ask_edit(await meant(story, series, 0), Edit(when=reading))
    return await yes(story, edit)


@pytest.mark.parametrize("kind", RoomKind)
async def test_a_series_on_another_day_takes_the_early_room_of_the_old_day_away(story, kind):
    series, room = await weekly_early(story, room_kind=kind)
    await on_wednesdays(story, series)
    await story.until(DOORS + MINUTE)
    assert room not in story.discord.channels
    assert {one.phase for one in await dates(story)} == {Phase.PLANNED}


async def test_another_day_taken_back_before_the_doors_opens_the_meeting_after_all(story):
    series, room = await weekly_early(story)
    edited = await on_wednesdays(story, series)
    await story.changes.undo(series.guild, lead(), edited.change.id)
    await story.until(DOORS + MINUTE)
    first = min(await dates(story), key=lambda one: one.starts_at)
    assert (first.phase, first.starts_at) == (Phase.OPEN, START)
    assert room not in story.discord.channels


async def test_a_series_that_is_paused_takes_its_early_room_away(story):
    series, room = await weekly_early(story)
    await yes(story, await story.changes.ask_pause(await meant(story, series), None))
    await story.until(DOORS + MINUTE)
    assert room not in story.discord.channels
    assert (await story.occurrence()).phase is Phase.CANCELLED


async def test_nobody_who_went_in_early_is_thrown_out(story):
    series, room = await weekly_early(story)
    story.discord.channels[room].inside.add(member(1).id)
    await skip(story, series, 0)
    await story.until(DOORS + MINUTE)
    assert room in story.discord.channels
    await story.everybody_leaves()
    await story.wait(minutes=2)
    assert room not in story.discord.channels


async def test_once_the_doors_are_open_the_date_stays(story):
    series, _ = await weekly_early(story)
    await story.until(DOORS + 20 * SECOND)
    with pytest.raises(DateOpen):
        await skip(story, series, 0)
