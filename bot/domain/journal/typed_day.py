"""A day as somebody typed it, in figures: 2026-12-01, or 1.12.2026."""

import re
from datetime import date

from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, one_line

_LONGEST_ECHO = 40
_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})[-./ ](?P<month>[0-9]{1,2})[-./ ](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
)
"""The year first, or dots: with slashes alone nobody knows which is the month."""


class UnreadableDay(Refusal):
    """No day can be read from what was typed. Facts: `typed`."""

    key = "refusal.unreadable_day"
    can_be_mended = True


def typed_day(text: str) -> date:
    """Read a day. Raises UnreadableDay."""
    plain = one_line(text).strip(" .")
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            try:
                return date(*(int(found[part]) for part in ("year", "month", "day")))
            except ValueError:
                break
    raise UnreadableDay(typed=cut(plain, _LONGEST_ECHO))
