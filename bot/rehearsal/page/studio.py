"""A rehearsal that somebody watches: the clock, the people, the cast, and the page's buttons."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import simcord

from bot.rehearsal import cast, simkit
from bot.rehearsal.page import comings
from bot.rehearsal.page.news import News
from bot.rehearsal.page.sight import choices, names, people, sight
from bot.rehearsal.page.way import on_the_way
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.rehearsal.page.first_try import FirstTry
    from bot.rehearsal.page.news import Happening
    from bot.rehearsal.page.stagehands import Stagehands
    from bot.rehearsal.simulation_speed import SimulationSpeed
    from bot.rehearsal.world import World

BEAT = 0.5
"""Real seconds between two looks at the clock and at what has changed."""
SPEEDS = (1.0, 5.0, 20.0, 60.0)
"""How fast the page offers the clock to go: simulated seconds in a real one."""
_SAY = speaker(FALLBACK)


@dataclass(slots=True)
class Studio:
    """What the page beside the room can see and do.

    `cast_pace` is the clock of the scripted cast, where there is one: it plays while `playing` is
    set, and moves the clock itself.
    """

    world: World
    pace: SimulationSpeed
    hands: Stagehands
    speed: float = 1.0
    newcomer: str = ""
    eyes: tuple[str, ...] = ("Fran",)
    """Through whose eyes the page looks when it opens."""
    cast_pace: SimulationSpeed | None = None
    first_try: FirstTry | None = None
    running: bool = True
    cast_on: bool = False
    notice: str = ""
    version: int = 0
    playing: asyncio.Event = field(default_factory=asyncio.Event)
    again: asyncio.Event = field(default_factory=asyncio.Event)
    news: News = field(init=False)
    _growth: int = 0
    _stage: str = ""

    def __post_init__(self) -> None:
        """Begin to listen."""
        self.news = News(self.world, self._happened)
        self._stage = self.hands.stage()

    def state(self, looks: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
        """Everything the page draws, as JSON would have it; `looks` are eyes and channel ids."""
        room = self.world.voice_room()
        stage, floor = self.hands.stage(), self.hands.speaker()
        return {
            **self.time(),
            "running": self.running,
            "speed": self.speed,
            "speeds": sorted({*SPEEDS, self.speed}),
            "scripted": self.cast_pace is not None,
            "cast": self.cast_on,
            "room": str(room.id) if room is not None else None,
            "open": self.world.is_open(),
            "people": people(self.world, self.newcomer, floor),
            "news": list(self.news.lines),
            "notice": self.notice,
            "steps": self.first_try.state(floor) if self.first_try else [],
            "now": self._now(stage, floor),
            "opens": list(self.eyes),
            "names": names(self.world),
            "choices": {**choices(self.world), "set": self.hands.settings()},
            "zone": self.hands.zone(),
            "looks": [sight(self.world, who, at) for who, at in looks],
        }

    def _now(self, stage: str, floor: str) -> dict[str, Any] | None:
        """Name the one thing to do now, where a first try is led through."""
        now = self.first_try.now(stage, floor, self.hands.seen()) if self.first_try else None
        return on_the_way(self.world, now)

    def time(self) -> dict[str, Any]:
        """What changes without anything happening: the clock."""
        return {"version": self.version, "at": self.world.env.now().timestamp()}

    async def do(self, act: str, who: str = "") -> None:
        """Do what a button of the page says; `who` is a person's name, or a speed.

        What could not be done is told in `notice`, never raised. Raises KeyError for a button that
        is not there.
        """
        doing = self._buttons()[act]
        self.notice = ""
        try:
            await doing(who)
        except cast.NotThere:
            self.notice = _SAY("rehearsal.not_there")
        except cast.NoAnswer:
            self.notice = _SAY("rehearsal.no_reply")
        except (simcord.SetupError, simcord.BackendError) as fault:
            self.notice = _SAY("rehearsal.refused", why=Shown(str(fault).splitlines()[0]))
        self.told(self.notice)

    async def run(self, _: str = "") -> None:
        """Let the clock run, and the cast play where it's on."""
        self.running = True
        self._let_play()

    async def pause(self, _: str = "") -> None:
        """Stop the clock; presses are still answered, but what waits for a moment waits on."""
        self.running = False
        self._let_play()
        self.notice = _SAY("rehearsal.clock_paused")

    async def play_again(self, _: str = "") -> None:
        """Note that somebody wishes for a new evening, from its start."""
        self.again.set()

    async def minute(self, many: str = "") -> None:
        """Move the clock by a minute, or by five."""
        await self.pace.jump(300 if many == "5" else 60)

    async def wait(self, _: str = "") -> None:
        """Move the clock until a room is open, but not for ever."""
        opens = await self.pace.until_there(lambda: self.world.is_open() or None)
        self.notice = "" if opens else _SAY("rehearsal.no_door")

    async def go_faster(self, wanted: str) -> None:
        """Let the clock go so many times as fast as a real one, or slower again."""
        self.speed = next((each for each in SPEEDS if f"{each:g}" == wanted), self.speed)
        if self.cast_pace is not None:
            self.cast_pace.speed = self.speed

    async def go_on(self, _: str = "") -> None:
        """Move the meeting to its next stage."""
        if not self.hands.stage() and self.world.voice_room() is None:
            self.notice = _SAY("rehearsal.no_room")
            return
        self.notice = await self.hands.next_stage()

    async def next_step(self, _: str = "") -> None:
        """Let the facilitator call whoever waits to speak; the next stage where nobody does."""
        seen = self.hands.seen()
        waits = seen.hands_up or (seen.turns_left and self.hands.speaker())
        await (self.hands.next_speaker() if waits else self.go_on())

    async def bring_in(self, name: str) -> None:
        """Put a person into the voice room, by the door where they haven't come through it yet."""
        self.notice = await comings.bring_in(self.world, name, self.hands.comes, self.news)

    async def bring_everyone(self, _: str = "") -> None:
        """Let everyone come through the door and into the voice room."""
        if self.world.voice_room() is None:
            self.notice = _SAY("rehearsal.no_room")
        else:
            await self.hands.everyone_comes()

    async def take_out(self, name: str) -> None:
        """Take a person out of the voice room, as when a call drops."""
        await cast.go_out(self.world[name])

    async def play(self, wanted: str) -> None:
        """Let the scripted cast act by itself ("on"), or not ("off")."""
        self.cast_on = wanted == "on"
        self._let_play()

    def told(self, notice: str) -> None:
        """Something was done as one of the people; `notice` says what didn't go, or nothing."""
        self.notice = notice
        self._look()
        self.version += 1

    def heard(self, name: str, words: str) -> None:
        """Show what an invented person says aloud."""
        self.news.heard(name, words)

    async def keep_going(self) -> None:
        """Move the clock and publish what is new, until cancelled. A stuck bot stops the clock."""
        before = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            await self.beat(now - before)
            before = now

    async def beat(self, elapsed: float) -> None:
        """One look: let `elapsed` real seconds go by if the clock runs, then see what is new."""
        try:
            if self.running and not self.playing.is_set():
                await self.pace.jump(elapsed * self.speed)
            self._look()
        except (TimeoutError, simcord.SetupError) as fault:
            self.running = False
            self._let_play()
            why = Shown(str(fault).splitlines()[0])
            self.notice = _SAY("rehearsal.clock_stopped", why=why)
            self.version += 1

    def _look(self) -> None:
        """See whether anything happened, and whether the meeting has gone on."""
        growth = simkit.growth(self.world.env)
        if growth == self._growth:
            return
        self._growth = growth
        self.version += 1
        stage = self.hands.stage()
        if stage != self._stage:
            self._stage = stage
            self.news.stage(stage)

    def _happened(self, happening: Happening) -> None:
        self.version += 1
        if self.first_try is not None:
            self.first_try.happened(happening)

    def _let_play(self) -> None:
        (self.playing.set if self.cast_on and self.running else self.playing.clear)()

    def _buttons(self) -> dict[str, Callable[[str], Awaitable[None]]]:
        return {
            "run": self.run,
            "pause": self.pause,
            "minute": self.minute,
            "wait": self.wait,
            "speed": self.go_faster,
            "next": self.go_on,
            "step": self.next_step,
            "speaker": lambda _: self.hands.next_speaker(),
            "in": self.bring_in,
            "out": self.take_out,
            "everyone": self.bring_everyone,
            "cast": self.play,
            "again": self.play_again,
        }
