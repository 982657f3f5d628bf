"""Packs: what is read, what is told in one sentence, and what comes back as it went (S-EXP)."""

import csv
import io
import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content import prompts
from bot.content.prompts import pack, table
from bot.content.prompts.pack import Format
from bot.content.source import LARGEST
from bot.domain.finding import Unreadable
from bot.domain.ids import PromptId
from bot.domain.language.folding import one_line
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.content.malformed import HEAD, LINE, NO_PACKS, ROW
from tests.growth import IN_STEP, growth

SAY = speaker("en")
DANGEROUS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05"
FILE = settings(max_examples=300)


def read(name: str, text: str | bytes):
    return pack.read(name, text if isinstance(text, bytes) else text.encode())


def read_or_told(name: str, data: bytes):
    try:
        return pack.read(name, data)
    except Unreadable as fault:
        return fault


def is_a_sentence(found) -> bool:
    return isinstance(found, Unreadable) and plain(found.sentence, SAY).endswith(".")


def words(size: int):
    letters = st.characters(exclude_categories=["Cs"])
    odd = st.sampled_from([*DANGEROUS, "'", '"', "''=", ",", ";", "\\", "#", "{", "\x7f"])
    return st.lists(st.one_of(odd, st.text(letters, max_size=6)), max_size=size).map(
        lambda parts: one_line("".join(parts))
    )


typed_lines = words(4).map(lambda line: one_line(line.replace("|", ""))).filter(bool)
some_prompts = st.builds(
    Prompt,
    id=st.from_regex(r"g[a-z0-9]{1,9}", fullmatch=True).map(PromptId),
    text=words(12).filter(bool),
    point=st.sampled_from(Point),
    purpose=st.sampled_from(Purpose),
    change_talk=st.sampled_from(ChangeTalk),
    stage=st.sampled_from(ChangeStage),
    themes=st.frozensets(st.sampled_from(Theme), max_size=4),
    why=words(6),
    avoid_with=st.frozensets(st.sampled_from(Theme), max_size=3),
    when=st.lists(
        words(4).map(lambda line: line.replace("|", "").strip()).filter(bool), max_size=3
    ).map(tuple),
    assumes=st.frozensets(st.sampled_from(Circumstance), max_size=3),
    not_when=st.frozensets(st.sampled_from(Circumstance), max_size=3),
    listen_for=words(4),
    reflect=words(4),
    follow_up=words(4),
)


@pytest.mark.parametrize("name", NO_PACKS)
def test_a_file_that_is_no_pack_is_told_in_one_clear_sentence(name):
    with pytest.raises(Unreadable) as told:
        pack.read(*NO_PACKS[name])
    sentence = plain(told.value.sentence, SAY)
    assert sentence.endswith(".")
    assert len(sentence) < 260
    assert "\n" not in sentence
    assert sentence[0].isupper() or sentence[0] in "'\""


@FILE
@given(st.sampled_from(["a.toml", "a.csv"]), st.binary(max_size=400))
@example("a.csv", b'text,point\n"x')
@example("a.toml", b"\xef\xbb\xbf[[prompts]]")
def test_any_bytes_are_read_or_told_in_one_sentence(name, data):
    found = read_or_told(name, data)
    assert is_a_sentence(found) or found.prompts or found.unread


def mutated(text: str):
    spot = st.integers(0, len(text))
    bit = st.sampled_from(['"', "'", ",", ";", "\n", "[", "]", "=", "\0", ".", "\\", "x", "#"])
    return st.tuples(spot, st.integers(0, 9), bit, st.integers(1, 30)).map(
        lambda one: text[: one[0]] + one[2] * one[3] + text[one[0] + one[1] :]
    )


@FILE
@given(
    st.one_of(
        mutated(ROW * 2).map(lambda t: ("a.toml", t)),
        mutated(HEAD + LINE * 2).map(lambda t: ("a.csv", t)),
    )
)
def test_a_good_file_that_was_damaged_is_read_or_told(file):
    name, text = file
    found = read_or_told(name, text.encode())
    assert is_a_sentence(found) or len(found.prompts) + len(found.unread) >= 1
    assert is_a_sentence(found) or all(one.findings for one in found.unread)


