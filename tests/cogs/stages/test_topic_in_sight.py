"""The console names the topic that is on, and the question it suggests fits that topic."""

from itertools import pairwise

from bot.content.prompts import load
from bot.domain.prompts.supposed import points_back
from bot.rehearsal import cast
from bot.services.prompts.shipped import surely_fitting
from tests.cogs.group import Group
from tests.cogs.stages.test_talk import FOUR, suggest

MENU = "Choose what to talk about"


async def test_the_console_names_the_topic_and_its_question_fits_it(evening):
    group: Group = await evening(*FOUR, stage="agenda")
    await suggest(group, "Payday", "Getting out of bed")
    await group.go_to("discussion")
    console = await group.console()
    assert "Now: Payday, started" in console.text
    assert question_on(console.text) in surely_found("Payday")

    moved = await cast.choose(group["Fran"], MENU, "Getting out of bed", on=console.message)
    assert "Now: Getting out of bed, started" in moved.text
    assert question_on(moved.text) in surely_found("Getting out of bed")


async def test_while_nothing_was_said_every_question_for_a_topic_stands_alone(evening):
    group: Group = await evening(*FOUR, stage="agenda")
    await suggest(group, "When a good plan goes wrong on the night", "Weddings")
    await group.go_to("discussion")
    console = await group.console()
    found = [question_on(console.text)]
    for _ in range(3):
        console = await cast.press(group["Fran"], "Another", on=console.message)
        found.append(question_on(console.text))
    assert len(set(found)) == 4
    assert [one for one in found if points_back(one.strip("*"))] == []


def surely_found(topic: str) -> set[str]:
    """What a search for the topic surely finds, and the room can be asked."""
    fitting = set(surely_fitting(topic, "en"))
    return {one.text for one in load() if one.id in fitting}


def question_on(console: str) -> str:
    lines = console.splitlines()
    return next(before for before, line in pairwise(lines) if "Why ask" in line)


async def test_the_console_lists_what_we_will_talk_about(evening):
    group: Group = await evening(*FOUR, stage="agenda")
    await suggest(group, "Payday", "Getting out of bed", "Weddings")
    console = await group.console()
    assert "• Payday\n• Getting out of bed\n• Weddings" in console.text

    await suggest(group, "The long evenings", "Money")
    console = await group.console()
    assert "• Weddings\n• and 2 more" in console.text


async def test_while_a_topic_is_still_to_come_the_next_step_leads_to_it(evening):
    group: Group = await evening(*FOUR, stage="agenda")
    await suggest(group, "Payday", "Getting out of bed", "Weddings")
    await group.go_to("discussion")
    console = await group.console()
    assert console.shown.buttons[0] == "Next topic · Getting out of bed"
    assert "2 more topics before" in console.text
    assert console.shown.buttons[1] == "Next stage · Working together"

    moved = await cast.press(group["Fran"], "Next topic", on=console.message)
    assert "Now: Getting out of bed, started" in moved.text
    assert moved.shown.buttons[0] == "Next topic · Weddings"
    last = await cast.press(group["Fran"], "Next topic", on=moved.message)
    assert last.shown.buttons[0] == "Next stage · Working together"
    assert "more topic" not in last.text


async def test_before_its_stage_the_console_names_the_worksheet_that_was_chosen(evening):
    group = await evening(*FOUR, stage="welcome")
    assert "Choose worksheet" not in (await group.console()).shown.buttons, "not before the topics"
    await group.go_to("agenda")
    assert "Choose worksheet · for later" in (await group.console()).shown.buttons
    chooser = await group.lead("Choose worksheet")
    shown = await cast.choose(
        group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message
    )
    assert "Choose worksheet · chosen: Pros and cons" in shown.shown.buttons
