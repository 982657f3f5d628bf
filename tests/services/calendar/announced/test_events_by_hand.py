"""Events that people delete or change by hand: respected, and asked about once."""

from dataclasses import replace

import pytest

from bot.domain.calendar.announced.meeting_event import EventStatus
from bot.domain.ids import GuildId
from bot.domain.meeting.rights import MeetingOver
from bot.services.calendar.announced.meeting_events import EventSettled
from bot.services.server.setup import NotAnOrganiser
from tests.services.calendar.announced.listed_events import (
    by_hand,
    renamed,
    standing,
    switched_on,
    the_one,
    told,
)
from tests.services.calendar.announced.weeks import DAY, HOUR, looked
from tests.services.calendar.changing import move, skip
from tests.services.conftest import GUILD, START, lead, member

WEEK = 7 * DAY


async def settled(story, **changes):
    """A weekly group whose event has stood for a while."""
    series = await switched_on(story, **changes)
    await looked(story, minutes=1)
    return series


async def meeting_of(story):
    [known] = await story.kept.run(lambda tx: tx.meeting_events.of(GUILD))
    return known.meeting


async def test_deleted_by_hand_it_stays_away_and_the_organisers_are_asked_once(story):
    series = await settled(story)
    await by_hand(story, the_one(story))
    await looked(story, minutes=20)
    assert standing(story) == []
    assert told(story) == ["organisers.event_deleted"]
    await move(story, series, 0, START + DAY)
    await looked(story, minutes=1)
    assert standing(story) == []
    await skip(story, series, 0)
    await looked(story, minutes=1)
    assert the_one(story).shown.starts_at == START + WEEK  # it was about that date alone


async def test_put_back_it_stands_again(file_story):
    await settled(file_story)
    await by_hand(file_story, the_one(file_story))
    await looked(file_story, minutes=1)
    await file_story.events.put_back(GUILD, await meeting_of(file_story), lead())
    await looked(file_story, seconds=5)
    assert the_one(file_story).shown.starts_at == START
    await looked(file_story, minutes=1)
    await by_hand(file_story, the_one(file_story))
    await looked(file_story, minutes=1)
    assert told(file_story) == ["organisers.event_deleted"] * 2


async def test_left_away_it_is_asked_about_no_more(file_story):
    await settled(file_story)
    await by_hand(file_story, the_one(file_story))
    await looked(file_story, minutes=1)
    meeting = await meeting_of(file_story)
    await file_story.events.leave(GUILD, meeting, lead())
    await looked(file_story, minutes=20)
    assert standing(file_story) == []
    with pytest.raises(EventSettled):
        await file_story.events.put_back(GUILD, meeting, lead())


async def test_changed_by_hand_it_keeps_what_was_written_also_when_its_date_moves(file_story):
    series = await settled(file_story)
    event = the_one(file_story)
    await by_hand(file_story, event, **renamed(event, "Bring cake"))
    await looked(file_story, minutes=1)
    assert the_one(file_story).shown.words.name == "Bring cake"
    assert told(file_story) == ["organisers.event_edited"]
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, minutes=1)
    now = the_one(file_story)
    assert (now.shown.words.name, now.shown.starts_at) == ("Bring cake", START + DAY)
    await by_hand(file_story, now, **renamed(now, "Bring more cake"))
    await looked(file_story, minutes=1)
    assert the_one(file_story).shown.words.name == "Bring more cake"
    assert told(file_story) == ["organisers.event_edited"]


async def test_a_change_by_hand_can_be_left_or_taken_back(file_story):
    await settled(file_story)
    event = the_one(file_story)
    await by_hand(file_story, event, **renamed(event, "Bring cake"))
    await looked(file_story, minutes=1)
    meeting = await meeting_of(file_story)
    await file_story.events.put_back(GUILD, meeting, lead())
    await looked(file_story, minutes=1)
    assert the_one(file_story).shown == event.shown
    await by_hand(file_story, event, starts_at=START + HOUR)
    await looked(file_story, minutes=1)
    await file_story.events.leave(GUILD, meeting, lead())
    await looked(file_story, minutes=5)
    assert the_one(file_story).shown.starts_at == START + HOUR


async def test_what_happened_while_the_bot_was_away_is_seen_at_its_start(file_story):
    await settled(file_story)
    file_story.discord.events.clear()
    await looked(file_story, minutes=5)
    assert told(file_story) == []
    await file_story.restart()
    await looked(file_story, minutes=1)
    assert told(file_story) == ["organisers.event_deleted"]
    assert standing(file_story) == []


async def test_what_nobody_was_told_of_is_seen_within_the_hour(file_story):
    series = await settled(file_story)
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, minutes=1)
    file_story.discord.events.clear()
    await looked(file_story, minutes=61)
    assert told(file_story) == ["organisers.event_deleted"]


async def test_what_the_bot_did_itself_is_nobodys_hand(file_story):
    series = await settled(file_story)
    before = file_story.discord.calls["list_events"]
    event = the_one(file_story)
    await file_story.events.changed(GUILD, event.id, event.shown.digest)
    await looked(file_story, minutes=2)
    assert file_story.discord.calls["list_events"] == before
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, minutes=5)
    assert told(file_story) == []


async def test_begun_or_ended_by_hand_nobody_is_asked(file_story):
    await settled(file_story)
    event = the_one(file_story)
    file_story.discord.events[event.id] = started(event, EventStatus.ACTIVE)
    await file_story.until(START)
    file_story.discord.events[event.id] = started(event, EventStatus.COMPLETED)
    await file_story.events.changed(GUILD, event.id)
    await looked(file_story, minutes=2)
    assert told(file_story) == []
    assert standing(file_story) == []


def started(event, status):
    return replace(event, status=status)


async def test_only_organisers_of_that_server_decide(file_story):
    await settled(file_story)
    await by_hand(file_story, the_one(file_story))
    await looked(file_story, minutes=1)
    meeting = await meeting_of(file_story)
    with pytest.raises(NotAnOrganiser):
        await file_story.events.put_back(GUILD, meeting, member(1))
    with pytest.raises(MeetingOver):
        await file_story.events.put_back(GuildId(77), meeting, lead())


async def test_a_discreet_server_is_asked_nothing_about_events_that_go(file_story):
    await settled(file_story)
    await file_story.setup.save(GUILD, lead(), discreet=True)
    await by_hand(file_story, the_one(file_story))
    await looked(file_story, minutes=2)
    assert told(file_story) == []
