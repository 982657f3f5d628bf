"""Times in plain language: our own grammar first, then a larger reader behind a guard."""

import re
from datetime import date, datetime, time, timedelta

from bot.domain.calendar.when.choice import chosen
from bot.domain.calendar.when.phrase import LONGEST
from bot.domain.calendar.when.phrase import read as read_ours
from bot.domain.calendar.when.reading import Reading, placed
from bot.domain.calendar.when.refusals import WhenUnreadable
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.ids import GuildId
from bot.domain.language.folding import fold, in_plain_figures
from bot.domain.language.registry import FALLBACK, reads_times
from bot.domain.zones import to_local

__all__ = ["Reading", "read", "suggestions", "understood"]

_BASES = ((0, time(10), "DMY"), (-35, time(4, 17), "MDY"), (371, time(4, 17), "DMY"))
"""Days from today, a clock and the order of day and month: a reading that changes with these was
a guess. Whole weeks, so that a weekday is as far away from each; another month and another year,
so that a day taken from today is found out."""
_CLOCK = re.compile(
    r"\b(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.h])(?P<minute>[0-9]{2})\b| ?(?P<half>[ap])\.? ?m\b|\b)"
)
_NOON = 12
_MORNING = frozenset(range(_NOON + 1))


def understood(
    text: str,
    guild: GuildId,
    zone: str,
    now: datetime,
    language: str = FALLBACK,
    mine: str | None = None,
    near: date | None = None,
) -> Reading:
    """Give the time that somebody chose from the list of this server, or typed.

    Raises TimeChoiceStale, and the refusals of `read`. Slow at first, so call it off the loop.
    """
    return chosen(text, guild, zone, now) or read(text, zone, now, language, mine, near)


def read(
    text: str,
    zone: str,
    now: datetime,
    language: str = FALLBACK,
    mine: str | None = None,
    near: date | None = None,
) -> Reading:
    """Read a phrase in an IANA zone; slow at first (a tenth of a second), so call it off the loop.

    Raises the refusals of `phrase.read`; what nobody understands is WhenUnreadable. Where the list
    offers a time for the words, only what it offers first is taken for them.
    """
    try:
        return read_ours(text, zone, now, language, mine, near)
    except WhenUnreadable as refused:
        if len(text) > LONGEST or reads_times(language) or suggestions(text, zone, now, language):
            raise
        local = _guarded(in_plain_figures(fold(text)), to_local(now, zone), language)
        if local is None:
            raise
        return placed(local, zone, now, str(refused.facts["typed"]))


def _guarded(text: str, here: datetime, language: str) -> datetime | None:
    """Give the wall time that a phrase says, whatever day and clock it is read at."""
    bases = [
        (datetime.combine(here.date() + timedelta(days=days), clock), order)
        for days, clock, order in _BASES
    ]
    found = [_guess(text, base, order, language) for base, order in bases]
    said = [one for one in found if one and not one.tzinfo and one.time() != time.min]
    if len(said) < len(found) or len({one.time() for one in said}) > 1:
        return None
    first = said[0].replace(second=0, microsecond=0)
    if not _is_said(first.time(), text):
        return None
    spans = {one.date() - base.date() for one, (base, _) in zip(said, bases, strict=True)}
    return first if len(spans) == 1 or said[0] == said[1] else None


def _is_said(found: time, text: str) -> bool:
    """Tell whether a time stands there in figures, once: 19:00, 7 pm, or a bare hour after noon."""
    clocks = list(_CLOCK.finditer(text))
    full = [one for one in clocks if one["minute"] or one["half"]]
    if full:
        (one, *more) = full
        date_like = one["mark"] == "." and (int(one["minute"]) <= _NOON or len(one["hour"]) == 1)
        said = _hour_and_minute(one) == (found.hour, found.minute)
        return said and not more and not date_like
    return found.minute == 0 and found.hour in {int(one["hour"]) for one in clocks} - _MORNING


def _hour_and_minute(clock: re.Match[str]) -> tuple[int, int]:
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or 0), clock["half"]
    return (hour % _NOON + (_NOON if half == "p" else 0) if half else hour), minute


def _guess(text: str, base: datetime, order: str, language: str) -> datetime | None:
    try:
        import dateparser  # noqa: PLC0415 - costs 10 MB and 150 ms; most phrases never need it
    except ImportError:
        return None
    languages = [language.partition("-")[0].lower()]
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "DATE_ORDER": order}
    try:
        found = dateparser.parse(text, languages=languages, settings=settings)
    except Exception:  # noqa: BLE001 - a reader of free text that fails has not understood
        return None
    return found if isinstance(found, datetime) else None
