"""Which other meeting of a server would run at the same time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.calendar.series import Series, between, dates
from bot.domain.errors import Refusal
from bot.services.calendar import planning
from bot.services.ports.store import Tx

Span = tuple[datetime, datetime]
"""From when until when (aware UTC)."""
LOOKED_AT = 8
"""So many dates of a new series are looked at."""
_WORTH_ASKING = timedelta(minutes=5)
"""Two that share less go after one another."""
_NOT_HELD = FINAL | {Phase.ENDED, Phase.DELETED}


@dataclass(frozen=True, slots=True)
class MeetingBeside:
    """Another meeting of the server, with the first of its dates that meets at the same time."""

    title: str
    at: datetime
    until: datetime
    own: Span
    """When the meeting takes place beside which it runs."""


class MeetsBeside(Refusal):
    """Another meeting takes place at the time of the one that is to be planned."""

    key = "refusal.meets_beside"

    def __init__(self, other: MeetingBeside, **facts: str | int) -> None:
        super().__init__(**facts)
        self.other = other


def spans(dated: Sequence[Occurrence]) -> list[Span]:
    """Give when some dates of a series take up the group's time."""
    return [(one.starts_at, one.ends_at) for one in dated if one.phase not in _NOT_HELD]


def beside(tx: Tx, series: Series, wanted: Sequence[Span]) -> MeetingBeside | None:
    """Give the first other meeting that takes place within one of some spans; None for none."""
    if not wanted:
        return None
    start, end = min(since for since, _ in wanted), max(until for _, until in wanted)
    others = [one for one in _others(tx, series, start, end) if one.phase not in _NOT_HELD]
    found = (
        MeetingBeside(one.title, one.starts_at, one.ends_at, (since, until))
        for one in others
        for since, until in wanted
        if min(one.ends_at, until) - max(one.starts_at, since) >= _WORTH_ASKING
    )
    return min(found, key=lambda one: one.at, default=None)


def must_meet_alone(tx: Tx, series: Series, now: datetime, *, sure: bool) -> None:
    """Raise MeetsBeside where a new series meets at the time of another, and nobody is sure."""
    if sure:
        return
    dated = planning.drafted(tx, series, dates(series, now, LOOKED_AT))
    other = beside(tx, series, spans(tuple(dated)))
    if other is not None:
        raise MeetsBeside(other, title=other.title, at=int(other.at.timestamp()))


def _others(tx: Tx, series: Series, start: datetime, end: datetime) -> Iterator[Occurrence]:
    """Give every date near a span that is written down, and those that rules give besides."""
    rows = [one for one in tx.occurrences.of(series.guild) if one.series != series.id]
    yield from rows
    known = {(one.series, one.rule_date) for one in rows}
    for other in tx.series.of(series.guild):
        if other.id == series.id or other.ended:
            continue
        try:
            dated = between(other, start - timedelta(minutes=other.minutes), end)
            ahead = [one for one in dated if (other.id, one[0]) not in known]
            yield from tuple(planning.drafted(tx, other, ahead))
        except planning.NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead
