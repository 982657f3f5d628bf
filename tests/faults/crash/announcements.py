"""Kill the process at random instants while reminders, news, the week and events go out.

Three weeks of one group are played on the Discord in memory: members are reminded, one of them
takes no private messages, a date is moved and one is skipped, and people write below the week. Each
time the process is killed at another instant and started again; what is left has to be what is left
when nobody dies. `scripts/crash --announcements --kills 200 --seed 1` prints the figures as JSON.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from random import Random

from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of
from tests.faults.crash.three_weeks import Left, ThreeWeeks
from tests.services.instants import states_of
from tests.services.small_discord import Discord

AWAY = (0, 5, 40)
"""Seconds until the next process starts: Discord still drops a second message with one number."""


@dataclass
class Figures:
    """What came of it."""

    kills: int = 0
    instants: int = 0
    """After so many of them something else is left behind than before."""
    reminders: int = 0
    news: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Comparing:
    """Plays it once in peace, then as often as somebody wants it killed, and compares."""

    store: Store
    url: str
    figures: Figures = field(default_factory=Figures)

    async def in_peace(self) -> list[int]:
        """Play it without a death; gives at which instants one may be."""
        with states_of(self.url) as states:
            play = ThreeWeeks(self.store)
            await play.begin()
            play.discord.watched = states.look
            self.expected = await play.play()
        instants = [one for one in states.begun_at if one]
        private, figures = self.expected.private, self.figures
        figures.reminders = sum(" reminded " in one for one in private)
        figures.news = sum(" told " in one for one in private)
        figures.instants = len(instants)
        return instants

    async def killed(self, at: int, away: float = 0) -> None:
        """Play it with a death at this instant, and note what is left otherwise."""
        play = ThreeWeeks(self.store, away)
        await play.begin()
        play.discord.killed_at = at
        self._compare(await play.play(), play, f"killed at {at}, away {away} s")

    async def killed_with_the_first_message(self, blind: str) -> None:
        """Play it with a death as soon as a message is there, whichever instant that is."""

        def is_there(discord: Discord) -> None:
            if discord.messages:
                discord.killed_at, discord.watched = discord.boundaries, None

        play = ThreeWeeks(self.store, blind=blind)
        await play.begin()
        play.discord.watched = is_there
        self._compare(await play.play(), play, "killed with the first message")

    def _compare(self, left: Left, play: ThreeWeeks, told: str) -> None:
        self.figures.kills += play.kills
        if left != self.expected:
            self.figures.wrong.append(f"{told}: {_differing(left, self.expected)}")


async def killed_at_random(url: str, kills: int, seed: int) -> Figures:
    """Play it once in peace, then once for every kill, and compare."""
    began, rng = time.process_time(), Random(seed)
    store = Store(url, cipher_of(bytes(range(32))))
    try:
        comparing = Comparing(store, url)
        instants = await comparing.in_peace()
        for at in [rng.choice(instants) for _ in range(kills)]:
            await comparing.killed(at, rng.choice(AWAY))
    finally:
        store.close()
    comparing.figures.seconds = round(time.process_time() - began, 1)
    return comparing.figures


def _differing(left: Left, expected: Left) -> str:
    seen, ought = asdict(left), asdict(expected)
    return str({name: (seen[name], ought[name]) for name in seen if seen[name] != ought[name]})


def main() -> int:
    """Answer the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    logging.disable()  # each death is told of
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/openround.db"
        upgrade(url)
        figures = asyncio.run(killed_at_random(url, wanted.kills, wanted.seed))
    sys.stdout.write(json.dumps(asdict(figures), indent=1) + "\n")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
