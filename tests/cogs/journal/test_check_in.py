"""`/checkin now`: a minute, in the server or in private, kept or not."""

import pytest

from bot.domain.ids import OWN
from bot.text.dates import day_in_words
from tests.cogs.alone import PLACES, SAY, Alone, seen_as
from tests.cogs.journal.writing import kept_of

WORDS = {
    "How are things?": "3",
    "What was the strongest urge?": "8",
    "What helped?": "Šárka *called*.",
}


@pytest.mark.parametrize("where", PLACES)
async def test_the_first_time_somebody_chooses_and_then_writes_at_once(group, where):
    ana = Alone(group, "Ana", where)
    asked = await ana.say("checkin now")
    assert asked.private
    first = asked.text.split("\n")[1]
    assert first == seen_as("keep.ask")
    assert "Press either one: you can change it later" in first
    assert "Only whoever runs this bot could, and an organiser knows who that is." in asked.text
    await ana.press("Keep my answers")
    told = await ana.fill(WORDS)
    assert told.text.startswith(seen_as("checkin.saved.kept"))
    assert "Mood 3" in told.text
    assert "Strongest urge 8" in told.text
    assert "Šárka *called*." in told.text
    ((place, entry),) = await kept_of(ana)
    assert place == (OWN if where == "private" else group.world.guild.id)
    assert entry.answers == {"mood": "3", "urge": "8", "helped": "Šárka *called*."}
    again = await ana.say("checkin now")
    assert again.form is not None


@pytest.mark.parametrize("where", PLACES)
async def test_who_keeps_nothing_gets_their_words_back_once_and_nothing_is_there(group, where):
    ana = Alone(group, "Ana", where)
    await ana.say("checkin now")
    await ana.press("Do not keep")
    told = await ana.fill(WORDS)
    assert told.text.startswith(seen_as("checkin.saved.not_kept"))
    assert "Šárka *called*." in told.text
    assert told.shown.buttons == ()
    assert await kept_of(ana) == ()
    assert seen_as("checkin.history.empty_not_keeping") in (await ana.say("checkin history")).text


async def test_late_at_night_it_counts_for_the_day_before_and_says_why(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin now")
    await ana.press("Keep my answers")
    told = await ana.fill(WORDS)
    ((_, entry),) = await kept_of(ana)
    assert seen_as("checkin.saved.counts_for", day=day_in_words(entry.day, SAY)) in told.text
    until_two = (26 - entry.at.hour) * 3600 - entry.at.minute * 60
    await group.wait(until_two)
    await ana.say("checkin now")
    night = await ana.fill(WORDS)
    assert "since your day begins at 4:00" in night.text
    assert {one.day for _, one in await kept_of(ana)} == {entry.day}


async def test_in_private_it_says_by_whose_clocks_it_counts_until_a_zone_is_said(group):
    ana = Alone(group, "Ana", "private")
    await ana.say("checkin now")
    await ana.press("Keep my answers")
    told = await ana.fill(WORDS)
    assert "by UTC, as no time zone of yours is known here" in told.text
    await ana.say("timezone", zone="London")
    await ana.say("checkin now")
    assert "UTC" not in (await ana.fill(WORDS)).text
