"""Watching one meeting after another: what was shown as done must stand at every later look."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk.sending import SENT_AGAIN
from tests.faults.group.answers import shows
from tests.faults.group.looking import Evening, Look
from tests.faults.group.people import Answer
from tests.faults.group.pressing import SOON, Group
from tests.waiting import Patience

OVER = frozenset({Phase.ENDED}) | FINAL

Holds = Callable[[LiveMeeting], bool]
Act = Callable[[], Awaitable[object]]


class StuckError(Exception):
    """An evening did not get on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answered press showed; from then on true while the meeting runs."""

    what: str
    holds: Holds


@dataclass
class Watching:
    """One group, the meeting it is in, and what was claimed of it."""

    group: Group
    look: Look
    number: int = 0
    lost: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Typed words that an answer showed as taken."""
    options: dict[str, str] = field(default_factory=dict)
    """What the command that makes an evening is given besides."""
    stage: str = ""
    _claims: list[Claim] = field(default_factory=list)
    _over: bool = False
    _meeting: OccurrenceId | None = None
    _title: str = ""
    _written: dict[str, datetime] = field(default_factory=dict)
    """Since when the newest words of each turn are sent."""

    def seen(self) -> Evening | None:
        """Look, and hold what is there against every claim."""
        now = self._find()
        if now is None:
            if self._meeting is not None:
                self._note("the meeting itself")
            return None
        self._meeting = now.occurrence.id
        if now.meeting is None:
            if self._over and now.occurrence.phase not in OVER:
                self._note("the end of the meeting")
            return now
        for claim in [one for one in self._claims if not one.holds(now.meeting)]:
            self._note(claim.what)
            self._claims.remove(claim)
        return now

    def claim(self, what: str, holds: Holds) -> None:
        """Note what was shown as done, and look at once."""
        self._claims.append(Claim(what, holds))
        self.seen()

    async def _write(self, who: str, meeting: LiveMeeting) -> Answer | None:
        """Write words that nobody else writes, and the same again while nothing comes back.

        The same words are the same form for some minutes; after half of them people write anew.
        The words say since when they are sent, for `checking` to know when those minutes are over.
        """
        at = datetime.fromisoformat((await self.group.people.state())["now"])
        turn = f"words of {self.group.name(who)} in {self.number} at {meeting.stage}"
        since = self._written.get(turn, at)
        if at - since > SENT_AGAIN / 2:
            since = at
        self._written[turn] = since
        words = f"{turn} since {int(since.timestamp())}"
        answer = await self.group.write(who, str(meeting.room), words, meeting.id)
        self.said += [words] if shows(answer) else []
        return answer

    def _note(self, what: str) -> None:
        self.lost.append(f"{self.group.prefix}{self._title}: {what}")

    def _find(self) -> Evening | None:
        if self._meeting is not None:
            for _ in range(100):
                found = self.look.evening(self._meeting)
                if found is not None:
                    return found
                time.sleep(0.01)
            return None
        every = self.look.evenings(self.group.guild)
        return next((one for one in every if one.occurrence.title == self._title), None)

    async def _reach(self, stage: str, goal: Callable[[Evening], bool], act: Act) -> bool:
        """Act until the goal is seen; False where the meeting is over before."""
        self.stage, patience = f"{self._title}, {stage}", Patience()
        while not patience.is_over:
            now = self.seen()
            if now is not None and goal(now):
                return True
            if now is not None and now.occurrence.phase in OVER:
                return False
            await act()
            await asyncio.sleep(0)
        raise StuckError(f"{self.group.prefix}{self.stage}: {self.seen()}")

    async def _wait(self) -> None:
        await asyncio.sleep(SOON)
