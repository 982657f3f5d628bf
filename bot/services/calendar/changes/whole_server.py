"""What a setting of the server changes for all that is planned: days off, and the time zone."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.calendar.change import ChangeKind
from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import GuildId, MemberId
from bot.services.calendar.changes import asking, whole_series
from bot.services.calendar.changes.asking import Outlook
from bot.services.calendar.changes.finding import coming_dates
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.calendar.reminders.telling import telling
from bot.services.ports.store import Tx


def keep_days_off(
    tx: Tx, guild: GuildId, by: MemberId, before: tuple[date, ...], now: datetime
) -> tuple[Occurrence, ...]:
    """Let what is planned follow the days off; gives the next dates that fall on one.

    From those that held `before` follows what is new of it.
    """
    found: list[Occurrence] = []
    for series in tx.series.of(guild):
        try:
            since = whole_series.first_touched(tx, series, now)
            with telling(tx, series.id, now, by, before):
                whole_series.carry_out(tx, series, series, since, now)
            coming = coming_dates(tx, series, now)
        except NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead
        found += [one for one in coming if one.phase is Phase.CANCELLED]
    off = [one for one in found if one.reason == NotHeld.DAY_OFF]
    return tuple(sorted(off, key=lambda one: one.starts_at))


def move_to_groups_zone(tx: Tx, guild: GuildId, by: MemberId, now: datetime) -> tuple[Outlook, ...]:
    """Let every series keep its hour on the clocks of the group's zone now, each to be undone."""
    zone = tx.servers.get(guild).timezone
    made: list[Outlook] = []
    for series in tx.series.of(guild):
        if zone is None or series.timezone == zone or series.ended:
            continue
        try:
            after = replace(series, timezone=zone)
            since = whole_series.first_touched(tx, series, now)
            asked = asking.ask_series(tx, ChangeKind.ZONE, series, after, since, now)
            made.append(asking.make(tx, asked.change, series, by, now))
        except NOT_PLANNED:
            continue
    return tuple(made)
