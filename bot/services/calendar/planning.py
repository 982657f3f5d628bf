"""Plan series: from a wish to its rule, and to the occurrences stored ahead, each date once."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.content import templates
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.exceptions import not_held, why_not_held
from bot.domain.calendar.occurrence import FINAL, PREPARED_BEFORE, Occurrence, Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Dated, Series, between, dates, same_from, start_on
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, OccurrenceId, RoleId, SeriesId
from bot.domain.language.folding import cut, one_line
from bot.domain.template import scaled
from bot.domain.zones import to_utc
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.store import Tx
from bot.text.catalog import speaker

PLANNED_AHEAD = timedelta(days=14)
LOOKED_BACK = timedelta(days=90)
"""Dates that passed while the bot was away are noted as missed, so far back."""
LOOKED_THROUGH = 100
"""So many dates that don't take place are looked through for the next that does."""
LONGEST_TITLE = 60
"""Characters of a meeting's title; the room's name holds it and two words more."""
LONGEST_EVENING_TOPIC = 120
DEFAULT_TEMPLATE = "standard-60"
NOT_PLANNED = (LookupError, ValueError, OverflowError, Refusal)
"""What comes of a zone or a length that this version or this machine does not know."""
_ID_BITS = 40


class NoTitle(Refusal):
    """The meeting has no title."""

    key = "refusal.no_title"


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting as somebody asks for it; `minutes` None is the template's own length."""

    title: str
    template: str = DEFAULT_TEMPLATE
    room_kind: RoomKind = RoomKind.VOICE
    minutes: int | None = None
    facilitator: MemberId | None = None
    topic: str = ""
    capacity: int = 0
    visible_to: RoleId | None = None
    co_facilitator: MemberId | None = None
    self_guided: bool = False


def series_of(guild: GuildId, wish: Wish, when: Reading, repeat: Repeat) -> Series:
    """Make the series that somebody wishes for. Raises NoTitle, MinutesOutOfRange."""
    return Series(
        id=SeriesId(secrets.randbits(_ID_BITS)),
        guild=guild,
        title=_title(wish),
        first=when.local,
        timezone=when.zone,
        repeat=repeat.on(when.local.date()),
        minutes=_minutes(wish),
        template=wish.template,
        room_kind=wish.room_kind,
        facilitator=wish.facilitator,
        co_facilitator=wish.co_facilitator,
        topic=cut(one_line(wish.topic), LONGEST_EVENING_TOPIC),
        capacity=wish.capacity,
        visible_to=wish.visible_to,
        self_guided=wish.self_guided,
    )


def occurrence_of(
    guild: GuildId,
    wish: Wish,
    starts_at: datetime,
    rule: tuple[SeriesId, date] | None = None,
) -> Occurrence:
    """Make one dated meeting. Raises NoTitle, MinutesOutOfRange."""
    series, rule_date = rule or (None, None)
    return Occurrence(
        id=OccurrenceId(secrets.randbits(_ID_BITS)),
        guild=guild,
        title=_title(wish),
        starts_at=starts_at,
        minutes=_minutes(wish),
        template=wish.template,
        room_kind=wish.room_kind,
        due=starts_at - PREPARED_BEFORE,
        series=series,
        rule_date=rule_date,
        facilitator=wish.facilitator,
        co_facilitator=wish.co_facilitator,
        topic=cut(one_line(wish.topic), LONGEST_EVENING_TOPIC),
        capacity=wish.capacity,
        visible_to=wish.visible_to,
        self_guided=wish.self_guided,
    )


def plan(tx: Tx, series: Series, now: datetime) -> Series:
    """Write down a series' dates of the next 14 days, or its next one; twice is as good as once.

    Dates that passed since it was planned last are noted too: none is lost silently. Gives the
    series as it is kept.
    """
    dated = _to_write_down(tx, series, now)
    write_down(tx, series, dated)
    until = max([rule_date for rule_date, _ in dated], default=series.planned_until)
    if until and (series.planned_until is None or until > series.planned_until):
        series = replace(series, planned_until=until)
        tx.series.put(series)
    return series


def to_plan(tx: Tx) -> tuple[Series, ...]:
    """Give every series but those of servers that have removed the bot."""
    resting = {one.guild for one in tx.departures.all()}
    ours = (one for one in tx.series.all() if tx.ours(one.guild))
    return tuple(one for one in ours if one.guild not in resting)


