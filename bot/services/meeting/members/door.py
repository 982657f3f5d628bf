"""The door: who comes in, on which terms, under which name."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.language.folding import cut, one_line
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.names import naming
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.rights import MeetingOver, Removed, SweptOut
from bot.domain.people.membership import Membership
from bot.domain.person import Actor, Way
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.server import Server
from bot.services.meeting.follow_up import found
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions, InLine, NoWayIn
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry


class NotOpenYet(Refusal):
    """The room is not open yet."""

    key = "refusal.not_open_yet"


class RoomDeleted(NotOpenYet):
    """Somebody deleted the room, and the organisers are asked whether it opens again."""

    key = "refusal.room_deleted"


class ForAdults(Refusal):
    """The group is for adults, and this person said that they are not one."""

    key = "refusal.for_adults"


@dataclass(frozen=True, slots=True)
class MustAgree:
    """First the ground rules, and the age where the group is for adults."""

    server: Server
    way: Way
    asks_age: bool
    onlookers: Onlookers = NOBODY
    """Who sees the room without coming through its door."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The person is in: here is the way to the room, or it opens to them a little later."""

    meeting: LiveMeeting
    membership: Membership
    way: Way
    waits: InLine | None = None
    """Where they stand at the door, if the room opens to them a little later."""
    again: bool = False
    """Whether they were in already, in the same way."""


Entry = MustAgree | Inside


class Door:
    """Lets people in, remembers what they agreed to, and lets them go."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        meetings: Meetings,
        admissions: Admissions,
    ) -> None:
        self._store, self._clock = store, clock
        self._meetings, self._admissions, self._rooms = meetings, admissions, admissions.rooms

    async def knock(self, meeting: OccurrenceId, by: Actor, way: Way) -> Entry:
        """Press `Join`, `Join by typing` or `Just listening`; again is fine.

        Raises NotOpenYet, MeetingOver, DoorClosed, Removed, ForAdults, NoWayIn.
        """

        def work(tx: Tx) -> MustAgree | tuple[Consequences, Membership]:
            server, membership = self._known(tx, meeting, by.id)
            if membership.adult is False and server.adults_only:
                raise ForAdults
            asks_age = server.adults_only and membership.adult is None
            if asks_age or membership.rules_version < server.texts.rules_version:
                now = found(tx, meeting)
                participation.join(now, by, self._clock.now(), way, first_time=True)
                return MustAgree(server, way, asks_age, now.onlookers)
            return self._enter(tx, meeting, by, way, membership)

        try:
            outcome = await run_with_retry(self._store, work)
        except (Removed, SweptOut):
            await self._keep_out(meeting, by)
            raise
        if isinstance(outcome, MustAgree):
            return outcome
        return await self._let_in(outcome, by, way)

    async def agree(self, meeting: OccurrenceId, by: Actor, way: Way) -> Inside:
        """Agree to the ground rules (and, where asked, to being an adult), and come in.

        Raises what `knock` raises.
        """

        def work(tx: Tx) -> tuple[Consequences, Membership]:
            server, membership = self._known(tx, meeting, by.id)
            agreed = replace(
                membership,
                rules_version=server.texts.rules_version,
                agreed_at=self._clock.now(),
                adult=True if server.adults_only else membership.adult,
            )
            return self._enter(tx, meeting, by, way, agreed)

        return await self._let_in(await run_with_retry(self._store, work), by, way)

    async def leave(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Leave the meeting; the way into the room goes at the next look at it.

        Raises MeetingOver, NotHere.
        """
        return await self._meetings.decide(meeting, lambda m, at: leaving.leave(m, by, at))

    async def rename(self, meeting: OccurrenceId, by: Actor, name: str) -> LiveMeeting:
        """Be shown by another name, here and at the next door; empty is the server's name again.

        Raises MeetingOver, and what `people.rename` refuses.
        """
        chosen = cut(one_line(name), naming.LONGEST_NAME)

        def work(tx: Tx) -> Consequences:
            now = found(tx, meeting)
            membership = replace(tx.memberships.get(now.guild, by.id), name=chosen)
            tx.memberships.put(now.guild, by.id, membership)
            rule = lambda m, _: participation.rename(m, by, chosen or by.name)  # noqa: E731 - one rule
            return self._meetings.change(tx, meeting, rule)

        now = await self._meetings.get(meeting)
        with self._meetings.rate.counted(now, by, Counted.PRESSES, self._clock.now()):
            change = await run_with_retry(self._store, work)
        self._meetings.follow(change)
        return change.after

    async def _keep_out(self, meeting: OccurrenceId, by: Actor) -> None:
        """Shut the room to somebody removed whom a role that they were given since may let in."""
        if by.leads or by.manages:
            running = await self._meetings.get(meeting)
            with suppress(Trouble):  # refused all the same
                await self._rooms.bar(running.room, by.id)

    def _known(self, tx: Tx, meeting: OccurrenceId, member: MemberId) -> tuple[Server, Membership]:
        occurrence = _open(tx.occurrences.get(meeting))
        return tx.servers.get(occurrence.guild), tx.memberships.get(occurrence.guild, member)

    def _enter(
        self, tx: Tx, meeting: OccurrenceId, by: Actor, way: Way, membership: Membership
    ) -> tuple[Consequences, Membership]:
        known = replace(membership, by_typing=way is Way.TYPING)

        def come_in(now: LiveMeeting, at: datetime) -> LiveMeeting:
            named = replace(by, name=naming.own_name(now, by, known.name))
            return participation.join(now, named, at, way, first_time=not known.came_before)

        change = self._meetings.change(tx, meeting, come_in)
        tx.memberships.put(change.after.guild, by.id, replace(known, last_seen=self._clock.now()))
        return change, known

    async def _let_in(
        self, outcome: tuple[Consequences, Membership], by: Actor, way: Way
    ) -> Inside:
        change, membership = outcome
        self._meetings.follow(change)
        after = change.after
        ordinary = not (by.leads or by.manages)
        comes_in = ordinary and _is_outside(change.before, by.id)
        nobody_sees_it = not after.closed_door and not after.onlookers
        waits = None
        if after.closed_door or (comes_in and nobody_sees_it):
            try:
                waits = await self._admissions.let_in(after, by.id, ordinary=ordinary)
            except NoWayIn:
                if comes_in:
                    await self._turn_away(change.before, by)
                raise
        person, before = after.person(by.id), change.before.person(by.id)
        again = before is not None and not before.gone and before.way is way and waits is None
        return Inside(after, membership, person.way if person else way, waits, again)

    async def _turn_away(self, before: LiveMeeting, by: Actor) -> None:
        """Count nobody as here whom Discord did not let into the room."""
        was = before.person(by.id)
        rule = lambda m, at: leaving.turned_away(m, by, was, at)  # noqa: E731 - one rule
        await self._meetings.decide(before.id, rule)


def _is_outside(meeting: LiveMeeting, member: MemberId) -> bool:
    known = meeting.person(member)
    return known is None or known.gone


def _open(occurrence: Occurrence | None) -> Occurrence:
    if occurrence is None or occurrence.phase in FINAL | {Phase.ENDED}:
        raise MeetingOver
    if occurrence.phase is Phase.DELETED:
        raise RoomDeleted
    if occurrence.phase is not Phase.OPEN:
        raise NotOpenYet
    return occurrence
