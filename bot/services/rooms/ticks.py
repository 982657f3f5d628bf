"""The reconciliation loop: each tick starts the work that is due by what the database says.

See docs/architecture.md#a-meeting-time.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import Subject, SubjectKind
from bot.domain.rooms import opening
from bot.domain.server.server import Server
from bot.services.calendar.announced.standing_weeks import StandingWeeks
from bot.services.calendar.occurrences import look_now, update_if_unchanged
from bot.services.meeting.facilitating.wanted import want_yes
from bot.services.outbox.relay import OutboxRelay
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry
from bot.services.rooms.closing import Closings
from bot.services.rooms.in_turn.due_work import DueWork, with_server
from bot.services.rooms.in_turn.letting_go import LettingGo
from bot.services.rooms.in_turn.resuming import Resuming
from bot.services.rooms.occupants import on_time
from bot.services.rooms.opening import RoomOpening
from bot.services.rooms.work_in_progress import (
    SOON,
    WHILE_BUSY,
    KnownFaults,
    WorkInProgress,
)
from bot.services.server.departures import Departures

AFTER_A_FAULT = timedelta(seconds=30)


class Ticks:
    """Starts at each tick whatever is due; each subject is worked on by one task at a time."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        alarm: Alarm,
        relay: OutboxRelay,
        rooms: RoomOpening,
        closings: Closings,
        departures: Departures,
        weeks: StandingWeeks,
    ) -> None:
        self._store, self._clock, self._alarm = store, clock, alarm
        self._meetings, self._relay = closings.meetings, relay
        self._rooms, self._closings = rooms, closings
        self._departures, self._weeks = departures, weeks
        self._admissions = closings.keeping.admissions
        self._working = WorkInProgress(self._carry_out, clock, alarm)
        self._faults, self._due = KnownFaults(), DueWork()
        self._resuming = Resuming(store, clock, closings, self._faults)
        known = self._meetings, weeks, departures
        self.letting_go = LettingGo(store, self._working, self._faults, *known)
        self._to_resume = False
        self._forget_at: datetime | None = None

    async def tick(self) -> datetime | None:
        """Start whatever is due and say when something is due next."""
        now = self._clock.now()
        if self._to_resume:
            await self.resume()
        for meeting in self._meetings.changing():
            about = Subject.meeting(meeting)
            by_time = partial(on_time, self._meetings, self._closings.rooms, meeting, now)
            await self._faults.guarded(by_time, "on_time", about)
        busy = self._working.busy
        subjects, next_due = await self._store.run(lambda tx: self._due.read(tx, now, busy))
        for subject in (*map(Subject.meeting, self._admissions.due()), *subjects):
            self._working.start(subject)
        if self._forget_at is not None and now >= self._forget_at:
            self._forget_at = (
                None
                if await self._faults.guarded(self.purge_departed_guilds)
                else now + AFTER_A_FAULT
            )
        # Whatever makes something due sooner meanwhile says so to the alarm.
        instants = next_due, self._meetings.next_change(), self._admissions.next_due()
        following = min((at for at in instants if at), default=None)
        return following and max(following, now + (SOON if self._due.is_more else WHILE_BUSY))

    async def draw_cards(self) -> None:
        """Begin to redraw every card, before the servers are known."""
        await self._resuming.draw_cards()

    @property
    def drawn(self) -> frozenset[OccurrenceId]:
        """Name the meetings whose cards were redrawn before the servers were known."""
        return self._resuming.drawn

    async def resume(self) -> None:
        """After a start: look at what was open and redraw every card; else the next tick does."""
        self._to_resume = not await self._faults.guarded(self._resuming.look_at_all)
        self._alarm.by(self._clock.now())

    def resume_soon(self) -> None:
        """Look at everything again now: what happened meanwhile could not be written down."""
        self._to_resume = True
        self._alarm.by(self._clock.now())

    async def look(self, meeting: OccurrenceId) -> None:
        """Look at one meeting now, because something happened to its room."""
        now = self._clock.now()
        await run_with_retry(self._store, lambda tx: look_now(tx, meeting, now))
        self._alarm.by(now)

    async def rights_changed(self, guild: GuildId, unnamed: OccurrenceId | None = None) -> None:
        """Look who sees the rooms that are open; a room that was `unnamed` lets in its people."""
        if unnamed is not None:
            self._admissions.want(unnamed)
            await self.look(unnamed)
        self._closings.keeping.ask_again()
        for meeting in await self._closings.doors.doubtful(guild):
            await self.look(meeting)

    async def server_left(self, guild: GuildId) -> None:
        """The bot was removed from a server: all work for it stops.

        Where the database is in the way, a later tick does it.
        """
        self._departures.record_removal(guild)
        if not await self._faults.guarded(partial(self.letting_go.leave, guild)):
            self._forget_at = self._clock.now() + AFTER_A_FAULT
            self._alarm.by(self._forget_at)

    async def purge_departed_guilds(self) -> None:
        """Find out which servers removed the bot, or took it in again, while nobody told us."""
        # First those that left before: one that is found gone just now is not asked for again.
        await self._departures.look_for_returned()
        for guild in await self._departures.due():
            await self.letting_go.leave(guild)
        await self._departures.forget_over()

    async def unblock(self, guild: GuildId) -> None:
        """Try blocked rooms of a server again: a channel, a role or a setting has changed."""

        def work(tx: Tx) -> int:
            stuck = tx.occurrences.of(guild, {Phase.BLOCKED})
            for occurrence in stuck:
                tx.occurrences.save(replace(occurrence, due=self._clock.now()))
            return len(stuck)

        if await run_with_retry(self._store, work):
            self._alarm.by(self._clock.now())

    def stop(self) -> None:
        """Let go of whatever is under way, as a crash would: the next start takes it up again."""
        self._working.cancel(lambda _: True)

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        await self._working.idle()

    async def _carry_out(self, subject: Subject) -> bool:
        saved = True
        if subject.kind is SubjectKind.MEETING:
            saved = await self._work_on(OccurrenceId(subject.id), subject)
        deliver = partial(self._relay.deliver_due, subject)
        saved &= await self._faults.guarded(deliver, "deliver", subject)
        if subject.kind is SubjectKind.MEETING:
            follow = partial(self._weeks.follow, OccurrenceId(subject.id))
            await self._faults.guarded(follow, "week", subject)
        return saved

    async def _work_on(self, meeting: OccurrenceId, subject: Subject) -> bool:
        saved = True
        admit = partial(self._admissions.carry_out, meeting)
        await self._faults.guarded(admit, "admit", subject)
        if not await self._faults.guarded(partial(self._step, meeting), "step", subject):
            saved = await self._faults.guarded(lambda: self._put_off(meeting))
        for handler in self._relay.handlers.stepwise:
            saved &= await self._faults.guarded(
                partial(handler.carry_out, subject), handler.kind, subject
            )
        return saved

    async def _step(self, meeting: OccurrenceId) -> None:
        found = await self._store.run(lambda tx: with_server(tx, meeting))
        now = self._clock.now()
        if found is None:
            return
        occurrence, server = found
        early = self._due.is_early(occurrence, now)
        if occurrence.due > now and not early:
            return
        match opening.step(occurrence, now, early=early):
            case opening.Step.WAIT:
                await self._wait(occurrence)
            case opening.Step.OPEN | opening.Step.LOOK as step:
                await self._open(occurrence, server, step)
            case opening.Step.MISS:
                await self._closings.miss(occurrence)
            case opening.Step.WATCH:
                await self._rooms.sweep(occurrence)
                await self._closings.watch(occurrence)
            case opening.Step.WAIT_FOR_LAST:
                await self._closings.wait_for_last_to_leave(occurrence)

    async def _open(self, occurrence: Occurrence, server: Server, step: opening.Step) -> None:
        ask = self._rooms.open if step is opening.Step.OPEN else self._rooms.look
        if await ask(occurrence, server):
            await self._closings.opened(occurrence)

    async def _wait(self, seen: Occurrence) -> None:
        """Wait for the doors; half an hour before the start, want whoever is to lead asked.

        What is missing is told before that step is written down: a death in between tells it again,
        which is once.
        """
        now = self._clock.now()
        if now >= seen.prepared_at:
            await self._closings.preflight.look(seen)

        def work(tx: Tx) -> None:
            waits = update_if_unchanged(
                tx, seen, lambda current: replace(current, due=opening.waits_until(current, now))
            )
            if waits is not None and now >= waits.prepared_at:
                want_yes(tx, waits)

        await self._store.run(work)

    async def _put_off(self, meeting: OccurrenceId) -> None:
        def work(tx: Tx) -> None:
            occurrence = tx.occurrences.get(meeting)
            if occurrence:
                later = replace(occurrence, due=self._clock.now() + AFTER_A_FAULT)
                tx.occurrences.save(later)

        await run_with_retry(self._store, work)

    async def prune(self) -> None:
        """Delete every row whose time is over; of what is over no fault is known any more."""
        now = self._clock.now()
        await self._store.run(lambda tx: tx.registry.prune(now))
        running = await self._store.run(lambda tx: tx.occurrences.live())
        subjects = {Subject.meeting(one.id) for one in running}
        self._faults.forget(lambda one: one not in subjects)
