"""In what a file is written: other forms of Unicode than UTF-8, with a mark in front or without."""

import re

_MARKS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""The mark in front of each form, the longest first: one begins with another."""
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
