"""In what a file is written: UTF-8, or another form of Unicode, with a mark or without."""

import re

from bot.content.source import LARGEST, too_large
from bot.domain.finding import Unreadable

_MARKS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""The mark in front of each form, the longest first: one begins with another."""
_BREAKS = frozenset("\t\r\n")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_LINE_END = re.compile(r"\r\n?|\n")
_WIDTH = 4
"""Bytes of a letter in the widest form."""


def wide(data: bytes) -> str | None:
    """Name the form of a file whose letters take two or four bytes each, else None.

    Without a mark it is known by its zeros: of plain letters they stand at the same places.
    """
    marked = next((form for mark, form in _MARKS.items() if data.startswith(mark)), None)
    zeros = [data[start::_WIDTH].count(0) for start in range(_WIDTH)]
    if marked or sum(zeros) * _WIDTH <= len(data) or min(zeros):
        return marked
    return "UTF-32" if zeros.count(0) == 1 else "UTF-16"


def line_at(data: bytes, at: int) -> int:
    """Count the lines up to a byte, however they end."""
    return len(_LINE_END.findall(data[:at].decode("latin-1"))) + 1


def text_in(data: bytes, kind: str) -> str:
    """Give the text of a file that somebody sent; `kind` is how its name ends.

    Raises Unreadable.
    """
    if len(data) > LARGEST:
        raise too_large()
    form = wide(data)
    if form is not None:
        raise Unreadable(f"wide_{kind}", form=form)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(f"not_utf_8_{kind}", line=line_at(data, fault.start)) from fault
    strange = next((c for c in text if c < " " and c not in _BREAKS), None)
    if strange is not None:
        line = line_at(data, len(text[: text.index(strange)].encode()))
        raise Unreadable("not_text", line=line)
    if not text.strip().strip(_MARK):
        raise Unreadable("empty")
    return text
