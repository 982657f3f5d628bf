"""Being asked to check in: when a member wants it, put off, paused by itself, stopped."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, MessageId
from bot.domain.journal.schedule import (
    CheckInSchedule,
    ClockChange,
    Due,
    NothingPlannedYet,
    Pause,
    answered,
    asked,
    day_asked_about,
    is_put_off,
    next_clock_change,
    planned_anew,
    snoozed,
    unheard,
    unreachable,
)
from bot.domain.journal.settings import JournalSettings, asked_by, day_beginning_at
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.services.journal.choices import Choices
from bot.services.journal.questions_due import due_next, want, want_next
from bot.services.outbox.handler import PrivateMessage
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Nudge, NudgeKind
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry

TOO_LATE = timedelta(hours=2)
"""So long after its time nobody is asked any more on that day."""
LOOK_AHEAD = timedelta(days=30)
"""So far is told what the clocks do to the time that was chosen."""


class NoZoneSaid(Refusal):
    """A time of day was named before the time zone."""

    key = "refusal.no_zone_said"


class NothingPlanned(Refusal):
    """There is no schedule, or none any more."""

    key = "refusal.nothing_planned"


@dataclass(frozen=True, slots=True)
class When:
    """Whom to ask when, as it was typed: at a time, on days, and when a day begins."""

    at: time
    days: Collection[int]
    day_begins: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule as it stands, and what comes next of it."""

    settings: JournalSettings
    next: Due | None
    change: ClockChange | None = None
    """What the clocks soon do to it."""
    reached: bool | None = None
    """Whether the first private message arrived; None where that is not known."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A question that was put off: until when, and the one after it."""

    until: datetime | None
    next: Due | None


@dataclass(frozen=True, slots=True)
class Nudges:
    """Holds for all servers and private messages alike; kept whatever was chosen."""

    store: Store
    clock: Clock
    messages: Messages
    choices: Choices

    async def planned(self, member: MemberId) -> Planned:
        """Give somebody's schedule. Raises NothingPlannedYet."""
        settings = await self.choices.settings(member)
        if settings.schedule is None:
            raise NothingPlannedYet
        return self._as_planned(settings)

    async def plan(self, member: MemberId, when: When, language: str) -> Planned:
        """Ask from now on, and show at once what that will look like. Raises NoZoneSaid."""

        def rule(settings: JournalSettings) -> JournalSettings:
            if not settings.zone:
                raise NoZoneSaid
            begins = settings.day_begins if when.day_begins is None else when.day_begins
            anew = planned_anew(settings.schedule, when.at, when.days, language)
            return asked_by(day_beginning_at(settings, begins), anew)

        settings = await self.choices.change(member, rule)
        return replace(self._as_planned(settings), reached=await self._greet(member, settings))

    async def stop(self, member: MemberId) -> None:
        """Ask no more. Raises NothingPlanned."""

        def rule(settings: JournalSettings) -> JournalSettings:
            _must_be_planned(settings)
            return asked_by(settings, None)

        await self.choices.change(member, rule)

    async def go_on(self, member: MemberId) -> Planned:
        """Ask again after a pause; or note that a question was seen. Raises NothingPlanned."""
        now = self.clock.now()

        def work(tx: Tx) -> JournalSettings:
            settings = tx.entries.settings(member)
            after = asked_by(settings, answered(_must_be_planned(settings)))
            _settle(tx, member, settings, after, now)
            return after

        return self._as_planned(await run_with_retry(self.store, work))

    async def put_off(self, member: MemberId, day: date) -> PutOff:
        """Ask again in an hour, a few times a day. Raises NothingPlanned."""
        now = self.clock.now()

        def work(tx: Tx) -> PutOff:
            settings = tx.entries.settings(member)
            schedule, due = snoozed(_must_be_planned(settings), day, now)
            following = _settle(tx, member, settings, asked_by(settings, schedule), now)
            if due is not None:
                want(tx, member, due)
            return PutOff(due.at if due else None, following)

        return await run_with_retry(self.store, work)

    def _as_planned(self, settings: JournalSettings) -> Planned:
        now, schedule = self.clock.now(), settings.schedule
        if schedule is None or schedule.pause is not None:
            return Planned(settings, None)
        zone, begins = settings.zone, settings.day_begins
        change = next_clock_change(schedule, zone, begins, now, LOOK_AHEAD)
        return Planned(settings, due_next(settings, now), change)

    async def _greet(self, member: MemberId, settings: JournalSettings) -> bool | None:
        """Show what it will look like; None where Discord does not say whether that arrived."""
        schedule = _must_be_planned(settings)
        today = settings.day_of(self.clock.now())
        first = Nudge(schedule.language, today, NudgeKind.FIRST)
        try:
            return await self.messages.whisper(first, member)
        except Trouble:
            return None


