"""Files that are hard to read, each as large as one likes: what people and attackers send."""

from collections.abc import Callable

Built = Callable[[int], str]
"""Gives a file of about so many bytes."""

ROW = '[[prompts]]\ntext = "{}"\npoint = "balance"\n'
HEAD = "text,point\n"
MARKS = "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}"


def filled(before: str, piece: str, after: str, size: int) -> str:
    """Put a piece again and again between two ends."""
    room = size - len(before.encode()) - len(after.encode())
    return before + piece * (room // len(piece.encode())) + after


def one_row(piece: str) -> Built:
    """A single question as long as the file."""
    before, _, after = ROW.partition("{}")
    return lambda size: filled(before, piece, after, size)


def many_rows(piece: str, length: int) -> Built:
    """As many questions as fit, each of so many pieces."""
    return lambda size: filled("", ROW.format(piece * length), "", size)


def beside(before: str, piece: str, after: str = "") -> Built:
    """A question, and then something else."""
    return lambda size: filled(ROW.format("What helps?") + before, piece, after, size)


def numbered(line: str, before: str = "", after: str = "") -> Built:
    """A line for each number, so that no two are alike."""

    def built(size: int) -> str:
        room = size - len(before.encode()) - len(after)
        lines = room // len(line.format("123456").encode())
        return before + "".join(line.format(f"{number:06}") for number in range(lines)) + after

    return built


LONG = "What helps you at home, with friends and when you work"
WORDS = (
    *("how much what ", "how long how many ", "what what ", "and what do ", "you "),
    *("did you hurt ", "did you let a ", "stop a stay ", "if, what, ", "shouldn't ", "\u2026, "),
    *("... ", "?!"),
)

TOML: dict[str, Built] = {
    "quotes-after-a-quote": lambda size: filled('x = "', '\\"', "\n" + ROW.format("What?"), size),
    "quotes-without-an-end": lambda size: filled('x = "', '\\"', "", size),
    "two-kinds-of-quotes": beside("", "'\"'\"\"'\"'"),
    "escapes": one_row('\\"'),
    "escapes-by-number": one_row("\\u0041"),
    "marks-on-one-letter": one_row(MARKS),
    "marks-on-letters": one_row("a" + MARKS),
    "marks-in-many-rows": many_rows("a" + MARKS, 20),
    "letters-that-grow": one_row("\ufdfa"),
    "letters-to-join": one_row("\u1100\u1161"),
    "sharp-letters": one_row("\u00df"),
    "rows-alike": many_rows("What helps you now? ", 5),
    "rows-of-dots": many_rows(".", 100),
    "rows-as-long-as-are-read": numbered(ROW.replace("{}", "What, and you should " * 90 + "{}")),
    "rows-of-one-word": numbered(ROW.replace("{}", "a" * 1900 + "{}")),
    "rows-nearly-alike": numbered(ROW.replace("{}", f"{LONG}, in the week that is number {{}}?")),
    "rows-with-ids": numbered(ROW.replace("{}", LONG) + f'id = "a{{}}{"-ever" * 5}"\n'),
    "fields-nobody-knows": numbered("f{} = 1\n", ROW.format("What helps?")),
    "themes-nobody-knows": numbered('"t{}",', ROW.format("x") + "themes = [", "]\n"),
    "themes": beside("themes = [", '"joy",', "]\n"),
    "a-number": lambda size: filled("n = ", "9", "\n", size),
    "numbers-as-long-as-may-be": lambda size: filled("n = [", "9" * 4300 + ",", "]\n", size),
    "a-fraction": lambda size: filled("n = 1.", "9", "\n", size),
    "a-grouped-number": lambda size: filled("n = 1", "_9", "\n", size),
    "dotted-keys": numbered("a" + ".b" * 18 + ".c{} = 1\n"),
    "headers": numbered("[a" + ".b" * 17 + ".c{}]\n"),
    "headers-of-lists": lambda size: filled("", "[[a.b]]\n[a.b.c]\n", "", size),
    "hidden-keys": lambda s: filled(
        'x = ["""', '\n#""", {' + ".".join("a" * 90) + '=1}, """', "", s
    ),
    "lists-in-lists": lambda size: filled("x = ", "[\n", "", size),
    "blank-lines": beside("", "\n"),
    "lines-of-blanks": beside("", " \t"),
    "a-remark": beside("#", "#"),
    **{f"words-{number}": one_row(piece) for number, piece in enumerate(WORDS)},
}


def _words(piece: str) -> Callable[[int], str]:
    return lambda size: filled(HEAD + '"', piece, '",balance\n', size)


TABLES: dict[str, Built] = {
    "quotes": lambda size: filled(HEAD + '"', '""', '",balance\n', size),
    "apostrophes": lambda size: filled(HEAD, "'", ",balance\n", size),
    "lines-in-a-cell": lambda size: filled(HEAD + '"', "a\n", '",balance\n', size),
    "cells": lambda size: filled(HEAD + "What?,balance", ",", "\n", size),
    "columns": lambda size: filled("text,point", ",", "\nWhat?,balance\n", size),
    "themes": lambda size: filled("text,point,themes\nWhat?,balance,", "joy|", "\n", size),
    "blank-lines": lambda size: filled(HEAD, "\r\n", "", size),
    "marks": lambda size: filled(HEAD, MARKS, ",balance\n", size),
    "rows": lambda size: filled(HEAD, "What helps you now? " * 7 + ",balance\n", "", size),
    **{f"words-{number}": _words(piece) for number, piece in enumerate(WORDS)},
}
