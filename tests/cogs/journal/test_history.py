"""`/checkin history`: a calm picture, words for it, and every entry to read, change or delete."""

from datetime import date, timedelta

import pytest

from bot.domain.journal.strands import followed
from bot.text.dates import day_in_words
from tests.cogs.alone import PLACES, SAY, Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes


@pytest.mark.parametrize("where", PLACES)
async def test_before_anything_is_kept_it_says_so(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    told = await ana.say("checkin history")
    assert seen_as("checkin.history.empty", count=30) in told.text


async def test_two_days_make_a_picture_that_is_said_in_words_as_well(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await writes(ana, {"How are things?": "3", "What was the strongest urge?": "9"})
    ((_, first),) = await kept_of(ana)
    before = first.day - timedelta(days=2)
    await group.bot.services.check_ins.move(ana.id, first.id, before)
    await writes(ana, {"How are things?": "6", "What was the strongest urge?": "4"})
    told = await ana.say("checkin history", days=7)
    (gallery,) = [one for one in told.message.components[0]["components"] if one["type"] == 12]
    (item,) = gallery["items"]
    said = "Mood: from 3 at the start to 6 at the end, lowest 3, highest 6."
    assert said in told.text
    assert said in item["description"]
    assert "9 at the start to 4 at the end" in item["description"]
    (attached,) = told.message.attachments
    assert attached.filename == "history.png"


async def test_whoever_hears_the_picture_hears_a_name_without_the_marks_of_markdown(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await group.bot.services.choices.change(ana.id, lambda one: followed(one, "*my* wine_"))
    about = {"What was the urge about?": "*my* wine_"}
    await writes(ana, {"What was the strongest urge?": "9", **about})
    ((_, first),) = await kept_of(ana)
    await group.bot.services.check_ins.move(ana.id, first.id, first.day - timedelta(days=1))
    await writes(ana, {"What was the strongest urge?": "4", **about})
    told = await ana.say("checkin history", days=7)
    (gallery,) = [one for one in told.message.components[0]["components"] if one["type"] == 12]
    heard = gallery["items"][0]["description"]
    assert "*my* wine_: from" in heard
    assert "\\" not in heard


async def test_several_numbers_of_one_day_have_no_start_and_no_end(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    for urge in ("7", "9"):
        await writes(ana, {"How are things?": "5", "What was the strongest urge?": urge})
    told = await ana.say("checkin history")
    assert "Mood: 5 each time." in told.text
    assert "Strongest urge: between 7 and 9, all on one day." in told.text
    assert "at the start" not in told.text


async def test_one_day_is_told_in_words_without_a_picture(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await writes(ana, {"How are things?": "3"})
    told = await ana.say("checkin history")
    assert "Mood: one number, 3." in told.text
    assert [one for one in told.message.components[0]["components"] if one["type"] == 12] == []


@pytest.mark.parametrize("where", PLACES)
async def test_an_entry_is_read_changed_moved_and_deleted(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    await writes(ana, {"How are things?": "3", "What helped?": "A walk."})
    ((_, first),) = await kept_of(ana)
    await ana.say("checkin history")
    shown = await ana.choose("Choose one to read, change or delete", first_line_of(ana))
    assert "A walk." in shown.text
    await ana.press("Change it")
    changed = await ana.fill({"What helped?": "Two walks.", "How are things?": "5"})
    assert seen_as("checkin.entry.changed") in changed.text
    ((_, second),) = await kept_of(ana)
    assert second.answers == {"mood": "5", "helped": "Two walks."}
    await ana.press("It was another day")
    moved = await ana.fill({"Or a day before": (first.day - timedelta(days=40)).isoformat()})
    assert seen_as("checkin.entry.moved") in moved.text
    ((_, third),) = await kept_of(ana)
    assert (first.day - third.day).days == 40
    await ana.press("It was another day")
    await ana.fill({"Which day?": yesterday(first.day)})
    ((_, fourth),) = await kept_of(ana)
    assert (first.day - fourth.day).days == 1
    asked = await ana.press("Delete this one")
    assert "It doesn't come back." in asked.text
    await ana.press("Yes, delete it")
    assert ana.last.text == seen_as("checkin.entry.deleted")
    assert await kept_of(ana) == ()


@pytest.mark.parametrize("where", PLACES)
async def test_a_check_in_is_written_for_an_earlier_day(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    await ana.say("timezone", zone="London")
    await writes(ana, {"How are things?": "3"})
    ((_, first),) = await kept_of(ana)
    await ana.say("checkin history")
    day = first.day - timedelta(days=1)
    form = await ana.choose("Check in for an earlier day", yesterday(first.day))
    assert SAY("checkin.form.title_day", day=day_in_words(day, SAY)) in str(form.form)
    told = await ana.fill({"How are things?": "6"})
    assert seen_as("checkin.saved.counts_for", day=day_in_words(day, SAY)) in told.text
    assert {entry.day for _, entry in await kept_of(ana)} == {first.day, day}


async def test_who_has_not_chosen_yet_chooses_first_and_then_writes_for_that_day(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin history")
    today = (await group.bot.services.check_ins.history(ana.id, 7)).trend.last
    asked = await ana.choose("Check in for an earlier day", yesterday(today))
    assert seen_as("keep.ask") in asked.text
    await ana.press("Keep my answers")
    await ana.fill({"How are things?": "6"})
    ((_, entry),) = await kept_of(ana)
    assert entry.day == today - timedelta(days=1)


async def test_a_day_to_come_and_a_day_nobody_can_read_change_nothing(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    card = await writes(ana, {"How are things?": "3"})
    ((_, first),) = before = await kept_of(ana)
    await ana.press("It was another day")
    later = (first.day + timedelta(days=1)).isoformat()
    told = await ana.fill({"Or a day before": later})
    assert told.text.startswith(seen_as("refusal.day_not_yet"))
    await ana.press("It was another day", on=card)
    told = await ana.fill({"Or a day before": "the other day"})
    assert "We can't read the other day as a day." in told.text
    assert await kept_of(ana) == before


async def test_an_old_button_of_a_deleted_entry_says_that_it_is_gone(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    card = await writes(ana, {"How are things?": "3"})
    await ana.press("Delete this one")
    await ana.press("Yes, delete it")
    assert ana.last.text == seen_as("checkin.entry.deleted")
    with pytest.raises(LookupError):
        await ana.press("Change it", on=card)
    ben = Alone(group, "Ben", "server")
    await keeps(ben)
    assert (await ben.say("checkin history")).message is not None


def yesterday(today: date) -> str:
    """Give the day before as the form offers it."""
    return SAY("checkin.day.yesterday", day=day_in_words(today - timedelta(days=1), SAY))


def first_line_of(ana):
    """Give the first words in the menu of the history."""
    rows = ana.last.message.components[0]["components"]
    menus = [child for one in rows if one["type"] == 1 for child in one["components"]]
    return next(one["options"][0]["label"] for one in menus if one["type"] == 3)
