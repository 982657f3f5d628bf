"""Which meeting somebody means, by a value of the list or by its title; and what is offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar.chosen_meeting import ChosenMeeting, is_value, meeting_in
from bot.domain.calendar.exceptions import can_change
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.series import Series, dates, start_on
from bot.domain.calendar.when.which_days import DaysUnclear, days_meant
from bot.domain.calendar.who_may_see import may_see, seen_by
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.ids import GuildId
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.person import Actor
from bot.services.calendar import planning
from bot.services.calendar.changes.refusals import (
    MeetingNotFound,
    NoDateLeft,
    SeriesUnread,
    SeveralMeetings,
)
from bot.services.ports.store import Tx
from bot.services.server.discretion import title_of

OFFERED_DATES = 6
"""So many dates of one series are offered, or shown."""
MOST_OFFERED = 25
OVER = frozenset({Phase.ENDED, Phase.CLOSED, Phase.MISSED, Phase.ABANDONED})
"""A date that has been: it is not offered any more, though its time may run on."""
LOOKED_THROUGH = 60
"""So many dates of one series are looked at for the day that somebody typed."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the list: a series, or a date of it, under the name that is shown."""

    chosen: ChosenMeeting
    title: str
    zone: str
    starts_at: datetime | None = None
    is_held: bool = True
    """Whether that date takes place, as things stand."""


def series_meant(
    tx: Tx, guild: GuildId, by: Actor, typed: str, now: datetime
) -> tuple[Series, date | None]:
    """Give the series that is meant, and the date of its rule where one was chosen.

    Words that were typed are a title, or a day on which something meets, or both.
    Raises MeetingNotFound, SeveralMeetings, SeriesUnread, DayTwoWays.
    """
    if not is_value(typed):
        said = cut(one_line(typed), LONGEST_ECHO)
        try:
            return _known(_by_title(tx, guild, by, said)), None
        except MeetingNotFound:
            return _by_day(tx, guild, by, said, now)
    chosen = meeting_in(typed, guild)
    series = tx.series.get(chosen.series) if chosen else None
    if chosen is None or series is None or series.guild != guild or not may_see(series, by):
        raise MeetingNotFound
    return _known(series), chosen.rule_date


def _by_day(
    tx: Tx, guild: GuildId, by: Actor, said: str, now: datetime
) -> tuple[Series, date | None]:
    """Give the one date on a day that was typed, with or without the title before it."""
    language, words = tx.servers.get(guild).language, fold(said).replace(",", " ")
    known = [one for one in seen_by(by, tx.series.of(guild)) if not one.ended]
    titled = [
        (one, fold(shown_title(tx, one, by)).replace(",", " "))
        for one in known
        if _can_be_reckoned(one)
    ]
    named = [(one, title) for one, title in titled if words.startswith(f"{title} ")]
    found: list[tuple[Series, date | None]] = []
    for series, title in named or titled:
        day = words.removeprefix(title).strip(" ·") if named else words
        try:
            meant = days_meant(day, series.timezone, now, language)
        except DaysUnclear:
            continue
        coming = coming_dates(tx, series, now, LOOKED_THROUGH)
        found += [(series, one.rule_date) for one in coming if meant.has(one.starts_at)]
    if not found:
        raise MeetingNotFound
    if len(found) > 1:
        raise SeveralMeetings(typed=said)
    return found[0]


def _known(series: Series) -> Series:
    if not _can_be_reckoned(series):
        raise SeriesUnread(title=series.title)
    return series


def _can_be_reckoned(series: Series) -> bool:
    """Tell whether this machine knows its zone."""
    try:
        start_on(series, series.first.date())
    except planning.NOT_PLANNED:
        return False
    return True


def _by_title(tx: Tx, guild: GuildId, by: Actor, said: str) -> Series:
    known = [one for one in seen_by(by, tx.series.of(guild)) if not one.ended]
    named = [(fold(shown_title(tx, one, by)), one) for one in known]
    wanted = fold(said)
    found = [one for name, one in named if name == wanted]
    found = found or [one for name, one in named if wanted and wanted in name]
    if not found:
        raise MeetingNotFound
    if len(found) > 1:
        raise SeveralMeetings(typed=said)
    return found[0]


def date_meant(tx: Tx, series: Series, rule_date: date | None, now: datetime) -> Occurrence:
    """Give the date that was chosen, or the series' next one that can still be changed.

    One that is not written down yet is given as it would be. Raises MeetingNotFound, NoDateLeft.
    """
    if rule_date is not None:
        one = date_of(tx, series, rule_date)
        if one is None:
            raise MeetingNotFound
        return one
    coming = coming_dates(tx, series, now)
    held = (one for one in coming if one.phase is not Phase.CANCELLED and can_change(one, now))
    found = next(held, None)
    if found is None:
        raise NoDateLeft(title=series.title)
    return found


def date_of(tx: Tx, series: Series, rule_date: date) -> Occurrence | None:
    """Give the date that the rule gave for a day: as it is kept, or as it would be written down."""
    rows = tx.occurrences.of_series(series.id)
    kept = next((one for one in rows if one.rule_date == rule_date), None)
    at = start_on(series, rule_date)
    if kept is not None or at is None:
        return kept
    return next(planning.drafted(tx, series, [(rule_date, at)]))


def coming_dates(
    tx: Tx, series: Series, now: datetime, most: int = OFFERED_DATES
) -> tuple[Occurrence, ...]:
    """Give the next dates of a series as they stand, also those not written down yet."""
    rows = tx.occurrences.of_series(series.id)
    known = {one.rule_date for one in rows}
    ruled = dates(series, now, most + len(rows))
    drafted = planning.drafted(tx, series, [one for one in ruled if one[0] not in known])
    every = [*(one for one in rows if one.ends_at > now), *drafted]
    return tuple(sorted(every, key=lambda one: one.starts_at)[:most])


def shown_title(tx: Tx, series: Series, by: Actor) -> str:
    """Give the name under which this person knows a series."""
    if by.may_plan:
        return series.title
    return title_of(tx.servers.get(series.guild), series.title)


def offered(tx: Tx, guild: GuildId, by: Actor, typed: str, now: datetime) -> tuple[Offered, ...]:
    """Offer series whose title fits what was typed so far, each with its next dates."""
    visible = seen_by(by, tx.series.of(guild))
    known = [(one, shown_title(tx, one, by)) for one in visible if not one.ended]
    fitting = [(one, title) for one, title in known if fold(typed) in fold(title)]
    share = MOST_OFFERED // len(fitting) - 1 if fitting else 0
    found: list[Offered] = []
    for series, title in fitting:
        coming = _ahead(tx, series, now)
        if coming == ():
            continue
        found.append(Offered(ChosenMeeting(series.id), title, series.timezone))
        if share > 0:
            found += _dates_offered(series, title, (coming or ())[:share])
    return tuple(found[:MOST_OFFERED])


def _ahead(tx: Tx, series: Series, now: datetime) -> tuple[Occurrence, ...] | None:
    """Give its next dates that aren't over; None where its zone is unknown to this machine."""
    if not _can_be_reckoned(series):
        return None
    coming = coming_dates(tx, series, now)
    return tuple(one for one in coming if one.phase not in OVER)


def _dates_offered(series: Series, title: str, coming: Sequence[Occurrence]) -> Iterator[Offered]:
    for one in coming:
        chosen = ChosenMeeting(series.id, one.rule_date)
        held = one.phase is not Phase.CANCELLED
        yield Offered(chosen, title, series.timezone, one.starts_at, held)
