"""A rehearsal that somebody watches: the clock, the room, what is shown, and the page's buttons."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any

import simcord

from bot.rehearsal import cast, simkit
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.rehearsal.simkit import Preview
    from bot.rehearsal.simulation_speed import SimulationSpeed
    from bot.rehearsal.world import World

BEAT = 0.5
"""Real seconds between two looks at the clock and at what has changed."""
_SAY = speaker(FALLBACK)


@dataclass(slots=True)
class Studio:
    """What the control page can see and do.

    `next_stage` moves the meeting on and says what it did; `everyone_comes` brings all people
    through the door.
    `script` is the scripted cast, where there is one: it plays while `playing` is set.
    """

    world: World
    pace: SimulationSpeed
    preview: Preview
    next_stage: Callable[[], Awaitable[str]]
    everyone_comes: Callable[[], Awaitable[None]]
    zone: tzinfo = UTC
    scripted: bool = False
    shown: str = "announcements"
    running: bool = True
    notice: str = ""
    version: int = 0
    playing: asyncio.Event = field(default_factory=asyncio.Event)
    looks: int = 0
    """How often another channel, or new eyes, were shown: then an open tab loads again."""
    _growth: int = 0
    _eyes: tuple[int, ...] = ()
    _seen: tuple[object, ...] = ()

    def state(self) -> dict[str, Any]:
        """Everything the page draws, as JSON would have it."""
        room = self.world.voice_room()
        inside = simkit.where(self.world.guild)
        return {
            "version": self.version,
            "time": f"{self.world.env.now().astimezone(self.zone):%A %-d %B, %H:%M:%S}",
            "running": self.running,
            "scripted": self.scripted,
            "cast": self.playing.is_set(),
            "room": room.name if room is not None else None,
            "people": [
                {"name": name, "inside": room is not None and inside.get(each.id) == room.id}
                for name, each in self._guests().items()
            ],
            "channels": [each.name for each in self._channels()],
            "shown": self.shown,
            "looks": self.looks,
            "preview": self.preview.url,
            "notice": self.notice,
        }

    async def do(self, act: str, who: str = "") -> None:
        """Do what a button of the page says; `who` is a person's or a channel's name.

        What could not be done is told in `notice`, never raised. Raises KeyError for a button that
        is not there.
        """
        doing = self._buttons()[act]
        self.notice = ""
        try:
            await doing(who)
        except (cast.NotThere, cast.NoAnswer, simcord.SetupError, simcord.BackendError) as fault:
            self.notice = str(fault)
        self.version += 1

    async def run(self, _: str = "") -> None:
        """Let the clock run, one second in a second."""
        self.running = True

    async def pause(self, _: str = "") -> None:
        """Stop the clock; presses are still answered, but what waits for a moment waits on."""
        self.running = False
        self.notice = _SAY("rehearsal.clock_paused")

    async def minute(self, _: str = "") -> None:
        """Move the clock by a minute."""
        await self.pace.jump(60)

    async def go_on(self, _: str = "") -> None:
        """Move the meeting to its next stage."""
        self.notice = await self.next_stage()

    async def bring_in(self, name: str) -> None:
        """Put a person into the voice room, if the door lets them."""
        room = self.world.voice_room()
        if room is None:
            self.notice = _SAY("rehearsal.no_room")
        elif not simkit.may_see(self.world.env, room.id, self.world[name].id):
            self.notice = _SAY("rehearsal.door_closed", name=Shown(name))
        else:
            await cast.come_in(self.world[name], room)

    async def bring_everyone(self, _: str = "") -> None:
        """Let everyone come through the door and into the voice room."""
        if self.world.voice_room() is None:
            self.notice = _SAY("rehearsal.no_room")
        else:
            await self.everyone_comes()

    async def take_out(self, name: str) -> None:
        """Take a person out of the voice room, as when a call drops."""
        await cast.go_out(self.world[name])

    async def show(self, name: str) -> None:
        """Show another channel, at the same address; the open tab needs to load again."""
        channel = self.world.room(name)
        viewers = self.world.viewers(channel)
        if not viewers:
            self.notice = _SAY("rehearsal.nobody_sees", channel=Shown(name))
            return
        await self.preview.show(channel, viewers)
        self.shown, self._eyes = name, tuple(each.id for each in viewers)
        self.looks += 1

    async def play(self, wanted: str) -> None:
        """Let the scripted cast act by itself ("on"), or not ("off")."""
        if wanted == "on":
            self.playing.set()
        else:
            self.playing.clear()

    def heard(self, name: str, words: str) -> None:
        """Show what an invented person says aloud."""
        self.notice = _SAY("rehearsal.aloud", name=Shown(name), words=Shown(words))
        self.version += 1

    async def keep_going(self) -> None:
        """Move the clock and publish what is new, until cancelled. A stuck bot stops the clock."""
        before = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            await self.beat(now - before)
            before = now

    async def beat(self, elapsed: float) -> None:
        """One look: let `elapsed` seconds go by if the clock runs, then publish what is new."""
        try:
            if self.running and not self.playing.is_set():
                await self.pace.jump(elapsed)
            await self._publish()
        except (TimeoutError, simcord.SetupError) as fault:
            self.running = False
            why = Shown(str(fault).splitlines()[0])
            self.notice = _SAY("rehearsal.clock_stopped", why=why)
            self.version += 1

    async def _publish(self) -> None:
        await self._follow()
        growth = simkit.growth(self.world.env)
        if growth != self._growth:
            self._growth = growth
            await self.preview.refresh()
        seen = (self.running, self.playing.is_set(), self.looks, growth)
        if seen != self._seen:
            self._seen = seen
            self.version += 1

    async def _follow(self) -> None:
        """Show the channel anew where somebody may see it now who could not; else another one."""
        channels = {each.name: each for each in self._channels()}
        if self.shown not in channels:
            await self.show("announcements")
        elif self._eyes != tuple(each.id for each in self.world.viewers(channels[self.shown])):
            await self.show(self.shown)

    def _buttons(self) -> dict[str, Callable[[str], Awaitable[None]]]:
        return {
            "run": self.run,
            "pause": self.pause,
            "minute": self.minute,
            "next": self.go_on,
            "in": self.bring_in,
            "out": self.take_out,
            "everyone": self.bring_everyone,
            "show": self.show,
            "cast": self.play,
        }

    def _guests(self) -> dict[str, simcord.MemberActor]:
        people = self.world.people
        return {name: each for name, each in people.items() if each is not self.world.organiser}

    def _channels(self) -> list[simcord.ChannelHandle]:
        return [each for each in simkit.rooms(self.world.guild) if self.world.viewers(each)]
