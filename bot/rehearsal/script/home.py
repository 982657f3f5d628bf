"""Where the practice group lives: in London, or where somebody opens its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.content import helplines, timezones

if TYPE_CHECKING:
    from datetime import date, time


@dataclass(frozen=True, slots=True)
class Home:
    """The clock a group goes by, and the country of its help lines."""

    zone: str
    country: str | None
    """Its code; None where the directory has no lines of that country."""

    def at(self, day: date, clock: time) -> datetime:
        """Give the instant at which the clocks there show that time."""
        return datetime.combine(day, clock, ZoneInfo(self.zone))

    def today(self, now: datetime) -> date:
        """Give the date there."""
        return now.astimezone(ZoneInfo(self.zone)).date()


LONDON = Home("Europe/London", "GB")
"""Where it lives for everybody alike: in scripts, without a page, in pictures."""


def home_in(zone: str) -> Home:
    """Give the home in a browser's time zone; London where that names no place, such as UTC."""
    place, country = timezones.place_and_country(zone)
    if not country:
        return LONDON
    known = {one.code for one in helplines.load().countries}
    return Home(place, country if country in known else None)
