"""Files that are no packs, and files in which nothing can be taken: made by hand, each one odd."""

from bot.content.source import LARGEST

ROW = '[[prompts]]\ntext = "What helps you on a Sunday?"\npoint = "balance"\n'
HEAD = "text,point\n"
LINE = "What helps you on a Sunday?,balance\n"


def toml(*changes: tuple[str, str]) -> bytes:
    """A good row with something changed."""
    text = ROW
    for old, new in changes:
        text = text.replace(old, new)
    return text.encode()


def field(line: str) -> bytes:
    """A good row with a line more."""
    return (ROW + line + "\n").encode()


def asked(text: str) -> bytes:
    """A table with one question."""
    return f'{HEAD}"{text}",balance\n'.encode()


NAMES = {
    "no-ending": ("questions", ROW.encode()),
    "a-picture": ("questions.png", ROW.encode()),
    "json": ("questions.json", b'{"prompts": []}'),
    "an-archive": ("questions.toml.zip", b"PK\x03\x04" + b"\0" * 40),
    "an-archive-by-another-name": ("questions.toml", b"PK\x03\x04" + b"\0" * 40),
    "a-spreadsheet-by-another-name": ("questions.csv", b"PK\x03\x04\x14\0\x06\0" + b"\xff" * 40),
    "two-dots": ("questions.csv.exe", (HEAD + LINE).encode()),
    "only-a-dot": (".", b"x"),
    "no-name": ("", b"x"),
}
BYTES = {
    "empty": ("a.toml", b""),
    "empty-table": ("a.csv", b""),
    "blank": ("a.toml", b" \n\n\t\n"),
    "blank-table": ("a.csv", b"\r\n \r\n"),
    "only-a-mark": ("a.toml", b"\xef\xbb\xbf"),
    "only-marks": ("a.csv", b"\xef\xbb\xbf\xef\xbb\xbf\n"),
    "utf-16": ("a.csv", (HEAD + LINE).encode("utf-16")),
    "utf-16-be": ("a.toml", b"\xfe\xff" + ROW.encode("utf-16-be")),
    "latin-1": ("a.csv", (HEAD + "Was hilft dir am späten Abend?,balance\n").encode("latin-1")),
    "half-a-letter": ("a.toml", ROW.encode() + b"# \xc3"),
    "surrogate": ("a.toml", ROW.encode() + b"# \xed\xa0\x80"),
    "too-long-letter": ("a.csv", HEAD.encode() + b"\xf8\x88\x80\x80\x80,balance"),
    "zero": ("a.csv", HEAD.encode() + b"What\0helps?,balance\n"),
    "zero-in-toml": ("a.toml", b"\0" + ROW.encode()),
    "bell": ("a.csv", HEAD.encode() + b"What \x07 helps?,balance\n"),
    "escape-codes": ("a.toml", b"# \x1b[31m\n" + ROW.encode()),
    "too-large": ("a.toml", b"#" * (LARGEST + 1)),
    "too-large-table": ("a.csv", (HEAD + LINE * 3000).encode()),
    "much-too-large": ("a.csv", b"x" * 10_000_000),
    "random": ("a.toml", bytes(range(256))),
    "random-table": ("a.csv", bytes(range(255, -1, -1))),
}
TOML = {
    "no-toml": ("a.toml", b"hello there"),
    "a-table": ("a.toml", (HEAD + LINE).encode()),
    "html": ("a.toml", b"<html><body>404</body></html>"),
    "open-quote": ("a.toml", b'[[prompts]]\ntext = "What helps\n'),
    "open-list": ("a.toml", b'[[prompts]]\nthemes = ["joy"'),
    "open-header": ("a.toml", b"[[prompts\n"),
    "twice": ("a.toml", field('point = "urges"')),
    "no-prompts": ("a.toml", b'title = "Questions"\n'),
    "something-beside": ("a.toml", b'author = "me"\n' + ROW.encode()),
    "prompts-is-a-word": ("a.toml", b'prompts = "none"\n'),
    "prompts-is-a-number": ("a.toml", b"prompts = 3\n"),
    "prompts-is-empty": ("a.toml", b"prompts = []\n"),
    "prompts-is-a-table": ("a.toml", b'[prompts]\ntext = "What helps?"\n'),
    "prompts-are-words": ("a.toml", b'prompts = ["What helps?"]\n'),
    "prompts-are-lists": ("a.toml", b"prompts = [[], []]\n"),
    "prompts-are-mixed": ("a.toml", b'prompts = [{text = "x"}, 1]\n'),
    "only-a-remark": ("a.toml", b"# nothing yet\n"),
    "a-huge-number": ("a.toml", b"n = " + b"9" * 5000),
    "a-strange-date": ("a.toml", b"d = 2026-13-45\n"),
    "a-bad-escape": ("a.toml", b'[[prompts]]\ntext = "\\q"\n'),
    "a-surrogate-escape": ("a.toml", b'[[prompts]]\ntext = "\\ud800"\n'),
    "deep-lists": ("a.toml", b"a = " + b"[" * 1000 + b"]" * 1000),
    "deep-lists-on-many-lines": ("a.toml", b"a = " + b"[\n" * 3000 + b"]\n" * 3000),
    "deep-tables": ("a.toml", b"a = " + b"{b = " * 900),
    "dotted-keys": ("a.toml", b"a" + b".a" * 30_000 + b" = 1\n"),
    "dotted-headers": ("a.toml", b"[" + b"a." * 20_000 + b"a]\n"),
    "dots-in-three-quotes": ("a.toml", b"x = '''\n" + b"." * 500 + b"\n'''\n"),
    "too-many-rows": ("a.toml", b"[[prompts]]\n" * 501),
    "too-many-rows-by-far": ("a.toml", b"[[prompts]]\n" * 5000),
}
TABLES = {
    "no-header": ("a.csv", LINE.encode()),
    "only-a-header": ("a.csv", HEAD.encode()),
    "no-point": ("a.csv", b"text\nWhat helps?\n"),
    "no-text": ("a.csv", b"point,why\nbalance,so\n"),
    "a-strange-column": ("a.csv", b"text,point,author\nWhat helps?,balance,me\n"),
    "a-column-twice": ("a.csv", b"text,point,text\nWhat helps?,balance,so\n"),
    "a-column-without-a-name": ("a.csv", b"text,,point\nWhat helps?,,balance\n"),
    "too-many-cells": ("a.csv", (HEAD + "What helps?,balance,and,more\n").encode()),
    "an-unquoted-comma": ("a.csv", (HEAD + "What helps, and when?,balance\n").encode()),
    "an-open-quote": ("a.csv", (HEAD + '"What helps?,balance\n').encode()),
    "a-quote-in-the-middle": ("a.csv", (HEAD + '"What" helps?,balance\n').encode()),
    "the-wrong-separator": ("a.csv", b"text/point\nWhat helps?/balance\n"),
    "toml-in-it": ("a.csv", ROW.encode()),
    "dots": ("a.csv", (HEAD + "." * 60_000 + ",balance\n").encode()),
    "brackets": ("a.csv", (HEAD + "[{" * 30_000 + ",balance\n").encode()),
    "commas": ("a.csv", b"," * 60_000),
    "too-many-lines": ("a.csv", (HEAD + "x,balance\n" * 501).encode()),
    "only-quotes": ("a.csv", b'"' * 60_000),
    "a-formula-as-header": ("a.csv", b"=cmd|' /C calc'!A0,point\nx,balance\n"),
}
ROWS = {
    "no-text-at-all": ("a.toml", b'[[prompts]]\npoint = "balance"\n'),
    "no-point-at-all": ("a.toml", b'[[prompts]]\ntext = "What helps?"\n'),
    "nothing-at-all": ("a.toml", b"[[prompts]]\n"),
    "a-point-we-do-not-know": ("a.toml", toml(("balance", "happiness"))),
    "a-point-that-is-a-number": ("a.toml", toml(('"balance"', "4"))),
    "a-text-that-is-a-list": ("a.toml", toml(('"What helps you on a Sunday?"', '["What helps?"]'))),
    "a-text-that-is-a-date": ("a.toml", toml(('"What helps you on a Sunday?"', "2026-12-01"))),
    "an-empty-text": ("a.toml", toml(("What helps you on a Sunday?", "  "))),
    "an-invisible-text": ("a.toml", toml(("What helps you on a Sunday?", "\u200b\u2060\u202e"))),
    "a-field-we-do-not-know": ("a.toml", field('author = "me"')),
    "a-theme-we-do-not-know": ("a.toml", field('themes = ["happyness"]')),
    "a-theme-that-is-a-word": ("a.toml", field('themes = "joy"')),
    "themes-in-themes": ("a.toml", field('themes = [["joy"]]')),
    "too-many-themes": ("a.toml", field('themes = ["joy", "work", "sleep", "food", "grief"]')),
    "a-purpose-we-do-not-know": ("a.toml", field('purpose = "icebreaker"')),
    "an-id-that-is-a-number": ("a.toml", field("id = 7")),
    "a-why-that-is-too-long": ("a.toml", field(f'why = "{"so " * 80}"')),
    "a-why-that-is-a-truth": ("a.toml", field("why = true")),
    "a-closed-question": ("a.csv", asked("Do you like Sundays?")),
    "a-command": ("a.csv", asked("Go home.")),
    "advice": ("a.csv", asked("Why don't you take a walk?")),
    "a-should": ("a.csv", asked("What should you do about it?")),
    "a-label": ("a.csv", asked("What would an addict say?")),
    "a-charge": ("a.csv", asked("What were you thinking?")),
    "a-count": ("a.csv", asked("How many days is it since your last drink?")),
    "a-novel": ("a.csv", asked("What helps? " * 100)),
    "a-formula": ("a.csv", asked("=HYPERLINK(1)")),
    "a-mention": ("a.csv", asked("@everyone <@1> <@&2>")),
    "a-text-of-marks": ("a.csv", asked("???")),
    "a-point-in-a-table-we-do-not-know": ("a.csv", b"text,point\nWhat helps?,weather\n"),
    "an-empty-point": ("a.csv", b"text,point\nWhat helps?,\n"),
    "a-theme-in-a-table-we-do-not-know": ("a.csv", b"text,point,themes\nWhat?,balance,fun fun\n"),
}
NO_PACKS = NAMES | BYTES | TOML | TABLES
"""Told in one sentence."""
NOTHING_TO_TAKE = ROWS
"""Read, and each row refused with what is wrong and how to mend it."""
