"""A bot as a process on one core: what it costs, read from Linux's /proc."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

_TICK = os.sysconf("SC_CLK_TCK")
_MIB = 1024
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""A variable that some workplaces set: every start would compile all our code again."""


@dataclass(slots=True)
class Measured:
    """A running bot."""

    process: subprocess.Popen[bytes]
    since: float
    """When it was started, by `time.perf_counter`."""
    log: Path

    def cpu(self) -> float:
        """Give the CPU seconds it used until now, those of all its threads."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def rss(self) -> float:
        """Give the MiB it holds in memory now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / _MIB

    def last_words(self) -> str:
        """Give the end of what it printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-1000:]

    def stop(self) -> None:
        """Ask it to end; one that does not is ended."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def begin(argv: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Measured:
    """Start a bot in a folder, on the last core where there are several; output to `bot.log`.

    Its code is compiled at the first start, as wherever the bot runs.
    """
    shell = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    since = time.perf_counter()
    path = folder / "bot.log"
    with path.open("ab") as log:
        process = subprocess.Popen(
            argv,
            cwd=folder,
            env=shell | dict(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    cores = _cores()
    if len(cores) > 1:
        os.sched_setaffinity(process.pid, cores[-1:])
    return Measured(process, since, path)


def begin_beside(name: str, folder: Path, env: Mapping[str, str]) -> Measured:
    """Start the bot of that name to compare with; what it needs to know stands in `env`."""
    ours = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "scripts")))}
    return begin([sys.executable, "-m", f"benches.bots.{name}"], folder, ours | dict(env))


def mib_in_use() -> float:
    """Give how much memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def sync_time(folder: Path) -> float:
    """Give how long the disk takes to keep 8 KiB, in milliseconds: the median of a hundred."""
    times = []
    with (folder / "sync.tmp").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(bytes(8192))
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def step_aside() -> None:
    """Leave the last core to the bot."""
    cores = _cores()
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[:-1])


_ALL = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _cores() -> list[int]:
    return _ALL