@dataclass(frozen=True)
class CheckInNudge(PrivateMessage):
    """Asks one member, for one of their days, once; the next question is wanted before that."""

    messages: Messages
    store: Store
    clock: Clock

    kind = EntryKind.NUDGE

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether they still want to be asked, and have not answered meanwhile."""
        schedule = tx.entries.settings(MemberId(entry.subject.id)).schedule
        if schedule is None or now - entry.due >= TOO_LATE:
            return False
        if not entry.attempts:
            return schedule.pause is None
        waits = schedule.unanswered > 0 or is_put_off(entry.seq)
        return waits and schedule.asked_on == day_asked_about(entry.seq)

    def follows(self, tx: Tx, entry: OutboxEntry, now: datetime, *, goes_out: bool) -> None:
        """Count it, and want the next one; after too many without an answer there is none."""
        member = MemberId(entry.subject.id)
        settings = tx.entries.settings(member)
        if settings.schedule is None:
            return
        if goes_out:
            counted = asked(settings.schedule, day_asked_about(entry.seq))
            settings = asked_by(settings, counted)
            tx.entries.settle(member, settings, now.date())
        want_next(tx, member, settings, now, taken_up=entry.seq)

    def given_up(self, tx: Tx, entry: OutboxEntry, now: datetime) -> None:
        """Count it no more: a question that may never have come is none that went by."""
        member = MemberId(entry.subject.id)
        settings = tx.entries.settings(member)
        if settings.schedule is not None:
            counted = unheard(settings.schedule, day_asked_about(entry.seq))
            _settle(tx, member, settings, asked_by(settings, counted), now)

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Ask; where Discord lets no message through it rests until they say so."""
        member = MemberId(entry.subject.id)
        settings = await self.store.run(lambda tx: tx.entries.settings(member))
        if settings.schedule is None:
            return None
        reached = await self.messages.whisper(
            _drawn(entry, settings.schedule), member, entry.key.nonce
        )
        if not reached:
            await self.store.run(lambda tx: _rest(tx, member, self.clock.now()))
        return None


def _drawn(entry: OutboxEntry, schedule: CheckInSchedule) -> Nudge:
    kind = NudgeKind.AGAIN if is_put_off(entry.seq) else NudgeKind.ASKED
    if schedule.pause is Pause.UNANSWERED:
        kind = NudgeKind.LAST
    return Nudge(schedule.language, day_asked_about(entry.seq), kind)


def _settle(
    tx: Tx, member: MemberId, before: JournalSettings, after: JournalSettings, now: datetime
) -> Due | None:
    if after != before:
        tx.entries.settle(member, after, now.date())
    return want_next(tx, member, after, now)


def _rest(tx: Tx, member: MemberId, now: datetime) -> None:
    settings = tx.entries.settings(member)
    if settings.schedule is not None:
        resting = asked_by(settings, unreachable(settings.schedule))
        _settle(tx, member, settings, resting, now)


def _must_be_planned(settings: JournalSettings) -> CheckInSchedule:
    if settings.schedule is None:
        raise NothingPlanned
    return settings.schedule
