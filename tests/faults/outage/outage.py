"""Evenings during which the bot's PostgreSQL is away, hangs, is locked or restarted (T-PG-1).

`python -m tests.faults.outage.outage --kinds away --seconds 45 --times 2` prints the figures as
JSON; `scripts/outages` calls it.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bot.text.catalog import speaker
from tests.a_postgres import postgres_in
from tests.faults import checking
from tests.faults.crash.crash import Plan, ready_folder
from tests.faults.group.evening import Evenings
from tests.faults.group.looking import Look
from tests.faults.group.people import Answer
from tests.faults.group.pressing import SOON, Group, Tally
from tests.faults.group.watching import StuckError
from tests.faults.outage.server import Server
from tests.gate import before
from tests.waiting import Patience

from tests.faults.bots import Bot, Place, standing  # isort: skip

SAY = speaker("en")
START = "2026-11-24T18:00:00+00:00"
NOT_SAVED = {SAY(f"not_saved.{one}"): one for one in ("away", "busy", "unsure", "after", "broken")}
BAD = ("Traceback", "press.fault", "process.fault", "never retrieved", "start.fault")


@dataclass(frozen=True, slots=True)
class Hits:
    """What happens to the server, for how long, how often."""

    kinds: tuple[str, ...]
    """Each in its turn."""
    seconds: float = 10.0
    times: int = 1
    speed: float = 5.0
    between: float = 4.0
    """Seconds of an evening between two outages."""
    answer_within: float = 60.0
    """Discord waits three seconds; a test waits for a slow machine."""


@dataclass
class Figures:
    """What came of it."""

    hits: Hits
    back_after: list[float] = field(default_factory=list)
    """Seconds from the end of each outage until a command was answered as always."""
    commands: dict[str, int] = field(default_factory=dict)
    """What those read who used a command meanwhile, and how many."""
    unanswered: int = 0
    crisis_slowest: float = 0.0
    pressed: int = 0
    answered: int = 0
    evenings: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    outages_told: int = 0
    stopped_with: int = 0

    @property
    def wrong(self) -> dict[str, Any]:
        """Give whatever should not be there."""
        found = {one: getattr(self, one) for one in ("lost", "twice", "stuck", "log")}
        found |= {"unanswered": self.unanswered, "stopped_with": self.stopped_with}
        return {name: one for name, one in found.items() if one}


async def outage(folder: Path, hits: Hits, url: str, data: Path | None = None) -> Figures:
    """Hold evenings, and let the server fail meanwhile; the group looks past the gate."""
    figures = Figures(hits)
    with before(url) as gate:
        async with standing(
            folder, speed=hits.speed, start=START, answer_within=hits.answer_within
        ) as place:
            bot = ready_folder(place, folder, Plan(0, speed=hits.speed, url=gate.url))
            group = Group(place.people, Tally(), "")
            await group.found()
            bot.start()
            await bot.ready()
            await group.set_up()
            look = Look(folder, url)
            evenings, stop = Evenings(group, look), asyncio.Event()
            holding = asyncio.create_task(evenings.until(stop))
            await asyncio.sleep(hits.between)
            server = Server(url, gate, data)
            for number in range(hits.times):
                await _one(server, hits, number, group, figures)
                await asyncio.sleep(hits.between)
            stop.set()
            await _end(place, bot, evenings, holding, figures)
    return figures


async def _one(server: Server, hits: Hits, number: int, group: Group, figures: Figures) -> None:
    kind = hits.kinds[number % len(hits.kinds)]
    happening = asyncio.create_task(asyncio.to_thread(server.happens, kind, hits.seconds))
    asked: list[Answer] = []
    while not happening.done():
        asked.append(await _listed(group))
        crisis = await group.people.command(group.name("ana"), group.places["doors"], "crisis")
        figures.crisis_slowest = max(figures.crisis_slowest, round(crisis.latency or 9.9, 2))
        figures.unanswered += not crisis.ok
        await asyncio.sleep(1.0)
    await happening
    ended = time.monotonic()
    while await _final(group, await _listed(group)) in {"", *NOT_SAVED}:
        pass  # each is asked and answered
    figures.back_after.append(round(time.monotonic() - ended, 2))
    read = Counter(figures.commands)
    for one in asked:
        figures.unanswered += not one.ok
        said = await _final(group, one)
        read[NOT_SAVED.get(said, "answered" if said else "nothing")] += 1
    figures.commands = dict(read)


async def _listed(group: Group) -> Answer:
    return await group.people.command(
        group.name("olga"), group.places["organisers"], "meeting list"
    )


async def _final(group: Group, answer: Answer) -> str:
    """Give what an answer says in the end, where it was put off; nothing where nothing came."""
    patience = Patience()
    while answer.ok and not _said(answer) and not patience.is_over:
        await asyncio.sleep(SOON)
        answer = await group.people.again(answer)
    return _said(answer)


def _said(answer: Answer) -> str:
    return answer.text or "".join(one.text for one in answer.followups)


async def _end(
    place: Place, bot: Bot, evenings: Evenings, holding: "asyncio.Task[None]", figures: Figures
) -> None:
    try:
        await holding
    except StuckError as stuck:
        figures.stuck.append(str(stuck))
    tally = evenings.group.tally
    figures.pressed, figures.answered = tally.pressed, tally.answered
    figures.evenings, figures.lost = len(evenings.ended), evenings.lost
    figures.twice = [
        *map(str, checking.rooms_at_once(place)), *map(str, checking.messages_twice(place))
    ]  # fmt: skip
    figures.stopped_with = await bot.stop()
    lines = bot.log().splitlines()
    figures.outages_told = sum("storage.failing" in line for line in lines)
    figures.log = [line for line in lines if any(bad in line for bad in BAD)]


def main() -> int:
    """Run as a command, with a server of its own."""
    parser = argparse.ArgumentParser(prog="outages")
    kinds = ("away", "hangs", "killed", "locked", "restarted")
    parser.add_argument("--kinds", choices=kinds, nargs="+", default=["away"])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--speed", type=float, default=5.0)
    asked = parser.parse_args()
    hits = Hits((*asked.kinds,), asked.seconds, asked.times, asked.speed, answer_within=3.0)
    with tempfile.TemporaryDirectory(prefix="openround-outage-") as folder:
        root = Path(folder)
        (root / "server").mkdir()
        (root / "bot").mkdir()
        root.chmod(0o755)
        with postgres_in(root / "server") as url:
            with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
                # What is acknowledged must outlive a server that is killed.
                admin.execute("ALTER DATABASE postgres SET synchronous_commit = on")
            [data] = (root / "server").glob(".pg0/instances/*/data")
            figures = asyncio.run(outage(root / "bot", hits, url, data))
    print(json.dumps(asdict(figures), indent=1))  # noqa: T201
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
