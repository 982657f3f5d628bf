"""Whatever somebody presses about a letter, there is a way on, and it says how things stand."""

import pytest

from bot.rehearsal import cast
from tests.cogs.attendance.letters import (
    ask_at_the_card,
    command,
    give_name,
    private,
    token_in,
)

FOUR = ("Ana", "Ben", "Chi", "Esi")
CLOSED = {"status": 403, "code": 50007, "times": None}


async def test_asking_at_the_door_leaves_the_way_to_the_room_where_it_was(evening):
    group = await evening(*FOUR)
    joined = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    inside = await cast.press(group["Ana"], "Good to know", on=joined.message)
    asked = await cast.press(group["Ana"], "Attendance letter", on=inside.message)
    assert asked.message.id != inside.message.id
    dropped = await cast.press(group["Ana"], "I don't need it any more", on=asked.message)
    assert "No letter, then." in dropped.text
    assert "Choose another name" in inside.shown.buttons


async def test_who_named_nobody_and_takes_no_private_messages_finds_it_among_their_letters(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await ask_at_the_card(group, "Ana")
    assert "comes after the meeting" in (await command(group, "Ana", "mine")).text
    group.env.inject_error("POST", "/users/@me/channels", **CLOSED)
    await group.end()
    listed = await command(group, "Ana", "mine")
    assert "1 Dec 2026, Open meeting: asked for; it needs a name by" in listed.text
    shown = await give_name(group, "Ana", listed)
    made = await cast.press(group["Ana"], "Make the letter", on=shown.message)
    assert {one.filename for one in made.message.message.attachments} >= {"verify.html"}
    assert "asked for" not in (await command(group, "Ana", "mine")).text


async def test_after_a_wrong_name_one_press_asks_again_and_the_question_has_a_way_back(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await give_name(group, "Ana", await ask_at_the_card(group, "Ana"), "Jhon Smiht")
    await group.end()
    (sent,) = private(group, "Ana")
    ana = group["Ana"].user
    asked = await cast.press(ana, "Withdraw this letter", on=sent)
    back = await cast.press(ana, "Back", on=asked.message)
    assert "Name, as given: Jhon Smiht" in back.text
    asked = await cast.press(ana, "Withdraw this letter", on=back.message)
    done = await cast.press(ana, "Yes, withdraw it", on=asked.message)
    assert "asked for" not in (await command(group, "Ana", "mine")).text
    form = await cast.press(ana, "Ask again with the right name", on=done.message)
    shown = await cast.fill(ana, form, "John Smith")
    made = await cast.press(ana, "Make the letter", on=shown.message)
    assert token_in(group, made.message) != token_in(group, sent)


@pytest.mark.parametrize("place", [5, 60, 200, -5])
async def test_a_forged_letter_is_said_to_be_changed_wherever_that_was(evening, place):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await group.end()
    shown = await give_name(group, "Ana", await command(group, "Ana", "letter"))
    made = await cast.press(group["Ana"], "Make the letter", on=shown.message)
    token = token_in(group, made.message)
    other = "A" if token[place] != "A" else "B"
    forged = token[:place] + other + token[place:][1:]
    told = (await command(group, "Ben", "verify", code=forged)).text
    assert "something in it was changed" in told or "a key that isn't known here" in told
