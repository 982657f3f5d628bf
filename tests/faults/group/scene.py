"""The bot in one server, set up and ready: where most stories of faults begin."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.calendar.occurrence import Occurrence
from tests.faults.bots import RUN, Bot, Place, standing
from tests.faults.crash.crash import SQLITE, START, Plan, ready_folder
from tests.faults.group.evening import Evenings
from tests.faults.group.looking import Look
from tests.faults.group.pressing import Group, Tally
from tests.waiting import until


@dataclass(frozen=True, slots=True)
class Scene:
    """A server with the bot in it."""

    place: Place
    bot: Bot
    group: Group
    look: Look
    evenings: Evenings

    @property
    def people(self):
        return self.place.people

    def occurrence(self, title: str = "Tonight") -> Occurrence | None:
        """Give the newest meeting of a title."""
        every = [one.occurrence for one in self.look.evenings(self.group.guild)]
        return next((one for one in reversed(every) if one.title == title), None)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until something is so; one that never is tells of the meeting as it stands."""
        await until(true, told=self.occurrence)

    async def said(self, channel: str = "organisers") -> list[str]:
        """Read what the bot said in a channel for everyone there."""
        found = await self.people.messages(self.group.places.get(channel, channel))
        return [one.text for one in found if not one.private]

    async def start(self, title: str = "Tonight", **options: Any):
        """Call `/meeting start`."""
        return await self.group.command("fay", "meeting start", title=title, **options)

    def creates(self) -> int:
        """Count how often a channel was asked for."""
        return len(
            [one for one in self.place.entries("request")
             if one["method"] == "POST" and one["route"] == "/guilds/{guild}/channels"]
        )  # fmt: skip

    def troubles(self) -> list[str]:
        """Give the lines of the log that tell of a fault of ours."""
        bad = (
            "Traceback",
            "press.fault",
            "tick.fault",
            "task.fault",
            "wake.lost",
            "work.hung",
            "start.fault",
            "process.fault",
        )
        return [line for line in self.bot.log().splitlines() if any(one in line for one in bad)]


@asynccontextmanager
async def scene(
    folder: Path, speed: float = 30.0, *, argv: Sequence[str] = RUN, url: str = SQLITE,
    private: bool = True, level: str = "INFO", members: tuple[str, ...] = (), shards: str = "",
) -> AsyncIterator[Scene]:  # fmt: skip
    """Run one server with the bot in it."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- a folder, once
    async with standing(folder, speed=speed, start=START) as place:
        bot = ready_folder(place, folder, Plan(0, speed=speed, argv=argv, url=url))
        bot.env["OPENROUND_LOG__LEVEL"] = level
        if shards:
            bot.env["OPENROUND_DISCORD__SHARDS"] = shards
        group = Group(place.people, Tally(), "", members or Group.members)
        await group.found(private=private)
        bot.start()
        await bot.ready()
        if shards:  # each connects for itself
            await place.people.ready(after=int(shards.rpartition("/")[2]) - 1)
        look = Look(folder, url)
        assert await group.set_up()
        yield Scene(place, bot, group, look, Evenings(group, look))
