"""The calendar: planned once, listed, found, started now, never lost silently."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.template import MinutesOutOfRange
from bot.services.calendar.doubles import MOST_OPEN
from bot.services.calendar.schedule import (
    MOST_SERIES,
    NoRooms,
    NotAFacilitator,
    NoTitle,
    NoZone,
    OpenAlready,
    OpensAlready,
    PlannedAlready,
    TooManyMeetings,
    Wish,
)
from tests.services.conftest import GUILD, MINUTE, NOW, START, lead, member

WEEK = timedelta(weeks=1)
ROME = "Europe/Rome"


async def dates_of(story):
    listed = await story.kept.run(lambda tx: tx.occurrences.of(GUILD))
    return [one.starts_at for one in listed]


async def test_a_weekly_meeting_shows_four_dates_and_two_weeks_are_written_down(story):
    await story.settle_server()
    scheduled = await story.plan(Repeat.WEEKLY, minutes=45)
    assert scheduled.next_dates == tuple(START + WEEK * number for number in range(4))
    assert await dates_of(story) == [START, START + WEEK]
    for _ in range(3):
        await story.schedule.plan_ahead()
    assert await dates_of(story) == [START, START + WEEK]


async def test_the_next_meeting_is_found_however_far_away_it_is(story):
    await story.settle_server()
    far = Reading(datetime(2027, 3, 2, 19, 0), START + WEEK * 13, ROME)  # noqa: DTZ001 - local time
    await story.schedule.schedule(GUILD, lead(), Wish("Far away"), far, Repeat.WEEKLY)
    assert (await story.schedule.next(GUILD, member(1))).coming.title == "Far away"
    assert await story.listing(member(1), days=14) == ()
    assert (await story.schedule.next(404, member(1))).coming is None


async def test_dates_that_passed_while_the_bot_was_away_are_noted_as_missed(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    story.clock.at = START + WEEK * 4 + timedelta(days=1)
    await story.restart()
    await story.wait(seconds=5)
    listed = await story.kept.run(lambda tx: tx.occurrences.of(GUILD))
    assert [one.starts_at for one in listed] == [START + WEEK * number for number in range(7)]
    assert [one.phase for one in listed] == [Phase.MISSED] * 5 + [Phase.PLANNED] * 2
    assert (await story.schedule.next(GUILD, member(1))).coming.starts_at == START + WEEK * 5


async def test_a_meeting_is_found_by_topic_by_room_and_while_it_runs(story):
    now = await story.begun(topic="weekends")
    assert [one.id for one in await story.listing(member(1))] == [now.id]
    assert await story.listing(member(1), topic="WEEK")
    assert not await story.listing(member(1), topic="sleep")
    assert not await story.listing(member(1), room=RoomKind.TEXT)
    assert (await story.schedule.next(GUILD, member(1))).coming.id == now.id
    assert story.meetings.in_room(now.room) == now.id
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    assert story.meetings.in_room(now.room) is None
    assert (await story.schedule.next(GUILD, member(1))).coming is None


async def test_a_meeting_that_was_not_scheduled_opens_at_once(story):
    await story.settle_server()
    started = await story.schedule.start_now(GUILD, lead(), Wish("Right now"))
    await story.wait(seconds=3)
    one = await story.occurrence()
    assert (one.id, one.phase, one.series) == (started.id, Phase.OPEN, None)
    assert story.discord.keys(one.room) == []
    assert (await story.meetings.get(one.id)).next_at is None


async def test_an_evening_knows_the_next_date(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await story.until(START - 9 * MINUTE)
    assert (await story.meetings.get((await story.occurrence()).id)).next_at == START + WEEK


READING = Reading(datetime(2026, 12, 1, 19, 0), START, ROME)  # noqa: DTZ001 - local time


@pytest.mark.parametrize(
    ("settings", "by", "wish", "refusal"),
    [
        ({}, member(1), Wish("T"), NotAFacilitator),
        ({"rooms": None}, lead(), Wish("T"), NoRooms),
        ({}, lead(), Wish("  "), NoTitle),
        ({}, lead(), Wish("T", minutes=5), MinutesOutOfRange),
    ],
)
async def test_a_meeting_that_cannot_be_is_refused(file_story, settings, by, wish, refusal):
    await file_story.settle_server(**settings)
    with pytest.raises(refusal):
        await file_story.schedule.schedule(GUILD, by, wish, READING, Repeat.ONCE)
    with pytest.raises(refusal):
        await file_story.schedule.start_now(GUILD, by, wish)
    assert await file_story.kept.run(lambda tx: tx.series.all()) == ()
    assert await dates_of(file_story) == []


async def test_without_a_time_zone_nothing_is_scheduled(story):
    await story.setup.save(GUILD, lead(), rooms=13)
    with pytest.raises(NoZone):
        await story.plan()


async def at_once(*works):
    """Fire the works in the same instant; gives what each made, and what each was refused."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    refused = [one for one in answers if isinstance(one, BaseException)]
    return [one for one in answers if not isinstance(one, BaseException)], refused


