"""How much one person types within a minute: kept in memory, for that minute, and nowhere else."""

from datetime import datetime

from bot.domain import words
from bot.domain.ids import MeetingId, MemberId
from bot.domain.meeting import Meeting

_Who = tuple[MeetingId, MemberId]


class Pace:
    """Keeps one voice from filling the room."""

    def __init__(self) -> None:
        self._said: dict[_Who, tuple[datetime, ...]] = {}

    def step(
        self, meeting: Meeting, member: MemberId, at: datetime, *, turn_is_free: bool = True
    ) -> None:
        """Note that somebody types now; their own turn in a round always goes.

        Words without a name are no turn, so they count there too. Raises ManyWords.
        """
        self._forget(at)
        if not (turn_is_free and words.has_turn(meeting, member)):
            who = (meeting.id, member)
            self._said[who] = words.in_measure(self._said.get(who, ()), at)

    def back(self, meeting: Meeting, member: MemberId, at: datetime) -> None:
        """Take back a step whose words did not reach the room."""
        who = (meeting.id, member)
        self._said[who] = tuple(one for one in self._said.get(who, ()) if one != at)

    def _forget(self, at: datetime) -> None:
        old = [who for who, said in self._said.items() if words.is_past(said, at)]
        for who in old:
            del self._said[who]
