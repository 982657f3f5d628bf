"""What somebody follows: renamed and dropped, with its numbers or without, and never a trap."""

import pytest

from bot.domain.journal.strands import MOST_STRANDS
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes

PICK = "Choose one to rename or stop following"


async def follows(ana, *names):
    """Let somebody follow things, from the history or from what is followed already."""
    for name in names:
        told = await ana.say("checkin history")
        if "What I follow" in told.shown.buttons:
            await ana.press("What I follow")
        await ana.press("Follow something new")
        await ana.fill(name)
        assert seen_as("checkin.follow.added", name=name) == ana.last.text


async def somebody_who_noted(group, where, *entries):
    """Give Ana, who follows wine and has written these check-ins."""
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    await writes(ana, {"How are things?": "6"})
    await follows(ana, "wine")
    for words in entries:
        await writes(ana, {"What was the urge about?": "wine", **words})
    return ana


async def opens_wine(ana):
    await ana.say("checkin history")
    await ana.press("What I follow")
    return await ana.choose(PICK, "wine")


@pytest.mark.parametrize("where", PLACES)
async def test_a_new_name_keeps_its_numbers(group, where):
    ana = await somebody_who_noted(group, where, {"What was the strongest urge?": "8"})
    await opens_wine(ana)
    form = await ana.press("Rename it")
    assert "wine" in str(form.form)
    told = await ana.fill("*red* wine")
    assert seen_as("checkin.follow.renamed", name="*red* wine") in told.text
    assert "• *red* wine" in told.text
    assert "*red* wine: one number, 8." in (await ana.say("checkin history")).text


@pytest.mark.parametrize("where", PLACES)
async def test_what_is_dropped_asks_once_and_can_leave_its_numbers_there(group, where):
    ana = await somebody_who_noted(group, where, {"What was the strongest urge?": "8"})
    await opens_wine(ana)
    asked = await ana.press("Stop following it")
    assert seen_as("checkin.follow.ask_drop", count=1, name="wine") in asked.text
    told = await ana.press("Stop, keep the numbers")
    assert seen_as("checkin.follow.dropped", name="wine") in told.text
    assert seen_as("checkin.follow.nothing") in told.text
    seen = await ana.say("checkin history")
    assert "Strongest urge: one number, 8." in seen.text
    assert "wine" not in seen.text
    assert len(await kept_of(ana)) == 2


@pytest.mark.parametrize("where", PLACES)
async def test_its_numbers_can_go_with_it_while_mood_and_words_stay(group, where):
    ana = await somebody_who_noted(
        group,
        where,
        {"What was the strongest urge?": "8"},
        {"What was the strongest urge?": "7", "How are things?": "2", "What helped?": "Tea."},
    )
    await opens_wine(ana)
    await ana.press("Stop following it")
    told = await ana.press("Stop, delete the numbers too")
    assert seen_as("checkin.follow.emptied", count=2, name="wine") in told.text
    left = {entry.answers["mood"]: entry.answers for _, entry in await kept_of(ana)}
    assert left == {"6": {"mood": "6"}, "2": {"mood": "2", "helped": "Tea."}}


async def test_without_numbers_there_is_one_plain_question_and_a_way_back(group):
    ana = await somebody_who_noted(group, "server")
    await opens_wine(ana)
    asked = await ana.press("Stop following it")
    assert asked.text == seen_as("checkin.follow.ask_drop_bare", name="wine")
    back = await ana.press("Back")
    assert back.text.startswith("wine")
    await ana.press("Stop following it")
    told = await ana.press("Yes, stop following it")
    assert told.text.startswith(seen_as("checkin.follow.dropped_bare", name="wine"))


async def test_who_follows_as_much_as_fits_drops_one_and_follows_another(group):
    ana = await somebody_who_noted(group, "server")
    await follows(ana, *(f"thing {number}" for number in range(2, MOST_STRANDS + 1)))
    full = await ana.say("checkin history")
    full = await ana.press("What I follow")
    assert "Follow something new" not in full.shown.buttons
    await ana.choose(PICK, "thing 2")
    await ana.press("Stop following it")
    await ana.press("Yes, stop following it")
    await ana.press("Follow something new")
    told = await ana.fill("sleep")
    assert told.text == seen_as("checkin.follow.added", name="sleep")


async def test_a_form_or_button_for_what_was_dropped_meanwhile_says_so(group):
    ana = await somebody_who_noted(group, "server", {"What was the strongest urge?": "8"})
    card = await opens_wine(ana)
    form = await ana.press("Rename it")
    await ana.press("Stop following it", on=card)
    await ana.press("Stop, keep the numbers")
    late = await ana.fill("beer", form)
    assert seen_as("refusal.no_such_strand") in late.text
    assert "beer" in late.text, "nobody loses what they wrote"


async def test_an_entry_about_what_was_dropped_is_changed_as_one_about_none(group):
    ana = await somebody_who_noted(group, "server", {"What was the strongest urge?": "8"})
    written = ana.last
    await follows(ana, "sleep")
    await ana.say("checkin history")
    await ana.press("What I follow")
    await ana.choose(PICK, "wine")
    await ana.press("Stop following it")
    await ana.press("Stop, keep the numbers")
    await ana.press("Change it", on=written)
    told = await ana.fill({"What was the strongest urge?": "5"})
    assert "Strongest urge 5" in told.text
    assert {entry.strand for _, entry in await kept_of(ana)} == {0}