async def test_a_meeting_started_by_many_in_the_same_instant_has_one_room(story):
    await story.settle_server()
    works = [
        story.schedule.start_now(GUILD, lead(number), Wish(title))
        for number, title in enumerate(("Now", "now", " NOW ", "Now", "Now", "Now"))
    ]
    [made], refused = await at_once(*works)
    assert [type(one) for one in refused] == [OpensAlready] * 5
    await story.wait(seconds=30)
    assert story.discord.made == 1
    assert [one.id for one in await story.listing(member(1))] == [made.id]


async def test_a_meeting_planned_by_many_in_the_same_instant_stands_once(story):
    await story.settle_server()
    [made], refused = await at_once(*[story.plan(Repeat.WEEKLY) for _ in range(6)])
    assert [type(one) for one in refused] == [PlannedAlready] * 5
    assert refused[0].facts == {"title": "Tuesday group", "at": int(START.timestamp())}
    assert await story.kept.run(lambda tx: tx.series.all()) == (made.series,)
    assert await dates_of(story) == [START, START + WEEK]


async def test_a_second_start_names_the_room_that_is_open_and_another_title_opens_another(story):
    now = await story.begun()
    with pytest.raises(OpenAlready) as refused:
        await story.schedule.start_now(GUILD, lead(), Wish("tuesday  Group"))
    assert refused.value.facts == {"title": "Tuesday group", "room": now.room}
    await story.schedule.start_now(GUILD, lead(), Wish("Tuesday group, too"))
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.schedule.start_now(GUILD, lead(), Wish("Tuesday group"))


async def test_only_the_very_same_meeting_is_the_same(file_story):
    """Another time, another kind of room or another title is another meeting."""
    story = file_story
    await story.settle_server()
    await story.plan()
    await story.plan(title="Another group")
    await story.plan(room_kind=RoomKind.TEXT)
    later = Reading(READING.local + timedelta(hours=2), START + timedelta(hours=2), ROME)
    await story.schedule.schedule(GUILD, lead(), Wish("Tuesday group"), later, Repeat.WEEKLY)
    assert len(await story.kept.run(lambda tx: tx.series.all())) == 4


@pytest.mark.parametrize("weeks", [0, 1, 5])
async def test_a_date_that_a_weekly_meeting_has_already_is_not_planned_again(file_story, weeks):
    story = file_story
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    at = Reading(READING.local + WEEK * weeks, START + WEEK * weeks, ROME)
    for repeat in (Repeat.ONCE, Repeat.DAILY, Repeat.WEEKLY):
        with pytest.raises(PlannedAlready):
            await story.schedule.schedule(GUILD, lead(), Wish("Tuesday group"), at, repeat)


async def test_a_server_has_only_so_many_meetings(file_story):
    story = file_story
    await story.settle_server()
    for number in range(MOST_SERIES):
        await story.plan(title=f"Group {number}")
    with pytest.raises(TooManyMeetings) as refused:
        await story.plan()
    assert isinstance(refused.value, Refusal)
    assert refused.value.facts == {"most": MOST_SERIES}


async def test_only_so_many_meetings_run_at_once(file_story):
    await file_story.settle_server()
    for number in range(MOST_OPEN):
        await file_story.schedule.start_now(GUILD, lead(), Wish(f"Now {number}"))
        await file_story.wait(seconds=2)
    with pytest.raises(TooManyMeetings):
        await file_story.schedule.start_now(GUILD, lead(), Wish("Now"))
    assert len(file_story.discord.rooms()) == MOST_OPEN
    assert len({one.code for one in file_story.discord.rooms()}) == MOST_OPEN


async def test_the_clock_going_back_makes_nobody_meet_twice(story):
    now = await story.begun()
    story.clock.at = NOW
    await story.wait(minutes=5)
    assert (await story.occurrence()).room == now.room
    assert story.discord.made == 1


async def test_in_a_discreet_server_nobody_reads_or_searches_what_a_meeting_is_for(story):
    await story.settle_server(discreet=True)
    await story.plan(title="Sober Tuesday", topic="sleep")
    organiser = replace(member(2), manages=True)
    for by, title, topic in (
        (member(1), "Group", ""),
        (lead(), "Sober Tuesday", "sleep"),
        (organiser, "Sober Tuesday", "sleep"),
    ):
        (found,) = await story.listing(by)
        assert (found.title, found.topic) == (title, topic)
        assert (await story.schedule.next(GUILD, by)).coming.title == title
        searched = [len(await story.listing(by, topic=one)) for one in ("sober", "sleep")]
        assert searched == [bool(topic)] * 2
