"""Plan series: from a wish to its rule, and to the occurrences stored ahead, each date once."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.content import templates
from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Dated, Series, between, dates, same_from
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, OccurrenceId, SeriesId
from bot.domain.language.folding import cut, one_line
from bot.domain.template import scaled
from bot.domain.zones import to_utc
from bot.services.ports.store import Tx
from bot.text.catalog import speaker

PLANNED_AHEAD = timedelta(days=14)
LOOKED_BACK = timedelta(days=90)
"""Dates that passed while the bot was away are noted as missed, so far back."""
LONGEST_TITLE = 60
"""Characters of a meeting's title; the room's name holds it and two words more."""
LONGEST_EVENING_TOPIC = 120
NOT_PLANNED = (LookupError, ValueError, OverflowError, Refusal)
"""What comes of a zone, an evening or a length that this version or this machine does not know."""
_ID_BITS = 40


class NoTitle(Refusal):
    """The meeting has no title."""

    key = "refusal.no_title"


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting as somebody asks for it; `minutes` None is the template's own length."""

    title: str
    template: str = "standard-60"
    room_kind: RoomKind = RoomKind.VOICE
    minutes: int | None = None
    facilitator: MemberId | None = None
    topic: str = ""


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
        topic=cut(one_line(wish.topic), LONGEST_EVENING_TOPIC),
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
        due=starts_at - DOORS_BEFORE,
        series=series,
        rule_date=rule_date,
        facilitator=wish.facilitator,
        topic=cut(one_line(wish.topic), LONGEST_EVENING_TOPIC),
    )


def plan(tx: Tx, series: Series, now: datetime) -> Series:
    """Write down a series' dates of the next 14 days, or its next one; twice is as good as once.

    Dates that passed since it was planned last are noted too: none is lost silently. Gives the
    series as it is kept.
    """
    dated = _to_write_down(series, now)
    wish = _wish_of(tx, series)
    for rule_date, starts_at in dated:
        tx.occurrences.add(occurrence_of(series.guild, wish, starts_at, (series.id, rule_date)))
    until = max([rule_date for rule_date, _ in dated], default=series.planned_until)
    if until and (series.planned_until is None or until > series.planned_until):
        series = replace(series, planned_until=until)
        tx.series.put(series)
    return series


def to_plan(tx: Tx) -> tuple[Series, ...]:
    """Give every series but those of servers that have removed the bot."""
    resting = {one.guild for one in tx.departures.all()}
    return tuple(one for one in tx.series.all() if one.guild not in resting)


def plan_all(tx: Tx, listed: Iterable[Series], now: datetime) -> None:
    """Write down the dates of several series."""
    for series in listed:
        plan_again(tx, series, now)


def plan_again(tx: Tx, listed: Series, now: datetime) -> None:
    """Write down the dates of a series as it stands now; it may have changed, or gone."""
    series = tx.series.get(listed.id)
    if series is not None:
        plan(tx, series, now)


def shared_date(known: Series, wanted: Series) -> datetime | None:
    """Give from when two series share a room; one whose zone nobody knows shares none."""
    try:
        return same_from(known, wanted)
    except NOT_PLANNED:
        return None


def _to_write_down(series: Series, now: datetime) -> tuple[Dated, ...]:
    start = now
    if series.planned_until:
        following = datetime.combine(series.planned_until + timedelta(days=1), time.min)
        start = max(to_utc(following, series.timezone), now - LOOKED_BACK)
    return between(series, start, now + PLANNED_AHEAD) or dates(series, now, 1)


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
    )


def _minutes(wish: Wish) -> int:
    shape = templates.load()[wish.template]
    return scaled(shape, wish.minutes).total_minutes if wish.minutes else shape.total_minutes


def _title(wish: Wish) -> str:
    title = cut(one_line(wish.title), LONGEST_TITLE)
    if not title:
        raise NoTitle
    return title
