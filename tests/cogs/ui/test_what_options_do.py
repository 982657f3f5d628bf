"""`My options` in SimCord: how people take part."""

import pytest

from bot.rehearsal import cast

SIX = ("Ana", "Ben", "Chi", "Dmitri", "Esi")


@pytest.mark.parametrize("way", ["Typing", "Just listening"])
async def test_the_way_of_taking_part_can_change_at_any_time(evening, way):
    group = await evening(*SIX, stage="check_in")

    mine = await group.press("Ben", "My options")
    changed = await cast.choose(group["Ben"], "How I take part", way, on=mine.message)

    assert "OK." in changed.text
    assert way.split()[-1].lower() in changed.text


async def test_another_name_stands_on_the_card(evening):
    group = await evening(*SIX, stage="check_in")

    form = await group.options("Ben", "Choose another name")
    answer = await cast.fill(group["Ben"], form, "Blue")
    assert "From now on you are Blue here." in answer.text
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert "Blue" in group.words


async def test_leaving_and_coming_back_are_one_press_each(evening):
    group = await evening(*SIX, stage="discussion")

    left = await group.options("Ben", "Leave")
    assert "You've left." in left.text
    back = await cast.press(group["Ben"], "Join", on=left.message)
    assert back.text.startswith("You're in")


@pytest.mark.parametrize("label", ["What is happening now?", "Larger text"])
async def test_my_options_explain_and_enlarge(evening, label):
    group = await evening(*SIX, stage="discussion")

    assert "Discussion" in (await group.options("Ben", label)).text
