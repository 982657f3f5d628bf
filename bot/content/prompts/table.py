"""Questions as a table (CSV), as spreadsheets write and read it, with no cell that computes.

A cell that begins like a formula gets an apostrophe in front, which is taken away again on reading
(S-EXP).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.content.prompts.rows import Row
from bot.content.prompts.values import LINES, LISTS, key
from bot.content.source import refuse_bombs
from bot.domain.finding import Unreadable
from bot.domain.prompts.prompt import Prompt

COLUMNS = tuple(Prompt.__dataclass_fields__)
NEEDED = ("text", "point")
"""Columns without which a table is none of questions; the others may be missing."""
_FORMULA = frozenset("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05")
"""What a formula begins with in spreadsheets, full-width forms too."""
_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n?|\n)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
"""As Windows, an old Mac (and Excel on a new one) and everybody else end a line."""
_BETWEEN_NAMES = re.compile(r"[,;|\r\n]+")
_BETWEEN_LINES = re.compile(r"[|\r\n]+")
_SHOWN = 40


def safe(cell: str) -> str:
    """Make a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _computes(cell) else cell


def bare(cell: str) -> str:
    """Undo `safe`."""
    rest = cell.removeprefix("'")
    return rest if rest != cell and _computes(cell) else cell


def _computes(cell: str) -> bool:
    """Tell whether a spreadsheet takes a cell for a formula, whatever apostrophes stand before."""
    return cell.lstrip("'")[:1] in _FORMULA


def write(prompts: Iterable[Prompt]) -> str:
    """Write prompts as a table with a header; every cell is quoted, lists stand in one cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for prompt in prompts:
        writer.writerow([safe(_cell(prompt, column)) for column in COLUMNS])
    return out.getvalue()


def read(text: str) -> tuple[Row, ...]:
    """Give the rows of a table, each with its line; raises Unreadable."""
    refuse_bombs(_LINE_END.sub("\n", text))
    given = _SEPARATOR_LINE.match(text)
    body = text[given.end() :] if given else text
    separator = given[1] if given else _separator(body)
    lines = list(_lines(body, separator, 1 if given else 0))
    if not lines:
        raise Unreadable("empty_table")
    header = _header(lines[0][1])
    return tuple(_row(header, number, cells) for number, cells in lines[1:])


def _lines(text: str, separator: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty, each with the line of the file in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = before + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begins, cells
            begins = before + reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable("quotation_mark", line=before + reader.line_num) from fault


def _separator(text: str) -> str:
    first = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0]
    return max(_SEPARATORS, key=first.count)


def _header(cells: Sequence[str]) -> list[str]:
    names = [key(bare(cell.strip())) for cell in cells]
    while names and not names[-1]:
        names.pop()
    strange = next((name for name in names if name not in COLUMNS), None)
    if strange is not None:
        raise Unreadable("no_column", name=repr(strange[:_SHOWN]), columns=", ".join(COLUMNS))
    if len(set(names)) != len(names):
        raise Unreadable("column_twice")
    for name in NEEDED:
        if name not in names:
            raise Unreadable("column_missing", name=name)
    return names


def _row(header: Sequence[str], number: int, cells: Sequence[str]) -> Row:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise Unreadable("more_cells", line=number)
    named = zip(header, (bare(cell.strip()) for cell in cells), strict=False)
    fields = {name: _value(name, cell) for name, cell in named if cell}
    return Row(fields, f"line {number}", in_table=True)


def _value(name: str, cell: str) -> object:
    if name not in LISTS:
        return cell
    between = _BETWEEN_LINES if name in LINES else _BETWEEN_NAMES
    return [part.strip() for part in between.split(cell) if part.strip()]


def _cell(prompt: Prompt, column: str) -> str:
    value: str | tuple[str, ...] | frozenset[str] = getattr(prompt, column)
    if isinstance(value, tuple):
        return " | ".join(value)
    return value if isinstance(value, str) else " ".join(sorted(value))
