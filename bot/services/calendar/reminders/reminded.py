"""What comes to those who asked or lead: a reminder, or news of the calendar, once or never."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.calendar.news import CalendarNews, NewsKind
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import Reminder, Unreached, says_something, unreached
from bot.domain.calendar.series import Series
from bot.domain.calendar.who_may_see import may_see
from bot.domain.ids import MemberId, MessageId, ReminderId, SeriesId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.person import Actor
from bot.services.calendar.changes.finding import date_of
from bot.services.calendar.reminders.planning_reminders import DueOf, plan_reminder
from bot.services.calendar.reminders.reminders import forget_reminder
from bot.services.calendar.reminders.telling import NewsOf
from bot.services.outbox.handler import PrivateMessage
from bot.services.outbox.reaching import Owners
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import DoorPlace, NewsMessage, ReminderMessage
from bot.services.ports.members import Members, Standing
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx

NEWS_LASTS = timedelta(days=1)
"""So long it is news."""


class _Drawn(NamedTuple):
    """What comes, for whom, and how it waits for them where it can't be sent."""

    reminder: Reminder
    series: Series
    message: ReminderMessage | NewsMessage
    waits: Unreached


@dataclass(frozen=True)
class _ToWhoAsked(PrivateMessage):
    """Writes to one member, for as long as they are on the server."""

    messages: Messages
    members: Members
    owners: Owners
    store: Store
    clock: Clock

    @abstractmethod
    def drawn(self, tx: Tx, entry: OutboxEntry) -> _Drawn | None:
        """Draw what is to come, as things stand; None where nothing is."""

    def given_up(self, tx: Tx, entry: OutboxEntry, now: datetime) -> None:
        """Let it wait for them: nobody knows whether it arrived."""
        found = self.drawn(tx, entry)
        if found is not None:
            _let_wait(tx, found, now)

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Write to them; whoever has left the server hears nothing of it any more."""
        found = await self.store.run(lambda tx: self.drawn(tx, entry))
        if found is None:
            return None
        server = await self.store.run(lambda tx: tx.servers.get(entry.guild))
        member = found.reminder.member
        standing = await self.members.look(server, member)
        if standing is None:
            await self.store.run(lambda tx: forget_whoever_left(tx, found.reminder))
        elif may_see(found.series, acting(member, standing)):
            await self._write(found, entry)
        return None

    async def _write(self, found: _Drawn, entry: OutboxEntry) -> None:
        member = found.reminder.member
        if not await self.messages.whisper(found.message, member, entry.key.nonce):
            now = self.clock.now()
            await self.store.run(lambda tx: _let_wait(tx, found, now))

    def _group(self, tx: Tx, reminder: Reminder) -> str:
        """Give the server's name; in a discreet one nothing is said of it."""
        known = self.owners.owner(reminder.guild)
        is_discreet = tx.servers.get(reminder.guild).discreet
        return known[1] if known and not is_discreet else ""


@dataclass(frozen=True)
class Reminded(_ToWhoAsked):
    """Reminds one member of one date; the next reminder is wanted before that."""

    kind = EntryKind.REMIND
    payload = DueOf

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether it is still asked for, and the date stands as it did."""
        due, found = DueOf.read(entry), _found(tx, entry)
        if found is None or int(found.one.starts_at.timestamp()) != due.starts_at:
            return False
        return says_something(found.reminder, found.one, due.minutes, now)

    def follows(self, tx: Tx, entry: OutboxEntry, now: datetime, *, goes_out: bool) -> None:
        """Want the reminders of the date after it."""
        del goes_out
        reminder = tx.reminders.get(ReminderId(DueOf.read(entry).reminder))
        series = tx.series.get(reminder.series) if reminder else None
        if reminder is not None and series is not None:
            plan_reminder(tx, reminder, series, now)

    def drawn(self, tx: Tx, entry: OutboxEntry) -> _Drawn | None:
        """Draw it: whose meeting, when, and its door once that is open."""
        found = _found(tx, entry)
        if found is None:
            return None
        reminder, one = found.reminder, found.one
        zone = tx.entries.settings(reminder.member).zone or found.series.timezone
        message = ReminderMessage(
            reminder.language,
            reminder.id,
            one.starts_at,
            zone,
            self._group(tx, reminder),
            one.phase is Phase.OPEN,
            door_of(tx, one),
        )
        return _Drawn(reminder, found.series, message, Unreached(one.ends_at, one.starts_at))


@dataclass(frozen=True)
class NewsTold(_ToWhoAsked):
    """Tells one member what has become of a meeting that they lead, or are reminded of."""

    kind = EntryKind.CHANGED
    payload = NewsOf
    order = 1

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether they still want to hear of that meeting, and it is still news."""
        told = NewsOf.read(entry)
        is_old = now.timestamp() - told.made >= NEWS_LASTS.total_seconds()
        return not is_old and not told.news.is_over(now) and _asked(tx, entry) is not None

    def drawn(self, tx: Tx, entry: OutboxEntry) -> _Drawn | None:
        """Draw it."""
        reminder, told = _asked(tx, entry), NewsOf.read(entry)
        series = tx.series.get(reminder.series) if reminder else None
        if reminder is None or series is None:
            return None
        is_over = told.kind == NewsKind.ENDED
        group = self._group(tx, reminder)
        of = None if is_over or not reminder.is_asked else reminder.id
        leads = told.series or _leads(tx, reminder.member, series)
        title = series.title if group and leads else ""
        message = NewsMessage(reminder.language, of, told.news, group, title)
        return _Drawn(reminder, series, message, _waiting(told.news, self.clock.now()))


