"""How a phrase for a time was understood: the instant, its wall time and zone, the repetition."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.series import Repeat
from bot.domain.calendar.when.refusals import WhenPast, WhenRepeatDiffers, WhenTooFar
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


def at_instant(at: datetime, zone: str, now: datetime, typed: str) -> Reading:
    """Take an instant as the reading of a phrase; raises WhenPast and WhenTooFar."""
    return ahead(Reading(to_local(at, zone), at, zone), now, typed)


def repeat_agreed(reading: Reading, wished: Repeat | None) -> Repeat:
    """Give how often the meeting comes back; raises WhenRepeatDiffers where two things were said.

    `wished` is the option beside the phrase, None where it was left out.
    """
    if wished is Repeat.ONCE and reading.repeat is not Repeat.ONCE:
        raise WhenRepeatDiffers
    return wished or reading.repeat
