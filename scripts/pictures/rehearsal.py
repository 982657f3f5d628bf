"""Pictures of the rehearsal's page, wide and on a phone: the door, a round, the cast at play.

The page itself is driven, in a real browser, as anybody would who opens it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from environment import ROOT
from pictures.browser import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pictures.browser import Browser

_SIZES = {"wide": (1280, 800), "phone": (390, 844)}
_BUTTON = """(label => [...document.querySelectorAll('.active .list button.press')].reverse()
  .find(one => one.textContent === label || one.textContent.startsWith(label + ' ·')
    || (label === 'Yes' && one.textContent.startsWith('Yes, '))))"""
_ROOM = """[...document.querySelectorAll('.active .channel')]
  .find(one => one.textContent.includes('Tuesday group'))"""
_IDLE = "!document.querySelector('[aria-busy=true]')"
_CHECK_IN = "document.querySelector('.active .list').innerText.includes('Check-in · until')"
_SEEN = "document.querySelectorAll('.message').length > 0"


def pictures(folder: Path) -> None:
    """Take every picture into the folder, which is made where it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_pictures(folder))


async def _pictures(folder: Path) -> None:
    async with browser() as one:
        async with _rehearsing() as address:
            await _open(one, address)
            await _shoot(one, folder, "door")
            await into_the_check_in(one)
            await _shoot(one, folder, "round")
        async with _rehearsing("--script", "tuesday-group") as address:
            await _open(one, address)
            await one.until(_CHECK_IN)
            await _press(one, "document.querySelector('[data-act=pause]')")
            await _shoot(one, folder, "cast")


@asynccontextmanager
async def _rehearsing(*words: str) -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "rehearse", *words, cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
    )  # fmt: skip
    try:
        told = b"" if process.stdout is None else await process.stdout.readline()
        yield told.decode().split()[-1]
    finally:
        process.terminate()
        await process.wait()


async def _open(one: Browser, address: str) -> None:
    await one.size(*_SIZES["wide"])
    await one.go(address)
    await one.until(_SEEN)


async def into_the_check_in(one: Browser) -> None:
    """Let the evening go on to its first round on the page that is open.

    The newcomer comes in, then everyone; Fran begins and goes on, and the newcomer looks.
    """
    newcomer = await one.run("document.querySelector('.person[aria-pressed=true]').dataset.eyes")
    for label in ("Join", "Yes, I am 18 or older", "I agree"):
        await _press(one, f"{_BUTTON}('{label}')")
    await _press(one, "document.querySelector('[data-act=everyone]')")
    await _press(one, "document.querySelector('[data-eyes=Fran]')")
    await _press(one, _ROOM)
    for label in ("My options", "Begin"):
        await _press(one, f"{_BUTTON}('{label}')")
    if await one.run(f"!!{_BUTTON}('Yes')"):
        await _press(one, f"{_BUTTON}('Yes')")
    await _press(one, f"{_BUTTON}('Next stage')")
    await one.until(_CHECK_IN)
    await _press(one, f"document.querySelector('[data-eyes={newcomer}]')")


async def _press(one: Browser, script: str) -> None:
    await one.until(f"!!{script}")
    await one.run(f"{script}.click()")
    await one.until(_IDLE)


async def _shoot(one: Browser, folder: Path, name: str) -> None:
    """One picture of each size, once the page has drawn what came last."""
    for kind, (width, height) in _SIZES.items():
        await one.size(width, height)
        await one.run("new Promise(done => setTimeout(done, 1500))")
        await one.run("document.querySelector('#desk').scrollTop = 0")
        await one.picture(folder / f"rehearsal-{name}-{kind}.png")
    await one.size(*_SIZES["wide"])
