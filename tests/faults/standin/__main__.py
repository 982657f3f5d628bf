"""Run the stand-in: `python -m tests.faults.standin --port 0 --ledger FILE`.

Prints one JSON line `{"port": …, "api": …, "gateway": …}` when it listens.
"""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from aiohttp import web

from tests.faults.standin.api import routes_channels, routes_events, routes_members, routes_messages
from tests.faults.standin.api.limits import Limits
from tests.faults.standin.api.rest import PREFIX, Discord, Rest
from tests.faults.standin.clock import a_clock
from tests.faults.standin.control import Control
from tests.faults.standin.faults import FaultPlan
from tests.faults.standin.founding import found
from tests.faults.standin.gateway import Gateway
from tests.faults.standin.input import hand
from tests.faults.standin.interactions import ANSWER_WITHIN, Interactions
from tests.faults.standin.ledger import Ledger
from tests.faults.standin.messages import Messages
from tests.faults.standin.world import World

REGISTERED = (hand, routes_channels, routes_events, routes_members, routes_messages)
"""To import them is to register their routes."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="standin")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--start", help="simulated time at the epoch, ISO; default: real time")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--epoch", type=float, help="real time (seconds) at which start holds")
    parser.add_argument("--answer-within", type=float, default=ANSWER_WITHIN)
    parser.add_argument("--token", help="the only token let in; default: any")
    parser.add_argument("--guilds", type=Path, help="JSON list of guild plans (see founding.py)")
    return parser.parse_args()


async def main() -> None:
    """Listen until told to stop."""
    args = _arguments()
    clock = a_clock(args.start, args.speed, args.epoch)
    ledger = Ledger(args.ledger, clock)
    await _serve(args, World(clock, ledger))
    ledger.close()


async def _serve(args: argparse.Namespace, world: World) -> None:
    gateway = Gateway(world, "", args.token)
    messages = Messages(world)
    interactions = Interactions(world, gateway, messages, args.answer_within)
    discord = Discord(
        world, gateway, messages, interactions, FaultPlan(), Limits(world.clock), args.token
    )
    for plan in json.loads(args.guilds.read_text("utf-8")) if args.guilds else []:
        found(world, plan)
    app = web.Application(client_max_size=30 * 2**20)
    app.router.add_route("*", PREFIX + "/{tail:.*}", Rest(discord).serve)
    app.router.add_get("/gateway", gateway.serve)
    app.router.add_post("/control/{verb}", Control(discord).serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", args.port).start()
    port = runner.addresses[0][1]
    gateway.url = f"ws://127.0.0.1:{port}/gateway"
    print(json.dumps({"port": port, "api": f"http://127.0.0.1:{port}{PREFIX}",  # noqa: T201
                      "gateway": gateway.url}), flush=True)  # fmt: skip
    await _until_told()
    await runner.cleanup()


async def _until_told() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(main())
