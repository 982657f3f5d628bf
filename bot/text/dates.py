"""Dates in words, for the few places where Discord shows no timestamps: completions and buttons."""

from datetime import date, datetime, time

from bot.domain.calendar.repeat import FIFTH, LAST, Repeat, Rhythm
from bot.domain.calendar.when.reading import Reading
from bot.domain.zones import is_american, says_am_and_pm, to_local
from bot.text.catalog import Say, Shown

MORE_DAYS = 2
_NOON = 12


def time_of_day(at: time | datetime, zone: str) -> str:
    """Write a time of day as people of that zone do: 19:30, or 7:30 pm."""
    if not says_am_and_pm(zone):
        return f"{at:%H:%M}"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes} {'am' if at.hour < _NOON else 'pm'}"


def day_and_time(local: datetime, zone: str, say: Say) -> str:
    """Say a time on a clock of its zone, with the day of the week, as people there write it."""
    american, clock = is_american(zone), time_of_day(local, zone)
    return say(
        "date.american_at" if american else "date.at",
        weekday=say(f"date.weekday.{local.isoweekday()}"),
        day=local.day if american else f"{local.day:02}",
        month=say(f"date.month.{local.month}"),
        year=local.year,
        time=say("date.second_time", time=clock) if local.fold else clock,
        zone=Shown(zone),
    )


def place_of(zone: str) -> Shown:
    """Name a zone as people do: by its city."""
    return Shown(zone.rpartition("/")[2].replace("_", " "))


def hour_there(local: time | datetime, zone: str, say: Say) -> str:
    """Say a time on the clocks of a zone: 7 pm Phoenix time."""
    return say("date.hour_there", time=Shown(time_of_day(local, zone)), place=place_of(zone))


def weekday_there(at: datetime, zone: str, say: Say) -> str:
    """Say the weekday and time that the clocks of a zone show at an instant."""
    local = to_local(at, zone)
    weekday = say(f"date.weekday_name.{local.isoweekday()}")
    return say("date.weekday_there", weekday=weekday, hour=Shown(hour_there(local, zone, say)))


def day_in_words(day: date, say: Say, zone: str | None = None) -> str:
    """Say a day, with the day of the week; Discord's timestamps would move it to another zone."""
    return say(
        "date.american_day" if zone and is_american(zone) else "date.day",
        weekday=say(f"date.weekday.{day.isoweekday()}"),
        day=day.day,
        month=say(f"date.month.{day.month}"),
        year=day.year,
    )


def near_day(day: date, zone: str, say: Say) -> str:
    """Say a day of these weeks in full, with its weekday: Thursday 3 December."""
    return say(
        "date.american_near_day" if is_american(zone) else "date.near_day",
        weekday=say(f"date.weekday_name.{day.isoweekday()}"),
        day=day.day,
        month=say(f"date.month_name.{day.month}"),
    )


def reading_shown(reading: Reading, say: Say) -> str:
    """Say how a phrase was understood: what its answer will say, how often, and how long."""
    local = reading.on_the_clock if reading.repeat.is_once else reading.local
    shown = day_and_time(local, reading.zone, say)
    if not reading.repeat.is_once:
        often = Shown(how_often(reading.repeat, say))
        shown = say("date.repeating", date=Shown(shown), often=often)
    if reading.minutes is None:
        return shown
    return say("date.lasting", date=Shown(shown), count=reading.minutes)


def shown_beside(reading: Reading, mine: str, say: Say) -> str:
    """Say the same, and what a clock in the reader's own zone shows then, where it is another."""
    shown, theirs = reading_shown(reading, say), to_local(reading.at, mine)
    if theirs == reading.on_the_clock:
        return shown
    weekday = say(f"date.weekday.{theirs.isoweekday()}")
    return say("date.beside", date=Shown(shown), theirs=f"{weekday} {time_of_day(theirs, mine)}")


def how_often_and_which_day(repeat: Repeat, say: Say) -> str:
    """Say how often a meeting comes back and on which day, where no date beside it says that."""
    if repeat.rhythm is not Rhythm.WEEKLY or len(repeat.days) != 1:
        return how_often(repeat, say)
    weeks, day = say("date.weeks", count=repeat.interval), repeat.days[0] + 1
    return say("date.weeks_on", weeks=Shown(weeks), days=say(f"date.weekday_name.{day}"))


def how_often(repeat: Repeat, say: Say) -> str:
    """Say how often a meeting comes back."""
    if repeat.rhythm is Rhythm.MONTHLY:
        key = "fifth" if repeat.nth == FIFTH else "monthly"
        nth = say(f"date.nth.{'last' if repeat.nth == LAST else repeat.nth}")
        return say(f"date.{key}", nth=nth, weekday=say(f"date.weekday_name.{repeat.days[0] + 1}"))
    if repeat.rhythm is not Rhythm.WEEKLY:
        return say(f"date.{repeat.rhythm}")
    weeks = say("date.weeks", count=repeat.interval)
    if len(repeat.days) < MORE_DAYS:
        return weeks
    days = ", ".join(say(f"date.weekday.{day + 1}") for day in repeat.days)
    return say("date.weeks_on", weeks=Shown(weeks), days=Shown(days))
