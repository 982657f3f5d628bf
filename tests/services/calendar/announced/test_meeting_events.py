"""Events in Discord's own list: one for each next meeting, in step with it."""

from bot.domain.calendar.announced.meeting_event import EventStatus
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import RoleId
from bot.domain.meeting.clock import extend
from tests.services.calendar.announced.listed_events import (
    standing,
    switched_on,
    the_one,
)
from tests.services.calendar.announced.weeks import DAY, HOUR, looked
from tests.services.calendar.changing import meant, move, skip, weekly, yes
from tests.services.conftest import GUILD, MINUTE, START, lead, member

WEEK = 7 * DAY


async def test_nothing_stands_there_until_an_organiser_wants_it(story):
    await weekly(story)
    await looked(story, minutes=2)
    assert story.discord.calls["list_events"] == 0
    await story.setup.save(GUILD, lead(), events=True)
    await looked(story, seconds=40)
    event = the_one(story)
    assert (event.shown.starts_at, event.shown.ends_at) == (START, START + HOUR)
    assert event.shown.words.name == "Tuesday group"
    await looked(story, minutes=10)
    assert story.discord.calls["list_events"] == 1  # nothing has changed


async def test_one_stands_for_the_next_date_of_each_series_and_for_each_single_date(file_story):
    await switched_on(file_story)
    await file_story.plan(Repeat.ONCE, title="Once only")
    await file_story.plan(Repeat.DAILY, title="Every day")
    await looked(file_story, seconds=40)
    names = [one.shown.words.name for one in standing(file_story)]
    assert sorted(names) == ["Every day", "Once only", "Tuesday group"]
    assert {one.shown.starts_at for one in standing(file_story)} == {START}


async def test_a_moved_date_keeps_its_event(file_story):
    series = await switched_on(file_story)
    event = the_one(file_story).id
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, seconds=40)
    moved = the_one(file_story)
    assert (moved.id, moved.shown.starts_at) == (event, START + DAY)
    assert moved.shown.ends_at == START + DAY + HOUR


async def test_a_skipped_date_is_cancelled_and_the_next_one_stands(file_story):
    series = await switched_on(file_story)
    event = the_one(file_story).id
    await skip(file_story, series, 0)
    await looked(file_story, seconds=40)
    assert file_story.discord.events[event].status is EventStatus.CANCELED
    assert the_one(file_story).shown.starts_at == START + WEEK


async def test_a_series_that_ends_takes_its_event_along(file_story):
    series = await switched_on(file_story)
    event = the_one(file_story).id
    outlook = await file_story.changes.ask_cancel(await meant(file_story, series))
    await yes(file_story, outlook)
    await looked(file_story, seconds=40)
    assert standing(file_story) == []
    assert file_story.discord.events[event].status is EventStatus.CANCELED


async def test_an_edited_title_is_read_in_it(file_story):
    series = await switched_on(file_story)
    event = the_one(file_story).id
    chosen = await meant(file_story, series)
    await yes(file_story, await file_story.changes.ask_edit(chosen, Edit(title="Quiet hour")))
    await looked(file_story, seconds=40)
    assert (the_one(file_story).id, the_one(file_story).shown.words.name) == (event, "Quiet hour")


async def evening(story):
    """A group whose meeting begins at its hour, with an event in the list."""
    await story.settle_server(events=True)
    await story.plan()
    await story.until(START - MINUTE)
    for number in range(4):
        await story.come_in(member(number))
    await story.come_in(lead())
    assert the_one(story).status is EventStatus.SCHEDULED
    await story.until(START + MINUTE)
    meeting = (await story.occurrence()).id
    await story.meetings.begin(meeting, lead(), (await story.meetings.get(meeting)).place)
    await looked(story, seconds=40)
    return meeting


async def test_it_begins_and_ends_with_the_evening(file_story):
    meeting = await evening(file_story)
    event = the_one(file_story)
    assert event.status is EventStatus.ACTIVE
    place = (await file_story.meetings.get(meeting)).place
    await file_story.meetings.end(meeting, lead(), place, sure=True)
    await looked(file_story, seconds=40)
    assert file_story.discord.events[event.id].status is EventStatus.COMPLETED


async def test_an_evening_that_is_made_longer_moves_its_end(file_story):
    meeting = await evening(file_story)
    for _ in range(30):
        await file_story.meetings.decide(meeting, lambda m, at: extend(m, lead(), at))
    await looked(file_story, seconds=80)
    assert the_one(file_story).shown.ends_at == START + HOUR + 35 * MINUTE


async def test_a_meeting_that_begins_at_once_has_none(file_story):
    await file_story.settle_server(events=True)
    await file_story.until(START - MINUTE / 2)
    await file_story.plan()
    await looked(file_story, minutes=5)
    assert file_story.discord.calls["create_event"] == 0


async def test_of_a_meeting_for_the_holders_of_a_role_there_is_none(file_story):
    await file_story.settle_server(events=True)
    await file_story.plan(Repeat.WEEKLY, visible_to=RoleId(77))
    await looked(file_story, seconds=40)
    assert file_story.discord.events == {}


async def test_a_server_that_becomes_discreet_takes_every_one_away(file_story):
    await switched_on(file_story)
    await file_story.setup.save(GUILD, lead(), discreet=True)
    await looked(file_story, seconds=40)
    assert file_story.discord.events == {}
    await file_story.setup.save(GUILD, lead(), discreet=False)
    await looked(file_story, seconds=40)
    the_one(file_story)


async def test_switched_off_they_go(file_story):
    await switched_on(file_story)
    await file_story.setup.save(GUILD, lead(), events=False)
    await looked(file_story, seconds=40)
    assert file_story.discord.events == {}
