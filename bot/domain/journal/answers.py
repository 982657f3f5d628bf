"""Answers as typed into a form, put in order: words, lists, choices, and numbers from 0 to 10."""

from collections.abc import Callable, Mapping

from bot.domain.errors import Refusal
from bot.domain.journal.worksheet import FieldKind
from bot.domain.language.folding import cut, one_line, tidy

LONGEST = 1000
"""Characters of one answer."""
SCALE = range(11)
"""The numbers of a scale."""
_LONGEST_ECHO = 60
_DIGITS = 2
"""As many as the largest number of a scale has."""

Answers = Mapping[str, str]
"""What was answered, by field; a field that was left blank is not there."""


class NotOnTheScale(Refusal):
    """Something else stands where a number from 0 to 10 was asked for. Facts: `typed`."""

    key = "refusal.not_on_the_scale"
    can_be_mended = True


def in_order(kinds: Mapping[str, FieldKind], typed: Answers) -> dict[str, str]:
    """Give what was typed into these fields as it is kept, without those left blank.

    Raises NotOnTheScale.
    """
    clean = {field: _CLEAN[kind](typed.get(field, "")) for field, kind in kinds.items()}
    return {field: text for field, text in clean.items() if text}


def number(answers: Answers, field: str) -> int | None:
    """Give the number that stands in a field, or None."""
    text = answers.get(field, "")
    return int(text) if text in _NUMBERS else None


def items(text: str) -> tuple[str, ...]:
    """Give the lines of an answer, empty ones left out."""
    return tuple(line for line in map(one_line, text.splitlines()) if line)


def _words(text: str) -> str:
    return cut(tidy(text), LONGEST)


def _line(text: str) -> str:
    return cut(one_line(text), LONGEST)


def _lines(text: str) -> str:
    return cut("\n".join(items(tidy(text))), LONGEST)


def _scale(text: str) -> str:
    plain = one_line(text)
    if not plain:
        return ""
    if len(plain) <= _DIGITS and plain.isdecimal() and int(plain) in SCALE:
        return str(int(plain))
    raise NotOnTheScale(typed=cut(plain, _LONGEST_ECHO))


_CLEAN: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.TEXT: _words,
    FieldKind.LIST: _lines,
    FieldKind.CHOICE: _line,
    FieldKind.SCALE: _scale,
}
_NUMBERS = frozenset(map(str, SCALE))
