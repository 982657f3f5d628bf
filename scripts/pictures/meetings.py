"""Pictures of what people read around a meeting: the list, the week, a reminder, a rehearsal.

The real bot draws them on a simulated Discord, so they change with it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pictures.camera import Camera, camera
from pydantic import SecretStr

from bot.app import composition
from bot.config.settings import Database, Discord, Log, Settings
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit, world
from bot.rehearsal.belongings import own_folder
from bot.rehearsal.plain_text import plain
from bot.rehearsal.simulation_speed import SimulationSpeed

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import ResponseMessage

    from bot.rehearsal.world import World

_START = datetime(2026, 12, 1, 18, 35, tzinfo=UTC)
_DOOR, _BY_ITSELF = (
    datetime(2026, 12, 1, 18, 50, 40, tzinfo=UTC),
    datetime(2026, 12, 1, 19, 11, tzinfo=UTC),
)
_STEPS = 9
"""Of the rehearsal."""
_TITLE = "Tuesday group"
_PLANS: tuple[dict[str, object], ...] = (
    {"title": _TITLE, "when": "every Tuesday 19:00", "self_guided": True},
    {"title": "Morning cup", "when": "weekdays 7:30", "room": "text", "minutes": 30},
    {
        "title": "New here",
        "when": "first Saturday of the month 11:00",
        "topic": "What to say when friends ask you along",
    },
)


def pictures(folder: Path) -> None:
    """Take every picture into the folder, which is made where it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_pictures(folder))


async def _pictures(folder: Path) -> None:
    with own_folder() as data:
        bot = composition.build(settings_in(data))
        try:
            async with simkit.simulate(bot, start=_START, check_errors=False) as env:
                place = world.build(env, INVITE)
                await env.settle()
                async with camera(env) as taking:
                    await _Pictures(place, SimulationSpeed(env), taking, folder).take()
        finally:
            await bot.close()


def settings_in(folder: Path) -> Settings:
    """Give settings for a bot that is only looked at, with its database in the folder."""
    database = Database(
        url=f"sqlite:///{folder}/look.db", key_file=folder / "master.key", daily_copy=False
    )
    nowhere = Discord(token=SecretStr("a.picture.needs-none"))
    return Settings(discord=nowhere, database=database, log=Log(level="WARNING"))


@dataclass(slots=True)
class _Pictures:
    """One group and its evening, stopped wherever a picture is taken."""

    world: World
    pace: SimulationSpeed
    camera: Camera
    folder: Path

    async def take(self) -> None:
        await self._plan()
        await self._ahead()
        await self._rehearsal()
        await self.pace.until(_DOOR)
        await self._reminded()
        await self._by_itself()

    async def _plan(self) -> None:
        here = self.world
        await cast.say(
            here.organiser, "setup server", here.organisers,
            rooms=here.category, announcements=here.announcements, organisers=here.organisers,
            facilitators=here.facilitators, facilitators_channel=here.facilitators_channel,
            timezone="Europe/London", country="GB", adults_only=False,
        )  # fmt: skip
        for plan in _PLANS:
            await cast.say(here.facilitator, "meeting schedule", here.facilitators_channel, **plan)
        await self.pace.wait(60)

    async def _ahead(self) -> None:
        """The list, the week, and what a press of *Remind me* answers."""
        ana, place = self.world["Ana"], self.world.announcements
        listed = await cast.say(ana, "meeting list", place)
        await self.camera.answer(listed, ana, self.folder / "list.png")
        await self.camera.message(self._showing("This week"), ana, self.folder / "week.png")
        offered = await cast.say(ana, "meeting show", place, meeting=_TITLE)
        asked = await cast.press(ana, "Remind me", on=offered.message)
        await self.camera.answer(asked, ana, self.folder / "remind-me.png")

    async def _rehearsal(self) -> None:
        lead = self.world.facilitator
        step = await cast.say(lead, "meeting rehearse", self.world.facilitators_channel)
        for number in range(1, _STEPS + 1):
            await self.camera.answer(step, lead, self.folder / f"rehearse-{number}.png")
            if number < _STEPS:
                step = await cast.press(lead, "Next", on=step.message)

    async def _reminded(self) -> None:
        told = self._showing("Your 19:00 meeting")
        ana = self.world["Ana"].user
        await self.camera.message(told, ana, self.folder / "reminder.png")

    async def _by_itself(self) -> None:
        """Nobody leads, two have come: the card of an evening that goes on by itself."""
        for name in ("Ana", "Ben"):
            await self._come(name)
        await self.pace.until(_BY_ITSELF)
        ana = self.world["Ana"]
        card = next(
            one for one in simkit.visible(ana) if "My options" in plain(one.components).buttons
        )
        await self.camera.message(card, ana, self.folder / "self-guided.png")
        mine = await cast.press(ana, "My options", on=card)
        await self.camera.answer(mine, ana, self.folder / "self-guided-options.png")

    async def _come(self, name: str) -> None:
        member, room = self.world[name], self.world.voice_room()
        answer = await cast.press(member, "Join")
        await cast.press(member, "I agree", on=answer.message)
        if room is not None:
            await cast.come_in(member, room)

    def _showing(self, words: str) -> ResponseMessage:
        """The newest message in sight of Ana with these words."""
        seen = simkit.visible(self.world["Ana"])
        return next(one for one in seen if words in plain(one.components).text)
