"""T-ID-1: a whole day of each fault costs at most a hundred logins to the gateway (P9).

The gateway is a real one on this machine; the time is made up and passes only while we sleep.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable

import discord
import pytest
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discordio.gateway import quirks
from bot.discordio.gateway.connection import GatewayConnection
from bot.ops.identify import DAY, IdentifyBudget
from bot.storage.files.identifies import IdentifyFile
from tests.discordio.loopback import ME, _json
from tests.waiting import in_the_end

BUDGET = 100
APPLICATION = {"id": "1", "name": "x", "description": "", "verify_key": "", "bot_public": True,
               "bot_require_code_grant": False, "icon": None, "flags": 0, "owner": ME}  # fmt: skip


class MadeUpTime:
    """Passes while somebody sleeps; at `until` the day is over."""

    over: Callable[[], Awaitable[None]]

    def __init__(self, at=1_800_000_000.0):
        self.at, self.until = at, at + DAY

    def now(self):
        return self.at

    async def sleep(self, seconds):
        self.at += seconds
        if self.at >= self.until:
            await self.over()
        await asyncio.sleep(0)


class FaultyGateway:
    """Logs every session, and does to it what `fault` says."""

    def __init__(self, time, fault):
        self.time, self.fault = time, fault
        self.identified, self.resumed, self.asked, self.left = [], 0, 0, [1000]
        self.away = 3 if fault == "away" else 0

    async def rest(self, request):
        if request.path.endswith("/gateway/bot"):
            self.asked += 1
            left = self.left.pop(0) if len(self.left) > 1 else self.left[0]
            if left is None:
                return _json({"message": "no"}, status=404)
            limit = {"total": 1000, "remaining": left, "reset_after": 3_600_000}
            return _json({"url": "", "shards": 1, "session_start_limit": limit})
        return _json(ME if request.path.endswith("/users/@me") else APPLICATION)

    async def socket(self, request):
        if self.away:
            self.away -= 1
            raise web.HTTPServiceUnavailable
        ws = web.WebSocketResponse(compress=False)
        await ws.prepare(request)
        await ws.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}})
        async for frame in ws:
            if frame.type is not WSMsgType.TEXT:
                break
            await self.hear(ws, json.loads(frame.data)["op"])
        return ws

    async def hear(self, ws, op):
        if op == 6:
            self.resumed += 1
            await ws.send_json({"op": 9, "d": False})
        elif op == 2:
            self.identified.append(self.time.at)
            self.time.at += 1.0
            if self.fault == "invalid":
                await ws.send_json({"op": 9, "d": False})
                return
            await ws.send_json({"op": 0, "t": "READY", "s": 1, "d": {
                "v": 10, "user": ME, "session_id": "s", "guilds": [],
                "resume_gateway_url": str(DiscordWebSocket.DEFAULT_GATEWAY),
                "application": {"id": "1", "flags": 0}}})  # fmt: skip
            if self.fault == "garbled":
                await ws.send_str('{"op": 0, "t": "\\ud800"}')
                return
            await ws.close(code=4013 if self.fault == "for_good" else 4009)


@pytest.fixture
async def day(tmp_path, request):
    """A client, its made-up time, and a gateway that does what the test says, for a day."""
    time = MadeUpTime()
    faulty = FaultyGateway(time, request.param)
    app = web.Application()
    app.router.add_get("/gateway/{tail:.*}", faulty.socket)
    app.router.add_get("/gateway", faulty.socket)
    app.router.add_route("*", "/api/{tail:.*}", faulty.rest)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    port = runner.addresses[0][1]
    quirks.point_at(f"http://127.0.0.1:{port}/api", f"ws://127.0.0.1:{port}/gateway")
    client = discord.Client(intents=discord.Intents(guilds=True))
    budget = IdentifyBudget(IdentifyFile(tmp_path, time.now), BUDGET, time.now)
    GatewayConnection(client, budget, time.sleep).attach()
    time.over = client.close
    yield client, faulty, time
    await client.close()
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
    await runner.cleanup()


def longest_gap(instants, until):
    return max(after - at for at, after in zip(instants, [*instants[1:], until], strict=True))


@pytest.mark.parametrize("day", ["invalid", "dies", "garbled"], indirect=True)
async def test_a_day_of_sessions_that_do_not_last_stays_far_below_what_discord_allows(day):
    client, gateway, time = day
    await in_the_end(client.start("invented.for.tests"))
    assert 60 < len(gateway.identified) <= BUDGET
    assert longest_gap(gateway.identified, time.at) < 1800.0
    assert gateway.asked >= len(gateway.identified)


@pytest.mark.parametrize("day", ["invalid"], indirect=True)
async def test_where_discord_says_that_few_sessions_are_left_the_bot_waits(day):
    client, gateway, time = day
    began = time.at
    gateway.left[:] = [49, 0, 1000]
    time.until = began + 2 * 3600 + 5
    await in_the_end(client.start("invented.for.tests"))
    assert gateway.identified[0] >= began + 2 * 3600


@pytest.mark.parametrize("day", ["invalid"], indirect=True)
async def test_where_discord_does_not_say_the_own_budget_holds(day):
    client, gateway, _ = day
    gateway.left[:] = [None]
    await in_the_end(client.start("invented.for.tests"))
    assert 60 < len(gateway.identified) <= BUDGET


@pytest.mark.parametrize("day", ["for_good"], indirect=True)
async def test_a_gateway_that_closes_for_good_ends_the_connection(day):
    client, gateway, _ = day
    with pytest.raises(discord.ConnectionClosed) as closed:
        await in_the_end(client.start("invented.for.tests"))
    assert closed.value.code == 4013
    assert len(gateway.identified) == 1


@pytest.mark.parametrize("day", ["away"], indirect=True)
async def test_a_gateway_that_is_not_there_costs_no_login_and_breaks_nothing(day):
    """Not even at the very first connection, of which discord.py makes an AttributeError."""
    client, gateway, time = day
    time.until = time.at + 60
    await in_the_end(client.start("invented.for.tests"))
    assert gateway.away == 0
    assert gateway.identified


@pytest.mark.parametrize("day", ["invalid"], indirect=True)
async def test_a_bot_that_waits_for_its_turn_can_be_stopped(day):
    client, gateway, time = day
    time.until = time.at + 100
    await in_the_end(client.start("invented.for.tests"))
    assert client.is_closed()
    assert time.at <= time.until + 1.0
    assert len(gateway.identified) < 10
