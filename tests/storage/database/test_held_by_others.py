"""Another program holds the file: whoever asks waits for it, and nothing is lost, doubled or late.

A process of its own, as the `sqlite3` program is; it holds the file until it is told to let go.
"""

import asyncio
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.people.membership import Membership
from bot.storage.engine import sqlite_connection
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import ANNA, GUILD, TUESDAY

PRAGMAS = sqlite_connection.PRAGMAS
_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
print("free", flush=True)
"""


class Holder:
    """Another program that wants to write, and takes its time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert self._said() == "held"

    def let_go(self) -> None:
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        assert self._said() == "free"

    def _said(self) -> str:
        return self._process.stdout.readline().strip()


@contextmanager
def holding(file: Path) -> Iterator[Holder]:
    command = [sys.executable, "-c", textwrap.dedent(_HOLDER), str(file)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield Holder(process)
        process.stdin.close()


@pytest.fixture
def file(sqlite_url) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def count_up(tx):
    name = tx.memberships.get(GUILD, ANNA).name or "0"
    tx.memberships.put(GUILD, ANNA, Membership(name=str(int(name) + 1)))


def press(tx):
    meeting = tx.live_meetings.get(TUESDAY)
    tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))


async def counted(store) -> tuple[int, int]:
    """Give how often both were done, as the file says it."""
    return await store.run(
        lambda tx: (
            int(tx.memberships.get(GUILD, ANNA).name or 0),
            tx.live_meetings.get(TUESDAY).numbered,
        )
    )


@pytest.mark.parametrize("tasks", [20, 200])
async def test_all_who_ask_while_another_program_writes_are_served_when_it_lets_go(
    file_store, file, tasks, make_meeting, make_occurrence
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    with holding(file) as holder:
        works = [count_up, press] * (tasks // 2)
        asked = [asyncio.create_task(file_store.run(work)) for work in works]
        await asyncio.sleep(0.2)
        assert not any(task.done() for task in asked)
        holder.let_go()
        await asyncio.gather(*asked)
    assert await counted(file_store) == (tasks // 2, tasks // 2)


async def test_a_program_that_comes_and_goes_between_two_presses_costs_none(
    file_store, file, make_meeting, make_occurrence
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    for _ in range(5):
        with holding(file) as holder:
            asked = [asyncio.create_task(file_store.run(press)) for _ in range(20)]
            await asyncio.sleep(0)
            holder.let_go()
            await asyncio.gather(*asked)
    assert (await counted(file_store))[1] == 100


async def test_who_waited_in_vain_is_told_so_and_nothing_of_it_is_done_later(
    file_store, file, monkeypatch, make_meeting, make_occurrence
):
    """Longer than it waits – thrice five seconds – nobody is left without an answer."""
    brief = ["busy_timeout=20" if one.startswith("busy") else one for one in PRAGMAS]
    monkeypatch.setattr(sqlite_connection, "PRAGMAS", tuple(brief))
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    with holding(file) as holder:
        asked = [file_store.run(press) for _ in range(5)]
        said = await asyncio.gather(*asked, return_exceptions=True)
        assert [isinstance(one, StorageFault) and one.key for one in said] == [
            "fault.database_busy"
        ] * 5
        holder.let_go()
    assert (await counted(file_store))[1] == 0
    await file_store.run(press)
    assert (await counted(file_store))[1] == 1


def test_it_waits_longer_than_the_ten_seconds_that_a_program_may_take():
    (busy,) = [one for one in PRAGMAS if one.startswith("busy_timeout")]
    assert int(busy.partition("=")[2]) * sqlite_connection._BUSY_TRIES >= 11_000
