"""Dates in words, for the few places where Discord shows no timestamps: completions and buttons."""

from datetime import datetime

from bot.text.catalog import Say, Shown


def day_and_time(local: datetime, zone: str, say: Say) -> str:
    """Say a time on a clock of its zone, with the day of the week."""
    return say(
        "date.at",
        weekday=say(f"date.weekday.{local.isoweekday()}"),
        day=f"{local.day:02}",
        month=say(f"date.month.{local.month}"),
        year=local.year,
        time=f"{local:%H:%M}",
        zone=Shown(zone),
    )
