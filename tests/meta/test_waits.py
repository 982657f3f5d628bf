"""No test gives something so many seconds to happen: how fast the machine is decides nothing.

What must come is waited for with `tests/waiting.py`. A sleep in real time proves only that
something does not happen, or lets a process go on for a while; who sleeps stands below, and why.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.every import every
from tests.meta.source import ROOT, modules, name_of, text, tree, walked
from tests.waiting import HANGS

SLEEPS = {"asyncio.sleep", "time.sleep"}
BETWEEN = "between two looks at what rings no bell"
QUIET = "nothing happens meanwhile: a slow machine only sees less"
MAY_SLEEP = {
    "tests/waiting.py": (2, BETWEEN),
    "tests/cogs/everywhere/test_in_time.py": (1, "the slow database of the story"),
    "tests/cogs/everywhere/test_for_everyone.py": (1, "in simulated time"),
    "tests/discordio/loopback.py": (2, "between two looks, and as slow as it is told to be"),
    "tests/discordio/requests/test_discord_requests.py": (1, BETWEEN),
    "tests/faults/bots.py": (1, "until a simulated instant"),
    "tests/faults/conformance/test_standin.py": (1, BETWEEN),
    "tests/faults/crash/crash.py": (10, "a kill comes at any instant"),
    "tests/faults/crash/safe.py": (1, "a kill comes at any instant"),
    "tests/faults/crash/test_crash.py": (2, "what is there by then is what counts, and stays"),
    "tests/faults/group/evening.py": (1, BETWEEN),
    "tests/faults/group/pressing.py": (1, BETWEEN),
    "tests/faults/group/watching.py": (2, BETWEEN),
    "tests/faults/outage/outage.py": (4, "a fault comes at any instant; between two looks"),
    "tests/faults/outage/server.py": (6, "a fault lasts as long as it is told to"),
    "tests/faults/standin/api/rest.py": (2, "as slow as it is told to be"),
    "tests/faults/standin/control.py": (1, BETWEEN),
    "tests/faults/test_closed_door.py": (1, BETWEEN),
    "tests/faults/test_discord_refuses.py": (3, QUIET),
    "tests/faults/test_life.py": (10, f"{BETWEEN}; {QUIET}"),
    "tests/faults/test_limits.py": (2, QUIET),
    "tests/faults/test_log_canaries.py": (1, QUIET),
    "tests/faults/test_moving.py": (1, BETWEEN),
    "tests/faults/test_second_process.py": (1, QUIET),
    "tests/faults/test_watched.py": (1, BETWEEN),
    "tests/storage/database/test_lease.py": (1, "a lease runs out by the server's clock"),
    "tests/storage/database/test_held_by_others.py": (1, QUIET),
    "tests/storage/engine/test_store.py": (1, QUIET),
    "tests/test_clock_put_right.py": (2, "on a machine whose seconds cost nothing"),
}
"""How often each file sleeps in real time, and why the speed of the machine decides nothing."""
PATIENT = {"wait", "join"}
"""Methods of threads and processes that take as their only number how many seconds they wait."""
BELLS = {"setitimer", "alarm"}
MAY_RING = {"tests/meta/test_patterns.py": "a pattern costs so much processor time, not time"}
LIMITS = ("TIMEOUT", "WITHIN", "PATIENCE", "DEADLINE")
"""Words in the names of constants that hold how long the bot waits."""
MAY_HURRY = {
    "tests/discordio/messages/test_answering.py": "no time at all: it is late at once",
    "tests/discordio/messages/test_kept_on_bad_days.py": "no time at all: it is late at once",
    "tests/discordio/test_servers.py": "whether it was answered or given up, it says nothing",
    "tests/faults/bots.py": "between two looks",
    "tests/faults/test_load.py": "the slow disk of the story",
}
ENDS = tomllib.loads(text(Path("pyproject.toml")))["tool"]["pytest"]["ini_options"]["timeout"]


def number(node: ast.expr | None) -> float | None:
    """Give what a number is written as; None for anything that is worked out."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def sleeps(module: ast.Module) -> list[int]:
    """Give the lines where real time is slept through; `sleep(0)` only lets others go on."""
    return [
        one.lineno
        for one in _calls(module)
        if name_of(one.func) in SLEEPS and number(one.args[0] if one.args else None) != 0
    ]


