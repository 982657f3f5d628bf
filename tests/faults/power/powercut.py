"""Power cuts by the thousand: the real store is recorded once, and found again after each.

`python -m tests.faults.power.powercut --cuts 1000` prints the figures as JSON; `scripts/powercut`
calls it.
"""

import argparse
import json
import pickle
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.storage.files.faults import StorageFault
from tests.faults.power.disk import Disk
from tests.faults.power.recording import Done, Event, Record
from tests.faults.power.shim import NoShim
from tests.faults.power.story import Story
from tests.faults.power.telling import MUTANTS, NO_SHIM, STORIES

HERE = Path(__file__).parents[3]


@dataclass
class Figures:
    """What came of it: nothing lost, nothing that cannot be opened."""

    story: str
    seed: int
    events: int = 0
    done: int = 0
    cuts: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)
    """Somebody had been told that it was done."""
    broken: list[str] = field(default_factory=list)
    """It does not open, or is in no state that ever was."""

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.broken)


def record(story: str, mutant: str = "") -> Record:
    """Let a process of its own act out a story, and give all that reached the disk.

    Raises NoShim where this Python does not let its SQLite be watched.
    """
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "record"
        command = (sys.executable, "-m", "tests.faults.power.telling", story, str(written), mutant)
        ended = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if ended.returncode == NO_SHIM:
            raise NoShim(ended.stderr.strip())
        assert ended.returncode == 0, f"ended with {ended.returncode}: {ended.stderr}"
        return pickle.loads(written.read_bytes())


def cut(story: str, events: Sequence[Event], cuts: int, seed: int) -> Figures:
    """Cut the power `cuts` times, spread over the whole record, and look what is found."""
    began, dice = time.monotonic(), random.Random(seed)
    figures = Figures(story, seed, events=len(events))
    figures.done = sum(isinstance(one, Done) for one in events) - 1
    first = events.index(Done(0)) + 1
    instants = sorted(dice.randint(first, len(events)) for _ in range(cuts))
    disk, at = Disk(), 0
    for instant in instants:
        for event in events[at:instant]:
            disk.follow(event)
        at = instant
        figures.cuts += 1
        _look(STORIES[story], disk, dice.randrange(2**32), figures)
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


def _look(story: Story, disk: Disk, seed: int, figures: Figures) -> None:
    folder = Path(tempfile.mkdtemp())
    told = f"cut {figures.cuts} seed {seed}"
    try:
        disk.lose_power(folder / "found", random.Random(seed))
        found = story.found(folder / "found")
    except (StorageFault, AssertionError) as wrong:
        figures.broken.append(f"{told}: {wrong!r}")
    else:
        if found < max(disk.done):
            figures.lost.append(f"{told}: {max(disk.done)} was done, {found} is there")
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Read the command line, cut, print; exit with 1 when anything was lost or broken."""
    parser = argparse.ArgumentParser(prog="scripts/powercut", description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000, help="of the story, or of each story")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--story", choices=sorted(STORIES), help="all of them unless one is named")
    parser.add_argument("--mutant", choices=sorted(MUTANTS), default="", help="a safety taken out")
    asked = parser.parse_args()
    well = True
    for story in [asked.story] if asked.story else STORIES:
        try:
            figures = cut(story, record(story, asked.mutant).events, asked.cuts, asked.seed)
        except NoShim as why:
            sys.exit(f"Power cuts cannot be tried here: {why}.")
        print(json.dumps(asdict(figures), indent=2), flush=True)  # noqa: T201 - a command
        well &= figures.is_well
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
