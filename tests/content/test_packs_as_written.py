"""Files of questions are read as people's programs write them, and judged by one reader."""

import pytest

from bot.content import prompts
from bot.content.prompts import pack
from bot.content.prompts.pack import Format
from bot.domain.finding import Unreadable
from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import speaker
from bot.text.plain import finding_line, plain
from bot.text.value_names import value_names

SAY = speaker("en")
NAMES = value_names(SAY)
TEXT = "What helps you on a slow Sunday?"


def one(name: str, text: str):
    (prompt,) = pack.read(name, text.encode(), NAMES).prompts
    return prompt


def told(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        pack.read(name, data)
    return plain(caught.value.sentence, SAY)


def findings(name: str, text: str) -> list[str]:
    return [finding_line(found, SAY) for found in pack.linted(name, text.encode(), NAMES)]


# --------------------------------------------------------------- values as the screen shows them

BALANCE = [
    "balance", "Balance", "BALANCE", " balance\u00a0", "\u00a0balance", "balance\u200b",
    "ba\u00adlance", "\uff42alance", "A life in balance", "a life in\u00a0balance",
]  # fmt: skip


@pytest.mark.parametrize("point", BALANCE)
@pytest.mark.parametrize("ending", Format)
def test_a_point_is_read_however_it_is_spelled(point, ending):
    row = f'[[prompts]]\ntext = "{TEXT}"\npoint = "{point}"\n'
    text = row if ending is Format.TOML else f"text,point\n{TEXT},{point}\n"
    assert one(f"a.{ending}", text).point is Point.BALANCE


@pytest.mark.parametrize("field", NAMES)
def test_every_value_is_read_by_its_own_word_and_by_the_name_that_people_see(field):
    column = {Point: "point", Purpose: "purpose", Theme: "themes"}[field]
    for value, name in NAMES[field].items():
        for written in (value, name, value.replace("_", "-"), name.upper()):
            row = f"text;point;{column}\n{TEXT};balance;{written}\n"
            if column == "point":
                row = f"text;point\n{TEXT};{written}\n"
            found = getattr(one("a.csv", row), column)
            assert found in (value, {value}), written


@pytest.mark.parametrize(
    "cell",
    [
        "saying_no joy", "Saying no, Joy", "Joy | Saying No", "saying-no joy", "joy saying no",
        "Saying\u00a0no joy", "Saying no\njoy", "saying no;;joy", "JOY SAYING NO",
    ],
)  # fmt: skip
def test_themes_of_several_words_are_not_torn(cell):
    assert one("a.csv", f'text,point,themes\n{TEXT},balance,"{cell}"\n').themes == {
        Theme.SAYING_NO,
        Theme.JOY,
    }


def test_columns_are_read_as_a_spreadsheet_or_a_phone_writes_them():
    head = "Text\u00a0;Point;Change talk;Avoid With;THEMES"
    prompt = one("a.csv", f"{head}\n{TEXT};Balance;Taking steps;Grief;Joy\n")
    assert (prompt.change_talk, prompt.avoid_with) == ("taking_steps", {Theme.GRIEF})


def test_what_is_no_value_is_told_as_it_stands():
    text = f"text,point,themes\n{TEXT},Wet  weather,joy\n{TEXT},balance,joy fun saying\n"
    point, fun, saying = findings("a.csv", text)
    assert point.startswith("line 2: 'Wet  weather' isn't a point.")
    assert fun.startswith("line 3: 'fun' isn't a theme.")
    assert saying.startswith("line 3: 'saying' isn't a theme. Use one of saying_no")


# ------------------------------------------------------------------------- lines and their ends


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep=¦"])
def test_a_table_is_read_however_its_lines_end(ends, separator, first):
    asked = '"What helps, first; and last, on a slow Sunday? ... . . . . ... ..."'
    lines = [*filter(None, [first]), "text¦point", *[f"{asked}¦balance"] * 3]
    text = ends.join(lines).replace("¦", separator)
    assert len(pack.read("a.csv", text.encode()).prompts) == 3


TABLE = ["text,point", "", f"{TEXT},balance", '"What helps\nafter\nsupper?",balance', "", ",urges"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "sep=,"])
def test_a_row_is_named_by_its_line_and_told_in_the_words_of_a_table(ends, before):
    text = "\n".join([*filter(None, [before]), *TABLE]).replace("\n", ends)
    line = 9 if before else 8
    (said,) = findings("a.csv", text)
    assert said == f"line {line}: The column text is empty here. Fill it in. [prompt.field]"
    (refused,) = pack.read("a.csv", text.encode()).unread
    assert refused.where == f"line {line}"


