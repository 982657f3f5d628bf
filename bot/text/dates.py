"""Dates in words, for the few places where Discord shows no timestamps: completions and buttons."""

from datetime import date, datetime

from bot.domain.calendar.series import Repeat
from bot.domain.calendar.when.reading import Reading
from bot.text.catalog import Say, Shown


def day_and_time(local: datetime, zone: str, say: Say) -> str:
    """Say a time on a clock of its zone, with the day of the week."""
    time = f"{local:%H:%M}"
    return say(
        "date.at",
        weekday=say(f"date.weekday.{local.isoweekday()}"),
        day=f"{local.day:02}",
        month=say(f"date.month.{local.month}"),
        year=local.year,
        time=say("date.second_time", time=time) if local.fold else time,
        zone=Shown(zone),
    )


def day_in_words(day: date, say: Say) -> str:
    """Say a day, with the day of the week; Discord's timestamps would move it to another zone."""
    return say(
        "date.day",
        weekday=say(f"date.weekday.{day.isoweekday()}"),
        day=day.day,
        month=say(f"date.month.{day.month}"),
        year=day.year,
    )


def reading_shown(reading: Reading, say: Say) -> str:
    """Say how a phrase was understood: what its answer will say, and that it repeats."""
    if reading.repeat is Repeat.ONCE:
        return day_and_time(reading.on_the_clock, reading.zone, say)
    return say(f"date.{reading.repeat}", date=Shown(day_and_time(reading.local, reading.zone, say)))
