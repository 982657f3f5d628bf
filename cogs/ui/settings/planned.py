"""What a setting means for what is planned: days off, and meetings in another time zone."""

from collections.abc import Sequence
from datetime import date, datetime

from discord import ui

from bot.domain.calendar.days_off import in_spans
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.series import Series
from bot.domain.server.server import Server
from bot.services.calendar.changes.whole_server import ZoneMoved
from bot.services.calendar.schedule import Scheduled
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words, hour_there, place_of, weekday_there
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import day, lines, sheet

MOST_LISTED = 8
"""Meetings in one answer."""


def days_off(server: Server, say: Say) -> str:
    """Name the days on which the group does not meet."""
    days = spans_off(server, say)
    return say("settings.days_off", days=days) if days else say("settings.no_days_off")


def spans_off(server: Server, say: Say) -> Shown:
    """Name those days in spans; nothing for none."""
    spans = in_spans(server.days_off)
    return Shown(", ".join(_span(first, last, server, say) for first, last in spans))


def _span(first: date, last: date, server: Server, say: Say) -> str:
    said, end = (Shown(day_in_words(one, say, server.timezone)) for one in (first, last))
    return said if first == last else say("settings.days_off_span", first=said, last=end)


def fall_on_one(off: Sequence[Occurrence], say: Say) -> str:
    """Say which meetings a day off takes away."""
    if not off:
        return ""
    rows = [
        say("settings.on_day_off", title=title(one.title, say), start=day(one.starts_at))
        for one in off[:MOST_LISTED]
    ]
    return lines(say("settings.on_days_off", count=len(rows)), *rows)


def zones_moved(made: Sequence[ZoneMoved], say: Say) -> ui.LayoutView:
    """Say which meetings keep their hour in the group's zone now, and when each comes next.

    Below stand the dates that keep the time people were told.
    """
    rows = [_in_zone(one.series, one.starts_at, say) for one in made if one.starts_at]
    near = [(one.series, date) for one in made for date in one.staying]
    stay = [
        say("settings.on_day_off", title=title(series.title, say), start=day(one.starts_at))
        for series, one in near[:MOST_LISTED]
    ]
    return sheet(
        lines(say("settings.zones_moved", count=len(rows)), *rows) if rows else "",
        lines(say("settings.zones_stay", count=len(stay)), *stay) if stay else "",
        "" if rows or stay else say("settings.none_to_move"),
    )


def in_other_zones(kept: Sequence[Scheduled], say: Say) -> str:
    """Say which meetings keep the zone they were planned in, and when each comes next."""
    if not kept:
        return ""
    rows = [
        _in_zone(one.series, next(iter(one.next_dates), None), say) for one in kept[:MOST_LISTED]
    ]
    left = len(kept) - len(rows)
    more = say("settings.keep_zone_too", count=left) if left else ""
    kept_so = say("settings.zones_kept", count=len(rows))
    return lines(kept_so, *rows, more, say("settings.zones_told"))


def _in_zone(series: Series, start: datetime | None, say: Say) -> str:
    name = title(series.title, say)
    if start is None:
        return say("settings.keeps_zone_undated", title=name, place=place_of(series.timezone))
    there = Shown(weekday_there(start, series.timezone, say))
    return say("settings.keeps_zone", title=name, there=there, start=day(start))


def move_words(kept: Sequence[Scheduled], zone: str, say: Say) -> str:
    """Say on the button that moves them at which hour they would meet then."""
    if len(kept) == 1:
        return say(
            "settings.zones_move_one", hour=Shown(hour_there(kept[0].series.first, zone, say))
        )
    return say("settings.zones_move_all", place=place_of(zone))
