"""Removing somebody from a meeting, and letting them back in.

See docs/evening.md#removing-somebody.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import must_host
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.members import Members
from bot.services.ports.messages import Messages
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry


class StillShut(Refusal):
    """Discord did not open the room again to somebody who was let back in."""

    key = "refusal.still_shut"


class Told(StrEnum):
    """What became of the private word to somebody who was removed."""

    NOW = "told"
    NOT_REACHED = "not_told"
    BEFORE = "told_before"
    """It is said once a meeting, however often a removal is undone and done again."""


@dataclass(frozen=True, slots=True)
class PutOut:
    """The person is out of the meeting; whether Discord keeps them out of the room too."""

    meeting: LiveMeeting
    sees_room: bool
    in_voice: bool
    """Still sits in the voice room: Discord takes nobody out of it unless it is asked to."""
    told: Told


@dataclass(frozen=True, slots=True)
class Removals:
    """Ends somebody's access to a meeting, in the meeting and in Discord."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages
    meetings: Meetings
    members: Members

    def ends_calls(self, server: Server) -> bool | None:
        """Tell whether a removal ends the call too; None where no room can open."""
        if server.rooms is None:
            return None
        return self.members.may_disconnect(server.id, server.rooms)

    async def remove(
        self, meeting: OccurrenceId, by: Actor, member: MemberId, *, sure: bool
    ) -> PutOut:
        """End one person's access until the meeting is over.

        They are told in private whom to write to, and the organisers that it happened, not why;
        both once a meeting. It stands though Discord does not shut the room to them, or leaves them
        in voice: with what the invite asks for the bot may not always. Raises what `people.remove`
        refuses.
        """
        manages = await self._manages(meeting, by, member)
        rule = partial(leaving.remove, member=member, sure=sure, manages=manages)
        work = partial(self._remove, meeting=meeting, by=by, rule=rule)
        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        after = change.after
        sees_room = not await self._is_done(self.rooms.bar(after.room, member))
        gone = await self.members.disconnect(after.guild, after.room, member)
        first = after.told != change.before.told
        told = await self._tell(after, member) if first else Told.BEFORE
        return PutOut(after, sees_room, not gone, told)

    async def _tell(self, meeting: LiveMeeting, member: MemberId) -> Told:
        """Tell the person; the removal stands, whether that reaches them or not."""
        try:
            reached = await self.messages.whisper(_left_out(meeting), member)
        except Trouble:
            reached = False
        return Told.NOW if reached else Told.NOT_REACHED

    async def _manages(self, meeting: OccurrenceId, by: Actor, member: MemberId) -> bool:
        """Tell whether somebody manages the server; in doubt, whether they did at the door."""
        running = await self.meetings.get(meeting)
        must_host(running, by)
        server = await self.store.run(lambda tx: tx.servers.get(running.guild))
        try:
            found = await self.members.look(server, member)
        except Trouble:
            person = running.person(member)
            return person is not None and person.manages
        return found is not None and found.manages

    async def let_back_in(self, meeting: OccurrenceId, by: Actor, member: MemberId) -> LiveMeeting:
        """Undo a removal. Raises NotFacilitator, NobodyThere, and StillShut, to press once more."""
        rule = lambda m, _: leaving.let_back_in(m, by, member)  # noqa: E731 - one rule
        after = await self.meetings.decide(meeting, rule)
        done = await self._is_done(self.rooms.unbar(after.room, member))
        known = self.rooms.our_overwrites(after.guild, after.room) or {}
        if not done and known.get(member) is MemberAccess.KEPT_OUT:
            raise StillShut
        return after

    def _remove(
        self, tx: Tx, meeting: OccurrenceId, by: Actor, rule: Callable[..., LiveMeeting]
    ) -> Consequences:
        decision = lambda m, at: rule(m, by, at)  # noqa: E731 - one rule
        change = self.meetings.change(tx, meeting, decision, by)
        occurrence = tx.occurrences.get(meeting)
        if occurrence and change.after.told != change.before.told:
            tell_organisers(
                tx, occurrence, "removed", self.clock.now(), number=change.after.version
            )
        return change

    async def _is_done(self, change: Awaitable[None]) -> bool:
        try:
            await change
        except Trouble:
            return False
        return True


def _left_out(meeting: LiveMeeting) -> Line:
    contact = meeting.texts.contact
    key = "note.left_out" if contact else "note.left_out_no_contact"
    return Line(meeting.language, key, {"contact": contact})