def plan_all(tx: Tx, listed: Iterable[Series], now: datetime) -> None:
    """Write down the dates of several series."""
    for series in listed:
        plan_again(tx, series, now)


def plan_again(tx: Tx, listed: Series, now: datetime) -> None:
    """Write down the dates of a series as it stands now; it may have changed, or gone."""
    series = tx.series.get(listed.id)
    if series is None:
        return
    plan(tx, series, now)
    if drifted(tx, series, now):
        tell_server(tx, series.guild, "clocks_changed", now, title=series.title)


def drifted(tx: Tx, series: Series, now: datetime) -> tuple[tuple[Occurrence, datetime], ...]:
    """Give planned dates that the zone database of now has start otherwise, and when.

    They keep the instant that people were told, until somebody wants them to follow.
    """
    rows = tx.occurrences.of_series(series.id)
    ahead = [one for one in rows if one.phase is Phase.PLANNED and one.moved_from is None]
    ruled = ((one, start_on(series, one.rule_date)) for one in ahead if one.rule_date)
    return tuple((one, at) for one, at in ruled if at and at > now and at != one.starts_at)


def shared_date(known: Series, wanted: Series) -> datetime | None:
    """Give from when two series share a room; one whose zone nobody knows shares none."""
    try:
        return same_from(known, wanted)
    except NOT_PLANNED:
        return None


def write_down(tx: Tx, series: Series, dated: Iterable[Dated]) -> None:
    """Write down dates of a series as it stands; those that are there already stay as they are."""
    for one in drafted(tx, series, dated):
        tx.occurrences.add(one)


def drafted(tx: Tx, series: Series, dated: Iterable[Dated]) -> Iterator[Occurrence]:
    """Give dates of a series as they would be written down now."""
    wish, off = _wish_of(tx, series), tx.servers.get(series.guild).days_off
    for rule_date, starts_at in dated:
        one = occurrence_of(series.guild, wish, starts_at, (series.id, rule_date))
        why = why_not_held(series, starts_at, off)
        yield not_held(one, why) if why else one


def _to_write_down(tx: Tx, series: Series, now: datetime) -> tuple[Dated, ...]:
    start = now
    if series.planned_until:
        following = datetime.combine(series.planned_until + timedelta(days=1), time.min)
        start = max(to_utc(following, series.timezone), now - LOOKED_BACK)
    coming = between(series, start, now + PLANNED_AHEAD)
    known = {one.rule_date: one for one in tx.occurrences.of_series(series.id)}
    if any(one.starts_at > now and one.phase not in FINAL for one in known.values()):
        return coming or dates(series, now, 1)
    off = tx.servers.get(series.guild).days_off
    further = dates(series, now, LOOKED_THROUGH)
    held = (
        number
        for number, (rule_date, at) in enumerate(further, start=1)
        if rule_date not in known and not why_not_held(series, at, off)
    )
    return coming + further[: next(held, 1)]


def _wish_of(tx: Tx, series: Series) -> Wish:
    """Give what each date of a series is to be; kept by an older version its title may be empty."""
    named = one_line(series.title)
    return Wish(
        named or speaker(tx.servers.get(series.guild).language)("meeting.default_title"),
        series.template,
        series.room_kind,
        series.minutes,
        series.facilitator,
        series.topic,
        series.capacity,
        series.visible_to,
        series.co_facilitator,
        series.self_guided,
    )


def tidy_edit(edit: Edit) -> Edit:
    """Put what somebody wrote in order, as for a new meeting. Raises NoTitle."""
    return replace(
        edit,
        title=None if edit.title is None else _title(Wish(edit.title)),
        topic=None if edit.topic is None else cut(one_line(edit.topic), LONGEST_EVENING_TOPIC),
    )


def _minutes(wish: Wish) -> int:
    """Give how long it takes; one by a template that is gone takes as long as it did."""
    shape = templates.load()[DEFAULT_TEMPLATE]
    return scaled(shape, wish.minutes).total_minutes if wish.minutes else shape.total_minutes


def _title(wish: Wish) -> str:
    title = cut(one_line(wish.title), LONGEST_TITLE)
    if not title:
        raise NoTitle
    return title
