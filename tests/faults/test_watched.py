"""What is seen of a running bot from outside: red until it works, and again when it does not."""

import asyncio
from pathlib import Path
from socket import socket
from typing import Any

import aiohttp

from bot.storage.files.heartbeat import NAME
from tests.faults.bots import Bot, standing
from tests.faults.crash.crash import START, Plan, ready_folder
from tests.waiting import EVERY, until


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def seen(port: int, path: str = "/readyz") -> tuple[int, Any]:
    """Ask; 0 while nobody answers."""
    where = f"http://127.0.0.1:{port}{path}"
    try:
        async with aiohttp.ClientSession() as session, session.get(where) as answer:
            body = await (answer.json() if path != "/metrics" else answer.text())
            return answer.status, body
    except aiohttp.ClientConnectionError:
        return 0, {}


async def answered(bot: Bot, port: int, status: int) -> Any:
    """Ask until the answer has that status, and give it."""
    while (found := await seen(port))[0] != status:
        assert bot.running, bot.log()
        await asyncio.sleep(EVERY)
    return found[1]


async def test_health_is_red_until_the_bot_works_and_while_discord_is_away(tmp_path: Path):
    async with standing(tmp_path, start=START) as place:
        port = free_port()
        bot = ready_folder(place, tmp_path, Plan(0))
        with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f"\n[health]\nport = {port}\nmetrics = true\n")
        await place.people.gateway(open=False)
        bot.start()
        await until(lambda: "gateway.lost" in bot.log(), bot.log)
        red = {"gateway": False, "database": True, "alarm": False, "tick": False}
        assert await seen(port) == (503, red)
        assert (await seen(port, "/livez"))[0] == 200
        await place.people.gateway(open=True)
        assert set((await answered(bot, port, 200)).values()) == {True}
        await until((tmp_path / "data" / NAME).exists)
        status, figures = await seen(port, "/metrics")
        assert status == 200
        assert "openround_gateway_connected 1" in figures
        assert "openround_logins_today 1" in figures
        assert 'openround_log_events_total{event="gateway.lost",level="warning"}' in figures
        await place.people.gateway(open=False, close=4000)
        assert (await answered(bot, port, 503))["gateway"] is False
        assert await bot.stop() == 0
