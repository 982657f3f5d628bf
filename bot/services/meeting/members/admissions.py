"""Letting people into a room behind a closed door: who came in gets in, if not at once then later.

Discord changes only so many rights of one room within a few seconds, and sometimes does not answer.
Whoever could not be let in is let in at a later look, without pressing again.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.domain.rooms.opening import PASSING
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members import room_access
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.trouble import Blocked, Gone, Trouble, Unsure

AGAIN = timedelta(seconds=10)
"""When it is tried again where Discord did not answer, or is left alone."""
TOGETHER = timedelta(seconds=1)
"""So long others are waited for, who are let in with the same request."""
MUCH_LATER = timedelta(minutes=1)
"""When it is tried again where somebody has to change something first."""
STEP = 5
"""Waits are told in steps of so many seconds."""
_A_STEP = timedelta(seconds=STEP)


class InLine(NamedTuple):
    """Somebody waits a little for the way into the room."""

    place: int
    """Which they are at the door: one is the first."""
    seconds: int
    """About how long it takes."""


class NoWayIn(Refusal):
    """The room cannot be opened to this person now."""

    key = "refusal.no_way_in"


@dataclass(frozen=True, slots=True)
class Admissions:
    """Lets people in, and remembers in which meetings somebody still waits for it.

    Kept in memory: after a restart everyone who is in a running meeting is let in anew.
    """

    clock: Clock
    rooms: Rooms
    meetings: Meetings
    alarm: Alarm
    _due: dict[OccurrenceId, datetime] = field(default_factory=dict)
    _waiting: dict[OccurrenceId, dict[MemberId, None]] = field(default_factory=dict)
    """Who stands at a closed door whom no role lets in, in the order in which they came."""

    async def let_in(
        self, meeting: LiveMeeting, member: MemberId, *, ordinary: bool
    ) -> InLine | None:
        """Let one person in; who waits is told which they are, and gets in by itself.

        Whoever is not `ordinary` may be let in by a role already. Raises NoWayIn.
        """
        if ordinary and self._are_several(meeting.id):
            return self._wait(meeting.id, member, self.clock.now())
        try:
            writes = not ordinary or meeting.may_write(member)
            await self.rooms.admit(meeting.room, member, ordinary=ordinary, writes=writes)
        except Gone as error:
            raise NoWayIn from error
        except (Blocked, Unsure) as trouble:
            if isinstance(trouble, Blocked) and trouble.reason not in PASSING:
                raise NoWayIn from trouble
            return self._wait(meeting.id, member if ordinary else None, self._again(trouble))
        return None

    def _are_several(self, meeting: OccurrenceId) -> bool:
        """Tell whether so many wait that they are let in together."""
        return len(self._waiting.get(meeting, ())) >= room_access.SEVERAL

    def _wait(self, meeting: OccurrenceId, member: MemberId | None, at: datetime) -> InLine:
        """Remember who waits, until `at`; several need no room in the bucket of single requests."""
        waiting = self._waiting.setdefault(meeting, {})
        if member is not None:
            waiting.setdefault(member, None)
        now = self.clock.now()
        self.want(meeting, now + TOGETHER if self._are_several(meeting) else at)
        until = self._due[meeting] - now
        return InLine(max(len(waiting), 1), STEP * (1 + max(until, timedelta(0)) // _A_STEP))

    def want(self, meeting: OccurrenceId, at: datetime | None = None) -> None:
        """See to it, at the next look or `at`, that everyone who is in can reach the room."""
        due = at or self.clock.now()
        self._due[meeting] = min(due, self._due.get(meeting, due))
        self.alarm.by(due)

    def due(self) -> tuple[OccurrenceId, ...]:
        """Name the meetings that are to be looked at now."""
        now = self.clock.now()
        return tuple(meeting for meeting, at in self._due.items() if at <= now)

    def next_due(self) -> datetime | None:
        """Say when the next one is to be looked at."""
        return min(self._due.values(), default=None)

    async def carry_out(self, meeting: OccurrenceId) -> None:
        """Let everyone in who waits, where it is time for that; the rest later."""
        if meeting in self.due():
            await self.let_all_in(meeting)

    async def let_all_in(self, meeting: OccurrenceId) -> None:
        """Let everyone in who waits now; those whom Discord does not take, later."""
        self._due.pop(meeting, None)
        again: datetime | None = self.clock.now() + AGAIN
        waiting = frozenset(self._waiting.get(meeting, ()))
        look = partial(self.meetings.get, meeting)
        try:
            await room_access.let_in(self.rooms, look, waiting)
            again = self._with_next(meeting, waiting)
        except MeetingOver:
            self._waiting.pop(meeting, None)
            again = None
        except Trouble as trouble:
            again = self._again(trouble)
        finally:  # whatever went wrong, nobody is forgotten
            if again is not None:
                self.want(meeting, again)

    def _with_next(self, meeting: OccurrenceId, let_in: Collection[MemberId]) -> datetime | None:
        """Forget who was let in; gives when it is the turn of those who came meanwhile."""
        since = {one: None for one in self._waiting.pop(meeting, {}) if one not in let_in}
        if not since:
            return None
        self._waiting[meeting] = since
        return self.clock.now() + TOGETHER

    def _again(self, trouble: Trouble) -> datetime:
        if isinstance(trouble, Blocked):
            wait = AGAIN if trouble.reason in PASSING else MUCH_LATER
            return trouble.until or self.clock.now() + wait
        return self.clock.now() + AGAIN
