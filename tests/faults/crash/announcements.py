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
from tests.services.instants import States, states_of
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


class Instants:
    """The boundaries of a play at which a death leaves something else than at the one before."""

    def __init__(self, states: States) -> None:
        self._states, self._there, self.sent = states, 0, list[int]()

    def look(self, there: Discord) -> None:
        """Note this boundary, and whether a message has just come to be there."""
        self._states.look(there)
        seen = len(there.messages) + len(there.whispers)
        if seen > self._there:
            self.sent.append(there.boundaries)
        self._there = seen

    @property
    def all(self) -> list[int]:
        """Give them all."""
        return [one for one in self._states.begun_at if one]


@dataclass
class Comparing:
    """Plays it once in peace, then as often as somebody wants it killed, and compares."""

    store: Store
    url: str
    figures: Figures = field(default_factory=Figures)

    async def in_peace(self) -> Instants:
        """Play it without a death; gives at which instants one may be."""
        with states_of(self.url) as states:
            found, play = Instants(states), ThreeWeeks(self.store)
            await play.begin()
            play.discord.watched = found.look
            self.expected = await play.play()
        private, figures = self.expected.private, self.figures
        figures.reminders = sum(" reminded " in one for one in private)
        figures.news = sum(" told " in one for one in private)
        figures.instants = len(found.all)
        return found

    async def killed(self, at: int, away: float = 0, blind: str = "") -> None:
        """Play it with a death, and note what is left otherwise."""
        play = ThreeWeeks(self.store, away, blind)
        await play.begin()
        play.discord.killed_at = at
        left = await play.play()
        self.figures.kills += play.kills
        if left != self.expected:
            differing = _differing(left, self.expected)
            self.figures.wrong.append(f"killed at {at}, away {away} s: {differing}")


async def killed_at_random(url: str, kills: int, seed: int) -> Figures:
    """Play it once in peace, then once for every kill, and compare."""
    began, rng = time.process_time(), Random(seed)
    store = Store(url, cipher_of(bytes(range(32))))
    try:
        comparing = Comparing(store, url)
        instants = (await comparing.in_peace()).all
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
