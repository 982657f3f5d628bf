"""The standing console as people use it: who leads, who could, and who only reads along."""

import discord

from bot.rehearsal import cast, simkit
from tests.cogs.console.in_channel import OWN, InChannel
from tests.cogs.group import LEAD, SURE
from tests.cogs.meetings.test_self_guided import begun_by_itself

MEMBERS = ("Ana", "Ben", "Chi", "Esi")
OTHER = "Ivy"
"""Holds the facilitators' role, and does not lead."""
LED_BY = "Fran leads this meeting, and these steps are for whoever leads."
MINUTES = 60


def with_the_role(standing) -> None:
    standing.group.newly_in_the_server(OTHER, standing.group.world.facilitators)


async def led_to(standing, stage: str) -> None:
    """Let whoever leads go on to a stage by the standing console alone."""
    while standing.group.stage != stage:
        label = "Begin" if standing.group.stage == "lobby" else "Next stage"
        told = await standing.press(label)
        if told.asks:
            await cast.press(standing.group[LEAD], SURE, on=told.message)
        await standing.group.wait(3)


async def test_the_evening_is_led_from_it_and_no_press_leaves_a_message_behind(standing):
    group = standing.group
    assert standing.shown.buttons == ("Begin", OWN)
    await led_to(standing, "check_in")
    assert "Fran leads." in standing.shown.text
    assert "Check-in · until" in standing.shown.text
    assert standing.shown.buttons == ("Next speaker", "Next stage · Agenda", OWN)
    first = standing.number
    assert (group.floor, "Turns so far: 1 of 5" in standing.shown.text) == ("Fran", True)
    await standing.press("Next speaker")
    assert "Turns so far: 2 of 5" in standing.shown.text
    await group.wait(2)
    assert (group.floor, "Turns so far: 2 of 5" in standing.shown.text) == ("Ana", True)
    assert standing.number == first
    assert standing.private == []


async def test_its_own_button_opens_the_private_console_that_lives(standing):
    await led_to(standing, "check_in")
    told = await standing.press(OWN)
    assert told.private
    assert "Next speaker · " in "\n".join(told.shown.buttons)
    await standing.group.options("Esi", "Leave")
    await standing.group.wait(2)
    assert "4 people here" in standing.private[0].text
    assert "4 people here" in standing.shown.text


async def test_what_is_asked_first_is_asked_in_private(standing):
    await led_to(standing, "check_in")
    asked = await standing.press("Next stage")
    assert asked.private
    assert "Yes, go on" in asked.shown.buttons
    assert standing.group.stage == "check_in"


async def test_it_counts_what_waits_and_never_shows_it_nor_whose_it_is(standing):
    group = standing.group
    await led_to(standing, "check_in")
    helped = await group.press("Ana", "Private help")
    await cast.press(group["Ana"], "Ask the facilitator for a private word", on=helped.message)
    await led_to(standing, "discussion")
    await group.press("Ben", "Raise hand")
    await group.press("Chi", "Raise hand")
    words = {"What would you like to say?": "I slept badly", "Without my name": True}
    await group.write("Esi", "Type instead", words)
    await group.wait(2)
    shown = standing.shown
    assert "2 things are waiting." in shown.text
    assert "2 hands are up" in shown.text
    assert "Call next hand" in shown.buttons
    assert [one for one in (*MEMBERS, "slept") if one in str(shown)] == []
    await standing.press("Call next hand")
    await group.wait(2)
    assert "1 hand is up" in standing.shown.text
    assert [one for one in MEMBERS if one in str(standing.shown)] == []


async def test_of_two_who_read_it_only_the_one_who_leads_takes_steps(standing):
    group = standing.group
    with_the_role(standing)
    await led_to(standing, "check_in")
    for label in ("Next speaker", "Next stage", OWN):
        told = await standing.press(label, OTHER)
        assert told.private
        assert LED_BY in told.text
        assert told.shown.buttons == ("Take over",)
    assert (group.stage, group.floor) == ("check_in", LEAD)
    here = await cast.press(group[OTHER], "Take over", on=told.message)
    assert "The facilitator is here" in here.text
    await standing.press("Next speaker")
    await group.wait(2)
    assert group.floor == "Ana"


async def test_whoever_helps_to_lead_takes_steps_on_it_too(standing):
    group = standing.group
    with_the_role(standing)
    await group.come(OTHER)
    await led_to(standing, "check_in")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group[LEAD], "Choose a person", OTHER, on=chooser.message)
    await standing.press("Next speaker", OTHER)
    assert "Turns so far: 2 of 6" in standing.shown.text
    assert "Fran leads." in standing.shown.text


async def test_whoever_takes_over_leads_from_it_and_the_other_does_no_more(standing):
    group = standing.group
    with_the_role(standing)
    await led_to(standing, "welcome")
    await cast.go_out(group[LEAD])
    await group.wait(4 * MINUTES)
    told = await standing.press("Next stage", OTHER)
    taken = await cast.press(group[OTHER], "Take over", on=told.message)
    assert "You're leading the evening now." in taken.text
    await group.wait(2)
    assert "Ivy leads." in standing.shown.text
    await standing.press("Next stage", OTHER)
    await group.wait(3)
    assert group.stage == "check_in"


async def test_a_member_who_presses_one_all_the_same_is_refused_and_offered_nothing(standing):
    group = standing.group
    await led_to(standing, "check_in")
    sees = discord.PermissionOverwrite(view_channel=True)
    simkit.overwrite(standing.place, group["Ana"], sees)
    told = await standing.press("Next speaker", "Ana")
    assert told.private
    assert told.text.startswith("Only the facilitator can do this.")
    assert told.shown.buttons == ()
    assert group.floor == LEAD


async def test_a_press_on_one_that_a_newer_one_replaced_is_answered(standing):
    group = standing.group
    old = standing.messages[0]
    begin = cast.find_button(group[LEAD], "Begin", on=old)[1]["custom_id"]
    await led_to(standing, "welcome")
    simkit.press_at_once([(group[LEAD], old, begin)])
    await group.env.settle()
    assert "The group has moved on" in group.seen(LEAD)[0].content


async def test_where_nobody_leads_it_says_so_and_anyone_with_the_role_takes_over(group):
    await group.set_up(standing_console=True)
    await begun_by_itself(group, *MEMBERS)
    standing = InChannel(group)
    assert "Nobody is leading right now" in standing.shown.text
    assert standing.shown.buttons == ("Take over", OWN)
    told = await standing.press(OWN)
    assert "Nobody is leading right now" in told.text
    await standing.press("Take over")
    await group.wait(2)
    assert "Fran leads." in standing.shown.text
