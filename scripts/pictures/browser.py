"""Drives a browser that is installed, over its own debugging port: to look at a page, and to press.

Needs nothing but a Chromium on the path; `found` says whether there is one.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import shutil
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
    "about:blank",
)  # fmt: skip
_ADDRESS = re.compile(r"DevTools listening on (ws://\S+)")
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27}
"""Keys by the number that browsers have for them."""
_BETWEEN = 0.05
"""Seconds between two looks at a page."""


def found() -> str | None:
    """Name the browser that would be driven; None where none is installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class PageFault(RuntimeError):
    """The page raised an error, or the browser couldn't do what it was asked."""


@dataclass(slots=True)
class Browser:
    """One tab, spoken to over its socket."""

    socket: aiohttp.ClientWebSocketResponse
    session: str = ""
    faults: list[str] = field(default_factory=list)
    """What the page said went wrong in its scripts."""
    loaded: asyncio.Event = field(default_factory=asyncio.Event)
    listening: asyncio.Future[None] | None = None
    """The task that listens, so that it isn't cleared away."""
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _waiting: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)

    async def listen(self) -> None:
        """Hear what the browser says, until it closes."""
        async for each in self.socket:
            told = json.loads(each.data)
            if "id" in told:
                self._waiting.pop(told["id"]).set_result(told)
            elif told.get("method") == "Page.loadEventFired":
                self.loaded.set()
            elif told.get("method") == "Runtime.exceptionThrown":
                self.faults.append(json.dumps(told["params"]["exceptionDetails"])[:800])
            elif told.get("method") == "Log.entryAdded" and _is_the_pages_own(told):
                self.faults.append(json.dumps(told["params"]["entry"])[:400])

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - as it is there
        """Ask the browser for one thing. Raises PageFault."""
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_json(
            {"id": number, "method": method, "params": params, "sessionId": self.session}
            if self.session
            else {"id": number, "method": method, "params": params}
        )
        told = await self._waiting[number]
        if "error" in told:
            raise PageFault(method + ": " + json.dumps(told["error"]))
        return dict(told["result"])

    async def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Give what a script in the page gives; a promise is waited for. Raises PageFault."""
        told = await self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in told:
            raise PageFault(json.dumps(told["exceptionDetails"])[:800])
        return told["result"].get("value")

    async def size(self, width: int, height: int) -> None:
        """Make the window so wide and high."""
        await self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def live_in(self, zone: str) -> None:
        """Take a time zone for that of this machine, which nothing that is shown may hang on."""
        await self.ask("Emulation.setTimezoneOverride", timezoneId=zone)

    async def go(self, address: str) -> None:
        """Open an address, and wait until it's loaded."""
        self.loaded.clear()
        if "loaderId" not in await self.ask("Page.navigate", url=address):
            await self.ask("Page.reload")  # the same page as before, but for its fragment
        await self.loaded.wait()

    async def until(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Wait until a script gives something that counts as true, and give it."""
        while True:
            seen = await self.run(script)
            if seen:
                return seen
            await asyncio.sleep(_BETWEEN)

    async def click(self, x: float, y: float) -> None:
        """Press the mouse there and let it go, as a hand does."""
        at = {"x": x, "y": y, "button": "left", "clickCount": 1}
        await self.ask("Input.dispatchMouseEvent", type="mousePressed", **at)
        await self.ask("Input.dispatchMouseEvent", type="mouseReleased", **at)

    async def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        await self.ask("Input.insertText", text=words)

    async def key(self, name: str) -> None:
        """Press a key by its name, such as Escape or Tab, and let it go."""
        code = _KEYS[name]
        text = {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            await self.ask(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name,
                windowsVirtualKeyCode=code, **(text if kind == "keyDown" else {}),
            )  # fmt: skip

    async def picture(self, path: Path) -> None:
        """Take a picture of what the window shows."""
        told = await self.ask("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(told["data"]))


def _is_the_pages_own(told: dict[str, Any]) -> bool:
    """Whether the page did something wrong; a server that has ended is no fault of it."""
    return str(told["params"]["entry"]["source"]) != "network"


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Give a browser with one empty tab; it's gone afterwards. Raises PageFault without one."""
    program = found()
    if program is None:
        raise PageFault("no Chromium on the path")
    with tempfile.TemporaryDirectory(
        prefix="openround-browser-", ignore_cleanup_errors=True
    ) as own:
        process = await asyncio.create_subprocess_exec(
            program, f"--user-data-dir={own}", *_FLAGS,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            async with aiohttp.ClientSession() as client:
                address = await _address(process)
                async with client.ws_connect(address, max_msg_size=0) as socket:
                    yield await _tab(socket)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    if process.stderr is None:
        raise PageFault("the browser says nothing")
    said = b""
    async for line in process.stderr:
        said += line
        match = _ADDRESS.search(line.decode(errors="replace"))
        if match is not None:
            return match[1]
    raise PageFault(said.decode(errors="replace")[-800:])


async def _tab(socket: aiohttp.ClientWebSocketResponse) -> Browser:
    one = Browser(socket)
    one.listening = asyncio.ensure_future(one.listen())
    target = (await one.ask("Target.createTarget", url="about:blank"))["targetId"]
    attached = await one.ask("Target.attachToTarget", targetId=target, flatten=True)
    one.session = attached["sessionId"]
    for each in ("Page.enable", "Runtime.enable", "Log.enable"):
        await one.ask(each)
    await one.live_in("Europe/London")
    return one
