"""Whoever is down to lead a meeting hears in private what becomes of it, as members see it."""

import pytest

from bot.text.catalog import Shown
from tests.cogs.alone import Alone, seen_as
from tests.cogs.group import Group
from tests.cogs.meetings.changing import FIRST, SECOND, TITLE, agreed, at, meeting, planned
from tests.cogs.meetings.test_reminders import came


@pytest.fixture
async def two(group: Group) -> Group:
    """Fran plans a group that Ivy leads, and helps her."""
    await led_by_ivy(group)
    return group


async def led_by_ivy(group: Group) -> None:
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await planned(group, facilitator=group["Ivy"], co_facilitator=group["Fran"])
    await group.wait(20)


async def test_a_skipped_date_is_told_to_who_leads_it_and_not_to_whoever_skipped_it(two):
    await agreed(two, await meeting(two, "skip", meeting=TITLE))
    await two.wait(20)
    named, told = came(two, "Ivy")
    assert named.startswith("Tuesday group: you're set to lead it now")
    assert seen_as("remind.news.next", then=at(FIRST)) in named
    assert seen_as("remind.news.not_held", meeting=Shown(TITLE), at=at(FIRST)) in told
    assert seen_as("remind.news.next", then=at(SECOND)) in told
    assert [told for told in came(two, "Fran") if "won't take place" in told] == came(two) == []


TOLD = "Anyone else who leads it, or asked to be reminded of it, gets a private message."


async def test_before_a_change_is_made_it_says_who_is_told(two):
    every = [
        await meeting(two, "skip", meeting=TITLE),
        await meeting(two, "move", meeting=TITLE, when="Wednesday 18:00"),
        await meeting(two, "cancel", meeting=TITLE),
        await meeting(two, "edit", meeting=TITLE, topic="Sleep"),
    ]
    assert all(TOLD in asked.text for asked in every)
    quiet = await meeting(two, "edit", meeting=TITLE, capacity=9)
    assert TOLD not in quiet.text, "nobody is told how many it takes"
    done = await agreed(two, every[-1])
    assert TOLD not in done.text
    await two.wait(20)
    assert sum("has changed" in told for told in came(two, "Ivy")) == 1


async def test_where_private_messages_are_closed_it_waits_without_a_word_to_anyone(group):
    two = group
    two.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await led_by_ivy(two)
    place = two.world.facilitators_channel.id
    before = [one.id for one in two.seen("Fran", place) if not one.ephemeral]
    await agreed(two, await meeting(two, "skip", meeting=TITLE))
    await two.wait(20)
    assert [one.id for one in two.seen("Fran", place) if not one.ephemeral] == before
    waits = seen_as("remind.news.not_held", meeting="Your meeting", at=at(FIRST))
    assert waits in (await meeting(two, "next", "Ivy")).text
    assert waits in (await Alone(two, "Ivy", "private").say("meeting next")).text
    assert waits not in (await meeting(two, "next", "Ana")).text


async def test_who_leads_reads_the_meeting_s_name_first_and_then_the_server_s(group):
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await planned(group, "Quiet hour", facilitator=group["Ivy"])
    await agreed(group, await meeting(group, "skip", meeting="Quiet hour"))
    await group.wait(20)
    named, told = came(group, "Ivy")
    assert named.startswith("Quiet hour in the server Tuesday group: you're set to lead it now")
    assert told.startswith("Quiet hour in the server Tuesday group on")
