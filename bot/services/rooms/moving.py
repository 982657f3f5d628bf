"""Moving to a new room: asked for once, found again after a crash.

Each move is an effect that outlives the process. It carries the code of the new room from before
Discord is asked, so that a room whose answer was lost is looked for and not made twice; until it is
done the meeting stays where it is.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import Effect, EffectKind, EffectState
from bot.domain.person import Actor
from bot.domain.rooms import moving, opening
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.meeting.first_evening import new_code
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Trouble
from bot.services.retry import run_with_retry

OPEN = frozenset({EffectState.WANTED, EffectState.CLAIMED})
MOST_TRIES = 3
"""So often Discord is asked for the new room."""
MOVED = "moved"
"""What the card and the note in the room that is left say: the last part of their text keys."""
LEFT_NOTE = -10
"""The number of that note: this, less one for each move."""


class NoNewRoom(Refusal):
    """Something on the server is in the way of another room."""

    key = "refusal.no_new_room"


@dataclass(frozen=True, slots=True)
class Moving:
    """Brings a meeting into another room, at every tick as far as it goes."""

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
            tx.effects.want(Effect(meeting, after.guild, EffectKind.MOVE, after.moves, now))
            return change

        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        self.admissions.alarm.by(now)
        return change.after

    async def carry_out(self, meeting: OccurrenceId) -> None:
        """Do what is due of a move."""
        now = self.clock.now()
        effects = await self.store.run(lambda tx: tx.effects.of(meeting))
        for one in effects:
            if one.state in OPEN and one.kind is EffectKind.MOVE and one.due <= now:
                await self._move(one)

    async def _move(self, effect: Effect) -> None:
        occurrence, server = await self.store.run(lambda tx: about(tx, effect))
        if occurrence is None:
            return
        try:
            room = await self._there(effect, occurrence, server)
        except Trouble:
            await self._put_off(effect)
            return
        over = occurrence.phase is not Phase.OPEN
        if room is not None and over:
            await self._delete(room, effect.detail)
        if room is None and self._may_appear(effect):
            await self._put_off(effect)
        elif over:
            await self._finish(effect)
        elif room is None:
            await self._create(effect, occurrence, server)
        else:
            await self._enter(effect, server, room)

    def _may_appear(self, effect: Effect) -> bool:
        """Tell whether a room that was asked for may still appear."""
        asked = effect.claimed_at
        return asked is not None and self.rooms.discord_now() < asked + opening.SETTLE

    async def _there(
        self, effect: Effect, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Give the room that was asked for, where it stands; a second one is taken away."""
        if effect.claimed_at is None:
            return None
        wanted = replace(occurrence, code=effect.detail, intent_at=effect.claimed_at)
        known = sorted(one.id for one in await self.rooms.find(server, wanted))
        for spare in known[1:]:
            await self._delete(spare, effect.detail)
        return known[0] if known else None

    async def _create(self, effect: Effect, occurrence: Occurrence, server: Server) -> None:
        if effect.attempts >= MOST_TRIES:
            await self._stay(effect, "unknown")
            return
        asked = await self.store.run(lambda tx: self._asked(tx, effect))
        if asked is None:
            return  # somebody else was quicker
        wanted = replace(occurrence, code=asked.detail, intent_at=asked.claimed_at)
        try:
            room = await self.rooms.create(server, wanted)
        except Blocked as trouble:
            await self._stay(asked, trouble.reason)
        except Trouble:
            return  # it may be there: the next tick looks
        else:
            await self._enter(asked, server, room)

    def _asked(self, tx: Tx, effect: Effect) -> Effect | None:
        """Write the intent down before Discord is asked."""
        asked = replace(
            effect,
            state=EffectState.CLAIMED,
            detail=effect.detail or new_code(tx),
            claimed_at=self.rooms.discord_now(),
            attempts=effect.attempts + 1,
            due=self.clock.now() + opening.LOOK_AGAIN,
        )
        return tx.effects.update_if_unchanged(asked)

    async def _enter(self, effect: Effect, server: Server, room: ChannelId) -> None:
        """Go to the new room, once it is closed to everyone who is not in."""
        try:
            doorway = await self.rooms.keep_closed(server, room, _nobody, fresh=True)
        except Trouble:
            return  # looked at again
        if not doorway.closed:
            await self._delete(room, effect.detail)
            await self._stay(effect, "unknown")
            return
        after = await run_with_retry(self.store, lambda tx: self._moved(tx, effect, room, doorway))
        if after is None:
            return  # the meeting has ended meanwhile, and the next look clears the room away
        self.meetings.expect(after)
        self.admissions.want(after.id)
        await self.admissions.carry_out(after.id)

    def _moved(
        self, tx: Tx, effect: Effect, room: ChannelId, doorway: Doorway
    ) -> LiveMeeting | None:
        occurrence, running = tx.occurrences.get(effect.meeting), tx.evenings.get(effect.meeting)
        if occurrence is None or running is None or occurrence.phase is not Phase.OPEN:
            return None
        done = replace(effect, state=EffectState.DONE, channel=room)
        if tx.effects.update_if_unchanged(done) is None:
            return None
        now = self.clock.now()
        after = tx.evenings.save(moving.moved(running, room, doorway))
        tx.occurrences.save(
            replace(
                occurrence,
                room=room,
                code=effect.detail,
                intent_at=effect.claimed_at,
                attempt=effect.attempts,
                empty_since=None,
                due=now,
            )
        )
        _show(tx, effect, running, after, now)
        old = Effect(after.id, after.guild, EffectKind.OLD_ROOM, effect.seq, now, occurrence.code)
        tx.effects.want(replace(old, channel=running.room))
        return after

    async def _stay(self, effect: Effect, reason: str) -> None:
        """No other room can be had: the meeting stays, and the organisers hear why."""

        def work(tx: Tx) -> Consequences | None:
            given_up = tx.effects.update_if_unchanged(replace(effect, state=EffectState.GIVEN_UP))
            occurrence = tx.occurrences.get(effect.meeting)
            if given_up is None or occurrence is None or tx.evenings.get(effect.meeting) is None:
                return None
            tell_organisers(
                tx, occurrence, "not_moved", self.clock.now(), reason=reason, number=effect.seq
            )
            return self.meetings.change(tx, effect.meeting, lambda m, _: moving.stayed(m))

        change = await run_with_retry(self.store, work)
        if change:
            self.meetings.follow(change)

    async def _put_off(self, effect: Effect) -> None:
        later = replace(effect, due=self.clock.now() + opening.LOOK_AGAIN)
        await self.store.run(lambda tx: tx.effects.update_if_unchanged(later))

    async def _delete(self, room: ChannelId, code: str) -> None:
        with suppress(Trouble):
            await self.rooms.delete(room, f"room not moved to {code}")

    async def _finish(self, effect: Effect) -> None:
        """Let a move be: its meeting has ended, or has no room just now."""

        def work(tx: Tx) -> None:
            given_up = tx.effects.update_if_unchanged(replace(effect, state=EffectState.GIVEN_UP))
            running = tx.evenings.get(effect.meeting)
            if given_up and running is not None:
                tx.evenings.save(moving.stayed(running))

        await run_with_retry(self.store, work)


def about(tx: Tx, effect: Effect) -> tuple[Occurrence | None, Server]:
    """Read what a move is about."""
    return tx.occurrences.get(effect.meeting), tx.servers.get(effect.guild)


def _show(tx: Tx, effect: Effect, before: LiveMeeting, after: LiveMeeting, now: datetime) -> None:
    """Want the card in the new room, and the way there in the one that is left."""
    meeting, guild = after.id, after.guild
    tx.effects.want(Effect(meeting, guild, EffectKind.CARD, after.cards, now))
    tx.effects.want(Effect(meeting, guild, EffectKind.FOLD, before.cards, now, MOVED))
    note = Effect(meeting, guild, EffectKind.ROOM_NOTE, LEFT_NOTE - effect.seq, now, MOVED)
    tx.effects.want(replace(note, channel=before.room))


async def _nobody() -> tuple[MemberId, ...]:
    """Say who has come through the door of a new room."""
    return ()
