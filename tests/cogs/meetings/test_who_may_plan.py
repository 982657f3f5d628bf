"""Who may plan meetings: those who lead, and organisers without the role; others hear why not."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group

PLANNER, ORGANISER = "Pia", "Olu"
"""Pia may manage events; Olu owns the server. Neither holds the facilitator role."""
FRIDAY = {"title": "Friday group", "when": "Friday 19:00"}


@pytest.fixture(params=[PLANNER, ORGANISER])
def name(request, group: Group) -> str:
    group.newly_in_the_server(PLANNER, group.planners())
    return request.param


async def say(group: Group, name: str, command: str, **options: object) -> cast.Answer:
    return await cast.say(group[name], f"meeting {command}", group.world.announcements, **options)


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("schedule", {"title": "A", "when": "Friday 19:00"}),
        ("start", {}),
        ("skip", {"meeting": "A"}),
        ("rehearse", {}),
    ],
)
async def test_before_anybody_may_lead_whoever_tries_hears_how_that_is_settled(
    world, command, more
):
    group = Group(world)
    answer = await cast.say(group["Ana"], f"meeting {command}", world.announcements, **more)
    assert "Nobody has been chosen to lead meetings here yet" in answer.text
    assert "/setup server facilitators:" in answer.text


@pytest.mark.parametrize(
    ("command", "more", "said"),
    [
        ("edit", {"title": "Sunday group"}, "It's changed"),
        ("move", {"when": "+1h"}, "It's moved"),
        ("skip", {}, "That meeting is skipped"),
        ("pause", {}, "The pause has begun"),
        ("cancel", {}, "It's cancelled"),
    ],
)
async def test_an_organiser_without_the_role_plans_and_changes_meetings(
    group, name, command, more, said
):
    planned = await say(group, name, "schedule", **FRIDAY, repeat="weekly")
    assert "Friday group is planned" in planned.text
    asked = await say(group, name, command, meeting="Friday group", **more)
    done = await cast.press(group[name], cast.YES, on=asked.message)
    assert said in done.text
    undone = await cast.press(group[name], "Undo", on=done.message)
    assert "Undone" in undone.text


async def test_who_opens_a_meeting_without_the_role_reads_who_can_begin_it(group, name):
    started = await say(group, name, "start", title="Now")
    assert "Now: the room opens now" in started.text
    assert f"somebody with <@&{group.world.facilitators.id}> presses My options" in started.text
    assert "To lead it yourself, you need that role too." in started.text


async def test_what_is_planned_for_a_role_is_seen_by_who_plans_but_its_room_is_not_theirs(group):
    group.newly_in_the_server(PLANNER, group.planners())
    role = group.world.guild.create_role("Tuesday people")
    await say(group, "Fran", "schedule", **FRIDAY, visible_to=role)
    assert "Friday group" in (await say(group, PLANNER, "list")).text
    assert "Friday group" not in (await say(group, "Ana", "list")).text


async def test_a_discreet_group_tells_who_plans_what_its_meetings_are(group):
    group.newly_in_the_server(PLANNER, group.planners())
    await group.set_up(discreet=True)
    await say(group, PLANNER, "schedule", **FRIDAY)
    assert "Friday group" in (await say(group, PLANNER, "list")).text
    assert "Friday group" not in (await say(group, "Ana", "list")).text


async def test_who_plans_without_the_role_has_no_console_of_a_meeting_that_runs(evening):
    group = await evening("Ana")
    group.newly_in_the_server(PLANNER, group.planners())
    await group.come(PLANNER)
    answer = await cast.say(group[PLANNER], "meeting console", group.room)
    assert "Only whoever leads this meeting can do this" in answer.text
    assert "You can plan and change meetings here." in answer.text
    assert "To lead one too, ask an organiser for the facilitator role." in answer.text


async def test_rehearsing_is_for_who_plans(group, name):
    walk = await say(group, name, "rehearse")
    assert walk.private
    assert "Next" in walk.shown.buttons
