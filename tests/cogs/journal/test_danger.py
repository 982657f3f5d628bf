"""Words of danger in what somebody writes: whom to call stands above, for the writer alone."""

import pytest

from bot.content import worksheets
from bot.rehearsal import simkit
from bot.rehearsal.plain_text import plain
from cogs.ui.journal.heard import heard_in
from cogs.ui.kit.form import Picked
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.everywhere.test_blue_buttons import blue
from tests.cogs.journal.writing import keeps, kept_of, writes

NOW = "I want to kill myself tonight"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("keeping", [True, False])
async def test_whom_to_call_comes_first_and_then_ones_own_words(group, where, keeping):
    ana = Alone(group, "Ana", where)
    await keeps(ana, answers=keeping)
    told = await writes(ana, {"What comes next?": NOW})
    assert told.private
    assert told.text.startswith(seen_as("own_danger.heading.life"))
    assert told.text.index(seen_as("own_danger.nobody")) < told.text.index(NOW)
    assert len(await kept_of(ana)) == keeping
    assert ("Delete this one" in told.shown.buttons) is keeping


async def test_it_is_heard_in_every_field_of_every_form(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    for field in ("What helped?", "What comes next?"):
        told = await writes(ana, {field: NOW})
        assert told.text.startswith(seen_as("own_danger.heading.life")), field
    await ana.press("Change it")
    changed = await ana.fill({"What comes next?": NOW})
    assert changed.text.startswith(seen_as("own_danger.heading.life"))
    for field in ("What was going on", "What did I tell", "What could I try", "Who could I be"):
        await ana.say("checkin lapse")
        await ana.press("I'm safe for now")
        assert (await ana.fill({field: NOW})).text.startswith(seen_as("own_danger.heading.life"))


async def test_without_the_database_whom_to_call_is_shown_all_the_same(group, in_the_way, caplog):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await ana.say("checkin now")
    in_the_way.delete()
    told = await ana.fill({"What comes next?": NOW})
    first = simkit.seen_message(told.result)
    assert plain(first.components).text.startswith(seen_as("own_danger.heading.life"))
    assert NOW in told.text
    caplog.clear()


async def test_nothing_is_shown_for_ordinary_words(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    told = await writes(ana, {"What helped?": "A walk by the sea."})
    assert told.text.startswith(seen_as("checkin.saved.kept"))


async def test_beside_whom_to_call_no_other_button_stands_out(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    shown = await ana.say("worksheet open", kind="interests")
    told = await ana.fill({"What did I": NOW}, await ana.press("Fill in page 1", shown))
    assert {"Help lines", "Fill in page 2"} <= set(told.shown.buttons)
    assert blue(told.message.components) == ["Help lines"]


async def test_what_is_chosen_in_a_menu_is_a_word_of_ours_and_not_heard(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    shown = await ana.say("worksheet open", kind="interests")
    shown = await ana.fill({"What did I": "Chess"}, await ana.press("Fill in page 1", shown))
    form = await ana.press("Fill in page 2", shown)
    told = await ana.fill({"What does it cost": "More than I have now"}, form)
    assert "More than I have now" in told.text
    assert "Help lines" not in told.shown.buttons
    told = await ana.fill({"Who could": NOW}, await ana.press("Change page 2", told))
    assert told.text.startswith(seen_as("own_danger.heading.life"))
    fields = [one for sheet in worksheets.load().values() for one in sheet.fields]
    choices = {str(choice) for one in fields for choice in one.choices}
    assert {await heard_in({"chosen": Picked(one)}) for one in choices} == {None}
    assert {await heard_in({"typed": one}) for one in choices} != {None}, "typed they are"


STEPS = "own_danger.heading.life"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("decided", ["Keep it", "Don't keep it"])
async def test_after_a_lapse_whom_to_call_and_ones_words_stay_whatever_is_pressed(
    group, where, decided
):
    ana = Alone(group, "Ana", where)
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    told = await ana.fill({"What was going on": NOW})
    assert {"Help lines", decided} <= {*told.shown.buttons}
    decided_now = await ana.press(decided)
    assert decided_now.text.startswith(seen_as(STEPS))
    assert NOW in decided_now.text
    left = ("Change it",) if decided == "Keep it" else ()
    assert decided_now.shown.buttons == ("Help lines", *left)
    assert len(await kept_of(ana)) == (decided == "Keep it")
    assert (await ana.press("Help lines")).text


@pytest.mark.parametrize("where", PLACES)
async def test_no_later_press_takes_the_place_of_whom_to_call(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    told = await writes(ana, {"What comes next?": NOW})
    await ana.press("Delete this one", on=told)
    assert plain(told.message.components).text.startswith(seen_as(STEPS))
    await ana.press("Change it", on=told)
    await ana.fill({"What comes next?": "Bed"})
    assert plain(told.message.components).text.startswith(seen_as(STEPS))


async def test_the_next_page_and_a_nudge_do_not_take_its_place_either(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await ana.say("plan make")
    told = await ana.fill({"If this happens": NOW})
    await ana.choose("Nudge me", "Tomorrow, Wednesday 2 December, at this time", on=told)
    await ana.press("Add what could get in the way", on=told)
    await ana.fill("A walk")
    assert plain(told.message.components).text.startswith(seen_as(STEPS))


async def test_words_of_danger_in_a_form_that_is_refused_are_heard_too(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await ana.say("plan make")
    told = await ana.fill({"What do I want": NOW})
    first = simkit.seen_message(told.result)
    assert plain(first.components).text.startswith(seen_as(STEPS))
    assert "Fill in the if or the then" in told.text
    assert NOW in told.text


OWN_HAND = ["nothing helps, i took all my pills", "i drank bleach"]


@pytest.mark.parametrize("words", OWN_HAND)
async def test_whoever_took_something_is_spoken_to_first(group, words):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    told = await writes(ana, {"How are things?": "1", "What helped?": words})
    steps = told.text.split("1. ", 1)[1]
    assert steps.startswith("If it's you: call now, unlock the door, and don't wait to feel ill.")
    assert told.shown.buttons[0] == "Help lines"
    assert seen_as("checkin.saved.low") not in told.text
