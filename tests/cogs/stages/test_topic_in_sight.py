"""The console names the topic that is on, and the question it suggests fits that topic."""

from itertools import pairwise

from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.stages.test_talk import FOUR, suggest

MENU = "Choose what to talk about"


async def test_the_console_names_the_topic_and_its_question_fits_it(evening):
    group: Group = await evening(*FOUR, stage="agenda")
    await suggest(group, "Payday", "Getting out of bed")
    await group.go_to("discussion")
    console = await group.console()
    assert "Now: Payday, until" in console.text
    assert "payday" in question_on(console.text)

    moved = await cast.choose(group["Fran"], MENU, "Getting out of bed", on=console.message)
    assert "Now: Getting out of bed, until" in moved.text
    assert "bed" in question_on(moved.text)


def question_on(console: str) -> str:
    lines = console.splitlines()
    return next(before for before, line in pairwise(lines) if "Why ask" in line)
