"""A blue button says *this one is for you*: none on what all see, at most one in private."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import label_of, walk
from cogs.ui.console.buttons import TOPIC_AT_LEAST
from tests.cogs.group import LEAD, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
STAGES = ("welcome", "check_in", "agenda", "discussion", "working", "check_out", "close")
BUTTON, BLUE = 2, 1


def blue(components: Sequence[Mapping[str, Any]]) -> list[str]:
    nodes = [dict(each) for each in walk(components)]
    return [label_of(one) for one in nodes if one["type"] == BUTTON and one["style"] == BLUE]


def shared(group: Group) -> list[str]:
    """Blue buttons on everything that is not for one person alone."""
    seen = [one for name in (LEAD, "Ana", "Olu") for one in group.seen(name)]
    public = [
        one
        for one in seen
        if not one.ephemeral and simkit.correspondent(group.env, one.channel_id) is None
    ]
    assert public
    return [label for one in public for label in blue(one.components)]


async def test_on_shared_cards_no_button_is_blue_all_evening(evening):
    group = await evening(*FOUR)
    found = shared(group)
    for stage in STAGES:
        await group.go_to(stage)
        if stage == "working":
            chooser = await group.lead("Choose worksheet")
            await cast.choose(
                group[LEAD], "Choose a worksheet", "Pros and cons", on=chooser.message
            )
            await group.wait(2)
        found += shared(group)
    await group.end()
    assert [*found, *shared(group)] == []


async def test_on_the_console_the_next_step_alone_is_blue(evening):
    group = await evening(*FOUR)
    assert blue((await group.console()).message.components) == ["Begin"]
    for stage in STAGES:
        await group.go_to(stage)
        console = await group.console()
        if stage == "discussion":  # nobody is pushed on as soon as the talk begins
            assert blue(console.message.components) == []
            await group.wait(TOPIC_AT_LEAST.total_seconds() + 10)
            console = await group.console()
        assert blue(console.message.components) == list(console.shown.buttons[:1])


async def test_in_private_at_most_one_button_is_blue_and_yes_is_not_pushed(evening):
    group = await evening(*FOUR, stage="check_in")
    left = await group.options("Esi", "Leave")
    assert blue(left.message.components) == ["Join"]
    inside = await group.press("Ana", "My options")
    assert blue(inside.message.components) == []
    await group.press(LEAD, "I've finished")
    await group.wait(2)
    asked = await group.press("Ana", "I've finished")
    assert asked.shown.buttons == ("Yes, add it", "No")
    assert blue(asked.message.components) == []


async def test_whoever_may_take_over_from_outside_is_shown_that_as_the_one(evening):
    group = await evening(*FOUR, stage="welcome")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await cast.go_out(group[LEAD])
    await group.wait(200)
    options = await group.press("Ivy", "My options")
    assert {"Join", "Take over"} <= set(options.shown.buttons)
    assert blue(options.message.components) == ["Take over"]
