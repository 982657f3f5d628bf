"""Once everyone has been heard nothing asks the round's question; one's own turn is one's own."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
QUESTION = {"check_in": "Your name, how things are", "check_out": "One thing you're taking home"}


@pytest.mark.parametrize("stage", list(QUESTION))
async def test_after_the_last_turn_the_card_and_the_console_ask_nothing(evening, stage):
    group: Group = await evening(*FOUR, stage=stage)
    assert QUESTION[stage] in group.words
    assert "this round's question" in (await group.console()).text
    for name in ("Fran", "Ana", "Ben", "Chi", "Esi"):
        await group.press(name, "Pass")
        await group.wait(2)
    assert QUESTION[stage] not in group.words
    assert "Everyone who wanted to speak has spoken." in group.words
    console = await group.console()
    assert "question" not in console.text
    assert {"Ask · everyone sees it", "Another"}.isdisjoint(console.shown.buttons)
    assert console.shown.buttons[0].startswith("Next stage")


async def test_who_passed_comes_back_with_the_button_of_the_card(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    for name in ("Fran", "Ana", "Ben", "Chi", "Esi"):
        await group.press(name, "Pass")
        await group.wait(2)
    assert not cast.sees(group["Ben"], "I've finished")
    assert "so you're next" in (await group.press("Ben", "Come back to me")).text
    await group.wait(2)
    assert "Ben is next, in a moment." in group.words
    console = await group.console()
    assert console.shown.buttons[0] == "Next speaker · Ben"
    await cast.press(group["Fran"], "Next speaker", on=console.message)
    await group.wait(2)
    assert group.floor == "Ben"


async def test_writing_together_ends_too(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    await group.more("Together")
    await group.wait(2)
    await group.write("Ana", "Type instead", "Fine today.")
    for name in ("Fran", "Ben", "Chi", "Esi"):
        await group.press(name, "Pass")
        await group.wait(2)
    assert "Everyone has answered or passed." in group.words
    assert QUESTION["check_in"] not in group.words
    again = await group.press("Ben", "Come back to me")
    assert "You can type your answer or raise your hand now" in again.text
    await group.wait(2)
    assert cast.sees(group["Ben"], "Raise hand")


async def test_the_facilitators_own_turn_is_not_told_to_find_a_last_sentence(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    assert "passing is fine. I'll begin." in (await group.console()).text
    await group.wait(4 * 60)
    late = (await group.console()).text
    assert "ready, finish your thought" not in late
    assert "It's your own: finish your thought" in late
    assert "That's it from me." in late
    await group.press("Fran", "I've finished")
    await group.wait(4 * 60)
    assert "ready, finish your thought" in (await group.console()).text
