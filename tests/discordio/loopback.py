"""A few routes of Discord on this machine, for what only shows on the wire."""

import asyncio
import json
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from typing import Any

from aiohttp import web
from discord.http import Route

from bot.discordio.gateway import quirks

START = datetime(2026, 12, 1, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ME = {"id": "1", "username": "openround", "discriminator": "0", "avatar": None, "bot": True}


def _json(body, status=200, headers=None):
    """Answer as Discord does: discord.py reads nothing that names a character set."""
    written = json.dumps(body).encode()
    return web.Response(
        body=written, status=status, headers=headers, content_type="application/json"
    )


class PatientClock:
    """Stands still until told, or until somebody sleeps and nobody is `busy`."""

    def __init__(self):
        self.at, self.busy = START, lambda: False

    def now(self):
        return self.at

    async def sleep_until(self, at):
        while self.busy():  # noqa: ASYNC110 - whoever is busy rings no bell
            await asyncio.sleep(0.001)
        self.at = max(self.at, at)
        await asyncio.sleep(0)


@dataclass
class Bucket:
    """So many requests in so many seconds, from the first of them on."""

    name: str
    limit: int
    seconds: float
    begins: datetime | None = None
    used: int = 0
    windows: list[int] = field(default_factory=list)
    """How many requests came in each span of time."""

    def take(self, now):
        if self.begins is None or now >= self.begins + timedelta(seconds=self.seconds):
            self.begins, self.used = now, 0
            self.windows.append(0)
        self.used += 1
        self.windows[-1] += 1
        return self.used <= self.limit

    def headers(self, now):
        after = self.seconds - (now - self.begins).total_seconds()
        return {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Bucket": self.name,
                "X-RateLimit-Remaining": str(max(0, self.limit - self.used)),
                "X-RateLimit-Reset-After": f"{after:.3f}"}  # fmt: skip


class Loopback:
    """Keeps channels and messages; `faults` are done in order to what can go wrong.

    `bucket` is the limit for changing rights, of every room its own.
    """

    def __init__(self):
        self.channels, self.messages = [], {}
        self.faults: deque[tuple[Any, ...]] = deque()
        self.done = []
        self.statuses, self.asked, self.date = [], 0, None
        self.arrivals: deque[Any] = deque()
        self.clock, self.most = None, 0
        self.paced, self.bucket, self.buckets, self.retry_after = False, None, {}, 0.01

    async def serve(self, request):
        self.asked += 1
        response = self._limited() or self._full(request) or await self._answer(request)
        response.headers.update(self._counted(request))
        self.statuses.append(response.status)
        response.headers["Date"] = self.date or formatdate(usegmt=True)
        return response

    def _limited(self):
        """Take 50 requests in any second of the clock, where it is `paced`, as Discord does."""
        if not self.paced:
            return None
        now = self.clock.now()
        while self.arrivals and self.arrivals[0] <= now - SECOND:
            self.arrivals.popleft()
        self.arrivals.append(now)
        self.most = max(self.most, len(self.arrivals))
        if len(self.arrivals) <= 50:
            return None
        body = {"message": "slow down", "retry_after": 1.0, "global": True}
        return _json(body, status=429, headers={"Via": "1.1 loopback"})

    def _full(self, request):
        """Refuse what does not fit into its bucket any more."""
        bucket = self._bucket(request)
        if bucket is None or bucket.take(self.clock.now()):
            return None
        body = {"message": "slow down", "retry_after": self.retry_after, "global": False}
        return _json(body, status=429, headers={"Via": "1.1 loopback"})

    def _counted(self, request):
        bucket = self._bucket(request)
        return bucket.headers(self.clock.now()) if bucket else {}

    def _bucket(self, request):
        place = request.path.rpartition("/")[0]
        if self.bucket is None or not place.endswith("/permissions"):
            return None
        return self.buckets.setdefault(place, replace(self.bucket, windows=[0]))

    async def _answer(self, request):
        if request.path.endswith("/users/@me"):
            return _json(ME)
        if request.path.endswith("/applications/@me"):
            return _json({"id": "1", "name": "x", "description": "", "owner": ME,
                                      "verify_key": "", "bot_public": True, "flags": 0,
                                      "bot_require_code_grant": False, "icon": None})  # fmt: skip
        fault = self.faults.popleft() if self.faults else None
        if fault and fault[0] == "before":
            code = fault[2] if len(fault) > 2 else 0
            return _json({"code": code, "message": "no"}, status=fault[1])
        self.done.append(f"{request.method} {request.path}")
        reply = self._do(request.method, request.path, await request.json())
        if fault and fault[0] == "drop":
            request.transport.abort()
        if fault and fault[0] == "hang":
            await asyncio.sleep(fault[1])
        if fault and fault[0] == "after":
            return _json({"code": 0, "message": "timeout"}, status=fault[1])
        return _json(reply, status=201)

    def _do(self, method, path, body):
        if method == "POST" and path.endswith("/messages"):
            return self._post(path, body)
        self.channels.append(body | {"id": str(1000 + len(self.channels))})
        return self.channels[-1]

    def _post(self, path, body):
        key = (path, body["nonce"]) if body.get("enforce_nonce") else (path, object())
        made = {"id": str(5000 + len(self.messages)), "channel_id": "9", "author": ME, "type": 0,
                "timestamp": "2026-12-01T18:00:00+00:00", "edited_timestamp": None,
                "content": "", "embeds": [], "attachments": [], "mentions": [], "components": [],
                "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False,
                "flags": 0}  # fmt: skip
        return self.messages.setdefault(key, made)


@asynccontextmanager
async def listening():
    """Listen, and send the library there."""
    loopback, base = Loopback(), Route.BASE
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", loopback.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    quirks.point_at(f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10/")
    try:
        yield loopback
    finally:
        quirks.point_at(base)
        await runner.cleanup()
