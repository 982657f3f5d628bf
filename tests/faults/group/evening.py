"""One whole evening of one group over the wire, whatever happens to the bot meanwhile.

People press as people do: again when nothing came back, on whatever they see. What an answered
press showed is noted as a claim, and every later look at the database must bear it out.
"""

import asyncio
import time
from dataclasses import dataclass, field

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round.seating import DONE
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from tests.faults.group.answers import asks, is_inside, redrawn, shows
from tests.faults.group.people import Answer
from tests.faults.group.pressing import SOON
from tests.faults.group.watching import Claim, Holds, StuckError, Watching
from tests.waiting import Patience

FEW = 4
"""Times somebody tries what the group can do without."""


@dataclass
class Evenings(Watching):
    """The evenings of one group, one after the other, until told to stop."""

    ended: list[OccurrenceId] = field(default_factory=list)
    missed: list[Occurrence] = field(default_factory=list)

    async def until(self, stop: asyncio.Event, *, later: bool = False) -> None:
        """Hold evenings until `stop`; `later` schedules every second one."""
        while not stop.is_set():
            await self.one(scheduled=later and self.number % 2 == 1)

    async def one(self, *, scheduled: bool = False) -> None:
        """Hold one evening from the command that makes it until its room is gone."""
        self.number += 1
        self._title, self._meeting = f"Evening {self.number}", None
        self._claims, self._over = [], False
        await self._reach("announced", lambda now: True, lambda: self._announce(scheduled))
        await self._reach("open", lambda now: now.meeting is not None, self._wait)
        await self._through()
        await self._gone()

    async def _announce(self, scheduled: bool) -> None:
        options = {"title": self._title, "template": "standard-60"} | self.options
        if scheduled:
            options |= {"when": "in 12 minutes", "repeat": "once"}
        path = "meeting schedule" if scheduled else "meeting start"
        answer = await self.group.command("fay", path, **options)
        if shows(answer):
            self._claims.append(Claim("announced", lambda _: True))
            if self.seen() is None:
                self._note("what the command made")

    async def _through(self) -> None:
        for who in self.group.members:
            await self._come(who)
        await self._step("begun", lambda m: m.stage > 0, "begin")
        while (now := self.seen()) is not None and now.meeting is not None:
            meeting = now.meeting
            here = self.group.members
            match meeting.now_in:
                case StageKey.CHECK_IN | StageKey.CHECK_OUT:
                    await self._round(meeting)
                case StageKey.DISCUSSION:
                    await self._ready(here[1:])
                    await self._hand("ana")
                case StageKey.WORKING:
                    await self._board()
            await self._on(meeting)

    async def _come(self, who: str) -> None:
        me = self.group.ids[who]

        async def join() -> None:
            await self._join(who)

        await self._reach(
            f"{who} comes", lambda now: bool(now.meeting and now.meeting.person(me)), join
        )
        await self._sit(who)

    async def _join(self, who: str) -> None:
        meeting = self._meeting or 0
        answer = await self.group.press(who, "doors", "join", meeting)
        for kind in ("adult_yes", "agree"):
            if answer is not None and not is_inside(answer) and shows(answer):
                answer = await self.group.press(who, "doors", kind, meeting)
        if answer is not None and is_inside(answer):
            me = self.group.ids[who]
            self.claim(f"{who} is in", lambda m: m.person(me) is not None)

    async def _sit(self, who: str) -> None:
        now = self.seen()
        if now is not None and now.occurrence.room:
            await self.group.sit(who, now.occurrence.room)

    async def _round(self, before: LiveMeeting) -> None:
        for _ in range(60):
            now = self.seen()
            meeting = now.meeting if now else None
            here = meeting.round if meeting else None
            if meeting is None or here is None or meeting.stage != before.stage:
                return
            if all(seat.turn in DONE for seat in here.seats):
                return
            if here.floor is None:
                await self._console("next_speaker")
                continue
            await self._turn(meeting, self._name_of(here.floor))

    async def _turn(self, meeting: LiveMeeting, who: str) -> None:
        me, key, room = self.group.ids[who], meeting.now_in, str(meeting.room)
        if who == "chi":
            answer = await self.group.press(who, room, "pass", meeting.id)
        elif who == "dev":
            answer = await self._write(who, meeting)
        else:
            answer = await self.group.press(who, room, "finish", meeting.id)
        if shows(answer):
            self.claim(f"{who} had their turn in {key}", lambda m: had_turn(m, key, me))

    async def _ready(self, members: tuple[str, ...]) -> None:
        for who in members:
            me, now = self.group.ids[who], self.seen()
            meeting = now and now.meeting
            if meeting is None or me in meeting.ready:
                continue
            answer = await self.group.press(who, str(meeting.room), "ready", meeting.id)
            if answer is not None and redrawn(answer):
                self.claim(f"{who} is ready", is_ready(meeting.stage, me))

    async def _hand(self, who: str) -> None:
        me, now = self.group.ids[who], self.seen()
        meeting = now and now.meeting
        if meeting is None or any(one.member == me for one in meeting.hands):
            return
        answer = await self.group.press(who, str(meeting.room), "hand", meeting.id)
        if shows(answer):
            stage = meeting.stage
            self.claim(
                f"{who}'s hand is up",
                lambda m: m.stage != stage or me in [one.member for one in m.hands],
            )

    async def _board(self) -> None:
        for _ in range(FEW):
            now = self.seen()
            if now is None or now.meeting is None or now.meeting.exercise is not None:
                break
            shown = await self._console("exercise")
            await self.group.choose("fay", shown, "pros_cons")
        for who in ("ana", "ben"):
            await self._line(who)

    async def _line(self, who: str) -> None:
        now = self.seen()
        if now is None or now.meeting is None or now.meeting.exercise is None:
            return
        form = await self.group.press(who, str(now.meeting.room), "line", now.meeting.id)
        if form is None or form.modal is None:
            return
        text = f"line {time.monotonic_ns()}"
        column = next(one for one in form.modal["fields"] if one["options"])
        first = column["options"][0]["value"]
        filled = {column["custom_id"]: first, "text": text}
        if shows(await self.group.fill(who, form, filled)):
            self.claim("a line on the board", lambda m: text in [one.text for one in m.board])

    async def _on(self, before: LiveMeeting) -> None:
        """Go to the next stage, or end; whoever leads presses until it is seen."""
        if before.stage + 1 < len(before.stages):
            reached = before.stage + 1
            await self._step(f"stage {reached}", lambda m: m.stage >= reached, "next_stage")
        else:
            await self._reach("ended", lambda now: now.meeting is None, self._end)

    async def _step(self, what: str, holds: Holds, kind: str) -> None:
        async def act() -> None:
            answer = await self._console(kind)
            if answer is not None and asks(answer):
                answer = await self.group.press("fay", self._room(), "sure", self._meeting or 0)
            if answer is not None and redrawn(answer) and not asks(answer):
                self.claim(what, holds)

        await self._reach(what, lambda now: bool(now.meeting and holds(now.meeting)), act)

    async def _end(self) -> None:
        answer = await self._console("end")
        if answer is not None and asks(answer):
            answer = await self.group.press("fay", self._room(), "sure", self._meeting or 0)
        if answer is not None and answer.text == speaker("en")("done.ended"):
            self._over = True
            self.seen()

    async def _console(self, kind: str) -> Answer | None:
        """Open the console from the card, and press there."""
        opened = await self.group.press("fay", self._room(), "options", self._meeting or 0)
        if opened is None:
            return None
        return await self.group.press("fay", self._room(), kind, self._meeting or 0)

    async def _gone(self) -> None:
        for who in self.group.members:
            await self.group.stand_up(who)
        self.stage, patience = f"{self._title}, closing", Patience()
        while not patience.is_over:
            now = self.seen()
            if now is not None and now.occurrence.phase in FINAL:
                if now.occurrence.phase is Phase.CLOSED:
                    self.ended.append(now.occurrence.id)
                else:
                    self.missed.append(now.occurrence)
                return
            await asyncio.sleep(SOON)
        raise StuckError(f"{self.group.prefix}{self.stage}: {self.seen()}")

    def _room(self) -> str:
        now = self.seen()
        return str(now.occurrence.room) if now and now.occurrence.room else "doors"

    def _name_of(self, member: int) -> str:
        return next(name for name, one in self.group.ids.items() if one == member)


def reached(stage: int) -> Holds:
    """Say whether the evening has come to a stage."""
    return lambda m: m.stage >= stage


def is_ready(stage: int, member: MemberId) -> Holds:
    """Say whether somebody is ready, as long as the stage in which they said so lasts."""
    return lambda m: m.stage != stage or member in m.ready


def had_turn(meeting: LiveMeeting, key: StageKey, member: int) -> bool:
    """Say whether somebody's turn in a round is over."""
    here = meeting.round_of(key)
    seats = here.seats if here else ()
    return any(seat.member == member and seat.turn in DONE for seat in seats)
