"""Raids: one press removes everyone who is new here, and one brings them back."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import newcomers
from bot.domain.meeting.talk import taking_down
from bot.domain.person import Actor
from bot.services.calendar.occurrences import look_now
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.members import Members
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry


@dataclass(frozen=True, slots=True)
class NewHere:
    """Everyone who would be removed, and how much stands under their names."""

    meeting: LiveMeeting
    members: tuple[MemberId, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Removes and brings back many at once; Discord follows at the next look at the room."""

    store: Store
    clock: Clock
    meetings: Meetings
    members: Members
    admissions: Admissions

    async def look(self, meeting: OccurrenceId) -> NewHere:
        """Say who is new. Raises MeetingOver."""
        now = await self.meetings.get(meeting)
        spared = await self._spared(now)
        members = newcomers.who(now, self.clock.now(), spared)
        return NewHere(now, members, taking_down.count_of(now, members))

    async def remove_all(
        self, meeting: OccurrenceId, by: Actor, *, sure: bool, words_too: bool = False
    ) -> LiveMeeting:
        """End the access of everyone who is new; they are told when they next press something.

        The organisers are told that it happened, not why. Raises what `newcomers.remove_all` does.
        """
        spared = await self._spared(await self.meetings.get(meeting))
        rule = partial(newcomers.remove_all, spared=spared, sure=sure, words_too=words_too)
        work = partial(self._remove_all, meeting=meeting, by=by, rule=rule)
        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        self.admissions.alarm.by(self.clock.now())
        return change.after

    def leaves_in_voice(self, meeting: LiveMeeting) -> bool:
        """Tell whether the bot takes nobody out of the voice room: then those there still hear."""
        return not self.members.may_disconnect(meeting.guild, meeting.room)

    async def let_all_back_in(self, meeting: OccurrenceId, by: Actor, number: int) -> LiveMeeting:
        """Bring back everyone whom one press removed. Raises NotFacilitator."""
        before = await self.meetings.get(meeting)
        after = await self.meetings.decide(
            meeting, lambda m, at: newcomers.let_all_back_in(m, by, at, number), by
        )
        self.admissions.want(meeting)
        await self._open_again(after, before.removed - after.removed)
        return after

    async def _open_again(self, meeting: LiveMeeting, members: Collection[MemberId]) -> None:
        """Take away what kept people out by name, where something did."""
        rooms = self.admissions.rooms
        known = rooms.our_overwrites(meeting.guild, meeting.room) or {}
        for member in members:
            if known.get(member) is MemberAccess.KEPT_OUT:
                with suppress(Trouble):
                    await rooms.unbar(meeting.room, member)

    async def only_listen(self, meeting: OccurrenceId, by: Actor, *, only: bool) -> LiveMeeting:
        """Let only those write who are here now, or everyone again. Raises NotFacilitator."""
        rule = lambda m, _: newcomers.only_listen(m, by, only=only)  # noqa: E731 - one rule
        after = await self.meetings.decide(meeting, rule, by)
        self.admissions.want(meeting)
        return after

    async def _spared(self, meeting: LiveMeeting) -> frozenset[MemberId]:
        server = await self.store.run(lambda tx: tx.servers.get(meeting.guild))
        return self.members.trusted(server, meeting.room)

    def _remove_all(
        self, tx: Tx, meeting: OccurrenceId, by: Actor, rule: Callable[..., LiveMeeting]
    ) -> Consequences:
        decision = lambda m, at: rule(m, by, at)  # noqa: E731 - one rule
        change = self.meetings.change(tx, meeting, decision, by)
        occurrence = tx.occurrences.get(meeting)
        if occurrence and change.after.removed != change.before.removed:
            now = self.clock.now()
            tell_organisers(tx, occurrence, "swept", now, number=change.after.version)
            look_now(tx, meeting, now)
        return change