def rings(module: ast.Module) -> list[int]:
    """Give the lines where a bell of the machine is set."""
    return [one.lineno for one in _calls(module) if _last(one) in BELLS]


def hurries(module: ast.Module) -> list[int]:
    """Give the lines where something that waits is given fewer seconds than a hang takes."""
    awaited = {id(node.value) for node in walked(module) if isinstance(node, ast.Await)}
    real = (one for one in _calls(module) if id(one) not in awaited or one.keywords)
    return [one.lineno for one in real if any(each < HANGS for each in _given(one))]


def _given(call: ast.Call) -> Iterator[float]:
    """Give each number of seconds that a call hands over as patience."""
    named = [word.value for word in call.keywords if word.arg == "timeout"]
    alone = len(call.args) == 1 and not call.keywords and _last(call) in PATIENT
    limit = _last(call) == "setattr" and len(call.args) == 3 and _is_limit(call.args[1])
    handed = [*named, *(call.args[-1:] if alone or limit else ())]
    yield from (value for node in handed if (value := number(node)) is not None)
    if name_of(call.func) == "pytest.mark.timeout" and call.args:
        value = number(call.args[0])
        yield from [0.0] if value is not None and value < ENDS else []


def _is_limit(node: ast.expr) -> bool:
    name = node.value if isinstance(node, ast.Constant) else ""
    return isinstance(name, str) and any(word in name for word in LIMITS)


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in walked(module) if isinstance(node, ast.Call))


def _last(call: ast.Call) -> str:
    whole = name_of(call.func) or (call.func.attr if isinstance(call.func, ast.Attribute) else "")
    return whole.rpartition(".")[2]


@every(modules("tests"))
def test_whoever_sleeps_in_real_time_says_why(path):
    count, _ = MAY_SLEEP.get(path.as_posix(), (0, ""))
    assert len(sleeps(tree(path))) == count, f"lines {sleeps(tree(path))}"


@every(modules("tests"))
def test_no_bell_of_the_machine_ends_a_test(path):
    assert (path.as_posix() in MAY_RING) is bool(rings(tree(path)))


@every(modules("tests"))
def test_nothing_is_given_fewer_seconds_than_a_hang_takes(path):
    assert (path.as_posix() in MAY_HURRY) is bool(hurries(tree(path))), hurries(tree(path))


@pytest.mark.parametrize("table", [MAY_SLEEP, MAY_RING, MAY_HURRY], ids=["sleep", "ring", "hurry"])
def test_whoever_is_excused_is_there(table):
    assert {one for one in table if not (ROOT / one).is_file()} == set()


@pytest.mark.parametrize(
    ("finds", "story"),
    [
        (sleeps, "await asyncio.sleep(0.5)\nassert came()"),
        (sleeps, "time.sleep(60 / SPEED)"),
        (rings, "signal.setitimer(signal.ITIMER_REAL, 5)"),
        (rings, "signal.alarm(3)"),
        (hurries, "subprocess.run(command, timeout=10)"),
        (hurries, "process.wait(timeout=5)"),
        (hurries, "process.wait(5)"),
        (hurries, "thread.join(2.5)"),
        (hurries, "await asyncio.wait(tasks, timeout=1)"),
        (hurries, "urlopen(url, timeout=3).read()"),
        (hurries, "monkeypatch.setattr(requests, 'REQUEST_TIMEOUT', 0.3)"),
        (hurries, "monkeypatch.setattr(answering, 'ANSWER_WITHIN', 0.2)"),
        (hurries, "@pytest.mark.timeout(20)\ndef test_it(): ..."),
    ],
)
def test_a_story_that_hurries_is_found(finds, story):
    assert finds(ast.parse(story))


@pytest.mark.parametrize(
    ("finds", "story"),
    [
        (sleeps, "await asyncio.sleep(0)"),
        (hurries, "process.wait(HANGS)"),
        (hurries, "await group.wait(5)"),
        (hurries, "subprocess.run(command, timeout=3600)"),
        (hurries, "'.'.join(parts)"),
    ],
)
def test_a_story_that_waits_for_what_comes_is_not(finds, story):
    assert not finds(ast.parse(story))
