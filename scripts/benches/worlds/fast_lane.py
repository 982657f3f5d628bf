"""The wire-level stand-in in this process, with a fast lane for presses on one card.

The stand-in does all but the presses that are measured: those are made once from what it shows a
member, then go straight into the bot's session, and their callbacks are answered from a template.
So the bot reads and writes the same bytes, and the stand-in's own work does not get in the way.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.faults.group.people import People
from tests.faults.standin.api import routes_channels, routes_messages
from tests.faults.standin.api.limits import Limits
from tests.faults.standin.api.rest import PREFIX, Discord, Rest
from tests.faults.standin.clock import a_clock
from tests.faults.standin.control import Control
from tests.faults.standin.faults import FaultPlan
from tests.faults.standin.gateway import Gateway, Session
from tests.faults.standin.input import hand
from tests.faults.standin.input.touches import Touches
from tests.faults.standin.interactions import Interactions
from tests.faults.standin.ledger import Ledger
from tests.faults.standin.messages import Messages
from tests.faults.standin.world import World

REGISTERED = (hand, routes_channels, routes_messages)  # importing them registers their routes
QUIET = 2.0
"""Seconds."""
_ID, _TOKEN, _FAST = "90071992547409910", "token-to-be", "/fast"
_JSON = {"Content-Type": "application/json", "Via": "1.1 standin"}
_LATER, _UPDATE = 6, 7
_ONLY_TAKEN = f'{{"interaction": {{"id": "{_ID}", "type": 3}}}}'


@dataclass(slots=True)
class Pressed:
    """One press on its way: to whom and when it was sent, and its answer's latency in seconds."""

    bot: str
    sent: float
    answered: asyncio.Future[float]


@dataclass(slots=True)
class Lane:
    """Presses straight into the bot's session."""

    discord: Discord
    api: str
    gateway: str
    frames: list[str] = field(default_factory=list)
    reply: str = ""
    message: str = ""
    """What a bot gets back that tells somebody something besides."""
    pressed_on: dict[str, str] = field(default_factory=dict)
    """The bot of each press, by the token that it answers with."""
    sessions: dict[str, Session] = field(default_factory=dict)
    """The bots that are connected, by name."""
    waiting: dict[str, Pressed] = field(default_factory=dict)
    presses: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    """Everything each bot asked of Discord."""
    wrong: Counter[str] = field(default_factory=Counter)
    """Answers twice, never asked for, or not with the card."""

    def meet(self, name: str) -> bool:
        """Take the session that nobody has as this bot's; says whether there is one."""
        known = [self.sessions[one] for one in self.sessions]
        for session in self.discord.gateway.sessions:
            if session not in known:
                self.sessions[name] = session
                return True
        return False

    async def quiet(self) -> None:
        """Wait until nobody has asked for anything for a while: what a start looks at is done."""
        before = -1
        while before != self.requests.total():
            before = self.requests.total()
            await asyncio.sleep(QUIET)

    async def empty(self) -> None:
        """Wait until no bot is connected any more."""
        self.sessions.clear()
        while self.discord.gateway.sessions:  # noqa: ASYNC110 - the stand-in tells nobody
            await asyncio.sleep(0.05)

    def aim(self, members: Sequence[str], channel: str, label: str) -> None:
        """Make the frames from what each member sees there now."""
        world, seen = self.discord.world, list[Any]()
        tell, world.tell = world.tell, lambda _, data: seen.append(data)
        for member in members:
            Touches(self.discord).press({"member": member, "channel": channel, "label": label})
        world.tell = tell
        self.frames = [_frame(one | {"id": _ID, "token": _TOKEN}) for one in seen]
        self.reply = _reply(seen[0]["message"])
        self.message = json.dumps(seen[0]["message"])

    def press(self, bot: str) -> asyncio.Future[float]:
        """Press as the next member in turn; the future gives the latency in seconds."""
        session, number = self.sessions[bot], self.discord.world.ids.take()
        session.sequence += 1
        frame = self.frames[self.presses[bot] % len(self.frames)]
        frame = frame.replace(_ID, number).replace(_TOKEN, _FAST[1:] + number)
        self.presses[bot] += 1
        self.pressed_on[_FAST[1:] + number] = bot
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.waiting[number] = Pressed(bot, time.perf_counter(), future)
        session.queue.put_nowait(frame.replace('"s": 0', f'"s": {session.sequence}'))
        return future

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Count every request; answer callbacks of the fast lane, pass on the others."""
        arrived, number = time.perf_counter(), request.path.rsplit("/", 3)[1]
        one, besides = self.waiting.pop(number, None), request.path.rsplit("/", 1)[1]
        if one is None and besides in self.pressed_on:
            self.requests[self.pressed_on.pop(besides)] += 1
            await request.read()
            return web.Response(body=self.message.encode(), headers=_JSON)
        if one is None:
            token = request.headers.get("Authorization", "").removeprefix("Bot ")
            self.requests[token.partition(".")[0]] += 1
            return await Rest(self.discord).serve(request)
        self.requests[one.bot] += 1
        kind = json.loads(await request.read())["type"]
        if kind not in (_LATER, _UPDATE):
            self.wrong[one.bot] += 1
        elif not one.answered.done():
            one.answered.set_result(arrived - one.sent)
        reply = self.reply if kind == _UPDATE else _ONLY_TAKEN
        return web.Response(body=reply.replace(_ID, number).encode(), headers=_JSON)


def _frame(data: Any) -> str:  # noqa: ANN401 - Discord's JSON
    return json.dumps({"op": 0, "t": "INTERACTION_CREATE", "s": 0, "d": data})


def _reply(message: Any) -> str:  # noqa: ANN401 - Discord's JSON
    about = {"id": _ID, "type": 3, "response_message_id": message["id"],
             "response_message_loading": False, "response_message_ephemeral": False}  # fmt: skip
    return json.dumps({"interaction": about, "resource": {"type": 7, "message": message}})


@asynccontextmanager
async def standing(folder: Path) -> AsyncIterator[tuple[Lane, People]]:
    """Run the stand-in with its fast lane, and give the people in it."""
    clock = a_clock(None, 1.0, None)
    ledger = Ledger(folder / "ledger.jsonl", clock)
    world = World(clock, ledger)
    gateway, messages = Gateway(world, "", None), Messages(world)
    interactions = Interactions(world, gateway, messages)
    discord = Discord(world, gateway, messages, interactions, FaultPlan(), Limits(clock))
    lane = Lane(discord, "", "")
    app = web.Application(client_max_size=30 * 2**20)
    app.router.add_route("*", PREFIX + "/{tail:.*}", lane.serve)
    app.router.add_get("/gateway", gateway.serve)
    app.router.add_post("/control/{verb}", Control(discord).serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    lane.api = f"http://127.0.0.1:{port}{PREFIX}"
    lane.gateway = gateway.url = f"ws://127.0.0.1:{port}/gateway"
    try:
        async with People(port) as people:
            yield lane, people
    finally:
        await runner.cleanup()
        ledger.close()
