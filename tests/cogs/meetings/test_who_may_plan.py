"""Whoever may not plan or open meetings hears what would let them."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group


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


async def test_an_organiser_without_the_role_hears_that_they_can_take_it(group):
    place, wish = group.world.organisers, {"title": "A", "when": "Friday 19:00"}
    answer = await cast.say(group.world.organiser, "meeting schedule", place, **wish)
    assert f"<@&{group.world.facilitators.id}>" in answer.text
    assert "you can give that role to yourself" in answer.text
