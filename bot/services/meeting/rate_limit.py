"""Rate limits of each member and meeting: presses and words counted in memory, nowhere else.

After a restart the count begins anew.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting import rate_limit
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted, Done
from bot.domain.meeting.round.seating import has_turn
from bot.domain.person import Actor


@dataclass(slots=True)
class CountedStep:
    """Something that is being done; it counts unless it turns out to change nothing."""

    counts: bool = True


class RateLimit:
    """Keeps one voice from filling the room, and many from drowning it."""

    def __init__(self) -> None:
        self._paces: defaultdict[OccurrenceId, dict[Counted, tuple[Done, ...]]] = defaultdict(dict)
        self._numbers: defaultdict[OccurrenceId, Counter[tuple[str, MemberId]]] = defaultdict(
            Counter
        )
        """How many topics and lines each person has put; nothing says which."""

    @contextmanager
    def counted(
        self, meeting: LiveMeeting, by: Actor, what: Counted, at: datetime
    ) -> Iterator[CountedStep]:
        """Count what is done inside; what is refused or changes nothing does not count.

        Raises what `limits.must_keep_pace` and `limits.must_leave_room` refuse; nothing of that
        for those who lead.
        """
        step = CountedStep()
        if rate_limit.is_free(meeting, by):
            yield step
            return
        count = self._number if what in rate_limit.MOST_OF_ONE else self._pace
        undo = count(meeting, by.id, what, at)
        try:
            yield step
        except BaseException:
            undo()
            raise
        if not step.counts:
            undo()

    def forget(self, meeting: OccurrenceId) -> None:
        """Forget a meeting that has ended."""
        self._paces.pop(meeting, None)
        self._numbers.pop(meeting, None)

    def _pace(
        self, meeting: LiveMeeting, member: MemberId, what: Counted, at: datetime
    ) -> Callable[[], None]:
        paces = self._paces[meeting.id]
        in_turn = what is Counted.WORDS and has_turn(meeting, member)
        mine = Done(member, at, in_turn)
        done = rate_limit.within_window(what, paces.get(what, ()), at)
        rate_limit.must_keep_pace(meeting, member, what, done, at)
        paces[what] = (*done, mine)

        def undo() -> None:
            paces[what] = tuple(one for one in paces[what] if one is not mine)

        return undo

    def _number(
        self, meeting: LiveMeeting, member: MemberId, what: Counted, _: datetime
    ) -> Callable[[], None]:
        numbers = self._numbers[meeting.id]
        board = meeting.exercise if what is Counted.LINES else None
        key = (f"{what} {board or ''}", member)
        rate_limit.must_leave_room(what, numbers[key])
        numbers[key] += 1

        def undo() -> None:
            numbers[key] -= 1

        return undo
