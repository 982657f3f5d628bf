"""The next reminders of everybody who asked: wanted, and called off as dates change."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.reminder import DueReminder, Reminder, next_due
from bot.domain.calendar.series import Series, dates
from bot.domain.ids import ReminderId, SeriesId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.calendar.changes.finding import coming_dates, date_of
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.outbox.called_off import call_off
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class DueOf(Payload):
    """Which reminder an entry is of, for which date as it stood, and how long before."""

    reminder: int
    day: str
    """The date of the rule."""
    starts_at: int
    minutes: int

    @property
    def rule_date(self) -> date:
        """The date of the rule."""
        return date.fromisoformat(self.day)


def about(reminder: Reminder) -> Subject:
    """Name for whom it is."""
    return Subject.member(reminder.guild, reminder.member)


def plan_series(tx: Tx, series: SeriesId, now: datetime) -> None:
    """Want the next reminders of a series as it stands now; twice is as good as once."""
    found = tx.series.get(series)
    if found is None or tx.departures.get(found.guild):
        return  # a server that removed the bot: all rests
    for one in tx.reminders.of_series(series):
        try:
            plan_reminder(tx, one, found, now)
        except NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead


def plan_reminder(
    tx: Tx, reminder: Reminder, series: Series, now: datetime
) -> tuple[DueReminder, ...]:
    """Want the next reminders that somebody asked for, and no others that are to come.

    What is due already is left to whoever delivers it; what was sent is not sent again.
    """
    due = next_due(reminder, dates_of(tx, reminder, series, now), now)
    wanted = {one.number(reminder.id): one for one in due}

    def stays(entry: OutboxEntry) -> bool:
        is_another = DueOf.read(entry).reminder != reminder.id
        return is_another or entry.seq in wanted or entry.due <= now or entry.attempts > 0

    call_off(tx, about(reminder), EntryKind.REMIND, stays)
    for seq, one in wanted.items():
        tx.outbox.want(_entry(reminder, one, seq))
    until = _kept_until(tx, reminder, series, now)
    if until != reminder.until:
        tx.reminders.save(replace(reminder, until=until))
    return due


def call_off_reminder(tx: Tx, reminder: Reminder) -> None:
    """Send nothing of it any more."""
    call_off(
        tx,
        about(reminder),
        EntryKind.REMIND,
        lambda entry: ReminderId(DueOf.read(entry).reminder) != reminder.id,
    )


def dates_of(tx: Tx, reminder: Reminder, series: Series, now: datetime) -> tuple[Occurrence, ...]:
    """Give the dates that it is about, as they stand."""
    if reminder.rule_date is None:
        return coming_dates(tx, series, now)
    one = date_of(tx, series, reminder.rule_date)
    return (one,) if one else ()


def _entry(reminder: Reminder, due: DueReminder, seq: int) -> OutboxEntry:
    day = due.one.rule_date.isoformat() if due.one.rule_date else ""
    what = DueOf(reminder.id, day, int(due.one.starts_at.timestamp()), due.minutes)
    kind = EntryKind.REMIND
    return OutboxEntry(about(reminder), reminder.guild, kind, seq, due.at, what.written())


def _kept_until(tx: Tx, reminder: Reminder, series: Series, now: datetime) -> datetime | None:
    """Say until when it is kept: None while dates come, or may come back."""
    if not reminder.is_asked:
        return reminder.until
    if reminder.rule_date is not None:
        one = date_of(tx, series, reminder.rule_date)
        return one.ends_at if one else reminder.until or now
    if dates(series, now, 1):
        return None
    ahead = [one.ends_at for one in tx.occurrences.of_series(series.id) if one.ends_at > now]
    undone = [one.until for one in tx.changes.made(series.id) if one.until and one.until > now]
    return max([*ahead, *undone], default=reminder.until or now)
