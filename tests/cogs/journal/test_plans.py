"""The plan of the week, in servers and private messages, and the one question at the door."""

from datetime import timedelta

import pytest
from simcord import ResponseMessage

from bot.domain.journal import plan as rules
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.journal.alone import Alone

FRIDAY = {"If this happens": "It is Friday at six", "... then I do this": "I ring Chi"}


@pytest.fixture(params=["server", "private"])
def ana(request, group) -> Alone:
    """Ana, in either place."""
    return Alone(group, private=request.param == "private")


@pytest.fixture
def rested(monkeypatch) -> None:
    """A minute is as long as the evening in which a plan is made: a week would be long to play."""
    monkeypatch.setattr(rules, "RESTS", timedelta(minutes=1))


async def made(ana: Alone, choice: str = "Keep my answers") -> cast.Answer:
    asked = await ana.say("plan make")
    return await ana.fill(await ana.press(choice, asked), FRIDAY)


async def test_the_choice_comes_first_then_the_form_and_it_is_there_to_be_read(ana):
    plan = await made(ana)
    assert plan.private
    assert "At a later meeting, you're asked in private how it went." in plan.text
    shown = await ana.say("plan show")
    assert "It is Friday at six" in shown.text
    assert "I ring Chi" in shown.text
    assert "Worked" not in shown.shown.buttons


async def test_what_could_get_in_the_way_is_added_and_all_of_it_can_be_changed(ana):
    plan = await made(ana)
    form = await ana.press("Add what could get in the way", plan)
    more = await ana.fill(form, {"What could get in the way?": "A bad day at work"})
    assert "A bad day at work" in more.text
    assert "I ring Chi" in more.text
    form = await ana.press("Change it", more)
    assert cast.fields_of(form.form)["then_action"]["value"] == "I ring Chi"
    changed = await ana.fill(form, {"... then I do this": "I ring Ben"})
    assert "I ring Ben" in changed.text
    assert "A bad day at work" in changed.text


async def test_a_plan_without_an_if_or_a_then_gives_the_words_back(ana):
    asked = await ana.say("plan make")
    form = await ana.press("Keep my answers", asked)
    told = await ana.fill(form, {"What do I want": "More sleep", "Who or what": "My sister"})
    assert "Fill in the if or the then" in told.text
    assert "More sleep\n\nMy sister" in told.text


async def test_who_keeps_nothing_sees_it_once(ana):
    plan = await made(ana, "Do not keep")
    assert "Not kept, as you chose. A screenshot keeps it for you." in plan.text
    assert "Remind me that I made a plan" in str(plan.shown), "it can't say which"
    assert "I ring Chi" in plan.text
    assert "so there's no plan here" in (await ana.say("plan show")).text


async def test_it_is_deleted_after_one_question(ana):
    plan = await made(ana)
    asked = await ana.press("Delete this one", plan)
    gone = await ana.press("Yes, delete it", asked)
    assert "The plan is gone." in gone.text
    assert "There's no plan at the moment." in (await ana.say("plan show")).text


async def test_a_new_plan_puts_the_one_before_away(ana):
    await made(ana)
    await ana.group.wait(60)
    form = await ana.say("plan make")
    await ana.fill(form, {"If this happens": "I cannot sleep"})
    shown = await ana.say("plan show")
    assert "I cannot sleep" in shown.text
    assert "Friday" not in shown.text.partition("Plans from before")[0]
    before = await ana.choose("Plans from before", "Plan of Tue 1 Dec 2026", shown)
    assert "It is Friday at six" in before.text


async def test_words_of_danger_bring_whom_to_call_first(ana):
    asked = await ana.say("plan make")
    form = await ana.press("Keep my answers", asked)
    told = await ana.fill(form, {"If this happens": "I want to kill myself tonight"})
    card, _, below = told.text.partition("Your own words are below.")
    assert card.startswith("First: people you can reach now")
    assert "I want to kill myself tonight" in below


async def next_evening(group: Group, *names: str) -> None:
    """Let the evening be over, and open another one."""
    await group.wait(120)
    await group.start()
    await group.come("Fran")
    for name in names:
        await cast.press(group[name], "Join", on=group.door(name))
        await group.wait(1)


def heard(group: Group, name: str) -> str:
    """Give everything that this person alone has read."""
    return "\n".join(plain(one.components).text for one in group.seen(name) if one.ephemeral)


