"""A whole process that leads is frozen in the middle of its work, and wakes when another leads.

`OPENROUND_ROUNDS=200` freezes it more often (T-LEASE-1).
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from bot.storage.database.lease import Lease
from bot.storage.files.address import Address
from tests.waiting import until_here

ROUNDS = int(os.environ.get("OPENROUND_ROUNDS", "3"))
_OLD = """
import asyncio, sys
from dataclasses import replace
from bot.domain.ids import GuildId
from bot.storage.database import lease
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from tests.waiting import until_here
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of

lease.LEASE_SECONDS = 1
ours = lease.Lease(Address.of(sys.argv[1]), lambda: None)
ours.take()
ours.keep()
store = Store(sys.argv[1], cipher_of(bytes(range(32))), ours)

def work(tx):
    server = tx.servers.get(GuildId(1))
    if sys.argv[2] == "after it wrote":
        tx.servers.put(replace(server, timezone="old"))
    print("inside", flush=True)
    sys.stdin.readline()
    if sys.argv[2] == "before it wrote":
        tx.servers.put(replace(server, timezone="old"))

try:
    asyncio.run(store.run(work))
    print("committed", flush=True)
except StorageFault as fault:
    print(fault.key, flush=True)
"""


@pytest.mark.parametrize("when", ["before it wrote", "after it wrote"])
def test_a_process_that_was_frozen_over_its_lease_commits_nothing(made_pg_url, when):
    for _ in range(ROUNDS):
        command = [sys.executable, "-c", _OLD, made_pg_url, when]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as old:
            assert old.stdout.readline() == "inside\n"
            old.send_signal(signal.SIGSTOP)
            until_here(lambda: is_frozen(old.pid))
            old.stdin.write("go on\n" * 3)  # the work is tried again
            old.stdin.flush()
            new = led_by_another(made_pg_url)
            old.send_signal(signal.SIGCONT)
            said = old.stdout.read().splitlines()[-1]
            new.release()
        assert (said, kept(made_pg_url)) == ("fault.lease_lost", 0)


def is_frozen(pid: int) -> bool:
    """Tell whether no thread of a process runs any more: a signal takes its time."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return all(") T " in (one / "stat").read_text("utf-8") for one in threads)


def led_by_another(url: str) -> Lease:
    """Take over as soon as the lease has run out; the old one's session lock is still there."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as own:
        own.execute("SELECT pg_sleep_until((SELECT until FROM lease))")
    new = Lease(Address.of(url), lambda: None)
    new.take()
    new.keep()
    return new


def kept(url: str) -> int:
    """Count what the old process has written."""
    with psycopg.connect(url.replace("+psycopg", "")) as own:
        found = own.execute("SELECT count(*) FROM servers").fetchone()
    assert found
    return int(found[0])
