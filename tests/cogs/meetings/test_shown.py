"""`/meeting show` says who leads, and what became of the dates; it names nobody who isn't there."""

from typing import Any

import pytest

from bot.rehearsal import cast
from tests.cogs.alone import seen_as
from tests.cogs.group import Group
from tests.cogs.meetings.changing import FIRST, SECOND, TITLE, agreed, at, meeting, planned, shown

LEADS = "leads it."


@pytest.fixture
async def two(group: Group) -> Group:
    """Fran plans a group that Ivy leads."""
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await planned(group, facilitator=group["Ivy"], co_facilitator=group["Fran"])
    return group


async def edited(group: Group, **options: Any) -> None:
    await agreed(group, await meeting(group, "edit", meeting=TITLE, **options))


async def test_it_names_who_leads_and_who_helps(two):
    said = await shown(two, "Ana")
    assert f"<@{two['Ivy'].id}> {LEADS}\n<@{two['Fran'].id}> helps to lead it." in said


async def test_what_was_moved_skipped_or_edited_is_said_to_members_too(two):
    await agreed(two, await meeting(two, "skip", meeting=TITLE))
    await edited(two, topic="Sleep", room="text")
    said = await shown(two, "Ana")
    assert f"{at(FIRST)}: skipped" in said
    changed = "From Tue 8 Dec 2026 on: Room: text. Topic: Sleep"
    assert f"{seen_as('show.edited')}\n• {changed}" in said
    assert "can still be undone" not in said
    mine = await shown(two)
    assert seen_as("show.edited") not in mine, "it stands beside its Undo"
    assert "Edited from Tue 8 Dec 2026 on:\nRoom: text.\nTopic: Sleep" in mine


async def test_in_a_discreet_group_members_read_neither_who_leads_nor_what_it_is_about(two):
    organiser, place = two.world.organiser, two.world.organisers
    await cast.say(organiser, "setup server", place, discreet=True)
    await edited(two, topic="Sleep", room="text", facilitator=two["Fran"])
    seen = (await meeting(two, "list", "Ana")).text
    assert LEADS not in seen
    found = await two["Ana"].autocomplete(two.world.announcements, "meeting show", "meeting", "")
    said = (await meeting(two, "show", "Ana", meeting=found[0]["value"])).text
    assert "on: Room: text." in said
    assert LEADS not in said
    assert "Sleep" not in said
    assert f"<@{two['Fran'].id}> {LEADS}" in await shown(two)


async def test_while_a_date_runs_nobody_is_named_whoever_came(two):
    await edited(two, facilitator=two["Fran"], co_facilitator=two["Ivy"])
    assert f"From Tue 1 Dec 2026 on: <@{two['Fran'].id}> {LEADS}" in await shown(two, "Ana")
    await two.wait(3600)
    for name in ("Ana", "Fran"):
        said = await shown(two, name)
        assert at(SECOND) in said
        assert LEADS not in said