def _rows(count: int) -> str:
    row = '[[prompts]]\ntext = "' + "a.[" * 30 + '"\npoint = "balance"\n'
    return (row * count)[: LARGEST - 1].rpartition("[[prompts]]")[0]


def _cells(count: int) -> str:
    cells = ("x" * 30 + '","balance"\n"') * count
    return f'{HEAD}"{cells}y","balance"\n'


@pytest.mark.parametrize(("name", "filled"), [("a.toml", _rows), ("a.csv", _cells)])
def test_the_worst_file_that_is_taken_takes_no_more_than_its_size(name, filled):
    quarter, whole = filled(120), filled(480)
    assert read(name, whole).prompts
    assert growth(lambda: read(name, quarter), lambda: read(name, whole)) < 4 * IN_STEP


# ------------------------------------------------------------------------------ what is read


def test_what_a_row_leaves_out_stands_for_the_usual():
    (one,) = read("a.TOML", ROW).prompts
    assert (one.id, one.why, one.themes) == ("", "", frozenset())
    assert (one.purpose, one.change_talk, one.stage) == (
        Purpose.OPEN_QUESTION,
        ChangeTalk.NONE,
        ChangeStage.ANY,
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_tables_of_any_spreadsheet_are_read(separator, mark, ends):
    lines = ["Text;POINT;themes;why", '"What; if not tea?";balance;"joy  food";', ";;;", ""]
    text = mark + ends.join(lines).replace(";", separator)
    (one,) = read("a.csv", text).prompts
    assert (one.text, one.point) == (f"What{separator} if not tea?", Point.BALANCE)
    assert one.themes == {Theme.JOY, Theme.FOOD}


def test_a_line_that_names_the_separator_is_heeded():
    (one,) = read("a.csv", "sep=;\r\ntext;point\r\nWhat, if not tea?;balance\r\n").prompts
    assert one.text == "What, if not tea?"


def test_rows_that_cannot_be_read_do_not_hide_the_others():
    found = read("a.csv", f"{HEAD}What helps?,weather\n{LINE}")
    assert len(found.prompts) == 1
    (bad,) = found.unread
    assert bad.text == "What helps?"
    assert "'weather' isn't a point." in plain(bad.findings[0].what, SAY)


# --------------------------------------------------------------------------- there and back


@FILE
@given(st.lists(some_prompts, min_size=1, max_size=6), st.sampled_from(Format))
def test_what_goes_out_comes_back_as_it_went(some, kind):
    back = [one for part in pack.write(some, kind) for one in pack.read(f"a.{kind}", part).prompts]
    assert back == some


@FILE
@given(st.lists(some_prompts, min_size=1, max_size=5))
def test_no_cell_of_an_exported_table_is_a_formula_and_there_are_no_others(some):
    (part,) = pack.write(some, Format.CSV)
    lines = list(csv.reader(io.StringIO(part.decode("utf-8-sig"), newline="")))
    assert lines[0] == list(table.COLUMNS)
    assert [len(line) for line in lines] == [len(table.COLUMNS)] * (len(some) + 1)
    assert not [cell for line in lines for cell in line if cell and cell[0] in DANGEROUS]


@settings(max_examples=2000)
@given(st.text(max_size=8), st.sampled_from(["", "'", "''", *DANGEROUS]))
def test_a_cell_comes_back_whatever_it_begins_with(rest, begins):
    cell = begins + rest
    assert table.bare(table.safe(cell)) == cell
    assert not table.safe(cell) or table.safe(cell)[0] not in DANGEROUS


@pytest.mark.parametrize("kind", Format)
def test_the_whole_library_goes_out_in_parts_that_each_can_be_taken(kind):
    library = prompts.load()
    parts = pack.write(library, kind)
    assert len(parts) > 1
    assert all(len(part) <= LARGEST for part in parts)
    assert tuple(p for part in parts for p in pack.read(f"x.{kind}", part).prompts) == library


def test_exported_toml_is_what_any_reader_of_toml_reads():
    (part,) = pack.write(prompts.load()[:3], Format.TOML)
    assert len(tomllib.loads(part.decode())["prompts"]) == 3
