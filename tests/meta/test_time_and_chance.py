"""Time is passed in (docs/architecture.md#what-holds-everywhere): only the clock reads it.

That holds for the clocks that only count on, too: a test that moves the time must move them all.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.every import every
from tests.meta.source import HOUSE, imports, modules, name_of, tree, walked

MAY_READ_TIME = {
    "bot/app/clock.py": "the clock itself",
    "bot/rehearsal/simulation_speed.py": "a rehearsal that people watch goes at their pace",
    "bot/rehearsal/session.py": "a rehearsal is set on the Tuesday that comes next",
    "bot/rehearsal/simkit.py": "discord's utcnow tells the simulated time there",
    "bot/rehearsal/page/studio.py": "a watched rehearsal goes on by how long a beat has taken",
    "bot/scheduler.py": "an operator reads how long a tick has really taken",
    "bot/storage/database/lease.py": "a lease runs out by a clock that nobody can set",
    "bot/storage/engine/lease_rows.py": "a process waits for another that begins, by such a clock",
    "bot/storage/engine/shard_balance.py": "shards are left alone for a while, by such a clock",
    "bot/storage/engine/standing.py": "a lease runs out by a clock that nobody can set",
    "bot/storage/engine/cutting.py": "a thread of its own looks which answers are overdue",
    "bot/storage/engine/postgres_lane.py": "waits in its own thread between two tries",
}
INSTANTS = ("datetime.now", "utcnow", "datetime.today", "date.today")
COUNTERS = ("monotonic", "perf_counter", "process_time", "thread_time", "time", "clock_gettime")
LOOPS = ("loop", "_loop", "get_running_loop()", "get_event_loop()")
OTHERS = ("time.localtime", "time.gmtime", "time.sleep", "asyncio.sleep")
READINGS = frozenset(OTHERS).union(*({f"time.{one}", f"time.{one}_ns"} for one in COUNTERS))


def reads_time(module: ast.Module) -> list[str]:
    """Name what in a module asks the machine what time it is, or waits for it.

    A clock that is named and handed on counts as much as one that is called.
    """
    return [name for name in named(module) if name.endswith(INSTANTS) or name in READINGS]


def named(module: ast.Module) -> Iterator[str]:
    """Give each dotted name in a module, with what it was imported from."""
    for node in walked(module):
        match node:
            case ast.Attribute(attr="time") if of(node.value).endswith(LOOPS):
                yield "time.time"
            case ast.Attribute():
                yield name_of(node)
            case ast.ImportFrom(module="time" | "asyncio"):
                yield from (f"{node.module}.{each.name}" for each in node.names)
            case ast.Import():
                yield from (f"{a.name}.time" for a in node.names if a.name == "time" and a.asname)


def of(holder: ast.expr) -> str:
    return f"{name_of(holder.func)}()" if isinstance(holder, ast.Call) else name_of(holder)


@every(modules(*HOUSE))
def test_nothing_but_the_clock_reads_the_clock(path):
    assert path.as_posix() in MAY_READ_TIME or reads_time(tree(path)) == []


@pytest.mark.parametrize("path", sorted(MAY_READ_TIME))
def test_whoever_may_read_a_clock_does(path):
    assert reads_time(tree(Path(path))) != []


@pytest.mark.parametrize(
    "source",
    [
        "began = time.monotonic()",
        "began = perf_counter_ns()\nfrom time import perf_counter_ns",
        "Cache(clock=time.monotonic)",
        "at = asyncio.get_running_loop().time()",
        "at = self._loop.time() + 3",
        "import time as t\nat = t.monotonic()",
        "spent = time.process_time()",
        "at = datetime.now(UTC)",
        "await asyncio.sleep(3)",
    ],
)
def test_a_clock_is_seen_whichever_it_is(source):
    assert reads_time(ast.parse(source))


def test_a_time_of_day_is_no_clock():
    assert not reads_time(ast.parse("from datetime import time\nat = when.time()\ntime(19, 0)"))


@every(modules(*HOUSE, "scripts", "tests"))
def test_nothing_is_tested_against_mocks_that_agree(path):
    assert not {name for name in imports(path) if "mock" in name.split(".")}


@every(modules("bot/domain"))
def test_the_rules_know_neither_chance_nor_waiting(path):
    impure = {"asyncio", "logging", "os", "random", "secrets", "time", "threading", "uuid"}
    assert not impure & {name.partition(".")[0] for name in imports(path)}
