"""Moving to a new room: asked for once, found again after a crash.

Each move is an entry that outlives the process. It carries the code of the new room from before
Discord is asked, so that a room whose answer was lost is looked for and not made twice; until it is
done the meeting stays where it is.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.person import Actor
from bot.domain.rooms import moving, opening
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.meeting.cards_posted import OldCard
from bot.services.meeting.first_evening import new_code
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.outbox.handler import Stepwise
from bot.services.outbox.notices import MOVED, Note, tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Trouble
from bot.services.retry import run_with_retry
from bot.services.rooms.new_rooms import close_at_first, create_room, nobody

MOST_TRIES = 3
"""So often Discord is asked for the new room."""
LEFT_NOTE = -10
"""The number of that note: this, less one for each move."""


class NoNewRoom(Refusal):
    """Something on the server is in the way of another room."""

    key = "refusal.no_new_room"


@dataclass(frozen=True, slots=True)
class Moving(Stepwise):
    """Brings a meeting into another room, at every tick as far as it goes."""

    kind = EntryKind.MOVE
    order = -3
    store: Store
    clock: Clock
    rooms: Rooms
    meetings: Meetings
    admissions: Admissions

    async def ask(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Ask for another room. Raises NoNewRoom, and what `moving.move` refuses."""
        running = await self.meetings.get(meeting)
        moving.move(running, by)
        server = await self.store.run(lambda tx: tx.servers.get(running.guild))
        if any(need.blocks for need in self.rooms.needs(server)):
            raise NoNewRoom
        now = self.clock.now()

        def work(tx: Tx) -> Consequences:
            change = self.meetings.change(tx, meeting, lambda m, _: moving.move(m, by), by)
            after = change.after
            about, kind = Subject.meeting(meeting), EntryKind.MOVE
            tx.outbox.want(OutboxEntry(about, after.guild, kind, after.moves, now))
            return change

        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        self.admissions.alarm.by(now)
        return change.after

    async def carry_out(self, meeting: Subject) -> None:
        """Do what is due of a move."""
        now = self.clock.now()
        entries = await self.store.run(lambda tx: tx.outbox.of(meeting))
        for one in entries:
            if one.is_open and one.kind == EntryKind.MOVE and one.due <= now:
                await self._move(one)

    async def _move(self, entry: OutboxEntry) -> None:
        occurrence, server = await self.store.run(
            lambda tx: (tx.occurrences.get(entry.meeting), tx.servers.get(entry.guild))
        )
        if occurrence is None:
            return
        try:
            room = await self._there(entry, occurrence, server)
        except Trouble:
            await self._put_off(entry)
            return
        over = occurrence.phase is not Phase.OPEN
        if room is not None and over:
            await self._delete(room, entry.code)
        if room is None and self._may_appear(entry):
            await self._put_off(entry)
        elif over:
            await self._finish(entry)
        elif room is None:
            await self._create(entry, occurrence, server)
        else:
            await self._enter(entry, server, room, occurrence)

    def _may_appear(self, entry: OutboxEntry) -> bool:
        """Tell whether a room that was asked for may still appear."""
        asked = entry.claimed_at
        return asked is not None and self.rooms.discord_now() < asked + opening.SETTLE

    async def _there(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Give the room that was asked for, where it stands; a second one is taken away."""
        if entry.claimed_at is None:
            return None
        wanted = replace(occurrence, code=entry.code, intent_at=entry.claimed_at)
        known = sorted(one.id for one in await self.rooms.find(server, wanted))
        for spare in known[1:]:
            await self._delete(spare, entry.code)
        return known[0] if known else None

    async def _create(self, entry: OutboxEntry, occurrence: Occurrence, server: Server) -> None:
        if entry.attempts >= MOST_TRIES:
            await self._stay(entry, "unknown")
            return
        asked = await self.store.run(lambda tx: self._asked(tx, entry))
        if asked is None:
            return  # somebody else was quicker
        wanted = replace(occurrence, code=asked.code, intent_at=asked.claimed_at)
        try:
            room = await create_room(self.rooms, server, wanted, nobody)
        except Blocked as trouble:
            await self._stay(asked, trouble.reason)
        except Trouble:
            return  # it may be there: the next tick looks
        else:
            await self._enter(asked, server, room, occurrence)

    def _asked(self, tx: Tx, entry: OutboxEntry) -> OutboxEntry | None:
        """Write the intent down before Discord is asked."""
        asked = replace(
            entry,
            state=EntryState.CLAIMED,
            code=entry.code or new_code(tx, entry.guild),
            claimed_at=self.rooms.discord_now(),
            attempts=entry.attempts + 1,
            due=self.clock.now() + opening.LOOK_AGAIN,
        )
        return tx.outbox.update_if_unchanged(asked)

    async def _enter(
        self, entry: OutboxEntry, server: Server, room: ChannelId, occurrence: Occurrence
    ) -> None:
        """Go to the new room, once it is closed to everyone who is not in."""
        doorway = await close_at_first(self.rooms, server, room, occurrence)
        if doorway is None:
            return  # looked at again
        if not doorway.closed:
            await self._delete(room, entry.code)
            await self._stay(entry, "unknown")
            return
        after = await run_with_retry(self.store, lambda tx: self._moved(tx, entry, room, doorway))
        if after is None:
            return  # the meeting has ended meanwhile, and the next look clears the room away
        self.meetings.expect(after)
        self.admissions.want(after.id)
        await self.admissions.carry_out(after.id)

    def _moved(
        self, tx: Tx, entry: OutboxEntry, room: ChannelId, doorway: Doorway
    ) -> LiveMeeting | None:
        occurrence, running = tx.occurrences.get(entry.meeting), tx.live_meetings.get(entry.meeting)
        if occurrence is None or running is None or occurrence.phase is not Phase.OPEN:
            return None
        done = replace(entry, state=EntryState.DONE, channel=room)
        if tx.outbox.update_if_unchanged(done) is None:
            return None
        now = self.clock.now()
        after = tx.live_meetings.save(moving.moved(running, room, doorway))
        tx.occurrences.save(
            replace(
                occurrence,
                room=room,
                code=entry.code,
                intent_at=entry.claimed_at,
                attempt=entry.attempts,
                empty_since=None,
                due=now,
            )
        )
        _show(tx, entry.seq, running, after, now)
        old = OutboxEntry(entry.subject, after.guild, EntryKind.OLD_ROOM, entry.seq, now)
        tx.outbox.want(replace(old, code=occurrence.code, channel=running.room))
        return after

    async def _stay(self, entry: OutboxEntry, reason: str) -> None:
        """No other room can be had: the meeting stays, and the organisers hear why."""

        def work(tx: Tx) -> Consequences | None:
            given_up = tx.outbox.update_if_unchanged(replace(entry, state=EntryState.GIVEN_UP))
            occurrence = tx.occurrences.get(entry.meeting)
            running = tx.live_meetings.get(entry.meeting)
            if given_up is None or occurrence is None or running is None:
                return None
            tell_organisers(
                tx, occurrence, "not_moved", self.clock.now(), reason=reason, number=entry.seq
            )
            return self.meetings.change(tx, entry.meeting, lambda m, _: moving.stayed(m))

        change = await run_with_retry(self.store, work)
        if change:
            self.meetings.follow(change)

    async def _put_off(self, entry: OutboxEntry) -> None:
        later = replace(entry, due=self.clock.now() + opening.LOOK_AGAIN)
        await self.store.run(lambda tx: tx.outbox.update_if_unchanged(later))

    async def _delete(self, room: ChannelId, code: str) -> None:
        with suppress(Trouble):
            await self.rooms.delete(room, f"room not moved to {code}")

    async def _finish(self, entry: OutboxEntry) -> None:
        """Let a move be: its meeting has ended, or has no room just now."""

        def work(tx: Tx) -> None:
            given_up = tx.outbox.update_if_unchanged(replace(entry, state=EntryState.GIVEN_UP))
            running = tx.live_meetings.get(entry.meeting)
            if given_up and running is not None:
                tx.live_meetings.save(moving.stayed(running))

        await run_with_retry(self.store, work)


def _show(tx: Tx, move: int, before: LiveMeeting, after: LiveMeeting, now: datetime) -> None:
    """Want the card in the new room, and the way there in the one that is left."""
    about, guild = Subject.meeting(after.id), after.guild
    was, left = OldCard(MOVED).written(), Note(MOVED).written()
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.CARD, after.cards, now))
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.FOLD, before.cards, now, was))
    note = OutboxEntry(about, guild, EntryKind.ROOM_NOTE, LEFT_NOTE - move, now, left)
    tx.outbox.want(replace(note, channel=before.room))
