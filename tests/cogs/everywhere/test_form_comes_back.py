"""A form that is refused comes back as it was filled in: nothing has to be typed twice."""

from datetime import UTC, datetime
from typing import Any

from bot.rehearsal import cast
from cogs.ui.kit.button import Choice
from cogs.ui.kit.form import form, pick, text_field, tick
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.unanswered import MOST, OPEN_FOR, OpenedForms
from tests.cogs.group import Group

NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)
FOUR = ("Ana", "Ben", "Chi", "Esi")
BACK = "Back to the form"
LONG = "kind " * 120
GONE = "This form has been sent since, or it's been a while."


async def rules_refused(group: Group) -> cast.Answer:
    olu = group.world.organiser
    texts = await cast.say(olu, "setup texts", group.world.organisers)
    form = await cast.press(olu, "Ground rules", on=texts.message)
    filled = {"Ground rules": LONG, "If someone has used": "Stay and listen, gladly."}
    return await cast.fill(olu, form, filled)


def values(answer: cast.Answer) -> dict[str, object]:
    assert answer.form is not None, answer.text
    return {name: one.get("value") for name, one in cast.fields_of(answer.form).items()}


async def test_every_field_stands_there_again_and_the_form_can_be_sent(group):
    refused = await rules_refused(group)
    assert "The ground rules have 120 words" in refused.text
    olu = group.world.organiser
    again = await cast.press(olu, BACK, on=refused.message)
    known = {"rules": LONG.strip(), "used_today": "Stay and listen, gladly."}
    assert {name: str(one).strip() for name, one in values(again).items()} == known
    still = await cast.fill(olu, again, {"Ground rules": LONG + "friend"})
    assert "121 words" in still.text
    mended = await cast.press(olu, BACK, on=still.message)
    assert str(values(mended)["rules"]).endswith("friend")
    done = await cast.fill(olu, mended, {"rules": "Be kind.", "used_today": "Stay, gladly."})
    assert done.private
    assert "Saved." in done.text
    assert "Stay, gladly." in done.text
    for old in (refused, still):
        assert GONE in (await cast.press(olu, BACK, on=old.message)).text


async def test_a_form_of_the_evening_comes_back_too(evening):
    group = await evening(*FOUR)
    form = await group.options("Ben", "Choose another name")
    refused = await cast.fill(group["Ben"], form, "Facilitator")
    again = await cast.press(group["Ben"], BACK, on=refused.message)
    assert values(again) == {"text": "Facilitator"}
    done = await cast.fill(group["Ben"], again, "Benno")
    assert done.private
    assert BACK not in done.shown.buttons
    assert "Benno" in (await group.press("Ben", "My options")).text


async def test_where_sending_it_again_would_change_nothing_no_way_back_is_offered(evening):
    group = await evening(*FOUR, stage="agenda")
    form = await group.press("Ana", "Suggest a topic")
    await group.end()
    refused = await cast.fill(group["Ana"], form, "Sleep")
    assert "Sleep" in refused.text, "the words are given back all the same"
    assert BACK not in refused.shown.buttons


async def test_an_erase_takes_what_stands_in_a_form_that_was_refused(group):
    olu, place = group.world.organiser, group.world.organisers
    await cast.say(olu, "timezone", place, zone="Europe/Rome")
    refused = await rules_refused(group)
    asked = await cast.say(olu, "privacy erase", place)
    await cast.press(olu, "Forget me everywhere", on=asked.message)
    assert GONE in (await cast.press(olu, BACK, on=refused.message)).text


def a_form() -> dict[str, Any]:
    choices = [Choice("a", "A", chosen=True), Choice("b", "B")]
    fields = text_field("words", "Words", 100), tick("sure", "Sure"), pick("one", "One", choices)
    return form(CustomId("suggest"), "A form", *fields).to_dict()


def test_menus_and_boxes_come_back_as_they_were_left():
    opened, at = OpenedForms(), NOW
    opened.opened(1, "or:suggest:0:0:0", a_form(), at)
    sent: dict[str, dict[str, Any]] = {
        "words": {"value": "Hello"},
        "sure": {"value": True},
        "one": {"values": ["b"]},
    }
    handle = opened.refused(1, "or:suggest:0:0:0", sent)
    again = opened.again(1, handle, at)
    assert again is not None
    words, sure, one = (label["component"] for label in again["components"])
    assert (words["value"], sure["default"]) == ("Hello", True)
    assert [option["default"] for option in one["options"]] == [False, True]
    assert opened.again(2, handle, at) is None
    assert opened.again(1, handle, at + OPEN_FOR) is None
    assert opened.refused(1, "or:other:0:0:0", sent) == ""


def test_few_forms_are_remembered_and_none_for_long():
    opened, at = OpenedForms(), NOW
    for member in range(MOST + 5):
        opened.opened(member, "or:suggest:0:0:0", a_form(), at)
    assert opened.refused(0, "or:suggest:0:0:0", {}) == ""
    assert opened.refused(MOST, "or:suggest:0:0:0", {}) != ""
    opened.opened(1, "or:suggest:0:0:0", a_form(), at + OPEN_FOR)
    assert opened.refused(MOST, "or:suggest:0:0:0", {}) == ""
