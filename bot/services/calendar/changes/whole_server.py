"""What a setting of the server changes for all that is planned: days off, and the time zone."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.calendar.change import CalendarChange, ChangeKind
from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.series import Series, start_on
from bot.domain.ids import GuildId, MemberId
from bot.services.calendar.changes import asking, whole_series
from bot.services.calendar.changes.finding import coming_dates
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.calendar.reminders.telling import telling
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class ZoneMoved:
    """A series that was moved to the group's zone, and what became of its dates."""

    series: Series
    change: CalendarChange | None
    """What can be undone; None where nothing could move."""
    starts_at: datetime | None
    """Its next date on the clocks of the group's zone."""
    staying: tuple[Occurrence, ...]
    """Coming dates that keep the instant people were told: near ones, and those moved by hand."""


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


def move_to_groups_zone(
    tx: Tx, guild: GuildId, by: MemberId, now: datetime
) -> tuple[ZoneMoved, ...]:
    """Let every series keep its hour on the clocks of the group's zone now, each to be undone.

    One whose only date can't follow any more stays whole as it is.
    """
    zone = tx.servers.get(guild).timezone
    made: list[ZoneMoved] = []
    for series in tx.series.of(guild):
        if zone is None or series.timezone == zone or series.ended:
            continue
        try:
            made.append(_moved(tx, series, replace(series, timezone=zone), by, now))
        except NOT_PLANNED:
            continue
    return tuple(made)


def _moved(tx: Tx, series: Series, after: Series, by: MemberId, now: datetime) -> ZoneMoved:
    since = whole_series.first_touched(tx, series, now)
    then = whole_series.foreseen(tx, series, after, since, now)
    held = [one for one in then if one.phase is not Phase.CANCELLED and one.starts_at > now]
    follow = [one for one in held if _starts_by(after, one)]
    stay = tuple(one for one in held if one not in follow)
    if series.repeat.is_once and not follow:
        return ZoneMoved(series, None, None, stay)
    asked = asking.ask_series(tx, ChangeKind.ZONE, series, after, since, now)
    change = asking.make(tx, asked.change, series, by, now).change
    return ZoneMoved(after, change, follow[0].starts_at if follow else None, stay)


def _starts_by(series: Series, one: Occurrence) -> bool:
    """Tell whether a date starts when the rule says, and nobody has moved it."""
    if one.rule_date is None or one.moved_from is not None:
        return False
    return start_on(series, one.rule_date) == one.starts_at
