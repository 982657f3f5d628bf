"""The pictures of the README, made from the product, and beside them what they show.

The rehearsal's page, a check-in as a member sees it, and the console of whoever leads it. Without a
browser a test plays the same evening, and says when a picture shows what is no longer so.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from environment import ROOT
from pictures.camera import browser, camera
from pictures.meetings import settings_in

from bot.app import composition
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import simkit, world
from bot.rehearsal.belongings import own_folder
from bot.rehearsal.chance import drawn_from
from bot.rehearsal.plain_text import plain
from bot.rehearsal.script import evening, parts, set_up
from bot.rehearsal.script.home import LONDON
from bot.rehearsal.script.scene import MINUTE, Scene
from bot.rehearsal.session import RehearsalWish, rehearse
from bot.rehearsal.simulation_speed import SimulationSpeed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simcord import MemberActor, ResponseMessage

FOLDER = ROOT / "docs" / "pictures"
NOTE = FOLDER / "shown.json"
PAGE, CARD, CONSOLE = "rehearsal.png", "check-in.png", "console.png"
_PAGE_FILES = ROOT / "bot" / "rehearsal" / "page"
_PARTS = {".html", ".css", ".js"}
_EARLY = LONDON.at(date(2026, 12, 1), time(18, 20))
_SEED = 1
_ADDRESS = re.compile(r"http://127\S+")
_SPEED = 60.0
_WELL_UNDER_WAY = r"() => /19:(0[89]|1\d):\d\d/.test(document.body.innerText)"
"""The page's clock says so, however slow the machine is."""
_LONGEST = 20 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Sight:
    """A message, and whoever is looking at it."""

    message: ResponseMessage
    viewer: MemberActor

    @property
    def words(self) -> list[str]:
        """What can be read and pressed there, a line each."""
        return str(plain(self.message.components, self.message.content)).splitlines()


def make() -> None:
    """Make every picture, and write down what they show."""
    asyncio.run(_make())


async def _make() -> None:
    async with check_in() as scene, camera(scene.world.env) as taking:
        shown: dict[str, object] = {}
        async for name, sight in sights(scene):
            shown[name] = sight.words
            await taking.message(sight.message, sight.viewer, FOLDER / name)
    await _shoot_the_page(FOLDER / PAGE)
    shown[PAGE] = page_of_today()
    made = {name: {"file": sum_of(FOLDER / name), "shows": what} for name, what in shown.items()}
    NOTE.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@asynccontextmanager
async def planned() -> AsyncIterator[Scene]:
    """Give an invented group whose evening is planned, its door open; the same each time."""
    with own_folder() as folder, drawn_from(_SEED):
        bot = composition.build(settings_in(folder))
        try:
            async with simkit.simulate(bot, start=_EARLY, check_errors=False) as env:
                place, rng = world.build(env, INVITE), Random(_SEED)  # noqa: S311 - a play
                await env.settle()
                scene = Scene(place, SimulationSpeed(env), rng, parts.drawn(rng, world.MEMBERS))
                await set_up.settle_in(scene)
                await set_up.plan(scene)
                await scene.pace.wait(11 * MINUTE)
                yield scene
        finally:
            await bot.close()


@asynccontextmanager
async def check_in() -> AsyncIterator[Scene]:
    """Bring that group to its check-in."""
    async with planned() as scene:
        await evening.arrive(scene)
        await scene.next_stage()
        await scene.next_stage()
        yield scene


async def sights(scene: Scene) -> AsyncIterator[tuple[str, Sight]]:
    """Give what is in the pictures, each with its file's name, and go on once it was looked at."""
    console = (await scene.console()).message
    if console is not None:
        yield CONSOLE, Sight(console, scene.world.facilitator)
    await scene.lead("Next speaker")
    card = scene.card()
    if card is not None:
        yield CARD, Sight(card, scene.world[scene.speaker()])


def page_of_today() -> str:
    """Give the sum of what the rehearsal's page is made of."""
    files = sorted(path for path in _PAGE_FILES.rglob("*.*") if path.suffix in _PARTS)
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def sum_of(file: Path) -> str:
    """Give the sum of a picture."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def _shoot_the_page(path: Path) -> None:
    """Let the invented group play for a while, and take the page on which it can be watched."""
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def hear(words: str) -> None:
        found = _ADDRESS.search(words)
        if found and not address.done():
            address.set_result(found[0])

    wish = RehearsalWish("tuesday-group", speed=_SPEED, browser=False)
    playing = asyncio.ensure_future(rehearse(wish, composition.build, INVITE, hear))
    try:
        async with browser() as opened:
            await asyncio.wait((playing, address), return_when=asyncio.FIRST_COMPLETED)
            page = await opened.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
            await page.goto(address.result())
            await page.wait_for_function(_WELL_UNDER_WAY, timeout=_LONGEST)
            await page.screenshot(path=path)
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
