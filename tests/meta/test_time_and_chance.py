"""Time is passed in (architecture.md §3): only the clock and the composition root read it."""

import pytest

from tests.meta.source import HOUSE, calls, imports, modules, name_of

MAY_READ_TIME = {
    "bot/app.py": "the composition root hands out the clock",
    "bot/clock.py": "the clock itself",
    "bot/cli.py": "says how long a command took",
    "bot/rehearsal/session.py": "a rehearsal is set on the Tuesday that comes next",
    "bot/rehearsal/simkit.py": "discord's utcnow tells the simulated time there",
    "bot/storage/postgres.py": "waits in its own thread between two tries",
}
CLOCKS = ("datetime.now", "utcnow", "datetime.today", "date.today")
WAITS = ("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.sleep")


def reads_time(path) -> list[str]:
    """Name the calls in one module that ask the machine what time it is, or wait for it."""
    names = [name_of(call.func) for call in calls(path)]
    return [name for name in names if name.endswith(CLOCKS) or name in WAITS]


@pytest.mark.parametrize("path", modules(*HOUSE), ids=str)
def test_nothing_but_the_clock_reads_the_clock(path):
    assert path.as_posix() in MAY_READ_TIME or reads_time(path) == []


@pytest.mark.parametrize("path", modules(*HOUSE, "scripts", "tests"), ids=str)
def test_nothing_is_tested_against_mocks_that_agree(path):
    assert not {name for name in imports(path) if "mock" in name.split(".")}


@pytest.mark.parametrize("path", modules("bot/domain"), ids=str)
def test_the_rules_know_neither_chance_nor_waiting(path):
    impure = {"asyncio", "logging", "os", "random", "secrets", "time", "threading", "uuid"}
    assert not impure & {name.partition(".")[0] for name in imports(path)}
