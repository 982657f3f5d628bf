"""A change as it is asked about, made and asked about again, in one transaction each."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar.change import ASKED_FOR, CalendarChange, ChangeKind, applied, differing
from bot.domain.calendar.edited import Edit, edited
from bot.domain.calendar.exceptions import DateStanding, standing_of
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.series import OF_THE_RULE, Series, with_era
from bot.domain.ids import ChangeId, GuildId, MemberId
from bot.services.calendar.beside import MeetingBeside, beside, spans
from bot.services.calendar.changes import one_date, whole_series
from bot.services.calendar.changes.finding import coming_dates, date_meant
from bot.services.calendar.changes.refusals import ChangeGone, EditSaysNothing, NothingToChange
from bot.services.calendar.doubles import must_be_another
from bot.services.calendar.reminders.telling import telling
from bot.services.ports.store import Tx

_ID_BITS = 40
_OF_THE_TIME = OF_THE_RULE | {"minutes"}


@dataclass(frozen=True, slots=True)
class MeetingMeant:
    """The meeting that somebody means: a series, or the one date of it that was chosen."""

    series: Series
    rule_date: date | None = None
    start: datetime | None = None
    """When that date starts, or the next one, as it stands now: on the clock of the series."""

    @property
    def day(self) -> date | None:
        """The day of that date."""
        return self.start.date() if self.start else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change, or has changed: the question and its answer are drawn from it."""

    change: CalendarChange
    series: Series
    minutes: int
    """How long a meeting takes."""
    coming: tuple[Occurrence, ...]
    """The next dates as they stand before it."""
    then: tuple[Occurrence, ...] = ()
    """The next dates as they stand after it, where it is about a whole series."""
    by_hand: tuple[Occurrence, ...] = ()
    """Every later date that somebody has moved or skipped."""
    beside: MeetingBeside | None = None
    """Another meeting that would run at the same time, where another time is asked about."""
    has_changed: bool = False
    """Whether it is asked again, because somebody else was quicker."""

    @property
    def no_longer(self) -> list[Occurrence]:
        """Give the dates that take place now, and would not any more."""
        held = {one.rule_date for one in self.then if one.phase is not Phase.CANCELLED}
        latest = max((one.starts_at for one in self.then), default=None)
        return [
            one
            for one in self.coming
            if one.phase is not Phase.CANCELLED
            and one.rule_date not in held
            and (latest is None or one.starts_at <= latest)
        ]


def ask_date(
    tx: Tx,
    meant: MeetingMeant,
    kind: ChangeKind,
    wanted: Callable[[Occurrence], DateStanding],
    now: datetime,
) -> Outlook:
    """Ask about one date: the one that was chosen, or the next.

    Raises NoDateLeft, and the refusals of `must_be_ahead`.
    """
    series = meant.series
    one = date_meant(tx, series, meant.rule_date, now)
    one_date.must_be_ahead(one, now)
    change = CalendarChange(
        id=ChangeId(secrets.randbits(_ID_BITS)),
        guild=series.guild,
        series=series.id,
        kind=kind,
        rule_date=one.rule_date or meant.series.first.date(),
        until=now + ASKED_FOR,
        date_before=standing_of(one),
        date_after=wanted(one),
    )
    tx.changes.put(change)
    outlook = Outlook(change, series, one.minutes, coming_dates(tx, series, now))
    return replace(outlook, beside=_beside(tx, outlook))


def ask_edit(tx: Tx, meant: MeetingMeant, edit: Edit, now: datetime) -> Outlook:
    """Ask about a series from one date on: the one that was chosen, or the next.

    Raises EditSaysNothing, NoDateLeft, NothingToChange, PlannedAlready, the refusals of
    `must_be_ahead` and `edited`.
    """
    if edit == Edit():
        raise EditSaysNothing
    series = meant.series
    one = date_meant(tx, series, meant.rule_date, now)
    one_date.must_be_ahead(one, now)
    since = one.rule_date or series.first.date()
    after = edited(series, since, edit, now, tx.servers.get(series.guild).language)
    must_be_another(tx, after)
    since = min(since, after.first.date()) if after.first != series.first else since
    return ask_series(tx, ChangeKind.EDIT, series, after, since, now)


