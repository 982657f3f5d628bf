"""`/checkin lapse`: safety first, then what would help; kept only if somebody says so."""

import re

import pytest

from bot.domain.journal.entry import JournalShelf
from bot.services.journal.drafts import HELD
from tests.cogs.alone import PLACES, SAY, Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes

ASKED = re.compile(r"Should OpenRound keep[^\n]*")
WORDS = {
    "What was going on": "*Bad* news at work.",
    "What would help": "Sleep, and *soup*.",
    "Who could I be": "Chi",
}


@pytest.mark.parametrize("where", PLACES)
async def test_whom_to_call_comes_before_any_question_and_no_choice_is_asked(group, where):
    ana = Alone(group, "Ana", where)
    told = await ana.say("checkin lapse")
    first, second = told.text.splitlines()[:2]
    assert first == "First: are you safe right now?"
    assert second.startswith("Call 999" if where == "server" else "Call your local emergency")
    for sentence in ("break", "mixing", "alone", "stopping"):
        assert seen_as(f"lapse.safe.{sentence}") in told.text
    more = await ana.press("More on staying safe")
    assert seen_as("lapse.more.naloxone") in more.text


@pytest.mark.parametrize("where", PLACES)
async def test_it_is_kept_only_by_a_press_whatever_was_chosen_before(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    told = await ana.fill(WORDS)
    assert told.text.startswith("The next 24 hours\nSleep, and *soup*.")
    assert seen_as("lapse.after.not_reset") in told.text
    assert "What was going on before it?\n*Bad* news at work.\n" in told.text
    assert await kept_of(ana) == ()
    before = told.text
    kept = await ana.press("Keep it")
    assert kept.text == ASKED.sub(seen_as("lapse.after.kept"), before) != before
    ((_, entry),) = await kept_of(ana)
    assert entry.shelf is JournalShelf.LAPSE
    assert entry.answers["who"] == "Chi"


async def test_what_is_not_to_be_kept_is_forgotten_at_once(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill(WORDS)
    again = await ana.press("Don't keep it")
    assert seen_as("lapse.after.not_kept") in again.text
    assert "*Bad* news at work." in again.text  # given back
    assert again.shown.buttons == ("Help lines",)
    drafts = group.bot.services.drafts
    assert drafts._held == {}
    assert await kept_of(ana) == ()


@pytest.mark.parametrize("where", PLACES)
async def test_it_is_corrected_before_it_is_kept(group, where):
    ana = Alone(group, "Ana", where)
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill(WORDS)
    form = await ana.press("Change it")
    assert "*Bad* news at work." in str(form.form)
    told = await ana.fill({**WORDS, "What was going on": "Bad news, then rain."})
    assert told.text.startswith("The next 24 hours\nSleep, and *soup*.")
    assert "Bad news, then rain." in told.text
    assert await kept_of(ana) == ()
    await ana.press("Keep it")
    ((_, entry),) = await kept_of(ana)
    assert (entry.answers["before"], entry.answers["who"]) == ("Bad news, then rain.", "Chi")


@pytest.mark.parametrize("where", PLACES)
async def test_a_correction_that_was_open_while_it_was_kept_changes_what_is_kept(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana, answers=False)
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    card = await ana.fill(WORDS)
    form = await ana.press("Change it")
    await ana.press("Keep it", on=card)
    told = await ana.fill({"Who could I be": "Jo"}, form)
    assert told.text.startswith(seen_as("checkin.entry.changed"))
    ((_, entry),) = await kept_of(ana)
    assert entry.answers["who"] == "Jo"


async def test_a_correction_after_half_an_hour_finds_nothing_to_correct(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill(WORDS)
    await group.wait(HELD.total_seconds())
    assert seen_as("refusal.entry_gone") in (await ana.press("Change it")).text


async def test_in_private_the_numbers_are_those_of_ones_own_group(group):
    ana = Alone(group, "Ana", "private")
    stranger = await ana.say("checkin lapse")
    assert "Call your local emergency number now" in stranger.text
    here = Alone(group, "Ana", "server")
    await keeps(here)
    await writes(here, {"How are things?": "3"})
    known = await ana.say("checkin lapse")
    assert "Call 999 / 112 (United Kingdom) now" in known.text
    assert "Samaritans" in known.text
    assert "999" in (await ana.say("crisis")).text
    ben = Alone(group, "Ben", "private")
    assert "999" not in (await ben.say("checkin lapse")).text


async def test_nothing_has_to_be_written(group):
    ana = Alone(group, "Ana", "private")
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    told = await ana.fill({})
    assert seen_as("lapse.after.nothing_written") in told.text
    assert "keep what you wrote" not in told.text
    await ana.press("Keep it")
    ((_, entry),) = await kept_of(ana)
    assert entry.answers == {}


async def test_whoever_wrote_nothing_is_not_told_of_words(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill({})
    assert seen_as("lapse.after.not_marked") in (await ana.press("Don't keep it")).text
    assert await kept_of(ana) == ()


async def test_after_half_an_hour_there_is_nothing_to_keep(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill(WORDS)
    await group.wait(HELD.total_seconds())
    assert seen_as("refusal.entry_gone") in (await ana.press("Keep it")).text
    assert await kept_of(ana) == ()


async def test_without_the_database_the_next_day_is_given_back_all_the_same(
    group, in_the_way, caplog
):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    in_the_way.delete()
    told = await ana.fill(WORDS)
    assert "Sleep, and *soup*." in told.text
    assert SAY("lapse.after.not_saved") in told.text
    assert told.shown.buttons == ("Help lines",)
    caplog.clear()
