"""One's own raised hand, on a private card that follows what becomes of it."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
FLOOR = "You have the floor."


@pytest.fixture
async def talk(evening) -> Group:
    """Five people are in the discussion."""
    return await evening(*FOUR, stage="discussion")


def now_shown(group: Group, name: str, answer: cast.Answer) -> str:
    """Give the words and buttons of this private answer as it stands now."""
    assert answer.message is not None
    found = [one for one in group.seen(name) if one.message.id == answer.message.message.id]
    return str(plain(found[0].components))


async def test_who_is_called_reads_it_and_ends_it_with_a_press(talk):
    up = await talk.press("Ana", "Raise hand")
    await talk.press("Ben", "Raise hand")
    await talk.lead("Call next hand")
    await talk.wait(3)
    assert FLOOR in now_shown(talk, "Ana", up)
    assert "Ana has the floor" in talk.words
    done = await cast.press(talk["Ana"], "I've finished", on=up.message)
    assert "Thank you." in done.text
    await talk.wait(3)
    assert "has the floor" not in talk.words
    assert "Raised hands: Ben" in talk.words


async def test_the_place_in_the_order_follows_and_a_hand_that_is_down_folds(talk):
    first = await talk.press("Ana", "Raise hand")
    second = await talk.press("Ben", "Raise hand")
    assert "You're number 2." in second.text
    await cast.press(talk["Ana"], "Lower my hand", on=first.message)
    await talk.wait(3)
    assert "You're number 1." in now_shown(talk, "Ben", second)
    await talk.go_to("working")
    await talk.wait(3)
    shown = now_shown(talk, "Ben", second)
    assert "Your hand is down." in shown
    assert "Lower my hand" not in shown


async def test_a_floor_of_one_s_own_that_is_long_over_folds_to_one_sentence_when_pressed(
    talk, make_bot, closed_at_the_end
):
    up = await talk.press("Ana", "Raise hand")
    await talk.lead("Call next hand")
    await talk.wait(3)
    assert "I've finished" in now_shown(talk, "Ana", up)
    await talk.env.bot.close()
    await talk.env.restart_bot(closed_at_the_end(make_bot()))
    await talk.go_to("working")
    await talk.wait(3)
    assert "I've finished" in now_shown(talk, "Ana", up), "a restart forgets how to change it"
    late = await cast.press(talk["Ana"], "I've finished", on=up.message)
    assert "The group has moved on since this button appeared." in late.text
    shown = now_shown(talk, "Ana", up)
    assert "The group has moved on" in shown
    assert "I've finished" not in shown


async def test_a_hand_that_was_up_when_the_evening_ended_folds_too(
    talk, make_bot, closed_at_the_end
):
    up = await talk.press("Ana", "Raise hand")
    await talk.env.bot.close()
    await talk.env.restart_bot(closed_at_the_end(make_bot()))
    await talk.end()
    late = await cast.press(talk["Ana"], "Lower my hand", on=up.message)
    assert "This meeting is over." in late.text
    assert "Lower my hand" not in now_shown(talk, "Ana", up)


async def test_a_note_leaves_the_way_to_lower_the_hand(talk):
    up = await talk.press("Ana", "Raise hand")
    form = await cast.press(talk["Ana"], "Add a note", on=up.message)
    noted = await cast.fill(talk["Ana"], form, "About Sunday")
    assert "Your note is beside your hand." in noted.text
    assert "Your hand is down." in (await cast.press(talk["Ana"], "Lower my hand")).text


async def test_in_a_round_by_turns_a_late_hand_is_told_that_the_turn_comes(evening):
    group: Group = await evening(*FOUR, stage="check_in")
    await group.more("Together")
    await group.wait(2)
    old = group.card()
    await group.lead("Turns anyway")
    late = await cast.press(group["Ben"], "Raise hand", on=old)
    assert "so you don't need to raise your hand" in late.text
