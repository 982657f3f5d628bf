"""Serves the rehearsal's page on loopback, to whoever has its address with the token in it."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import os
import re
import secrets
import sys
from collections import OrderedDict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import simcord
from aiohttp import web

from bot.rehearsal import simkit
from bot.rehearsal.page.hands import Hands
from bot.rehearsal.page.sight import commands
from bot.text.catalog import FALLBACK, sentences_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp.typedefs import Handler

    from bot.rehearsal.page.studio import Studio

_HOST = "127.0.0.1"
_TOKEN = "X-Rehearsal"  # noqa: S105 - the name of a header
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FILES = {
    "/": "index.html",
    **{f"/{name}": name for name in (
        "page.css", "card.css", "page.js", "guide.js", "panes.js", "card.js", "words.js", "form.js",
        "box.js", "places.js", "pointer.js",
    )},
}  # fmt: skip
_MOST = 20 * 1024 * 1024
"""Bytes of one request: a file that somebody gives with a command."""
_ANSWERS = 200
"""Answers that are kept, so that what is asked again is not done again."""
_GUARDED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src blob: data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


_NOT_ASKED = (
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    RecursionError,
    simcord.BackendError,
)
"""What comes of words that are none of the page's, and of a channel that is gone."""


async def _guard(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_GUARDED)


_PLACE = re.compile(r"\{\{(\w+)\}\}")


def _sentence(key: str) -> str:
    """A sentence of the page from the catalogue; `words` are those its script says, as JSON."""
    said = sentences_of(FALLBACK)
    if key == "words":
        names = (key.rpartition(".")[2] for key in said if key.startswith("rehearsal.script."))
        script = {name: said[f"rehearsal.script.{name}"] for name in names}
        return escape(json.dumps(script))
    return escape(said[f"rehearsal.page.{key}"])


@dataclass(slots=True)
class _Page:
    studio: Studio
    hands: Hands
    token: str
    port: int = 0
    evening: str = field(default_factory=partial(secrets.token_hex, 4))
    """Tells this evening from one played before it at the same address."""
    _answers: OrderedDict[str, asyncio.Task[dict[str, Any]]] = field(default_factory=OrderedDict)

    @web.middleware
    async def checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes under another name, and what the page couldn't have asked."""
        self._from_here(request)
        try:
            return await handler(request)
        except _NOT_ASKED:
            raise web.HTTPBadRequest(text="There is no such button.") from None

    async def file(self, request: web.Request) -> web.Response:
        """The page itself and its parts, to whoever asks under this machine's own name."""
        path = Path(__file__).parent / _FILES[request.path]
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = _PLACE.sub(lambda place: _sentence(place[1]), text)
        return web.Response(text=text, content_type=_KINDS[path.suffix])

    async def state(self, request: web.Request) -> web.Response:
        """The state; only the time of it when nothing else is newer than `?seen=`.

        Whoever opens the page says its `?zone=`; while another evening is made ready there is none.
        """
        self._trusted(request)
        if "zone" in request.query and self.studio.hands.moves(request.query["zone"]):
            self.studio.again.set()
        if self.studio.again.is_set():
            return web.json_response({"soon": True})
        if request.query.get("seen") == str(self.studio.version):
            return web.json_response(self.studio.time() | {"evening": self.evening})
        looks = json.loads(request.query.get("looks", "[]"))
        return web.json_response(self._seen(looks))

    async def do(self, request: web.Request) -> web.Response:
        """Do what was pressed; what is asked again, with the same key, is only answered again."""
        self._trusted(request)
        wanted = await request.json()
        told = await self._once(wanted)
        return web.json_response(self._seen(wanted.get("looks") or []) | told)

    async def commands(self, request: web.Request) -> web.Response:
        """The commands that somebody could send in a channel."""
        self._trusted(request)
        world, query = self.studio.world, request.query
        found = commands(world, query["eyes"], query["at"])
        return web.json_response(found)

    async def attached(self, request: web.Request) -> web.Response:
        """A picture or a file that hangs on a message."""
        self._trusted(request)
        url = request.query.get("url", "")
        data = simkit.stored_file(self.studio.world.env, url)
        if data is None:
            raise web.HTTPNotFound
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        return web.Response(body=data, content_type=kind)

    async def _once(self, wanted: dict[str, Any]) -> dict[str, Any]:
        key = str(wanted.get("key") or secrets.token_urlsafe(8))
        if key not in self._answers:
            self._answers[key] = asyncio.ensure_future(self._done(wanted))
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return await asyncio.shield(self._answers[key])

    async def _done(self, wanted: dict[str, Any]) -> dict[str, Any]:
        act = str(wanted["act"])
        if act not in self.hands.can():
            await self.studio.do(act, str(wanted.get("who", "")))
            return {}
        told = await self.hands.do(act, wanted)
        if act != "suggest":
            self.studio.told(told.pop("notice", ""))
        return told

    def _seen(self, looks: list[dict[str, str]]) -> dict[str, Any]:
        state = self.studio.state([(str(each["eyes"]), str(each["at"])) for each in looks])
        return state | {"evening": self.evening}

    def _from_here(self, request: web.Request) -> None:
        """Refuse other names for this machine, so that no web page can reach in through DNS."""
        if request.headers.get("Host") not in (f"{_HOST}:{self.port}", f"localhost:{self.port}"):
            raise web.HTTPForbidden

    def _trusted(self, request: web.Request) -> None:
        given = request.headers.get(_TOKEN, "").encode(errors="surrogateescape")
        if not secrets.compare_digest(given, self.token.encode()):
            raise web.HTTPUnauthorized


@asynccontextmanager
async def served(studio: Studio, before: str = "") -> AsyncIterator[str]:
    """Serve the page and give its address: where it was `before`, else at any free port.

    Enter it outside bot-owned work: a server inside it is a wait SimCord does not know.
    """
    at = urlsplit(before)
    page = _Page(studio, Hands(studio.world), at.fragment or secrets.token_urlsafe(16))
    app = web.Application(client_max_size=_MOST, middlewares=[page.checked])
    app.on_response_prepare.append(_guard)
    app.router.add_get("/state", page.state)
    app.router.add_post("/do", page.do)
    app.router.add_get("/commands", page.commands)
    app.router.add_get("/attached", page.attached)
    for path in _FILES:
        app.router.add_get(path, page.file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, _HOST, at.port or 0).start()
        page.port = int(runner.addresses[0][1])
        yield f"http://{_HOST}:{page.port}/#{page.token}"
    finally:
        await runner.cleanup()


def has_screen() -> bool:
    """Whether a browser can open: without one, some systems would start one in the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
