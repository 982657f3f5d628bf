"""What the guide says to press is on the screen: what is asked in between comes first."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.onward import told
from bot.rehearsal.page.way import OnScreen, first_press, on_the_way

DOOR = OnScreen(("Join", "New here?"), private=False, has_menu=False)
CARD = OnScreen(("My options", "Vote · 2"), private=False, has_menu=False)


def alone(*labels, has_menu=False):
    return OnScreen(labels, private=True, has_menu=has_menu)


WAY = [
    ([DOOR], "Join", None),
    ([DOOR], "To the room", ("door", "Join")),
    (
        [alone("Yes, I am 18 or older", "No"), DOOR],
        "To the room",
        ("adult", "Yes, I am 18 or older"),
    ),
    ([alone("I agree"), DOOR], "To the room", ("agree", "I agree")),
    ([alone("To the room", "Good to know"), DOOR], "To the room", None),
    ([CARD], "Begin", ("options", "My options")),
    ([CARD, alone("Begin")], "Begin", None),
    ([alone("Yes, begin now", "Back to the console"), CARD], "Begin", ("sure", "Yes, begin now")),
    ([alone("Yes, end the meeting")], "End meeting", ("sure", "Yes, end the meeting")),
    ([alone("Next stage · Agenda"), alone("Yes, go on")], "Next stage", None),
    ([alone("Back to the console"), CARD], "Next stage", ("console", "Back to the console")),
    ([alone("Yes, add it", "No"), CARD], "Vote", None),
    ([], "Next stage", None),
]
MENUS = [
    ([alone("Back to the console", has_menu=True), CARD], "Choose worksheet", None),
    ([alone("Choose worksheet", has_menu=True)], "Choose worksheet", "Choose worksheet"),
    ([CARD], "Vote", "Vote"),
    ([alone(has_menu=True), CARD], "Vote", None),
]


@pytest.mark.parametrize(("shown", "label", "first"), WAY)
def test_what_stands_before_the_wanted_button_is_pressed_first(shown, label, first):
    assert first_press(shown, label, "") == first


@pytest.mark.parametrize(("shown", "opened", "first"), MENUS)
def test_a_menu_that_is_gone_is_opened_again(shown, opened, first):
    assert first_press(shown, "", opened) == (first and ("again", first))


async def test_the_step_says_what_can_be_pressed_where_it_is_for(world):
    await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    wanted = told("onward.close", "Fran", "announcements", "End meeting")
    now = on_the_way(world, wanted) or {}
    assert (now["label"], now["key"]) == ("My options", wanted["key"])
    assert now["text"].startswith("First press **My options** on the card")
    for there in ({**wanted, "label": "Type instead"}, {**wanted, "room": ""}, None):
        assert on_the_way(world, there) == there
