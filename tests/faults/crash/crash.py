"""Evenings of several groups while the bot is killed again and again (T-CRASH-1).

`python -m tests.faults.crash.crash --kills 200` prints the figures as JSON; `scripts/crash`
calls it.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.rooms.closing import TEXT_KEPT
from tests.faults import checking
from tests.faults.bots import RUN, Bot, Place, standing
from tests.faults.crash.mutants import MUTANTS
from tests.faults.figures import Figures, take_down
from tests.faults.group.evening import Evenings
from tests.faults.group.looking import Look
from tests.faults.group.pressing import Group, Tally
from tests.faults.group.typing import TypedEvenings
from tests.faults.group.watching import StuckError
from tests.waiting import HangsError, until

Json = dict[str, Any]
START = "2026-11-24T18:00:00+00:00"
SQLITE = "sqlite:///data/openround.db"
POSTS = r"/channels/\d+/messages"
SLOW = 0.4
"""Real seconds until a message that was taken is answered: time enough to die meanwhile."""
AT_WORDS = 0.4
"""In text rooms so many kills come while typed words are on their way."""
CREATES = {"slow": 0.05, "ambiguous": 0.03, "dropped": 0.02}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is killed, how fast time goes, how many groups meet at once."""

    kills: int
    seed: int = 1
    groups: int = 3
    speed: float = 60.0
    argv: Sequence[str] = RUN
    url: str = SQLITE
    least: int = 1
    """Evenings that every group holds at least."""
    creates: Json = field(default_factory=lambda: dict(CREATES))
    typing: int = 0
    """So many of the groups meet in text rooms and type in every round."""


async def crash(folder: Path, plan: Plan) -> Figures:
    """Hold evenings and kill the bot all the while, then let everything come to rest and look."""
    began, figures = time.monotonic(), Figures(plan.seed)
    async with standing(folder, speed=plan.speed, start=START, answer_within=3.0) as place:
        bot = ready_folder(place, folder, plan)
        tally = Tally()
        groups = [Group(place.people, tally, f"g{number}-") for number in range(plan.groups)]
        for group in groups:
            await group.found(private=group is not groups[-1])
        bot.start()
        await bot.ready()
        for group in groups:
            await group.set_up()
        tail = [0.6 / plan.speed, 1.2 / plan.speed]
        await place.people.creates(**plan.creates, tail=tail, seed=plan.seed)
        kinds = [TypedEvenings] * plan.typing + [Evenings] * (plan.groups - plan.typing)
        both = zip(kinds, groups, strict=True)
        evenings = [kind(group, Look(folder, plan.url)) for kind, group in both]
        if plan.typing:
            await place.people.fault("POST", POSTS, delay=SLOW, times=-1, chance=0.5)
        await _hold(place, bot, plan, evenings, figures)
        if plan.typing:
            await place.people.no_faults()
            await _a_day_later(place, bot, folder, plan)
        await _rest(place)
        figures.seconds = round(time.monotonic() - began, 1)
        await take_down(place, bot, tally, evenings, figures)
    return figures


def mutant(name: str) -> Sequence[str]:
    """Give the command that runs the bot without one of its safeties."""
    return (sys.executable, str(Path(__file__).with_name("mutants.py")), name)


def ready_folder(place: Place, folder: Path, plan: Plan) -> Bot:
    """Write a `config.toml` and give the bot that will run on it."""
    configure(place, folder, plan)
    return place.bot(folder, plan.argv)


def configure(place: Place, folder: Path, plan: Plan) -> None:
    """Write a `config.toml` with the clock as it goes now."""
    config = folder / "config.toml"
    config.write_text(place.config() + f'\n[database]\nurl = "{plan.url}"\n', encoding="utf-8")
    config.chmod(0o600)


async def _a_day_later(place: Place, bot: Bot, folder: Path, plan: Plan) -> None:
    """Start the bot again when the rooms with their words are to go."""
    await bot.stop()
    await place.later(TEXT_KEPT)
    configure(place, folder, plan)
    bot.start()
    await bot.ready()


