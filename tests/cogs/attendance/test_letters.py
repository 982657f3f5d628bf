"""An attendance letter: asked for at the door, at the close or later; made, sent, given again."""

import pytest

from bot.rehearsal import cast
from tests.cogs.attendance.letters import (
    HOUR,
    NAME,
    ask_at_the_card,
    command,
    file_in,
    give_name,
    private,
    token_in,
    words,
)

FOUR = ("Ana", "Ben", "Chi", "Esi")
TOO_LATE = "It's too late for a letter from that meeting"
NOTHING = "We don't have you in a meeting here in the last day."


async def test_who_asks_at_the_door_gets_the_letter_after_the_end(evening):
    group = await evening(*FOUR)
    joined = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    inside = await cast.press(group["Ana"], "Good to know", on=joined.message)
    asked = await cast.press(group["Ana"], "Attendance letter", on=inside.message)
    assert "After the meeting you'll get it in a private message" in asked.text
    named = await give_name(group, "Ana", asked)
    assert NAME in named.text
    await group.go_to("check_in")
    await group.wait(20 * 60)
    assert private(group, "Ana") == []
    await group.end()
    (sent,) = private(group, "Ana")
    assert "Here's your letter." in words(sent)
    letter = file_in(group, sent).decode()
    assert f"**Name, as given:** {NAME}" in letter
    assert "**Minutes present:** 21" in letter
    for other in FOUR[1:]:
        assert private(group, other) == []


async def test_a_letter_made_after_the_end_verifies_and_states_what_was_shown(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(10 * 60)
    await group.end()
    asked = await command(group, "Ana", "letter")
    assert "Is this right?" in asked.text
    assert "not chosen yet" in asked.text
    assert "Make the letter" not in asked.shown.buttons
    shown = await give_name(group, "Ana", asked)
    made = await cast.press(group["Ana"], "Make the letter", on=shown.message)
    assert made.private
    checked = await command(group, "Ben", "verify", code=token_in(group, made.message))
    assert "The signed statement is genuine" in checked.text
    assert NAME in checked.text


@pytest.mark.parametrize(("hours", "answered"), [(23, "Is this right?"), (25, TOO_LATE)])
async def test_a_letter_can_be_had_for_a_day_and_then_the_minutes_are_gone(
    evening, make_bot, closed_at_the_end, hours, answered
):
    """The bot is away for most of it: a day of ticks would take the test as long."""
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    asked = await ask_at_the_card(group, "Ana")
    await cast.press(group["Ana"], "I don't need it any more", on=asked.message)
    await group.end()
    farewell = next(one for one in group.seen("Ana") if "Attendance letter" in str(one.components))
    await group.env.bot.close()
    await group.env.advance_time(hours * HOUR)
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    again = await cast.press(group["Ana"], "Attendance letter", on=farewell)
    assert answered in again.text


async def test_a_name_can_be_given_after_the_end_where_it_was_missing(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await ask_at_the_card(group, "Ana")
    await group.end()
    (waits,) = private(group, "Ana")
    assert "needs a name" in words(waits)
    ana = group["Ana"].user
    form = await cast.press(ana, "Choose the name on it", on=waits)
    shown = await cast.fill(ana, form, NAME)
    made = await cast.press(ana, "Make the letter", on=shown.message)
    assert "Here's your letter." in made.text


async def test_it_is_made_once_however_often_it_is_pressed_and_anew_once_it_is_withdrawn(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await group.end()
    shown = await give_name(group, "Ana", await command(group, "Ana", "letter"), "Wrong")
    made = [await cast.press(group["Ana"], "Make the letter", on=shown.message) for _ in "ab"]
    first, second = (token_in(group, one.message) for one in made)
    assert first == second
    asked = await cast.press(group["Ana"], "Withdraw this letter", on=made[0].message)
    await cast.press(group["Ana"], "Yes, withdraw it", on=asked.message)
    assert "was withdrawn" in (await command(group, "Ben", "verify", code=first)).text
    asked = await command(group, "Ana", "letter")
    shown = await give_name(group, "Ana", asked, again=True)
    anew = await cast.press(group["Ana"], "Make the letter", on=shown.message)
    assert token_in(group, anew.message) != first
    listed = (await command(group, "Ana", "mine")).text
    assert listed.count("withdrawn") == 1
