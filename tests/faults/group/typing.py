"""Evenings in a text room: everyone types in every round, and sends again what got no answer."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind
from tests.faults.group.answers import shows
from tests.faults.group.evening import Evenings, had_turn
from tests.faults.group.hands import RefusedError
from tests.faults.group.looking import Evening
from tests.faults.group.watching import StuckError
from tests.waiting import Patience

MOST_ROOMS = 5


@dataclass
class TypedEvenings(Evenings):
    """The evenings of a group that types; their rooms stay to be read for a day."""

    options: dict[str, str] = field(default_factory=lambda: {"room": "text"})

    rooms: list[int] = field(default_factory=list)
    """Rooms of evenings that are over, the oldest first."""

    async def _sit(self, who: str) -> None:
        """Stay where one is: there is no voice to go into."""

    async def _round(self, before: LiveMeeting) -> None:
        """Let everyone write an answer, as they like: there is no floor in a text room."""
        for who in self.group.members:
            done = partial(has_written, before=before, member=self.group.ids[who])
            await self._reach(f"{who} writes", done, partial(self._turn, before, who))

    async def _turn(self, meeting: LiveMeeting, who: str) -> None:
        me, key = self.group.ids[who], meeting.now_in
        if shows(await self._write(who, meeting)):
            self.claim(f"{who} had their turn in {key}", lambda m: had_turn(m, key, me))

    async def _gone(self) -> None:
        self.stage, patience = f"{self._title}, over", Patience()
        while not patience.is_over:
            now = self.seen()
            if now is not None and now.occurrence.phase in FINAL:
                self.missed.append(now.occurrence)
                return
            if now is not None and now.occurrence.phase is Phase.ENDED and self._is_said(now):
                self.ended.append(now.occurrence.id)
                await self._make_room(now.occurrence.room)
                return
            await self._wait()
        raise StuckError(f"{self.group.prefix}{self.stage}: {self.seen()}")

    async def _make_room(self, room: int | None) -> None:
        """Delete the oldest room by hand where many stand: a server has ten meetings at most."""
        self.rooms += [room] if room is not None else []
        if len(self.rooms) > MOST_ROOMS:
            with suppress(RefusedError):
                await self.group.people.delete_channel(str(self.rooms.pop(0)))

    def _is_said(self, now: Evening) -> bool:
        """Tell whether the last words stand in the room."""
        entries = self.look.entries(now.occurrence.id)
        return any(one.kind == EntryKind.FAREWELL and not one.is_open for one in entries)


def has_written(now: Evening, before: LiveMeeting, member: int) -> bool:
    """Tell whether somebody had their turn, or the group has gone on."""
    meeting = now.meeting
    if meeting is None or meeting.stage != before.stage:
        return True
    return had_turn(meeting, before.now_in, member)
