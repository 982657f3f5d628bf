"""Simulated people press what they see, by its words."""

import asyncio

import pytest

from bot.rehearsal import cast
from bot.rehearsal.simulation_speed import SimulationSpeed


@pytest.fixture
async def posted(world):
    await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    return world


async def test_a_button_is_found_though_a_count_follows_its_words(posted):
    answer = await cast.press(posted["Ana"], "Join")
    assert answer.shown.buttons == ("Join · 1", "Type instead", "My options")
    assert not answer.private


async def test_the_newest_card_is_pressed_and_an_old_one_on_request(posted):
    old, _ = cast.find_button(posted["Ana"], "Join")
    await cast.say(posted.facilitator, "toy card", posted.announcements, title="Check-out")
    assert (await cast.press(posted["Ana"], "Join")).message.id != old.id
    assert (await cast.press(posted["Ana"], "Join", on=old)).message.id == old.id


async def test_a_form_is_filled_by_its_labels(posted):
    form = await cast.press(posted["Ben"], "Type instead")
    assert form.private
    said = await cast.fill(
        posted["Ben"], form, {"What you want": "I am here", "How it goes": "Without"}
    )
    assert said.text == "I am here (unnamed)"


async def test_one_answer_fills_the_first_field(posted):
    form = await cast.press(posted["Ben"], "Type instead")
    with pytest.raises(cast.NotThere, match="no field 'Colour'"):
        await cast.fill(posted["Ben"], form, {"Colour": "red"})


async def test_a_choice_in_a_menu_goes_by_its_words(posted):
    await cast.press(posted["Ana"], "My options")
    answer = await cast.choose(posted["Ana"], "More", "Skip")
    assert (answer.text, answer.private) == ("You chose skip.", True)
    assert (await cast.choose(posted["Ana"], "Pause", "Pause")).text == "You chose pause."


async def test_what_only_ana_sees_only_ana_can_press(posted):
    await cast.press(posted["Ana"], "My options")
    with pytest.raises(cast.NotThere, match="ben sees nowhere the menu More"):
        await cast.choose(posted["Ben"], "More", "Skip")


async def test_silence_is_a_failure(world):
    with pytest.raises(cast.NoAnswer, match="used /toy silent, and nothing answered"):
        await cast.say(world["Ana"], "toy silent", world.announcements)


async def test_nobody_presses_what_is_not_there(world):
    assert not cast.sees(world["Ana"], "Join")
    with pytest.raises(cast.NotThere, match="ana sees nowhere the button Join"):
        await cast.press(world["Ana"], "Join")


async def test_the_highest_speed_waits_for_nothing(posted, begin):
    await SimulationSpeed(posted.env).wait(7200)
    assert (posted.env.now() - begin).total_seconds() == 7200
    assert len(posted.env.bot.rang) == 1


async def test_a_watched_evening_goes_in_small_steps(posted, begin):
    await SimulationSpeed(posted.env, speed=600).wait(300)
    assert (posted.env.now() - begin).total_seconds() == pytest.approx(300)


@pytest.mark.parametrize(
    "by_hand",
    [lambda ana: cast.press(ana, "Join"), lambda ana: cast.choose(ana, "More", "Skip")],
)
async def test_what_went_while_somebody_waited_is_not_there_any_more(posted, by_hand):
    await cast.press(posted["Ana"], "My options")
    env = posted.env
    env._begin_operation("another tab")
    pressed = asyncio.create_task(by_hand(posted["Ana"]))
    await asyncio.sleep(0)
    for messages in env.backend.messages.values():
        messages.clear()
    env._end_operation()
    with pytest.raises(cast.NotThere):
        await pressed
