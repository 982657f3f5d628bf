"""Terminals that cannot write every mark we print: then it is a plainer one, never a fault."""

import codecs
import io
import sys

_PLAINER = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "–": "-",
        "—": "-",
        "×": "x",
        "·": "-",
        "•": "*",
    }
)


def speak_plainly() -> None:
    """Let output go on where a terminal lacks a mark; whatever encoding it was told to have."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")


def _plainer(fault: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    words = fault.object[fault.start : fault.end].translate(_PLAINER)
    return words.encode(fault.encoding, "replace"), fault.end
