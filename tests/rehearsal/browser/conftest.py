"""A real browser in front of the page, where one is installed; elsewhere these aren't collected."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.server import served
from bot.rehearsal.page.stagehands import Stagehands
from bot.rehearsal.page.studio import Studio
from bot.rehearsal.simulation_speed import SimulationSpeed
from tests.waiting import in_the_end

sys.path.append(str(Path(__file__).parent.parent.parent.parent / "scripts"))

from pictures import browser as browsers

if TYPE_CHECKING:
    from pictures.browser import Browser

collect_ignore_glob = [] if browsers.found() else ["test_*.py"]

BUTTON = """(label => [...document.querySelectorAll('.active .list button.press:not(:disabled)')]
  .reverse().find(one => one.textContent === label || one.textContent.startsWith(label + ' ·')
    || (label === 'Yes' && one.textContent.startsWith('Yes, '))))"""
"""The newest button in sight that begins so."""
PERSON = '(name => document.querySelector(`[data-eyes="${name}"]`))'
CHANNEL = """(name => [...document.querySelectorAll('.pane.active .channel')]
  .find(one => one.textContent.includes(name)))"""
ACT = '(act => document.querySelector(`[data-act="${act}"]`))'
OPTION = """(label => [...document.querySelectorAll('.pane.active .menu[open] .options button')]
  .find(one => one.textContent.startsWith(label)))"""
MENU = """(label => [...document.querySelectorAll('.pane.active .menu > summary')]
  .reverse().find(one => one.textContent === label))"""
FIELD = "(place => document.querySelectorAll('#form .field input, #form .field textarea')[place])"
SEND = "(_ => document.querySelector('#form [type=submit]'))"
IDLE = "!document.querySelector('[aria-busy=true]')"


@dataclass
class Page:
    """Somebody at the page, who moves a mouse and reads."""

    browser: "Browser"

    async def open(self, address: str, width: int = 1280, height: int = 800) -> None:
        await self.browser.size(width, height)
        await self.browser.go(address)
        await self.wait("!!document.querySelector('.message, .empty')")

    async def wait(self, script: str) -> object:
        try:
            return await in_the_end(self.browser.until(script))
        except TimeoutError as hangs:
            raise AssertionError((script, await self.words())) from hangs

    async def press(self, what: str, *named: object) -> None:
        """Press something with the mouse, as soon as it's there, and wait until it's answered."""
        await self.aim(what, *named)
        await self.wait(IDLE)

    async def aim(self, what: str, *named: object) -> None:
        """Press something with the mouse as soon as it's there, and wait for nothing."""
        asked = f"{what}({', '.join(json.dumps(each) for each in named) or 'null'})"
        await self.wait(f"!!{asked}")
        box = await self.browser.run(
            f"(one => {{ one.scrollIntoView({{block: 'center'}}); const at = "
            f"one.getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2] }})"
            f"({asked})"
        )
        await self.browser.click(*box)

    async def be(self, name: str) -> None:
        await self.press(PERSON, name)
        await self.wait(
            f"document.querySelector('.pane.active .eyes').textContent.includes('{name}')"
        )

    async def words(self) -> str:
        return str(await self.browser.run("document.body.innerText"))


@pytest.fixture
async def page():
    async with browsers.browser() as one:
        yield Page(one)
        assert one.faults == []


@pytest.fixture
def studio(world):
    """About the toy's world, with the clock at its fastest; Ben has the floor."""

    async def nothing():
        return ""

    hands = Stagehands(nothing, nothing, speaker=lambda: "Ben")
    return Studio(world, SimulationSpeed(world.env), hands, speed=60.0)


@pytest.fixture
async def address(world, studio):
    """A page about the toy's card, with the clock running."""
    async with served(studio) as where:
        await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
        running = asyncio.create_task(studio.keep_going())
        yield where
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def rehearsing(*words: str):
    """The real bot's rehearsal in a process of its own; gives the address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "rehearse", *words,
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
    )  # fmt: skip
    try:
        line = (await in_the_end(process.stdout.readline())).decode()
        yield line.split()[-1]
    finally:
        process.terminate()
        await process.wait()
