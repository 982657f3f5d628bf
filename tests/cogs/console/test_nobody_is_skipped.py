"""A late press on *Next speaker* or *Call next hand* is for the person it named, or for nobody."""

from bot.rehearsal import cast
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
NEXT = "Somebody else comes next by now, so nothing has changed and nobody was skipped."
OVER = "That turn is over already, so nothing has changed and nobody was skipped."


async def test_next_speaker_gives_the_floor_to_whom_it_named_or_to_nobody(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    stale = await group.console_left()
    assert stale.shown.buttons[0] == "Next speaker · Ana"
    await group.press("Ana", "Pass")
    await group.wait(2)
    told = await cast.press(group["Fran"], "Next speaker", on=stale.message)
    assert NEXT in told.text
    assert told.shown.buttons[0] == "Next speaker · Ben"
    await group.wait(2)
    assert group.floor == "Fran"
    await cast.press(group["Fran"], "Next speaker", on=told.message)
    await group.wait(2)
    assert group.floor == "Ben"


async def test_a_turn_that_ended_by_itself_is_not_followed_by_another_end(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    stale = await group.console_left()
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert group.floor == "Ana"
    told = await cast.press(group["Fran"], "Next speaker", on=stale.message)
    assert OVER in told.text
    assert told.shown.buttons[0] == "Next speaker · Ben"
    await group.wait(2)
    assert group.floor == "Ana"


async def test_call_next_hand_calls_whom_it_named_or_nobody(evening):
    group: Group = await evening(*FOUR, stage="discussion")
    up = await group.press("Ana", "Raise hand")
    await group.press("Ben", "Raise hand")
    stale = await group.console_left()
    assert stale.shown.buttons[0] == "Call next hand · Ana"
    await cast.press(group["Ana"], "Lower my hand", on=up.message)
    await group.wait(2)
    told = await cast.press(group["Fran"], "Call next hand", on=stale.message)
    assert NEXT in told.text
    assert told.shown.buttons[0] == "Call next hand · Ben"
    await group.wait(2)
    assert "has the floor" not in group.words
