"""What happens to a PostgreSQL in mid-evening, and how it ends: each is begun, and ended."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg.errors import DeadlockDetected

from tests.gate import Gate
from tests.waiting import until_here

SHORTLY = 2.0
"""Seconds between two times that every connection of the bot is killed."""
KILL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
TABLES = "SELECT string_agg(tablename, ', ') FROM pg_tables WHERE schemaname = 'public'"


class Server:
    """The server of one database; the bot reaches it through `gate`."""

    def __init__(self, url: str, gate: Gate, data: Path | None = None) -> None:
        self._url, self._gate, self._data = url.replace("+psycopg", ""), gate, data

    def happens(self, kind: str, seconds: float) -> None:
        """Let something happen to it for so long, and be over."""
        kinds: dict[str, Callable[[float], None]] = {
            "away": self._away,
            "hangs": self._hangs,
            "killed": self._killed,
            "locked": self._locked,
            "restarted": self._restarted,
        }
        kinds[kind](seconds)

    def _away(self, seconds: float) -> None:
        self._gate.shut()
        time.sleep(seconds)
        self._gate.open()

    def _hangs(self, seconds: float) -> None:
        if self._data is None:
            self._gate.freeze()
            time.sleep(seconds)
            self._gate.thaw()
            return
        everyone = [self._pid, *children(self._pid)]
        for pid in everyone:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(seconds)
        for pid in everyone:
            os.kill(pid, signal.SIGCONT)

    def _killed(self, seconds: float) -> None:
        for _ in range(max(1, int(seconds / SHORTLY))):
            with self._connected() as own:
                own.execute(KILL)
            time.sleep(SHORTLY)

    def _locked(self, seconds: float) -> None:
        while not self._have_locked(seconds):
            pass

    def _have_locked(self, seconds: float) -> bool:
        """Hold every table for so long; False where the bot holds one that it waits for another."""
        with suppress(DeadlockDetected), self._connected() as own, own.transaction():
            tables = own.execute(TABLES).fetchone()
            own.execute(f"LOCK TABLE {tables[0] if tables else ''} IN ACCESS EXCLUSIVE MODE")
            time.sleep(seconds)
            return True
        return False

    def _restarted(self, seconds: float) -> None:
        """Stop it as a power cut would (SIGQUIT), and start it again after so many seconds."""
        assert self._data is not None, "only a server of our own"
        command = shlex.split((self._data / "postmaster.opts").read_text("utf-8"))
        pid, owner = self._pid, self._data.stat()
        said = Path(f"/proc/{pid}/environ").read_text("utf-8").split("\0")
        env = dict(one.split("=", 1) for one in said if one)
        os.kill(pid, signal.SIGQUIT)
        until_here(lambda: has_ended(pid))
        time.sleep(seconds)
        someone: Any = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        with (self._data.parent / "again.log").open("ab") as log:
            subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._data, env=env,
                start_new_session=True, **(someone if os.getuid() == 0 else {}),
            )  # fmt: skip
        until_here(self._answers)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), self._connected():
            return True
        return False

    @property
    def _pid(self) -> int:
        assert self._data is not None
        return int((self._data / "postmaster.pid").read_text("utf-8").split()[0])

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._url, autocommit=True) as own:
            yield own


def children(pid: int) -> list[int]:
    """Name the processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def has_ended(pid: int) -> bool:
    """Tell whether a process is over; one that nobody has waited for yet is."""
    with suppress(OSError):
        return ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8")
    return True
