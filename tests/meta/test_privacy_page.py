"""The page on privacy says what the code does: its periods, and all that is kept of people."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.attendance.presence import KEPT as PRESENCE_KEPT
from bot.domain.rooms.closing import TEXT_KEPT
from bot.storage.attendance.letters import LETTERS_KEPT
from bot.storage.calendar.occurrence_table import HISTORY_KEPT
from bot.storage.calendar.reminders import REMINDERS_KEPT
from bot.storage.database.copies import COPIES_KEPT
from bot.storage.journal.entries import ENTRIES_KEPT
from bot.storage.outbox.table import OUTBOX_KEPT, TOLD_KEPT
from bot.storage.people.memberships import MEMBERSHIPS_KEPT
from bot.storage.prompts.own_prompts import RETIRED_KEPT
from tests.meta.source import text

PAGE = " ".join(text(Path("docs/privacy.md")).split())
PERIODS = {
    "90 days": HISTORY_KEPT,
    "35 days": COPIES_KEPT,
    "24 hours after the end": TEXT_KEPT,
    "seven days after it is done": OUTBOX_KEPT,
    "a day after it is done": TOLD_KEPT,
    "a day after its last date": REMINDERS_KEPT,
    "a year after you were last here": MEMBERSHIPS_KEPT,
    "a year after you last changed it": ENTRIES_KEPT,
    "24 hours after its end at most": PRESENCE_KEPT,
    "a year, or until you have it erased": LETTERS_KEPT,
    "a retired question for a year": RETIRED_KEPT,
}
LENGTHS = {
    "24 hours": timedelta(hours=24),
    "a day": timedelta(days=1),
    "seven days": timedelta(days=7),
    "35 days": timedelta(days=35),
    "90 days": timedelta(days=90),
    "a year": timedelta(days=365),
}
KEPT = {
    "rules": "you agreed to the ground rules and when",
    "adult": "you said you are 18 or older",
    "name": "the name you chose",
    "typing": "you like to type",
    "zone": "your time zone",
    "came": "you have come before",
    "plan": "which plan of yours you are asked about",
    "favourites": "which questions you saved for yourself",
    "chose": "what you chose for it",
    "wrote_checkin": "check-ins",
    "wrote_urge": "urges",
    "wrote_lapse": "what you learned",
    "wrote_worksheet": "worksheets",
    "wrote_plan": "plans",
    "leads_series": "That you lead",
    "leads_change": "That you lead",
    "leads": "That you lead",
    "wrote": "That you wrote a question",
    "next_time": "A line that you noted for the next meeting",
    "in_meeting": "While a meeting runs",
    "reminder": "which meeting you want to be reminded of",
    "lead_news": "Of a meeting that you lead, news that could not reach you",
    "asked_for": "A private message that you asked for",
    "was_told": "A private message that you asked for",
    "minutes": "How many minutes you were in a meeting",
    "letters": "An attendance letter",
    "words": "which messages in the room hold your words",
}
"""What `/privacy notice` names of a person, and how the page says it."""


SHOWN = {
    "console": "deleted when the meeting ends, and the bot forgets then which it was",
    "events": "the next date of each meeting stands in that list",
}
"""What `/privacy notice` says of what Discord shows, where an organiser wants it; and the page."""


@pytest.mark.parametrize(("said", "kept"), PERIODS.items(), ids=str)
def test_the_page_names_the_period_that_the_code_keeps(said, kept):
    assert said in PAGE
    assert {length for words, length in LENGTHS.items() if words in said} == {kept}


def test_the_page_names_everything_that_a_person_is_told_is_kept():
    sentences = tomllib.loads(text(Path("bot/text/locales/en/privacy.toml")))["privacy"]["kept"]
    assert set(sentences) == set(KEPT)
    assert [said for said in KEPT.values() if said not in PAGE] == []


def test_the_page_names_what_is_shown_where_an_organiser_wants_it():
    notice = tomllib.loads(text(Path("bot/text/locales/en/privacy.toml")))["privacy"]
    assert set(SHOWN) <= set(notice)
    assert [said for said in SHOWN.values() if said not in PAGE] == []