def _leads(tx: Tx, member: MemberId, series: Series) -> bool:
    """Tell whether somebody is down to lead or to help: in the whole series, or on one date."""
    every: list[Series | Occurrence] = [series, *tx.occurrences.of_series(series.id)]
    return any(member in {one.facilitator, one.co_facilitator} for one in every)


def acting(member: MemberId, standing: Standing) -> Actor:
    """Give somebody as they stand on a server now."""
    part = (standing.leads, standing.manages, standing.roles, standing.manages_events)
    return Actor(member, "", *part)


def forget_whoever_left(tx: Tx, left: Reminder) -> None:
    """Forget all that somebody asked for who is not on the server any more."""
    for one in tx.reminders.of(left.member, [left.guild]):
        forget_reminder(tx, one)


def door_of(tx: Tx, one: Occurrence) -> DoorPlace | None:
    """Give where the door of an open meeting was posted."""
    if one.phase is not Phase.OPEN:
        return None
    posted = tx.outbox.get(Subject.meeting(one.id), EntryKind.DOOR, 0)
    if posted is None or posted.channel is None or posted.message is None:
        return None
    return DoorPlace(one.guild, posted.channel, posted.message)


class _Found(NamedTuple):
    """A reminder, and the date that it is of."""

    reminder: Reminder
    series: Series
    one: Occurrence


def _found(tx: Tx, entry: OutboxEntry) -> _Found | None:
    due = DueOf.read(entry)
    reminder = tx.reminders.get(ReminderId(due.reminder))
    series = tx.series.get(reminder.series) if reminder else None
    if reminder is None or series is None or reminder.member != entry.subject.id:
        return None
    one = date_of(tx, series, due.rule_date)
    return _Found(reminder, series, one) if one else None


def _asked(tx: Tx, entry: OutboxEntry) -> Reminder | None:
    """Give the reminder by which they are told; who leads is told without having asked."""
    told = NewsOf.read(entry)
    if told.series:
        member = MemberId(entry.subject.id)
        mine = tx.reminders.of(member, [entry.guild])
        said = next((one.language for one in mine), tx.servers.get(entry.guild).language)
        return Reminder(entry.guild, member, SeriesId(told.series), (), said)
    reminder = tx.reminders.get(ReminderId(told.reminder))
    return reminder if reminder and reminder.member == entry.subject.id else None


def _waiting(news: CalendarNews, now: datetime) -> Unreached:
    until = max([one for one in (news.at, news.then) if one], default=now + NEWS_LASTS)
    return Unreached(until, news.at, news.kind, news.then)


def _let_wait(tx: Tx, found: _Drawn, now: datetime) -> None:
    asked = found.reminder
    if not asked.is_asked:
        _keep_for_lead(tx, asked, found.waits, now)
        return
    reminder = tx.reminders.get(asked.id)
    if reminder is not None:
        tx.reminders.save(unreached(reminder, found.waits, now))


def _keep_for_lead(tx: Tx, new: Reminder, waits: Unreached, now: datetime) -> None:
    """Let it wait for somebody who leads: beside what they asked for, else by itself."""
    mine = tx.reminders.of(new.member, [new.guild])
    known = next((one for one in mine if one.series == new.series), new)
    kept = unreached(known, waits, now)
    if not kept.is_asked:
        kept = replace(kept, until=max(one.until for one in kept.waiting))
    tx.reminders.put(kept)