def test_a_row_in_toml_is_told_in_the_words_of_toml():
    row = f'[[prompts]]\ntext = "{TEXT}"\npoint = "balance"\n'
    nothing = '[[prompts]]\ntext = " \u200b"\npoint = "balance"\n'
    assert findings("a.toml", f'{row}[[prompts]]\ntext = "What else?"\n{nothing}') == [
        "row 2: The field point is missing. Add a line point = … [prompt.field]",
        "row 3: The field text is missing. Add a line text = … [prompt.field]",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "sep=,"])
def test_what_is_wrong_with_the_whole_table_is_told_with_its_line_too(ends, before):
    lines = [*filter(None, [before]), "text,point", f"{TEXT},balance"]
    number = len(lines) + 1
    cells = ends.join([*lines, "What, if not,tea?", ""]).encode()
    assert told("a.csv", cells).startswith(f"Line {number} has more cells")
    quote = ends.join([*lines, '"What" helps,balance', ""]).encode()
    assert told("a.csv", quote).startswith(f"In line {number} a quotation mark")
    assert f"Line {number} isn't text" in told("a.csv", ends.join([*lines, "\x07", ""]).encode())
    accent = ends.join([*lines, "Wie späte?,balance"]).encode("cp1252")
    assert f"Line {number} isn't text in UTF-8" in told("a.csv", accent)


# --------------------------------------------------------------------------- other forms of text


@pytest.mark.parametrize("ending", Format)
@pytest.mark.parametrize("form", ["16", "32"])
@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_in_wide_letters_is_told_so_and_what_to_do(ending, form, order, mark):
    text = mark + f"text,point\r\n{TEXT},balance\r\nWas hilft spät? – Tee,balance\r\n"
    said = told(f"a.{ending}", text.encode(f"utf-{form}-{order}"))
    assert said.startswith(f"The file is in UTF-{form}:")
    assert "UTF-8" in said


@pytest.mark.parametrize("letter", ["’", "ä", "…"])
def test_a_table_as_windows_saves_it_is_told_what_to_do(letter):
    data = f"text,point\r\nWhat{letter} helps?,balance\r\n".encode("cp1252")
    wanted = "Line 2 isn't text in UTF-8: in your spreadsheet, save it as CSV UTF-8."
    assert told("a.csv", data) == wanted
    assert told("a.toml", data) == "Line 2 isn't text in UTF-8: save the file as UTF-8."


# ----------------------------------------------------------------------------------- one reader


def test_a_table_of_two_columns_that_the_import_takes_has_no_fault_for_the_linter_either():
    text = f"text,point\n{TEXT},Balance\nWhat do you look forward to about the harvest?,Urges\n"
    assert len(pack.read("a.csv", text.encode(), NAMES).prompts) == 2
    assert findings("a.csv", text) == []


def test_the_linter_says_of_a_row_what_keeps_it_out_and_names_its_line():
    (library, *_) = prompts.load()
    text = f'text,point\nDo you like Sundays?,balance\n"{library.text}",{library.point}\n'
    closed, twin = findings("a.csv", text)
    assert closed.startswith("line 2: Yes or no would answer it.")
    assert twin.startswith("line 3: It says almost the same as:")