async def _hold(
    place: Place, bot: Bot, plan: Plan, evenings: list[Evenings], figures: Figures
) -> None:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(one.until(stop, later=True)) for one in evenings]
    killing = asyncio.create_task(kill(place, bot, plan, figures))
    while not (killing.done() and all(one.number >= plan.least for one in evenings)):
        if any(task.done() for task in tasks):
            break
        await asyncio.sleep(0.1)
    stop.set()
    if killing.done():
        killing.result()
    killing.cancel()
    if not bot.running:
        bot.start()
    for task in tasks:
        try:
            await task
        except StuckError as stuck:
            figures.unfinished.append(str(stuck))


async def kill(place: Place, bot: Bot, plan: Plan, figures: Figures) -> None:
    """Kill and start the bot `plan.kills` times, at random instants of its life."""
    dice = random.Random(plan.seed)
    while figures.kills < plan.kills:
        if plan.typing and figures.kills and dice.random() < AT_WORDS:
            await bot.ready()
            await _until_made(place.ledger, b"words of ", 2000)
            await asyncio.sleep(dice.uniform(0.0, SLOW))
        else:
            await _live_a_while(place, bot, dice, figures.kills)
        await bot.kill()
        figures.kills += 1
        bot.start()
    await bot.ready()


async def _live_a_while(place: Place, bot: Bot, dice: random.Random, number: int) -> None:
    """Let it live until the next kill, which comes at any point of its life.

    While it starts; just after it logged in; when it has begun to tick (two seconds later, so long
    discord.py waits for servers); later; as soon as it made a room. Every twelfth life is long
    enough for a room to be seen empty for five simulated minutes, which begin anew at each start.
    """
    luck = dice.random()
    if luck < 0.15 and number % 12 != 11:
        await asyncio.sleep(dice.uniform(0.02, 1.0))
        return
    if number:  # before the first kill it is there already
        await bot.ready()
    if number % 12 == 11:
        await asyncio.sleep(300 / place.speed + 6.0)
    elif luck < 0.4:
        await asyncio.sleep(dice.uniform(0.02, 0.25))
    elif luck < 0.7:
        await asyncio.sleep(2.0 + dice.uniform(0.02, 0.5))
    elif luck < 0.85:
        await asyncio.sleep(2.0 + dice.uniform(0.5, 2.0))
    else:
        await _until_made(place.ledger, b'"kind": "channel_created"', 800)
        await asyncio.sleep(dice.uniform(0.0, 0.05))


async def _until_made(ledger: Path, what: bytes, looks: int) -> None:
    """Wait until a line of a kind is written, but not for ever."""
    with ledger.open("rb") as file:
        file.seek(0, 2)
        for _ in range(looks):
            if what in file.read():
                return
            await asyncio.sleep(0.005)


async def _rest(place: Place) -> None:
    """Give what is under way the time that it has, and a little."""
    with suppress(HangsError):  # then the checks say what is left over
        await until(lambda: not checking.orphans(place))
    await asyncio.sleep(0.5)


def _a_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="openround-crash-")


@contextmanager
def _postgres() -> Iterator[str]:
    from tests.a_postgres import postgres_in  # noqa: PLC0415 - it brings pytest, for this alone

    with _a_folder() as folder, postgres_in(Path(folder)) as url:
        yield url


def main() -> int:
    """Run as a command."""
    parser = argparse.ArgumentParser(prog="crash")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--groups", type=int, default=4)
    parser.add_argument("--speed", type=float, default=60.0)
    parser.add_argument("--url", default=SQLITE)
    parser.add_argument("--postgres", action="store_true", help="on the one that comes with pip")
    parser.add_argument("--mutant", help=f"take a safety out: {', '.join(MUTANTS)}")
    parser.add_argument("--text", action="store_true", help="type, in text rooms")
    parser.add_argument("--keep", type=Path, help="a folder for ledger, log and database")
    asked = parser.parse_args()
    argv = mutant(asked.mutant) if asked.mutant else RUN
    with ExitStack() as stack:
        url = stack.enter_context(_postgres()) if asked.postgres else asked.url
        folder = asked.keep or Path(stack.enter_context(_a_folder()))
        folder.mkdir(parents=True, exist_ok=True)
        typing = asked.groups if asked.text else 0
        plan = Plan(asked.kills, asked.seed, asked.groups, asked.speed, argv, url, typing=typing)
        figures = asyncio.run(crash(folder, plan))
    print(json.dumps(asdict(figures), indent=1))  # noqa: T201
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