@pytest.mark.parametrize("place", ["server", "private"])
async def test_it_is_asked_about_once_at_the_next_door_and_its_author_alone_hears_it(
    evening, place, rested
):
    group = await evening("Ana", "Ben", stage="check_in")
    ana = Alone(group, private=place == "private")
    await made(ana)
    await group.end()
    await next_evening(group, "Ben", "Ana")
    assert "Before the round, for you alone" in heard(group, "Ana")
    assert "I ring Chi" not in heard(group, "Ben")
    told = await cast.press(group["Ana"], "Not this time")
    assert told.private
    assert "That happens." in told.text
    assert "Not this time." in (await ana.say("plan show")).text
    before = heard(group, "Ana").count("Before the round")
    await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert heard(group, "Ana").count("Before the round") == before
    assert "Friday" not in group.room_words("Ben")


async def test_it_is_made_at_the_check_out_where_it_is_talked_about(evening):
    group = await evening("Ana", "Ben", "Chi", stage="working")
    ana = group["Ana"]
    assert "Make a 7-day plan" not in (await group.press("Ana", "My options")).shown.buttons
    await group.go_to("check_out")
    assert "My options has Make a 7-day plan" in group.words
    mine = await group.press("Ana", "My options")
    asked = await cast.press(ana, "Make a 7-day plan", on=mine.message)
    form = await cast.press(ana, "Keep my answers", on=asked.message)
    assert "At a later meeting" in (await cast.fill(ana, form, FRIDAY)).text
    assert "Friday" not in group.room_words("Ben")


async def test_coming_in_again_the_same_evening_is_too_soon_for_the_question(evening):
    group = await evening("Ana", "Ben", stage="check_in")
    await made(Alone(group))
    await group.end()
    await next_evening(group, "Ana")
    assert "Before the round, for you alone" not in heard(group, "Ana")


async def test_no_answer_is_a_bad_one_and_a_second_one_changes_nothing(ana, rested):
    plan = await made(ana)
    await ana.group.wait(60)
    shown = await ana.say("plan show")
    assert {"Worked", "Partly", "Not this time", "Skip"} <= set(shown.shown.buttons)
    again = await ana.say("plan show")
    assert "Good to hear." in (await ana.press("Worked", shown)).text
    late = await ana.press("Partly", again)
    assert "You've said how this plan went" in late.text
    assert plan.private


async def test_a_nudge_comes_by_private_message_and_leads_back_to_the_plan(ana):
    plan = await made(ana)
    told = await ana.choose("Nudge me", "In 3 hours", plan)
    assert "It says nothing about your plan." in told.text
    await ana.group.wait(3 * 60 * 60 + 30)
    (nudge,) = [one for one in ana.group.seen("Ana") if "the nudge you asked" in shown_in(one)]
    assert not nudge.ephemeral
    assert "Friday" not in shown_in(nudge)
    shown = await cast.press(ana.group["Ana"].user, "Show my plan", on=nudge)
    assert shown.private
    assert "It is Friday at six" in shown.text


TOMORROW = ("Tomorrow, Wednesday 2 December, at this time", "Tomorrow, at this time")
"""In a group days are named; in private only for who has said their time zone."""


async def test_a_nudge_is_said_to_come_until_it_is_called_off(ana):
    plan = await made(ana)
    await ana.choose("Nudge me", TOMORROW[ana.private], plan)
    shown = await ana.say("plan show")
    assert "A nudge comes on" in shown.text
    assert "No nudge, then." in (await ana.choose("Nudge me", "No nudge", shown)).text
    assert "A nudge comes on" not in (await ana.say("plan show")).text


@pytest.mark.parametrize(
    ("zone", "offered"),
    [("London", "Thursday 3 December"), ("Denver", "Thursday, December 3")],
)
async def test_a_nudge_is_offered_on_days_with_their_weekday(ana, zone, offered):
    await ana.say("timezone", zone=zone)
    plan = await made(ana)
    told = await ana.choose("Nudge me", f"{offered}, at this time", plan)
    assert "A nudge comes on" in told.text


async def test_a_nudge_about_a_plan_that_was_not_kept_says_so_and_shows_nothing_of_it(ana):
    plan = await made(ana, "Do not keep")
    await ana.choose("Remind me that I made a plan", "In 3 hours", plan)
    await ana.group.wait(3 * 60 * 60 + 30)
    (nudge,) = [one for one in ana.group.seen("Ana") if "the nudge you asked" in shown_in(one)]
    assert "you made a plan. It wasn't kept" in shown_in(nudge)
    assert "Friday" not in shown_in(nudge)
    asked = await cast.press(ana.group["Ana"].user, "Make a 7-day plan", on=nudge)
    assert "If this happens" in str(asked.form or asked.text)


def shown_in(message: ResponseMessage) -> str:
    return plain(message.components).text
