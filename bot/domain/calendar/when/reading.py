"""How a phrase for a time was understood: the instant, its wall time and zone, the repetition."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar.repeat import FIFTH, LAST, Often, Repeat, nth_of, often_of, repeat_chosen
from bot.domain.calendar.when.refusals import (
    WhenFifth,
    WhenLengthDiffers,
    WhenPast,
    WhenRepeatDiffers,
    WhenTooFar,
)
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.zones import instants_of, to_local

FURTHEST = timedelta(days=366)
"""A first date lies no further ahead than this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a phrase was understood; it is shown before anything is made of it."""

    local: datetime
    """Naive wall time as it was said, even where the clocks leap over it; its fold counts."""
    at: datetime
    """The instant (aware, UTC)."""
    zone: str
    """The IANA zone in which it was read."""
    repeat: Repeat = Repeat.ONCE
    """What the phrase itself said (`every Tuesday`, `Tuesdays`)."""
    minutes: int | None = None
    """How long it lasts, where that was said (`7-8pm`)."""

    @property
    def on_the_clock(self) -> datetime:
        """What a clock in the zone shows at that instant: where it leaps, later than was said."""
        return to_local(self.at, self.zone)


def ahead(reading: Reading, now: datetime, typed: str) -> Reading:
    """Give a reading that lies ahead, within a year; raises WhenPast and WhenTooFar."""
    if reading.at <= now:
        raise WhenPast(typed=typed)
    if reading.at - now > FURTHEST:
        raise WhenTooFar(typed=typed)
    return reading


def placed(
    local: datetime, zone: str, now: datetime, typed: str, repeat: Repeat = Repeat.ONCE
) -> Reading:
    """Take a wall time as the reading of a phrase; raises WhenPast and WhenTooFar.

    A time that comes twice is the first, or the second once the first is over.
    """
    instants = instants_of(local, zone)
    fold = next((number for number, at in enumerate(instants) if at > now), 0)
    return ahead(Reading(local.replace(fold=fold), instants[fold], zone, repeat), now, typed)


def at_instant(
    at: datetime, zone: str, now: datetime, typed: str, minutes: int | None = None
) -> Reading:
    """Take an instant as the reading of a phrase; raises WhenPast and WhenTooFar."""
    return ahead(Reading(to_local(at, zone), at, zone, minutes=minutes), now, typed)


def repeat_agreed(reading: Reading, wished: Often | None, language: str = FALLBACK) -> Repeat:
    """Give how often the meeting comes back; raises WhenRepeatDiffers where two things were said.

    `wished` is the option beside the phrase, None where it was left out. Raises WhenFifth for a
    month's fifth weekday, which most months do not have.
    """
    if wished is None or wished is often_of(reading.repeat):
        return reading.repeat
    day = reading.local.date()
    chosen = repeat_chosen(wished, day)
    if not reading.repeat.is_once or not chosen.falls_on(day):
        raise WhenRepeatDiffers
    if wished is Often.MONTHLY:
        must_not_be_a_fifth(day, reading.local.time(), language)
    return chosen


def minutes_agreed(reading: Reading, wished: int | None) -> int | None:
    """Give how long it lasts; raises WhenLengthDiffers where two things were said."""
    if wished is not None and reading.minutes not in {None, wished}:
        raise WhenLengthDiffers(said=reading.minutes or 0, chosen=wished)
    return wished or reading.minutes


def must_not_be_a_fifth(day: date, clock: time, language: str = FALLBACK) -> None:
    """Ask what a month's fifth weekday means in the months that have four. Raises WhenFifth."""
    if nth_of(day) == FIFTH:
        each = time_rules(language).each_month
        first, second = (f"{each(nth, day.weekday())} {clock:%H:%M}" for nth in (LAST, FIFTH))
        raise WhenFifth(first=first, second=second)
