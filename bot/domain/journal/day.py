"""The days of a member: in their own zone, each beginning at the hour they chose."""

from datetime import date, datetime, time, timedelta

from bot.domain.zones import to_local, to_utc

ONE_DAY = timedelta(days=1)
NO_ZONE = "UTC"
"""What holds for whoever has not said where they live."""
USUAL_HOUR = 4
"""When a day begins for whoever has not said: what is written before counts for the day before."""


def begins_at(day: date, zone: str, hour: int) -> datetime:
    """Give the instant (aware, UTC) at which a day begins."""
    return to_utc(datetime.combine(day, time(hour)), zone or NO_ZONE)


def day_of(at: datetime, zone: str, hour: int) -> date:
    """Give the day to which an aware instant belongs: the last one that has begun.

    So an hour that comes twice never brings the day before back.
    """
    local = to_local(at, zone or NO_ZONE).date()
    around = (local + ONE_DAY, local, local - ONE_DAY)
    return next((day for day in around if begins_at(day, zone, hour) <= at), around[-1])