def ask_series(
    tx: Tx, kind: ChangeKind, before: Series, after: Series, since: date, now: datetime
) -> Outlook:
    """Ask about a whole series, from a date of its rule on.

    Raises NothingToChange, DateOver, DateOpen.
    """
    if not differing(before, after):
        raise NothingToChange
    after = with_era(before, after, since)
    change = CalendarChange(
        id=ChangeId(secrets.randbits(_ID_BITS)),
        guild=before.guild,
        series=before.id,
        kind=kind,
        rule_date=since,
        until=now + ASKED_FOR,
        before=before,
        after=after,
    )
    tx.changes.put(change)
    outlook = _outlook(tx, change, before, now)
    _must_be_in_time(outlook, now)
    return replace(outlook, beside=_beside(tx, outlook))


def _beside(tx: Tx, outlook: Outlook) -> MeetingBeside | None:
    """Look what else meets at the times that a change brings."""
    change, series = outlook.change, outlook.series
    to = change.date_after
    if change.kind is ChangeKind.MOVE and to is not None:
        return beside(
            tx, series, [(to.starts_at, to.starts_at + timedelta(minutes=outlook.minutes))]
        )
    if change.kind is not ChangeKind.EDIT or change.before is None or change.after is None:
        return None
    is_at_another_time = _OF_THE_TIME & differing(change.before, change.after).keys()
    return beside(tx, series, spans(outlook.then)) if is_at_another_time else None


def waiting(
    tx: Tx, guild: GuildId, change: ChangeId, now: datetime
) -> tuple[CalendarChange, Series]:
    """Give a change that was asked about and waits for its answer. Raises ChangeGone."""
    asked = tx.changes.get(change)
    if asked is None or asked.guild != guild or asked.made_at is not None:
        raise ChangeGone
    series = tx.series.get(asked.series)
    if series is None or asked.until is None or asked.until <= now:
        raise ChangeGone
    return asked, series


def make(tx: Tx, change: CalendarChange, series: Series, by: MemberId, now: datetime) -> Outlook:
    """Make a change; where the date or series is another by now, ask again about it.

    Raises the refusals of whatever is in the way by now.
    """
    outlook = _outlook(tx, change, series, now)
    _must_be_in_time(outlook, now)
    kind = one_date if change.is_of_one_date else whole_series
    with telling(tx, series.id, now, by):
        is_made = kind.make(tx, series, change, now)
    if not is_made:
        return _again(tx, change, series, now)
    made = replace(change, made_at=now, until=_undone_until(outlook, now))
    tx.changes.put(made)
    return replace(outlook, change=made)


def _must_be_in_time(outlook: Outlook, now: datetime) -> None:
    """Refuse to cancel a meeting that comes once and has its room: nothing is left to cancel.

    Raises DateOver, DateOpen.
    """
    if outlook.change.kind is ChangeKind.CANCEL and outlook.series.repeat.is_once:
        for one in (one for one in outlook.coming if one.phase is not Phase.CANCELLED):
            one_date.must_be_ahead(one, now)


def _undone_until(outlook: Outlook, now: datetime) -> datetime | None:
    if outlook.change.is_of_one_date:
        return one_date.undone_until(outlook.change)
    both = sorted((*outlook.coming, *outlook.then), key=lambda one: one.starts_at)
    return whole_series.undone_until(outlook.change, both, now)


def _again(tx: Tx, change: CalendarChange, series: Series, now: datetime) -> Outlook:
    if change.is_of_one_date:
        one = date_meant(tx, series, change.rule_date, now)
        one_date.must_be_ahead(one, now)
        anew = replace(change, date_before=standing_of(one), until=now + ASKED_FOR)
        if anew.date_after and not anew.date_after.reason:
            one_date.moved_to(tx, one, anew.date_after.starts_at, now)
        elif anew.date_after:
            anew = replace(anew, date_after=one_date.skipped(one))
    else:
        after = applied(change, series)
        anew = replace(change, before=series, after=after, until=now + ASKED_FOR)
    tx.changes.put(anew)
    return replace(_outlook(tx, anew, series, now), has_changed=True)


def _outlook(tx: Tx, change: CalendarChange, series: Series, now: datetime) -> Outlook:
    coming = coming_dates(tx, series, now)
    minutes = next((one.minutes for one in coming if one.rule_date == change.rule_date), None)
    if change.after is None:
        return Outlook(change, series, minutes or series.minutes, coming)
    then = whole_series.foreseen(tx, series, change.after, change.rule_date, now)
    by_hand = whole_series.by_hand(tx, series, change.rule_date, now)
    return Outlook(change, series, change.after.minutes, coming, then, by_hand)
