"""Times in plain language: our own grammar first, then a larger reader behind a guard."""

import re
from datetime import datetime, time, timedelta

from bot.domain.calendar.when.choice import chosen
from bot.domain.calendar.when.phrase import LONGEST
from bot.domain.calendar.when.phrase import read as read_ours
from bot.domain.calendar.when.reading import Reading, placed
from bot.domain.calendar.when.refusals import WhenUnreadable
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.calendar.zones import to_local
from bot.domain.ids import GuildId
from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK

__all__ = ["Reading", "read", "suggestions", "understood"]

_BASES = ((0, time(10), "DMY"), (-35, time(4, 17), "MDY"), (371, time(4, 17), "DMY"))
"""Days from today, a clock and the order of day and month: a reading that changes with these was
a guess. Whole weeks, so that a weekday is as far away from each; another month and another year,
so that a day taken from today is found out."""
_SURE_CLOCK = re.compile(r"[0-9][:h][0-9]{2}|[0-9] ?[ap]\.? ?m\b")
_NOON = 12


def understood(
    text: str, guild: GuildId, zone: str, now: datetime, language: str = FALLBACK
) -> Reading:
    """Give the time that somebody chose from the list of this server, or typed.

    Raises TimeChoiceStale, and the refusals of `read`. Slow at first, so call it off the loop.
    """
    return chosen(text, guild, zone, now) or read(text, zone, now, language)


def read(text: str, zone: str, now: datetime, language: str = FALLBACK) -> Reading:
    """Read a phrase in an IANA zone; slow at first (a tenth of a second), so call it off the loop.

    Raises the refusals of `phrase.read`; what nobody understands is WhenUnreadable. Where the list
    offers a time for the words, only what it offers first is taken for them.
    """
    try:
        return read_ours(text, zone, now, language)
    except WhenUnreadable as refused:
        if len(text) > LONGEST or suggestions(text, zone, now, language):
            raise
        local = _guarded(fold(text), to_local(now, zone), language)
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
    if first.hour <= _NOON and not _SURE_CLOCK.search(text):
        return None
    spans = {one.date() - base.date() for one, (base, _) in zip(said, bases, strict=True)}
    return first if len(spans) == 1 or said[0] == said[1] else None


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
