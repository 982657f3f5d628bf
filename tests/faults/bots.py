"""Processes of a crash test: the stand-in, and the bot that is started and killed beside it.

async with standing(folder, speed=60, start="2026-11-24T18:00:00+00:00") as place:
    await place.people.found(**A_GROUP)
    bot = place.bot(folder, config)
    bot.start()
    await bot.ready()
    answer = await place.people.command("fay", "staff", "meeting start", title="Tonight")
    await bot.kill()
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.group.people import People
from tests.faults.standin.ledger import Entry, Reader
from tests.waiting import HANGS

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
RUN = (sys.executable, "-m", "bot", "run")
A_GROUP: Json = {
    "name": "Group", "owner": "olga",
    "roles": {"Facilitator": [], "Organiser": ["manage_guild"]},
    "members": {"fay": ["Facilitator"], "finn": ["Facilitator"], "olga": ["Organiser"],
                "ana": [], "ben": [], "chi": [], "dev": [], "eva": []},
    "text": ["announcements", "organisers", "facilitators"],
    "categories": {
        "Meetings": {"private": True,
                     "bot": ["view_channel", "connect", "manage_channels", "manage_roles"]},
        "Open rooms": {},
    },
}  # fmt: skip


@dataclass
class Bot:
    """One bot process with its folder; started, stopped and killed as often as a test likes."""

    folder: Path
    people: People
    argv: Sequence[str] = RUN
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    seen: int = 0
    starts: int = 0

    def start(self) -> None:
        """Start the process; its output goes on in `bot.log`."""
        self.starts += 1
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | self.env
        with (self.folder / "bot.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.argv, cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT,
            )  # fmt: skip

    async def ready(self) -> None:
        """Wait for a session begun since the last `ready`, and for commands to be known.

        A bot that was killed before it identified needs no `ready`; call it after the last start.
        """
        asked = asyncio.ensure_future(self.people.ready(after=self.seen))
        while not asked.done():
            if not self.running:
                asked.cancel()
                raise RuntimeError(f"the bot ended: {self.log()[-2000:]}")
            await asyncio.wait([asked], timeout=0.1)
        self.seen = asked.result()

    async def restart(self) -> None:
        """Kill the process and bring it up again."""
        await self.kill()
        self.start()
        await self.ready()

    async def kill(self) -> None:
        """End it as a power cut would (SIGKILL); what it identified until now is not `ready`."""
        self._end(signal.SIGKILL)
        self.seen = (await self.people.state())["identified"]

    async def stop(self) -> int:
        """Ask it to end (SIGTERM), wait, and give its exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        code = await asyncio.to_thread(self.process.wait, HANGS)
        self.seen = (await self.people.state())["identified"]
        return code

    def pause(self) -> None:
        """Stop it in its tracks (SIGSTOP)."""
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        """Don't show it on (SIGCONT)."""
        self._send(signal.SIGCONT)

    @property
    def running(self) -> bool:
        """Say whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        """Read all it ever printed."""
        return (self.folder / "bot.log").read_text("utf-8", errors="replace")

    def _send(self, number: signal.Signals) -> None:
        if self.process is not None and self.running:
            self.process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        self._send(number)
        if self.process is not None:
            self.process.wait()


@dataclass
class Place:
    """A running stand-in: its people, addresses, clock and ledger."""

    people: People
    api: str
    gateway: str
    ledger: Path
    start: str
    speed: float
    epoch: float
    bots: list[Bot] = field(default_factory=list)
    identify_budget: int = 100_000
    _lines: Reader = field(init=False)

    def __post_init__(self) -> None:
        self._lines = Reader(self.ledger)

    def bot(self, folder: Path, argv: Sequence[str] = RUN, **env: str) -> Bot:
        """Make a bot to be started in that folder, which holds its `config.toml`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.bots.append(Bot(folder, self.people, argv, env))
        return self.bots[-1]

    def config(self, token: str = "standin.token.here") -> str:
        """Write the tables `[discord]` and `[clock]` of a `config.toml` for this place.

        A bot that is killed by the hundred logs in more often than Discord would let it: more than
        1,000 means without a limit.
        """
        return (
            f'[discord]\ntoken = "{token}"\napi_url = "{self.api}"\n'
            f'gateway_url = "{self.gateway}"\nidentify_budget = {self.identify_budget}\n\n'
            f"[clock]\nstart = {self.start}\nspeed = {self.speed}\nepoch = {self.epoch}\n"
        )

    def now(self) -> datetime:
        """Say the simulated instant: start + (real - epoch) * speed."""
        passed = (time.time() - self.epoch) * self.speed
        return datetime.fromisoformat(self.start) + timedelta(seconds=passed)

    async def later(self, span: timedelta) -> None:
        """Let a simulated span pass at once; a bot has to start with `config` anew."""
        await self.people.later(span.total_seconds())
        self.epoch -= span.total_seconds() / self.speed

    async def until(self, instant: datetime) -> None:
        """Wait, in real time, for a simulated instant."""
        await asyncio.sleep(max(0.0, (instant - self.now()).total_seconds() / self.speed))

    def entries(self, *kinds: str) -> list[Entry]:
        """Read the ledger, or only some kinds of its lines."""
        return self._lines.read(*kinds)

    def rooms(self) -> list[Entry]:
        """List the channels the bot ever made, with `deleted`: by whom, or None while it lives."""
        gone = {one["id"]: one["by"] for one in self.entries("channel_deleted")}
        made = [one for one in self.entries("channel_created") if one["by"] == "bot"]
        return [one | {"deleted": gone.get(one["id"])} for one in made]


@asynccontextmanager
async def standing(
    folder: Path,
    *,
    start: str | None = None,
    speed: float = 1.0,
    token: str | None = None,
    answer_within: float = 60.0,
) -> AsyncIterator[Place]:
    """Run a stand-in whose ledger is `folder/ledger.jsonl`; end it and every bot afterwards.

    Discord waits three seconds for an answer; by default the stand-in waits for a slow machine.
    """
    ledger, epoch = folder / "ledger.jsonl", time.time()
    begin = start or time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(epoch))
    argv = [sys.executable, "-m", "tests.faults.standin", "--ledger", str(ledger),
            "--start", begin, "--speed", str(speed), "--epoch", str(epoch),
            "--answer-within", str(answer_within)]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *argv, *(["--token", token] if token else []), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        listening = json.loads(await process.stdout.readline())
        async with People(listening["port"]) as people:
            place = Place(people, listening["api"], listening["gateway"], ledger, begin, speed,
                          epoch)  # fmt: skip
            try:
                yield place
            finally:
                for bot in place.bots:
                    bot._end(signal.SIGKILL)
    finally:
        process.terminate()
        await process.wait()
