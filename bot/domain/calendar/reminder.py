"""A reminder: one member's wish to be told before a series, or one of its dates, begins.

Without a wish it only keeps what could not reach somebody who leads.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, ReminderId, SeriesId
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import time_rules
from bot.domain.language.time_facts import NotUnderstood, TimeFacts

USUAL = (60, 10)
"""Minutes before the start: an hour, and once more when the room opens."""
SHORTEST, LONGEST = 5, 24 * 60
MOST_LEADS = 3
STILL_TRUE = timedelta(minutes=10)
"""So long after the start a reminder may still be sent, where the room is open."""
MOST_WAITING = 3
LONGEST_TYPED = 60
_DAY = 24 * 60
_BETWEEN = re.compile(r"[+,;&]")
_DIGEST_BYTES = 7
_NOT_KEPT = ReminderId(0)
_TAKES_PLACE = frozenset(Phase) - FINAL - {Phase.ENDED, Phase.DELETED}


class UnknownLead(Refusal):
    """No span of time, as far as we can read it. Fact: `typed`."""

    key = "refusal.unknown_lead"
    can_be_mended = True


class LeadOutOfRange(Refusal):
    """A reminder comes five minutes before the start at the latest, a day before at most."""

    key = "refusal.lead_out_of_range"
    can_be_mended = True


@dataclass(frozen=True, slots=True)
class Unreached:
    """What could not be sent, and waits to be looked up: a reminder, or news of the calendar."""

    until: datetime
    """Then it says nothing any more."""
    starts_at: datetime | None = None
    """The date that was to be told of."""
    kind: str = ""
    """Which news it is; empty for a reminder."""
    then: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to remind of what, how long before, and in which language."""

    guild: GuildId
    member: MemberId
    series: SeriesId
    leads: tuple[int, ...] = USUAL
    """Minutes before the start, the longest first."""
    language: str = ""
    rule_date: date | None = None
    """The one date it is about; None is every date."""
    id: ReminderId = _NOT_KEPT
    """Follows from whose it is and what it is about, so that there is one however often asked."""
    until: datetime | None = None
    """Once no date comes any more: so long it is kept."""
    waiting: tuple[Unreached, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether somebody asked for it; else it keeps what waits for somebody who leads."""
        return bool(self.leads)

    def is_about(self, one: Occurrence) -> bool:
        """Tell whether it is about this date."""
        return one.series == self.series and self.rule_date in {None, one.rule_date}


class DueReminder(NamedTuple):
    """One reminder to be sent: of which date, how long before, and when (aware, UTC)."""

    one: Occurrence
    minutes: int
    at: datetime

    def number(self, reminder: ReminderId) -> int:
        """Name it by a number: another start is another reminder, and the same is never sent twice.

        Below 2^56.
        """
        start = int(self.one.starts_at.timestamp())
        text = f"{reminder} {self.one.rule_date} {start} {self.minutes}"
        return int.from_bytes(blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest())


def takes_place(one: Occurrence) -> bool:
    """Tell whether a date is to come or runs."""
    return one.phase in _TAKES_PLACE


def leads_of(minutes: Iterable[int]) -> tuple[int, ...]:
    """Put the times before the start in order. Raises LeadOutOfRange."""
    found = tuple(sorted(set(minutes), reverse=True))[:MOST_LEADS]
    if not found or any(not SHORTEST <= one <= LONGEST for one in found):
        raise LeadOutOfRange
    return found


def next_due(
    reminder: Reminder, coming: Iterable[Occurrence], now: datetime
) -> tuple[DueReminder, ...]:
    """Give the next reminder for each lead time, the earliest first; none whose time has passed."""
    dates = [one for one in coming if takes_place(one) and reminder.is_about(one)]
    each = (_first(dates, minutes, now) for minutes in reminder.leads)
    return tuple(sorted((one for one in each if one), key=lambda one: one.at))


def _first(dates: Iterable[Occurrence], minutes: int, now: datetime) -> DueReminder | None:
    lead = timedelta(minutes=minutes)
    found = (DueReminder(one, minutes, one.starts_at - lead) for one in dates)
    return min((one for one in found if one.at > now), key=lambda one: one.at, default=None)


def says_something(reminder: Reminder, one: Occurrence, minutes: int, now: datetime) -> bool:
    """Tell whether a reminder that is due is still worth a message.

    Of several that became due together only the last one is. After the start there is one only
    while the room is open, and not for long.
    """
    if minutes not in reminder.leads or not reminder.is_about(one) or not takes_place(one):
        return False
    if any(later < minutes and one.starts_at - _span(later) <= now for later in reminder.leads):
        return False
    if now < one.starts_at:
        return True
    return one.phase is Phase.OPEN and now < one.starts_at + STILL_TRUE


def unreached(reminder: Reminder, fresh: Unreached, now: datetime) -> Reminder:
    """Let what somebody could not be told wait for them; the same waits once."""
    kept = [each for each in reminder.waiting if each.until > now and each != fresh]
    return replace(reminder, waiting=tuple([*kept, fresh][-MOST_WAITING:]))


def leads_typed(text: str, language: str, before: str = "", later: str = "") -> tuple[int, ...]:
    """Read how long before the start, as people say it: 90 minutes, an hour and a half, 2h + 10m.

    `before` is a word that may follow, `later` one that the language puts before a span.
    Raises UnknownLead, LeadOutOfRange.
    """
    typed = cut(one_line(text), LONGEST_TYPED)
    found = [_lead(one.removesuffix(before).strip(), language, later) for one in _parts(typed)]
    if not found or None in found:
        raise UnknownLead(typed=typed)
    return leads_of(one for one in found if one is not None)


def _parts(typed: str) -> list[str]:
    return [one.strip() for one in _BETWEEN.split(fold(typed)) if one.strip()]


def _lead(words: str, language: str, later: str) -> int | None:
    said = (_minutes(one, language) for one in (words, f"{later} {words}"))
    return next((one for one in said if one is not None), None)


def _minutes(words: str, language: str) -> int | None:
    try:
        facts = time_rules(language).facts_in(words)
    except NotUnderstood:
        return None
    return _in_minutes(facts) if len(facts) == 1 else None


def _in_minutes(facts: TimeFacts) -> int | None:
    if "later" in facts:
        return int(facts["later"].total_seconds() // 60)
    if "days" in facts:
        return facts["days"] * _DAY
    return facts.get("length")


def _span(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
