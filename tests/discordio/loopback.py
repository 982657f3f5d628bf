"""A few routes of Discord on this machine, for what only shows on the wire."""

import asyncio
import json
from collections import deque
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import formatdate

from aiohttp import web

from bot.discordio import quirks

SECOND = timedelta(seconds=1)
ME = {"id": "1", "username": "openround", "discriminator": "0", "avatar": None, "bot": True}


def _json(body, status=200, headers=None):
    """Answer as Discord does: discord.py reads nothing that names a character set."""
    written = json.dumps(body).encode()
    return web.Response(
        body=written, status=status, headers=headers, content_type="application/json"
    )


class Loopback:
    """Keeps channels and messages; `faults` are done in order to what can go wrong."""

    def __init__(self):
        self.channels, self.messages, self.faults = [], {}, deque()
        self.statuses, self.asked, self.date = [], 0, None
        self.arrivals, self.clock, self.most = deque(), None, 0

    async def serve(self, request):
        self.asked += 1
        response = self._limited() or await self._answer(request)
        self.statuses.append(response.status)
        response.headers["Date"] = self.date or formatdate(usegmt=True)
        return response

    def _limited(self):
        """Take 50 requests in any second of the clock, where there is one, as Discord does."""
        if self.clock is None:
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
    loopback, base = Loopback(), quirks.http.Route.BASE
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
