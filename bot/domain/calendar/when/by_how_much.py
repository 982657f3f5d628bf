"""A move by so much, such as `+1h` or `-30 min`; or to an hour alone, on the same day."""

import re
from datetime import date, timedelta

from bot.domain.language.folding import fold, in_plain_figures

_BY = re.compile(
    r"(?P<sign>[+\-\u2212]) ?(?:(?P<days>[0-9]{1,3}) ?d(?:ays?)?)? ?"
    r"(?:(?P<hours>[0-9]{1,2}) ?h(?:ours?|rs?)?)? ?"
    r"(?:(?P<minutes>[0-9]{1,3}) ?m(?:in(?:ute)?s?)?)?"
)


def by_how_much(text: str) -> timedelta | None:
    """Give by how much a date is to move; None where the words say something else."""
    found = _BY.fullmatch(in_plain_figures(fold(text)))
    if found is None:
        return None
    parts = {name: int(found[name] or 0) for name in ("days", "hours", "minutes")}
    span = timedelta(**parts)
    return (-span if found["sign"] != "+" else span) or None


_HOUR_ALONE = re.compile(r"(?:at )?[0-9]{1,2}(?:[:.h][0-9]{2})? ?(?:[ap]\.? ?m\.?)?")


def on_its_day(text: str, day: date | None) -> str:
    """Put its day before an hour that stands alone: a move keeps the day that nobody spoke of."""
    alone = _HOUR_ALONE.fullmatch(in_plain_figures(fold(text)))
    return f"{day.isoformat()} {text}" if alone and day else text
