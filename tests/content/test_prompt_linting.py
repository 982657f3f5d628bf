"""A file of prompts that somebody wrote: what is said about each row, and about no file at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import prompts
from bot.content.source import names_in, text_of
from bot.domain.finding import Unreadable
from bot.text.catalog import speaker
from bot.text.plain import finding_line, plain
from tests.growth import IN_STEP, growth

SAY = speaker("en")
ROW = """
[[prompts]]
id = "own1"
text = "What helps you on a Sunday?"
point = "balance"
purpose = "open_question"
change_talk = "ability"
stage = "any"
themes = ["weekends"]
why = "Sundays are long."
when = ["dreads sundays", "bored by noon", "no plans", "the weekend drags", "on my own", "flat"]
listen_for = "A thing they do already."
reflect = "Some Sundays are all right."
follow_up = "Which part of that could you have this week?"
"""
URGES = text_of("prompts/en/urges.toml")


@pytest.mark.parametrize("name", names_in("prompts/en"))
def test_the_files_of_the_library_have_no_findings(name: str) -> None:
    assert prompts.linted(text_of(name)) == ()


def test_a_clean_file_has_no_findings_with_windows_lines_and_a_mark_in_front_too() -> None:
    assert prompts.linted(ROW) == ()
    assert prompts.linted("\N{ZERO WIDTH NO-BREAK SPACE}" + ROW.replace("\n", "\r\n")) == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "told"),
    [
        ("What helps", "Why don't you rest", "prompt.advice", "advice in disguise"),
        ('"weekends"', '"weekend"', "prompt.taxonomy", "Use one of weekends."),
        ('"balance"', '"balanced"', "prompt.taxonomy", "Use one of motivation, urges, thoughts"),
        ('"any"', "7", "prompt.taxonomy", "'7' isn't a stage of change."),
        ("why =", "reason =", "prompt.field", "'reason' isn't a field of a prompt."),
        ('why = "Sundays are long."', "", "prompt.field", "The field why is missing."),
        ('"own1"', "1", "prompt.field", "The field id isn't text in quotes."),
        ('["weekends"]', '"weekends"', "prompt.field", "isn't a list of words"),
        ('["weekends"]', "[]", "prompt.themes", "It has 0 themes."),
        ('"dreads sundays", ', "", "prompt.when", "It has 5 lines"),
        ("listen_for", "# listen_for", "prompt.field", "The field listen_for is missing."),
        ("What helps", "What helps " * 300, "prompt.length", "characters"),
    ],
)
def test_each_fault_of_a_row_is_a_finding_that_says_how_to_mend(
    old: str, new: str, rule: str, told: str
) -> None:
    found = [one for one in prompts.linted(ROW.replace(old, new, 1)) if one.rule == rule]
    assert found
    assert told in finding_line(found[0], SAY)
    assert plain(found[0].mend, SAY)


def test_a_row_that_cannot_be_read_does_not_hide_the_others() -> None:
    broken = ROW.replace("own1", "own2").replace('"any"', '"some"')
    closed = ROW.replace("own1", "own3").replace("What helps you", "Do you rest")
    told = [(one.where, one.rule) for one in prompts.linted(ROW + broken + closed)]
    assert told == [("own2", "prompt.taxonomy"), ("own3", "prompt.yes_no")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no prompts"),
        ("prompts = 3", "no prompts"),
        ("prompts = [3]", "no prompts"),
        ("prompts = []", "no prompts"),
        ("[prompts]\nid = 1", "no prompts"),
        ("name = 'ours'\n" + ROW, "'name' beside"),
        (ROW.replace('"any"', '"any'), "isn't TOML"),
        (ROW + 'why = "again"', "isn't TOML"),
        ("x = " + "9" * 5000, "isn't TOML: a number in it is too long."),
        ("x = 2020-13-45", "isn't TOML"),
        ("\N{NULL}", "isn't TOML"),
        ("<html></html>", "isn't TOML"),
        ("id,text\n1,What?", "isn't TOML"),
        ("a" + ".a" * 21 + " = 1", "brackets or dots"),
        ("x = " + "[" * 500, "brackets or dots"),
        ("x = [\n" * 5000, "isn't TOML|brackets or dots"),
        ('x = ["""\n"""""' + ", [" * 10_000 + '"', "brackets or dots"),
        ("# " + "x" * 70_000, "larger than 64 KiB"),
        ("\ud800", "isn't TOML"),
    ],
)
def test_what_is_no_file_of_prompts_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(Unreadable) as caught:
        prompts.linted(text)
    said = plain(caught.value.sentence, SAY)
    assert re.search(told, said)
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 200


@given(st.data())
def test_a_spoilt_file_is_linted_or_refused_and_nothing_else(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ROW) - 1))
    till = data.draw(st.integers(at, min(at + 20, len(ROW))))
    spoilt = ROW[:at] + data.draw(st.text(max_size=12)) + ROW[till:]
    told = said_of(spoilt)
    assert told
    assert all("\n" not in line and len(line) < 2500 for line in told)


def said_of(text: str) -> list[str]:
    try:
        return [finding_line(one, SAY) for one in prompts.linted(text)] or ["clean"]
    except Unreadable as fault:
        return [plain(fault.sentence, SAY)]


@pytest.mark.parametrize(
    "words",
    ["did you let a ", "what what ", "how long how many ", "you ", "and what do ", "...., "],
)
def test_a_long_text_takes_no_more_than_its_size(words: str) -> None:
    long = words.replace(".", "\N{HORIZONTAL ELLIPSIS}") * (60_000 // len(words))
    short, longer, longest = (_row(long, size) for size in (475, 1_900, 60_000))
    assert prompts.linted(longest) != ()
    assert growth(lambda: _linted(short), lambda: _linted(longer)) < 4 * IN_STEP
    assert growth(lambda: _linted(longer), lambda: _linted(longest)) < 30 * IN_STEP


def _row(text: str, size: int) -> str:
    cut = text.encode()[:size].decode(errors="ignore")
    return ROW.replace("What helps you on a Sunday?", cut)


def _linted(text: str) -> object:
    return [prompts.linted(text) for _ in range(3)]


def test_a_file_full_of_short_rows_takes_no_more_than_its_size() -> None:
    rows = [ROW.replace("own1", f"o{i}").replace("Sunday", f"day {i}") for i in range(140)]
    quarter, whole = "".join(rows[:35]), "".join(rows)
    grown = growth(lambda: prompts.linted(quarter), lambda: prompts.linted(whole))
    assert grown < 4 * IN_STEP
