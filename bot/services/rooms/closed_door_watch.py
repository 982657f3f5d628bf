"""Watching that the room of a closed door stays closed while its meeting runs."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.domain.rooms import room_as_found
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members import room_access
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble
from bot.services.retry import run_with_retry
from bot.services.rooms.in_turn.asking import AskingInTurn

ROLES_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Doorkeeping:
    """Looks who sees a room, closes it again where somebody opened it, and tells who leads."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages
    meetings: Meetings
    _roles_due: dict[OccurrenceId, datetime] = field(default_factory=dict)
    """When it is looked again whom a role lets into the room of a meeting, the soonest first."""
    _asking: AskingInTurn = field(default_factory=AskingInTurn)

    async def look(self, meeting: OccurrenceId) -> bool:
        """Look how the room of a running meeting stands.

        Gives whether somebody may have lost their way in, and is to be let in again. Raises
        MeetingOver, and Gone where there is no room any more.
        """
        running = await self.meetings.get(meeting)
        server = await self.store.run(lambda tx: tx.servers.get(running.guild))
        again = self._roles_may_be_gone(running)
        try:
            doorway = await self._stands(server, running)
        except Gone:
            raise
        except Trouble:
            return again
        if not room_as_found.is_off(running, doorway):
            return again
        await self._note(meeting, doorway)
        return True

    def _roles_may_be_gone(self, running: LiveMeeting) -> bool:
        """Look again now and then whom a role lets in: Discord tells of no role taken away."""
        now, due = self.clock.now(), self._roles_due
        at = due.get(running.id)
        while due and next(iter(due.values())) <= now - ROLES_AGAIN:
            del due[next(iter(due))]  # of a meeting that is over
        if at is not None and now < at:
            return False
        due.pop(running.id, None)
        due[running.id] = now + ROLES_AGAIN
        return at is not None and self.rooms.doubt_roles(running.room)

    async def doubtful(self, guild: GuildId) -> list[OccurrenceId]:
        """Name the meetings whose room no longer looks as they know it: a right has changed."""
        server, running = await self.store.run(lambda tx: _running_in(tx, guild))
        return [one for one in running if await self._is_off(server, one)]

    async def _is_off(self, server: Server, meeting: OccurrenceId) -> bool:
        with suppress(MeetingOver):
            running = await self.meetings.get(meeting)
            inside, guests = room_as_found.came_in(running), running.visible_to
            seen = self.rooms.glance(server, running.room, inside, guests)
            return seen is not None and room_as_found.is_off(running, seen)
        return False

    async def _stands(self, server: Server, running: LiveMeeting) -> Doorway:
        """Say how a room stands; where the bot may close it, it closes it.

        Discord is asked, but where many are open and the gateway has said that all is as it was.
        Behind a door that was open until now, those who are here are let in by name first.
        """
        if not self._asking.is_next(running.id, self.clock.now()):
            inside = room_as_found.came_in(running)
            seen = self.rooms.glance(server, running.room, inside, running.visible_to)
            if seen is not None and not room_as_found.is_off(running, seen):
                return seen
        came_in, guests = partial(self._came_in, running.id), running.visible_to
        if not running.closed_door:
            doorway = await self.rooms.look_at(server, running.room, came_in, guests)
            if not doorway.can_close:
                return doorway
            try:
                await room_access.let_in(self.rooms, partial(self._as_if_closed, running.id))
            except Blocked:
                return doorway
        return await self.rooms.keep_closed(server, running.room, came_in, guests)

    async def _as_if_closed(self, meeting: OccurrenceId) -> LiveMeeting:
        return replace(await self.meetings.get(meeting), closed_door=True)

    async def _came_in(self, meeting: OccurrenceId) -> Collection[MemberId]:
        return room_as_found.came_in(await self.meetings.get(meeting))

    async def _note(self, meeting: OccurrenceId, doorway: Doorway) -> None:
        work = partial(self._noted, meeting=meeting, doorway=doorway)
        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        after = change.after
        line = _line(change.before, after, doorway)
        if line is None:
            return
        before_begin = [one.id for one in after.let_in if one.leads]
        for member in after.facilitators or before_begin:
            with suppress(Trouble):  # the console says it too
                await self.messages.whisper(line, member)

    def _noted(self, tx: Tx, meeting: OccurrenceId, doorway: Doorway) -> Consequences:
        now = self.clock.now()
        rule = lambda m, _: room_as_found.door_is(m, doorway)  # noqa: E731 - one rule
        change = self.meetings.change(tx, meeting, rule)
        before, after = change.before, change.after
        occurrence = tx.occurrences.get(meeting)
        if occurrence and before.closed_door and not after.closed_door:
            tell_organisers(tx, occurrence, "not_closed", now)
        return change


def _running_in(tx: Tx, guild: GuildId) -> tuple[Server, list[OccurrenceId]]:
    return tx.servers.get(guild), [one.id for one in tx.occurrences.of(guild, {Phase.OPEN})]


def _line(before: LiveMeeting, after: LiveMeeting, doorway: Doorway) -> Line | None:
    """Say to who leads what has changed for the people in the room."""
    if doorway.shut_out:
        return Line(after.language, "note.closed_again", {"who": doorway.shut_out})
    if after.onlookers and after.onlookers != before.onlookers:
        return Line(after.language, "note.seen_now", {"who": after.onlookers})
    if before.closed_door and not after.closed_door:
        return Line(after.language, "note.no_way_in", {})
    return None
