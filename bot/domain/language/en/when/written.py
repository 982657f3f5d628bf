"""How a day or a rhythm is written in English so that it can be typed back."""

from datetime import date

from bot.domain.language.en.when.day_words import MONTHS, WEEKDAYS

_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def written(day: date, weekly: bool) -> str:
    """Write a date as it can be typed, or its day of every week."""
    weekday = WEEKDAYS[day.weekday()].title()
    if weekly:
        return f"every {weekday}"
    return f"{weekday[:3]} {day.day} {MONTHS[day.month - 1][:3].title()}"


def each_week(days: tuple[int, ...], interval: int) -> str:
    """Write a rhythm of weeks: every Monday and Thursday, every 2 weeks on Tuesday."""
    *others, last = (WEEKDAYS[day].title() for day in days)
    names = f"{', '.join(others)} and {last}" if others else last
    return f"every {names}" if interval == 1 else f"every {interval} weeks on {names}"


def each_month(nth: int, day: int) -> str:
    """Write a rhythm of months: second Tuesday of the month."""
    return f"{_NTH[nth]} {WEEKDAYS[day].title()} of the month"
