"""The situation notes: one phone screen each, plain and kind, and nothing of health unsourced."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from bot.content import notes
from bot.content.source import LARGEST, names_in, text_of
from bot.domain.language.folding import fold
from bot.domain.prompts.lint.notes import FEWEST_WHEN, MOST_WHEN, SCREEN, lint_notes
from bot.domain.prompts.situation_note import HelpNeed, SituationNote
from bot.text.catalog import speaker
from bot.text.plain import finding_line

ALL = notes.load()
BY_ID = {note.id: note for note in ALL}
RETIRED: frozenset[str] = frozenset()
"""Ids that were taken out. None is ever given to another note."""
FILES = names_in("notes/en")
OF_HEALTH_OR_LAW = {
    *("drunk-tonight", "nodding-off", "panic-in-the-meeting", "has-a-fit", "hears-voices"),
    *("limits-of-confidence", "told-of-a-crime", "screenshots", "unwanted-advances", "under-age"),
    *("lapse-told", "wants-to-moderate", "safer-use", "new-drug-instead", "scared-of-detox"),
    *("methadone-looked-down-on", "gambling-debts", "porn", "gaming", "food", "chemsex"),
    *("nothing-feels", "cant-sleep", "asks-for-medical-advice", "relative-came", "custody-battle"),
    *("found-teens-stash", "mother-with-dementia", "contact-order", "court-ordered"),
    *("court-coming", "just-out-of-prison", "licence-lost", "eviction", "sofa-surfing"),
    *("member-suicide", "pregnant", "pain-and-opioids", "medicine-makes-flat", "flashback"),
    *("weight-loss-jabs", "doesnt-deserve-it", "not-seen-for-weeks"),
    *("bipolar-and-drinking", "adhd", "autistic", "veteran-nightmares", "waits-for-results"),
}
"""Those that touch health or law, besides all with `help`."""
FILE = """
[[notes]]
id = "made-up"
title = "Somebody hums"
when = ["hums", "hm", "a hum", "humming", "the hum", "he hums", "she hums", "they hum"]
going_on = "Humming is a comfort."
say = "I can hear you hum."
ask = "What does it do for you?"
avoid = "Don't hum along."
"""


def test_the_notes_are_clean() -> None:
    assert [str(finding) for finding in notes.lint_shipped()] == []


def test_there_are_many_and_no_two_share_a_name_or_title() -> None:
    assert len(ALL) >= 120
    assert len(BY_ID) == len({note.title for note in ALL}) == len(ALL)
    assert not RETIRED & set(BY_ID)
    assert [name for name in BY_ID if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)] == []


def test_no_two_notes_share_a_line_by_which_they_are_found() -> None:
    lines = Counter(fold(line).strip(" .?!") for note in ALL for line in note.when)
    assert [line for line, count in lines.items() if count > 1] == []


@pytest.mark.parametrize("note", ALL, ids=lambda note: note.id)
def test_a_note_fits_a_phone_screen_and_is_found_in_many_words(note: SituationNote) -> None:
    parts = (note.title, note.going_on, note.say, note.ask, note.avoid)
    assert sum(map(len, parts)) <= SCREEN
    assert FEWEST_WHEN <= len(note.when) <= MOST_WHEN
    assert all(2 <= len(line.split()) <= 20 for line in note.when)


def test_whatever_touches_health_or_law_says_where_that_was_read() -> None:
    without = {note.id for note in ALL if not note.sources}
    assert without & {note.id for note in ALL if note.help} == set()
    assert without & OF_HEALTH_OR_LAW == set()
    assert set(BY_ID) >= OF_HEALTH_OR_LAW


def test_a_source_has_a_name_an_address_and_a_day() -> None:
    for note in ALL:
        addresses = [source.url for source in note.sources]
        assert len(addresses) == len(set(addresses))
        for source in note.sources:
            assert source.name
            assert urlsplit(source.url).scheme in {"http", "https"}
            assert source.seen.year >= 2026


def test_each_kind_of_help_is_needed_somewhere() -> None:
    assert {note.help for note in ALL} - {None} == set(HelpNeed)


def test_what_is_shown_calls_nobody_he_or_she_and_takes_no_goal_for_granted() -> None:
    gendered = re.compile(r"\b(?:s?he|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
    goal = re.compile(r"\b(?:quits?|quitting|abstin\w+|relaps\w+|streaks?|never again)\b")
    assert [n.id for n in ALL if gendered.search(n.shown) or goal.search(n.shown)] == []


def test_what_is_shown_is_spoken_english() -> None:
    stiff = re.compile(
        r"\b(?:do|does|did|is|are|was|have|has|should|would|could|will|can|must) ?not\b"
        r"|\b(?:I will|you will|we will|let us)\b"
    )
    found = [(note.id, words) for note in ALL for words in stiff.findall(note.shown)]
    assert found == []


def test_questions_do_not_all_begin_alike() -> None:
    what = [note for note in ALL if re.match(r"what(?:'s)?\b", fold(note.ask))]
    would = [note for note in ALL if fold(note.ask).startswith("what would")]
    assert len(what) <= 0.6 * len(ALL)
    assert len(would) <= 0.08 * len(ALL)
    assert Counter(note.ask for note in ALL).most_common(1)[0][1] == 1
    assert Counter(note.say for note in ALL).most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", FILES)
def test_a_file_stays_small(name: str) -> None:
    assert len(text_of(name).encode()) < LARGEST


def test_the_notes_are_read_once() -> None:
    assert notes.load() is notes.load()


def test_where_there_are_no_notes_in_a_language_there_are_none() -> None:
    assert notes.library("en") == notes.load()
    assert notes.library("xx") == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ask =", "question =", "question"),
        ('avoid = "Don\'t hum along."', "", "avoid"),
        ('"made-up"', "1", "id"),
        ('"Somebody hums"', '""', "made-up: prompt.length 'title'"),
        ("a comfort", f"a {'very ' * 60}comfort", "made-up: prompt.length 'going_on'"),
        (', "they hum"', "", "made-up: prompt.length 'when'"),
        ("avoid =", 'help = "ufo"\navoid =', "help"),
        ("avoid =", 'help = "overdose"\navoid =', "made-up: prompt.field.missing 'sources'"),
        ("avoid =", 'sources = [{name = "a", url = "b", seen = "soon"}]\navoid =', "seen"),
    ],
)
def test_a_mistake_in_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        notes.parse(FILE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("What does it do for you?", "Does it help you?", "prompt.yes_no"),
        ("What does it do for you?", "Why do you hum?", "prompt.openness"),
        ("What does it do for you?", "What is it? How is it?", "prompt.one_question"),
        ("I can hear you hum.", "Can I hear you hum?", "prompt.statement"),
        ("I can hear you hum.", "You should hum.", "prompt.should"),
        ("Don't hum along.", "Don't call them an addict.", "prompt.label"),
        (
            "Humming is a comfort.",
            "Involuntary vocalisation regularly accompanies psychological dysregulation.",
            "prompt.reading",
        ),
    ],
)
def test_wording_at_fault_is_found_and_said_how_to_mend(old: str, new: str, told: str) -> None:
    found = lint_notes(notes.parse(FILE.replace(old, new, 1)))
    assert told in {finding.rule for finding in found}
    assert all(finding.where == "made-up" for finding in found)
    assert all(finding_line(finding, speaker("en")) for finding in found)


def test_a_name_that_stands_twice_is_found() -> None:
    twice = [finding.rule for finding in lint_notes(notes.parse(FILE + FILE))]
    assert twice == ["prompt.id_twice"]


def test_a_language_without_rules_of_its_own_has_only_its_form_linted() -> None:
    odd = FILE.replace("Don't hum along.", "No addict hums.", 1)
    assert lint_notes(notes.parse(odd), "xx") == ()
