"""The ways through the house stay short: `scripts/journeys` counts them, and none may grow unseen.

Whoever makes one longer raises its ceiling here, in sight of whoever reviews it; whoever makes one
shorter brings the ceiling down with it.
"""

import json
import subprocess
import sys

import pytest

from tests.meta.source import ROOT
from tests.waiting import HANGS

CEILINGS = {
    "Next speaker on the console": (84, 381, 1),
    "I've finished on the card": (75, 290, 1),
    "a meeting is due: room, card, door": (140, 2000, 31),
    "/prompt find, warm": (70, 400, 1),
}
"""Of each: files entered, moves between files, transactions.

While a meeting is due, a look that the machine's own clock sets off (at the key, at wishes to be
forgotten, at standing consoles) may fall in or not: up to six files and two transactions more. The
message of the week follows in it too, once the door stands.
"""


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, int]]:
    command = [sys.executable, "scripts/journeys.py", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=HANGS)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_every_journey_has_a_ceiling(counted):
    assert set(counted) == set(CEILINGS)


@pytest.mark.parametrize("journey", CEILINGS)
def test_no_journey_has_grown(counted, journey):
    found = counted[journey]
    for figure, ceiling in zip(("files", "moves", "transactions"), CEILINGS[journey], strict=True):
        assert found[figure] <= ceiling, f"{journey}: {figure}"
        assert found[figure] > ceiling * 0.8, f"{journey} is shorter: bring its ceiling down"
