"""Use cases around reminders: asked for, changed and taken back by whoever they are for."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.reminder import USUAL, DueReminder, Reminder, leads_of, takes_place
from bot.domain.calendar.series import Series, dates
from bot.domain.calendar.who_may_see import may_see
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, OccurrenceId, ReminderId
from bot.domain.person import Actor
from bot.services.calendar.changes.finding import date_of, shown_title
from bot.services.calendar.reminders.planning_reminders import (
    call_off_reminder,
    dates_of,
    plan_reminder,
    plan_series,
)
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry
from bot.services.server.resting import must_not_rest


class MeetingGone(Refusal):
    """No meeting of this server is meant by that button any more."""

    key = "refusal.meeting_gone"


class NothingToRemind(Refusal):
    """No date of it comes any more. Fact: `title`."""

    key = "refusal.nothing_to_remind"


class NoReminder(Refusal):
    """There is no such reminder, or none any more."""

    key = "refusal.no_reminder"


@dataclass(frozen=True, slots=True)
class ReminderAsked:
    """A reminder that somebody asks for: of what, how long before, in which language.

    Without `leads` it stays as it was, or is the usual.
    """

    of: ChosenMeeting
    language: str
    leads: tuple[int, ...] = ()
    keeps: bool = False
    """Where they are reminded of the series already, that stays and is shown."""


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A reminder as its owner sees it."""

    reminder: Reminder
    title: str
    is_of_one_date: bool
    """Whether it is about one date alone, or the meeting takes place once."""
    next: Occurrence | None
    """The next date that it is about."""
    due: tuple[DueReminder, ...]
    """What comes of it next."""

    @property
    def is_too_soon(self) -> bool:
        """Tell whether the next date starts sooner than any reminder of it could come."""
        day = self.next.rule_date if self.next else None
        return day is not None and all(one.one.rule_date != day for one in self.due)


@dataclass(frozen=True, slots=True)
class Reminders:
    """What members asked to be reminded of."""

    store: Store
    clock: Clock
    alarm: Alarm

    async def series_of(self, guild: GuildId, meeting: OccurrenceId) -> ChosenMeeting:
        """Give the series that a meeting is of. Raises MeetingGone."""
        one = await self.store.run(lambda tx: tx.occurrences.get(meeting))
        if one is None or one.guild != guild or one.series is None:
            raise MeetingGone
        return ChosenMeeting(one.series)

    async def ask(self, guild: GuildId, by: Actor, asked: ReminderAsked) -> ShownReminder:
        """Remind somebody from now on; asked for once more it is the same reminder.

        Of every date, it takes the place of those of single dates, and the other way round.
        Raises MeetingGone, NothingToRemind, LeadOutOfRange.
        """
        now = self.clock.now()

        def work(tx: Tx) -> ShownReminder:
            series = must_find(tx, guild, by, asked.of)
            title = shown_title(tx, series, by)
            _must_come(tx, series, asked.of, title, now)
            wanted = _wanted(tx, guild, by.id, asked)
            reminder = tx.reminders.put(wanted)
            due = plan_reminder(tx, reminder, series, now)
            coming = dates_of(tx, reminder, series, now)
            ahead = (one for one in coming if takes_place(one) and one.starts_at > now)
            alone = reminder.rule_date is not None or series.repeat.is_once
            return ShownReminder(reminder, title, alone, next(ahead, None), due)

        shown = await run_with_retry(self.store, work)
        self.alarm.by(min((one.at for one in shown.due), default=now))
        return shown

    async def stop(self, member: MemberId, reminder: ReminderId) -> None:
        """Remind somebody no more, from anywhere. Raises NoReminder."""

        def work(tx: Tx) -> None:
            found = tx.reminders.get(reminder)
            if found is None or found.member != member:
                raise NoReminder
            forget_reminder(tx, found)

        await run_with_retry(self.store, work)

    async def plan_ahead(self) -> None:
        """Want the next reminders of every series: dates were written down, pauses ended."""
        now = self.clock.now()
        for series in await self.store.run(lambda tx: tx.reminders.series()):
            await self.store.run(partial(plan_series, series=series, now=now))


def must_find(tx: Tx, guild: GuildId, by: Actor, of: ChosenMeeting) -> Series:
    """Give the series that somebody wants to be reminded of, where they may know of it.

    Raises MeetingGone.
    """
    must_not_rest(tx, guild)
    series = tx.series.get(of.series)
    if series is None or series.guild != guild or not may_see(series, by):
        raise MeetingGone
    return series


def forget_reminder(tx: Tx, reminder: Reminder) -> None:
    """Forget one, and send nothing of it any more."""
    call_off_reminder(tx, reminder)
    tx.reminders.remove(reminder.id)


def _must_come(tx: Tx, series: Series, of: ChosenMeeting, title: str, now: datetime) -> None:
    if of.rule_date is not None:
        one = date_of(tx, series, of.rule_date)
        comes = one is not None and takes_place(one) and one.starts_at > now
    else:
        rows = tx.occurrences.of_series(series.id)
        comes = any(takes_place(one) and one.starts_at > now for one in rows)
        comes = comes or bool(dates(series, now, 1))
    if not comes:
        raise NothingToRemind(title=title)


def _wanted(tx: Tx, guild: GuildId, member: MemberId, asked: ReminderAsked) -> Reminder:
    """Give the reminder as it is asked for; those whose place it takes are forgotten."""
    of = asked.of
    mine = [one for one in tx.reminders.of(member, [guild]) if one.series == of.series]
    kept = next((one for one in mine if one.is_asked), None)
    if asked.keeps and kept:
        return replace(kept, language=asked.language)
    same = [one for one in mine if one.rule_date == of.rule_date]
    others = [one for one in mine if (one.rule_date is None) != (of.rule_date is None)]
    known = next(iter([*same, *others]), Reminder(guild, member, of.series))
    for one in others:
        forget_reminder(tx, one)
    leads = leads_of(asked.leads) if asked.leads else known.leads or USUAL
    return replace(known, leads=leads, language=asked.language, rule_date=of.rule_date, until=None)
