"""Who was called in the talk: whoever leads can end it for them, and a question waits for that."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group


@pytest.fixture
async def discussion(evening) -> Group:
    """Four people are in the discussion."""
    return await evening("Ana", "Ben", "Chi", stage="discussion")


async def test_whoever_leads_ends_what_somebody_called_never_ends_themselves(discussion):
    group = discussion
    await group.press("Chi", "Raise hand")
    await group.press("Ana", "Raise hand")
    called = await group.lead("Call next hand")
    assert "Chi has finished" not in called.shown.buttons, "calling the next hand does it too"
    called = await cast.press(group["Fran"], "Call next hand", on=called.message)
    done = await cast.press(group["Fran"], "Ana has finished", on=called.message)
    assert 'Say: "Thank you, Ana. Who would like to go next?' in done.text
    assert "Ana has finished" not in done.shown.buttons
    await group.wait(2)
    assert "has the floor" not in group.words


async def test_a_question_asked_while_somebody_speaks_is_for_when_they_have_finished(discussion):
    group = discussion
    await group.press("Chi", "Raise hand")
    called = await group.lead("Call next hand")
    asked = await cast.press(group["Fran"], "Ask", on=called.message)
    assert "The question is on the card." in asked.text
    assert 'Say, when Chi has finished: "' in asked.text
    assert "over to you" not in asked.text
    found = await cast.say(group["Fran"], "prompt find", group.room)
    found = await cast.press(group["Fran"], "Ask", on=found.message)
    assert 'Say, when Chi has finished: "' in found.text
