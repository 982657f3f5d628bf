"""The REST side: one way in, where faults happen, refusals are written, all is noted."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import web

from tests.faults.standin.api.limits import OVERALL, Limits
from tests.faults.standin.api.refusals import ApiError
from tests.faults.standin.faults import Fault, FaultPlan
from tests.faults.standin.gateway import Gateway
from tests.faults.standin.interactions import Interactions
from tests.faults.standin.messages import Messages
from tests.faults.standin.world import World

Json = dict[str, Any]
Body = Json | list[Any] | None


@dataclass
class Discord:
    """Everything a route may touch."""

    world: World
    gateway: Gateway
    messages: Messages
    interactions: Interactions
    faults: FaultPlan
    limits: Limits
    token: str | None = None


@dataclass
class Call:
    """One request, read and matched: `at` holds the parts of its path."""

    method: str
    path: str
    route: str
    at: dict[str, str]
    query: dict[str, str]
    body: Json
    arrived: float


Handler = Callable[[Discord, Call], Body]
Route = tuple[re.Pattern[str], str, Handler]
ROUTES: dict[str, list[Route]] = {}
PREFIX = "/api/v10"


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Register a handler for a route such as `/channels/{channel}`."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))

    def register(handler: Handler) -> Handler:
        ROUTES.setdefault(method, []).append((pattern, template, handler))
        return handler

    return register


class Rest:
    """Takes every request of the bot."""

    def __init__(self, discord: Discord) -> None:
        """Serve that Discord."""
        self.discord = discord

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, with whatever goes wrong on purpose."""
        arrived = time.perf_counter()
        path = request.path.removeprefix(PREFIX)
        body = await _read(request)
        fault = self.discord.faults.pick(request.method, path) or Fault()
        if fault.before or fault.hold:
            self.discord.world.ledger.write("held", method=request.method, path=path)
        if fault.before:  # the bot may be dead by then: the work is done all the same
            await asyncio.sleep(fault.before)
        if fault.hold:
            await self.discord.faults.released.wait()
        call, handler = self._match(request, path, body, arrived)
        told, wait = self.discord.limits.take(request.method, path)
        if wait is not None:  # discord.py sleeps by the real clock
            seconds = wait / self.discord.world.clock.speed
            fault = Fault(status=429, retry_after=seconds, overall=told is OVERALL)
        status, reply = 0, cast("Body", None)
        if fault.status is None or fault.after:
            status, reply = self._do(request, call, handler)
        if fault.status is not None:
            status, reply = fault.status, _fault_body(fault)
        await asyncio.sleep(fault.delay)
        self._note(call, status, reply, fault)
        if fault.drop and request.transport is not None:
            request.transport.abort()
        response = _response(status, reply, self.discord.world.clock.http_date(), fault)
        response.headers.update(told)
        return response

    def _match(
        self, request: web.Request, path: str, body: Json, arrived: float
    ) -> tuple[Call, Handler]:
        query = dict(request.query)
        for pattern, template, handler in ROUTES.get(request.method, []):
            found = pattern.fullmatch(path)
            if found:
                at = found.groupdict()
                return Call(request.method, path, template, at, query, body, arrived), handler
        return Call(request.method, path, "?", {}, query, body, arrived), _no_such_route

    def _do(self, request: web.Request, call: Call, handler: Handler) -> tuple[int, Body]:
        try:
            self._authorise(request, call)
            reply = handler(self.discord, call)
        except ApiError as error:
            if error.code == 50035 and "parent_id" not in str(error.errors):
                self.discord.world.violation(f"{call.method} {call.route}: {error.errors}")
            return error.status, error.body()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.discord.world.violation(f"{call.method} {call.path} broke: {error!r}")
            return 500, {"message": f"the stand-in broke on this: {error!r}", "code": 0}
        made = call.method == "POST" and call.route == "/guilds/{guild}/channels"
        return (204 if reply is None else 201 if made else 200), reply

    def _authorise(self, request: web.Request, call: Call) -> None:
        own = call.route.startswith(("/interactions", "/webhooks")) or call.route == "/gateway"
        token = self.discord.token
        if not own and token and request.headers.get("Authorization") != f"Bot {token}":
            raise ApiError(401, 0, "401: Unauthorized")

    def _note(self, call: Call, status: int, reply: Body, fault: Fault) -> None:
        code = reply.get("code") if status >= 400 and isinstance(reply, dict) else None
        self.discord.world.ledger.write(
            "request", method=call.method, route=call.route, path=call.path, status=status,
            code=code, dropped=fault.drop, seconds=time.perf_counter() - call.arrived,
            body={key: value for key, value in call.body.items() if key != "_files"},
        )  # fmt: skip


def _no_such_route(discord: Discord, call: Call) -> Body:
    discord.world.violation(f"unknown route {call.method} {call.path}")
    raise ApiError(500, 0, f"the stand-in has no route {call.method} {call.path}")


async def _read(request: web.Request) -> Json:
    if request.content_type == "multipart/form-data":
        return await _read_parts(request)
    text = await request.text()
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {"_list": found}


async def _read_parts(request: web.Request) -> Json:
    parts = await request.post()
    body: Json = json.loads(str(parts.get("payload_json", "{}")))
    files = [part for part in parts.values() if isinstance(part, web.FileField)]
    inner = body.get("data", body) if isinstance(body.get("data"), dict) else body
    inner["_files"] = [
        {"id": str(number), "filename": one.filename, "size": len(one.file.read()),
         "url": f"http://cdn.invalid/{one.filename}", "content_type": one.content_type,
         "proxy_url": f"http://cdn.invalid/{one.filename}"}
        for number, one in enumerate(files)
    ]  # fmt: skip
    return body


def _fault_body(fault: Fault) -> Json:
    if fault.status == 429:
        return {"message": "You are being rate limited.", "retry_after": fault.retry_after,
                "global": fault.overall}  # fmt: skip
    return {"message": f"made-up {fault.status}", "code": fault.code}


def _response(status: int, reply: Body, date: str, fault: Fault) -> web.Response:
    # discord.py reads JSON only under exactly this type, without a charset.
    headers = {"Date": date, "Via": "1.1 standin", "Content-Type": "application/json"}
    if fault.status == 429:
        headers["Retry-After"] = str(fault.retry_after)
    if reply is None:  # an empty body is not JSON, and Discord does not call it so
        return web.Response(status=status, headers=headers | {"Content-Type": "text/html"})
    return web.Response(status=status, headers=headers, body=json.dumps(reply).encode())
