"""Text folding: what people type, put in order in one place, for showing and for comparing.

`tidy` and `one_line` are for words that are kept and shown, `cut` for words that are too long,
`fold` for words that are compared with others or looked up. Whether something was written at all
is asked of the outcome, never of what came in: a word may consist of marks that nobody can see.
"""

import re
import unicodedata
from typing import Literal

_APOSTROPHE = re.compile(
    "[`\u00b4\u02b9\u02bb-\u02bf\u02c8\u02ca\u02cb\u0384\u055a\u05f3\u1fbd\u1fbf\u1ffe"
    "\u2018\u2019\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40]"
)
"""What phones and keyboards write for an apostrophe, dead keys pressed alone among it."""
_QUOTE = re.compile("[\u00ab\u00bb\u201c-\u201f\u2033\u2036\uff02]")
_DASH = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0d"
    "\uffa0\ufff0-\uffff\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Letters and marks that show nothing, beside all that Unicode calls control or format."""
_HIDING = frozenset({"Cc", "Cf", "Cs"})
_FLAG = "\N{WAVING BLACK FLAG}"
_TAGS = range(0xE0020, 0xE0080)
_VARIANTS = "\ufe0e\ufe0f"
_SIGNS = "\N{INFORMATION SOURCE}"
"""What Unicode calls a letter and people draw as a sign."""
_SKINS = range(0x1F3FB, 0x1F400)
_JOINED_SCRIPTS = range(0x0600, 0x1E00)
"""Arabic to Mongolian: a joiner changes how their letters look; in Latin words it hides."""
_ABOVE = 200
"""From this combining class on marks stand above or below a letter, any number of them."""
_LONGEST_ROW = 30
_MOST_ABOVE = 2
_MOST_MARKS = 5
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_PLAIN = re.compile(r"(?! )(?:[!-~]| (?! |$))*")
"""Words in plain letters that are in order already, which most are."""


def tidy(text: str) -> str:
    """Give words over several lines as they are kept and shown, or nothing where none is seen.

    One normal form (NFC); line ends are alike, blanks single, empty lines at most one together;
    what cannot be seen or turns the writing round is out. Joiners stay where letters and emoji
    need them; of marks piled on one letter two stay.
    """
    lines = [_in_order(line) for line in _BREAK.split(text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Give the same on one line: a name, a title, a topic, a line for the board."""
    return _in_order(_BREAK.sub(" ", text))


def cut(text: str, most: int) -> str:
    """Give at most `most` characters of a text in order; none that people see as one is torn."""
    if len(text) <= most:
        return text
    end = most
    while end > 0 and _is_inside(text, end):
        end -= 1
    return text[: end or most].rstrip()


def fold(text: str) -> str:
    """Give what two pieces of writing have in common that read alike, for comparing and looking up.

    One compatible normal form (NFKC) without upper case, joiners and anything unseen; every kind of
    apostrophe is `'`, every other quotation mark `"`, every dash `-`, every blank one space.
    """
    if text.isascii():
        return _in_order(_BREAK.sub(" ", text).replace("`", "'").lower())
    plain = _alike_marks(_normal("NFC", _BREAK.sub(" ", text)))
    folded = _normal("NFKC", _normal("NFKC", plain).casefold())
    return _in_order(re.sub(f"[{_JOINERS}{_VARIANTS}]", "", _alike_marks(folded)))


def without_marks(text: str) -> str:
    """Give a folded text without accents and other marks on its letters: Österreich, osterreich."""
    apart = _normal("NFD", fold(text))
    return "".join(mark for mark in apart if unicodedata.category(mark) != "Mn")


def in_plain_figures(text: str) -> str:
    """Give a text with the figures of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(mark, mark)) for mark in text)


def _alike_marks(text: str) -> str:
    return _DASH.sub("-", _QUOTE.sub('"', _APOSTROPHE.sub("'", text)))


def _normal(form: Literal["NFC", "NFD", "NFKC"], text: str) -> str:
    """Give a normal form of Unicode; of marks in one row the first thirty count (UAX #15, D3).

    Putting marks in their order costs the square of how many stand in a row.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    row = 0
    for mark in text:
        row = row + 1 if unicodedata.combining(mark) else 0
        if row <= _LONGEST_ROW:
            kept.append(mark)
    return unicodedata.normalize(form, "".join(kept))


def _in_order(line: str) -> str:
    line = line.strip(" ")
    if _PLAIN.fullmatch(line):
        return line
    kept: list[str] = []
    above = marks = 0
    for mark in _normal("NFC", line):
        category = unicodedata.category(mark)
        if category == "Zs" or mark == "\t":
            mark = category = " "  # noqa: PLW2901 - every blank is one
        if category in {"Mn", "Me"}:
            above += unicodedata.combining(mark) >= _ABOVE
            marks += 1
            if mark not in _VARIANTS and (above > _MOST_ABOVE or marks > _MOST_MARKS):
                continue
        elif category != "Cf":
            above = marks = 0
        if _is_seen(mark, category, kept):
            kept.append(mark)
    return re.sub(f"[{_JOINERS}]+(?=[ {_JOINERS}]|$)", "", "".join(kept)).strip()


def _is_seen(mark: str, category: str, before: list[str]) -> bool:
    """Tell whether a mark shows something where it stands, after what was kept of its line."""
    last = before[-1] if before else " "
    if mark == " ":
        return last != " "
    if mark in _VARIANTS:
        return last not in {" ", *_JOINERS, *_VARIANTS} and (last in _SIGNS or not last.isalpha())
    if mark in _JOINERS:
        return _takes_joiner(last)
    if ord(mark) in _TAGS:
        return last == _FLAG or ord(last) in _TAGS
    if category in {"Mn", "Me"} and last == " ":
        return False
    return category not in _HIDING and not _UNSEEN.match(mark)


def _takes_joiner(last: str) -> bool:
    drawn = unicodedata.category(last) in {"So", "Sk", "Cn"} or last in _VARIANTS
    return drawn or ord(last) in _JOINED_SCRIPTS


def _is_inside(text: str, place: int) -> bool:
    """Tell whether what people see as one character (a grapheme cluster) goes on at a place."""
    mark, last = text[place], text[place - 1]
    if unicodedata.category(mark) in {"Mn", "Me", "Mc"} or mark in _JOINERS or last == "\u200d":
        return True
    if ord(mark) in _TAGS or ord(mark) in _SKINS:
        return True
    if ord(mark) not in _FLAG_LETTERS:
        return False
    letters = len(text[:place]) - len(text[:place].rstrip("".join(map(chr, _FLAG_LETTERS))))
    return letters % 2 == 1
