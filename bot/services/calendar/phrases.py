"""Times in plain language: our own grammar first, then a larger reader behind a guard."""

from datetime import datetime, time

from bot.domain.calendar.when.phrase import LONGEST, Reading, WhenUnreadable, placed
from bot.domain.calendar.when.phrase import read as read_ours
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.calendar.zones import to_local
from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK

__all__ = ["Reading", "read", "suggestions"]

_TWO_CLOCKS = ((time(10), "DMY"), (time(4, 17), "MDY"))
"""A time that changes with the clock it is read at, or with the order of day and month, was a
guess, not something the phrase said."""


def read(text: str, zone: str, now: datetime, language: str = FALLBACK) -> Reading:
    """Read a phrase in an IANA zone; slow at first (a tenth of a second), so call it off the loop.

    Raises the refusals of `phrase.read`; what nobody understands is WhenUnreadable.
    """
    try:
        return read_ours(text, zone, now, language)
    except WhenUnreadable as refused:
        local = (
            _guarded(fold(text), to_local(now, zone), language) if len(text) <= LONGEST else None
        )
        if local is None:
            raise
        return placed(local, zone, now, str(refused.facts["typed"]), weekly=False)


def _guarded(text: str, here: datetime, language: str) -> datetime | None:
    """Give the wall time on which two readings of a phrase agree, if it holds a day and a clock."""
    bases = [(datetime.combine(here.date(), clock), order) for clock, order in _TWO_CLOCKS]
    first, second = (_guess(text, base, order, language) for base, order in bases)
    if first is None or first != second or first.tzinfo or first.time() == time.min:
        return None
    return first.replace(second=0, microsecond=0)


def _guess(text: str, base: datetime, order: str, language: str) -> datetime | None:
    try:
        import dateparser  # noqa: PLC0415 - costs 10 MB and 150 ms; most phrases never need it
    except ImportError:
        return None
    languages = list(dict.fromkeys([language.partition("-")[0].lower(), FALLBACK]))
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "DATE_ORDER": order}
    try:
        found = dateparser.parse(text, languages=languages, settings=settings)
    except Exception:  # noqa: BLE001 - a reader of free text that fails has not understood
        return None
    return found if isinstance(found, datetime) else None
