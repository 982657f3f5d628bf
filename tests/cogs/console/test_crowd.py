"""Many presses at once, presses twice, presses too late."""

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal import world as worlds
from bot.rehearsal.plain_text import plain
from tests.cogs.group import LEAD, Group

TWELVE = (*worlds.MEMBERS, "Ines", "Juan", "Kofi", "Lena")


@pytest.fixture
async def world(env, permissions):
    """A server with twelve members."""
    built = worlds.build(env, permissions, members=TWELVE)
    await env.settle()
    return built


async def at_once(group: Group, label: str, *names: str) -> None:
    """Let all these people press the same button of the card before the bot can answer anyone."""
    presses = []
    for name in names:
        message, button = cast.find_button(group[name], label, on=group.card(name))
        presses.append((group[name], message, button["custom_id"]))
    simkit.press_at_once(presses)
    await group.env.settle()


async def test_twelve_people_come_through_the_door_in_one_second(group):
    await group.start()
    asked = []
    for name in TWELVE:
        rules = await cast.press(group[name], "Join", on=group.door(name))
        message, button = cast.find_button(group[name], "I agree", on=rules.message)
        asked.append((group[name], message, button["custom_id"]))
    simkit.press_at_once(asked)
    await group.env.settle()
    await group.wait(2)
    assert "12 people are here." in group.words
    assert all(simkit.may_see(group.env, group.room.id, group[name].id) for name in TWELVE)


async def test_twelve_people_ready_in_one_second_are_twelve(group):
    await group.start()
    await group.come(LEAD, *TWELVE)
    await group.go_to("agenda")
    await at_once(group, "Ready to move on", *TWELVE)
    await group.wait(2)
    assert "12 of 13 are ready to move on." in group.words


async def test_twelve_hands_in_one_second_stand_in_one_order(group):
    await group.start()
    await group.come(LEAD, *TWELVE)
    await group.go_to("discussion")
    await at_once(group, "Raise hand", *TWELVE)
    await group.wait(2)
    console = (await group.console()).text
    assert "Hands, in order" in console
    places = {
        plain(group.seen(name)[0].components).text.partition("number ")[2].partition(".")[0]
        for name in TWELVE
    }
    assert places == {str(number) for number in range(1, 13)}


async def test_a_double_press_moves_one_speaker(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    console = await group.console()
    message, button = cast.find_button(group[LEAD], "Next speaker", on=console.message)
    simkit.press_at_once([(group[LEAD], message, button["custom_id"])] * 2)
    await group.env.settle()
    await group.wait(2)
    assert group.floor == "Ana", "not Ben: the second press named a turn that was over"


async def test_two_facilitators_pressing_at_once_move_one_stage(evening):
    group = await evening("Ana", "Ben", "Chi", stage="welcome")
    await group.more("Add co-facilitator")
    await cast.choose(group[LEAD], "Choose a person", "Ana")
    presses = []
    for name in (LEAD, "Ana"):
        console = await group.console(name)
        message, button = cast.find_button(group[name], "Next stage", on=console.message)
        presses.append((group[name], message, button["custom_id"]))
    simkit.press_at_once(presses)
    await group.env.settle()
    await group.wait(3)
    assert group.stage == "check_in"


async def test_finishing_twice_ends_one_turn(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    await at_once(group, "I've finished", LEAD, LEAD)
    await group.wait(2)
    assert group.floor == "Ana"


async def test_everyone_presses_everything_on_the_card_at_once_and_it_stays_whole(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    card = group.card()
    labels = [one for one in plain(card.components).buttons if one != "Type instead"]
    presses = []
    for name in ("Ana", "Ben", "Chi", "Esi", LEAD):
        for label in labels:
            message, button = cast.find_button(group[name], label, on=card)
            presses.append((group[name], message, button["custom_id"]))
    simkit.press_at_once(presses)
    await group.env.settle()
    await group.wait(3)
    assert group.stage == "check_in"
    assert len([one for one in group.seen("Ana", group.room.id) if not one.ephemeral]) == 3
