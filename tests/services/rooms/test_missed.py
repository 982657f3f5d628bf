"""A meeting that was missed: who hears of it, and opening it with one press while there is time."""

import asyncio

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import ChannelId, MemberId
from bot.domain.person import Actor
from bot.domain.rooms.opening import OpenedAlready, TooLateToOpen
from bot.services.calendar.leading import NobodyLeadsYet
from bot.services.calendar.schedule import NotAFacilitator, OpenAlready, Wish
from bot.services.ports.rooms import Need
from bot.services.server.before_promising import CannotOpen
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, ORGANISERS, START, lead, member

FACILITATORS = ChannelId(15)
OLU = Actor(MemberId(900), "Olu", manages=True)


async def missed(story, after=30, **settings):
    """The bot was away over the start of a meeting of an hour."""
    await story.settle_server(facilitators_channel=FACILITATORS, **settings)
    await story.plan(Repeat.WEEKLY)
    story.clock.at = START + after * MINUTE
    await story.restart()
    await story.wait(seconds=5)
    found = await story.occurrence()
    assert found.phase is Phase.MISSED
    return found


async def test_organisers_facilitators_and_members_hear_of_it_each_once(story):
    await missed(story)
    await story.restart()
    await story.wait(minutes=5)
    assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"]
    assert story.discord.keys(FACILITATORS) == ["facilitators.missed"]
    assert story.discord.keys(ANNOUNCED) == ["note.not_held"]


async def test_where_members_look_the_line_names_nobody_and_nothing_in_a_discreet_server(story):
    await missed(story, discreet=True)
    (said,) = story.discord.said(ANNOUNCED)
    assert "Tuesday" not in str(said.drawing.facts["title"])


async def test_a_facilitator_opens_it_and_it_has_its_full_length(story):
    one = await missed(story)
    await story.room_requests.open_now(one.id, lead())
    await story.wait(seconds=10)
    opened = await story.occurrence()
    assert opened.phase is Phase.OPEN
    assert opened.ends_at >= story.clock.now() + 59 * MINUTE
    assert len(story.discord.channels) == 1
    assert (await story.meetings.get(one.id)).room in story.discord.channels


async def test_pressed_twice_and_by_two_people_there_is_one_room(story):
    one = await missed(story)
    open_now = story.room_requests.open_now
    done = await asyncio.gather(
        *(open_now(one.id, who) for who in (lead(1), lead(2), OLU)), return_exceptions=True
    )
    assert [type(each) for each in done if each] == [OpenedAlready, OpenedAlready]
    await story.wait(seconds=10)
    with pytest.raises(OpenedAlready):
        await open_now(one.id, lead())
    assert len(story.discord.channels) == 1


async def test_who_does_not_lead_cannot_open_it(story):
    one = await missed(story)
    with pytest.raises(NotAFacilitator):
        await story.room_requests.open_now(one.id, member(1))
    assert (await story.occurrence()).phase is Phase.MISSED


async def test_where_nobody_was_chosen_to_lead_whoever_presses_hears_that(story):
    one = await missed(story, never="facilitators")
    with pytest.raises(NobodyLeadsYet):
        await story.room_requests.open_now(one.id, member(1))
    await story.room_requests.open_now(one.id, OLU)


async def test_pressed_too_late_it_says_so(story):
    one = await missed(story)
    story.clock.at = START + 60 * MINUTE
    with pytest.raises(TooLateToOpen):
        await story.room_requests.open_now(one.id, lead())


async def test_found_after_its_end_nothing_is_offered(story):
    await missed(story, after=61)
    assert story.discord.keys(ORGANISERS) == ["organisers.missed"]
    assert story.discord.keys(FACILITATORS) == []
    assert story.discord.keys(ANNOUNCED) == ["note.not_held"]


async def test_it_is_not_opened_where_no_room_can_open(story):
    one = await missed(story)
    story.discord.needs.append(Need("category_full", {}))
    with pytest.raises(CannotOpen):
        await story.room_requests.open_now(one.id, lead())
    assert (await story.occurrence()).phase is Phase.MISSED


async def test_where_somebody_started_it_by_hand_there_is_no_second_room(story):
    one = await missed(story)
    await story.schedule.start_now(GUILD, lead(), Wish("Tuesday group"))
    await story.wait(seconds=10)
    with pytest.raises(OpenAlready):
        await story.room_requests.open_now(one.id, lead())


async def test_the_next_meeting_says_what_was_missed_and_for_a_day_only(story):
    one = await missed(story)
    assert (await story.schedule.next(GUILD, member(1))).missed == await story.occurrence()
    await story.wait(hours=24)
    assert (await story.schedule.next(GUILD, member(1))).missed is None
    assert one.id
