"""What a setting means for what is planned: days off, and meetings in another time zone."""

from collections.abc import Sequence
from datetime import date

from discord import ui

from bot.domain.calendar.days_off import in_spans
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.server.server import Server
from bot.services.calendar.changes.asking import Outlook
from bot.services.calendar.schedule import Scheduled
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import day, lines, sheet

MOST_LISTED = 8
"""Meetings in one answer."""


def days_off(server: Server, say: Say) -> str:
    """Name the days on which the group does not meet."""
    days = ", ".join(_span(first, last, say) for first, last in in_spans(server.days_off))
    return say("settings.days_off", days=Shown(days)) if days else say("settings.no_days_off")


def _span(first: date, last: date, say: Say) -> str:
    said, end = (Shown(day_in_words(one, say)) for one in (first, last))
    return said if first == last else say("settings.days_off_span", first=said, last=end)


def fall_on_one(off: Sequence[Occurrence], say: Say) -> str:
    """Say which meetings a day off takes away."""
    if not off:
        return ""
    rows = [
        say("settings.on_day_off", title=title(one.title, say), start=day(one.starts_at))
        for one in off[:MOST_LISTED]
    ]
    return lines(say("settings.on_days_off"), *rows)


def zones_moved(made: Sequence[Outlook], say: Say) -> ui.LayoutView:
    """Say which meetings keep their hour in the group's zone now, and when each comes next."""
    rows = [
        say(
            "settings.keeps_zone",
            title=title(one.series.title, say),
            start=day(one.then[0].starts_at),
            zone=Shown(one.change.after.timezone),
        )
        for one in made
        if one.then and one.change.after
    ]
    return sheet(
        lines(say("settings.zones_moved"), *rows) if rows else say("settings.none_to_move")
    )


def in_other_zones(kept: Sequence[Scheduled], say: Say) -> str:
    """Say which meetings keep the zone they were planned in, and when each comes next."""
    if not kept:
        return ""
    rows = [
        say(
            "settings.keeps_zone",
            title=title(one.series.title, say),
            start=day(one.next_dates[0]),
            zone=Shown(one.series.timezone),
        )
        for one in kept[:MOST_LISTED]
    ]
    left = len(kept) - len(rows)
    return lines(
        say("settings.zones_kept"), *rows, say("settings.keep_zone_too", count=left) if left else ""
    )
