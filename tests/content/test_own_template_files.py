"""Templates that groups write: what is wrong is told by its line, in words of the file."""

import re
from pathlib import Path

import pytest

from bot.content import templates
from bot.content.templates.reading import example
from bot.domain.finding import Unreadable
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from bot.text.plain import plain

GOOD = example()
SAY = speaker("en")


def told(text: str) -> list[str]:
    """Give each finding as it is read: its line, what is wrong and what to do."""
    found = templates.sent(text.encode()).findings
    return [f"{one.where}: {plain(one.what, SAY)} {plain(one.mend, SAY)}" for one in found]


def test_the_example_of_the_page_is_the_one_shown_in_discord_and_is_taken() -> None:
    page = Path("docs/templates.md").read_text()
    (block,) = re.findall(r"```toml\n# Saved as friday-50\.toml\n(.*?)```", page, re.DOTALL)
    assert block == GOOD
    read = templates.sent(block.encode())
    assert read.findings == ()
    assert read.template is not None
    assert (read.template.name, read.template.total_minutes) == ("friday-50", 50)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 50", "minutes = 55", "line 2: The stages add up to 50 minutes, but 55"),
        ('key = "close"', 'key = "goodbye"', "line 8: There's no stage called goodbye."),
        ("minutes = 14 }", "minutes = 0 }", "line 5: The stage check_in has 0 minutes."),
        ("minutes = 14 }", 'minutes = "14" }', "line 5: 14 isn't a number of whole minutes."),
        ("minutes = 14 }", "minutes = true }", "line 5: True isn't a number of whole minutes."),
        (", minutes = 14 }", " }", "line 5: This stage doesn't say minutes."),
        ("minutes = 14 }", "minutes = 14, loud = 1 }", "line 5: We don't know what loud means"),
        ("minutes = 50\n", "", "line 1: The file doesn't say minutes."),
        ("minutes = 50", "minutes = 50\ncolour = 3", "line 3: We don't know what colour means"),
        ('name = "friday-50"', "name = 50", "line 1: The name isn't text."),
        ("friday-50", "Newcomers-45", "line 1: Newcomers-45 is the name of one of our own"),
        ("friday-50", "x" * 41, "line 1: The name has 41 characters."),
        ("friday-50", "\u200b", "line 1: The name has 0 characters."),
        ('"check_out"', '"check_in"', "line 7: The stage check_in is there 2 times."),
        ('"welcome"', '"lobby"', "line 4: The lobby is listed,"),
        ('"close"', '"welcome"', "line 8: The stage welcome is there 2 times."),
        ('"check_out"', '"agenda"', "line 3: There's no check_out stage."),
    ],
)
def test_what_is_wrong_names_its_line_and_what_to_do(old: str, new: str, said: str) -> None:
    (first, *rest) = told(GOOD.replace(old, new))
    assert any(one.startswith(said) for one in (first, *rest)), (first, *rest)
    assert all(re.fullmatch(r"line \d+: .+\. .+\.", one) for one in (first, *rest))


def test_remarks_and_words_in_quotation_marks_move_no_line() -> None:
    remarked = "# name = { stages\n" + GOOD.replace('"friday-50"', '"a { b"').replace("14", "0")
    assert told(remarked)[0].startswith("line 6: The stage check_in has 0 minutes.")


def test_tables_one_below_the_other_are_the_same_as_a_list() -> None:
    stages = re.findall(r"\{ (key = .*?), (minutes = \d+) \}", GOOD)
    tables = "".join(f"[[stages]]\n{key}\n{minutes}\n" for key, minutes in stages)
    text = f'name = "friday-50"\nminutes = 50\n{tables}'
    assert templates.sent(text.encode()).template == templates.sent(GOOD.encode()).template
    assert told(text.replace("minutes = 20\n", ""))[0].startswith("line 9: This stage doesn't say")


@pytest.mark.parametrize("typed", ["Check-in", "check in", "CHECK_IN", " check\u2010in "])
def test_a_stage_may_be_written_as_it_is_read(typed: str) -> None:
    read = templates.sent(GOOD.replace("check_in", typed).encode())
    assert read.template is not None
    assert read.template.stages[1].key is StageKey.CHECK_IN


def test_more_stages_than_there_are_kinds_of_is_told_and_not_a_thousand_times() -> None:
    many = GOOD.replace("stages = [", "stages = [" + '{ key = "close", minutes = 1 },\n' * 900)
    found = told(many)
    assert any("The template has 905 stages." in one for one in found)
    assert len(found) <= 20
    assert len(told(GOOD.replace("stages = [", "stages = [" + "{ x = 1 },\n" * 900))) <= 20


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"name = = 3", "not_toml"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "not_utf_8_toml"),
        (GOOD.encode("utf-16"), "wide_toml"),
        (GOOD.encode() + b"#" * 70_000, "too_large"),
        (b"a = " + b"[" * 300, "too_deep"),
    ],
)
def test_a_file_that_is_no_text_or_no_toml_is_refused_with_why(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        templates.sent(data)
    assert refused.value.sentence.key == f"file.{why}"


def test_a_mark_in_front_and_other_line_ends_do_not_matter() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert templates.sent(data).template == templates.sent(GOOD.encode()).template
