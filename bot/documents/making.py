"""Has a picture or a paper made by a process of its own, so that nobody waits for it.

What draws pictures holds the interpreter while it works: in a thread of the bot a picture would
keep everybody's buttons waiting for a tenth of a second. The memory is given back with the process.
Nothing is written to a disk: what a member wrote goes through pipes.
"""

import asyncio
import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

_MAKER = Path(__file__).with_name("maker.py")
_PATIENCE = 60.0
"""Seconds after which a process that makes nothing is ended; usually it takes a fifth of one."""
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH")
_AT_ONCE = 2
"""More at once would take memory that a small machine does not have; the others wait for a turn."""


class NotMade(Exception):
    """There is no picture or paper: what draws it is missing, or could not."""


Order = Mapping[str, object]
"""What the process is told: what to make, and of what (`maker.py`)."""


async def made(order: Callable[[], Order]) -> bytes:
    """Give the bytes of a file; the order is put together off the loop too. Raises NotMade."""
    return await asyncio.get_running_loop().run_in_executor(_hands(), lambda: _make(order()))


def encoded(raw: bytes) -> str:
    """Write bytes so that they can stand in an order."""
    return b64encode(raw).decode()


@cache
def _hands() -> ThreadPoolExecutor:
    """Give the threads that wait for the processes: the house's own stay free."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="documents")


def _surroundings() -> dict[str, str]:
    """Give the variables that a process needs to begin at all: no token, and nothing of ours."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _make(order: Order) -> bytes:
    # -I: nobody else's modules, wherever the bot was started
    command = [sys.executable, "-I", str(_MAKER)]
    told = json.dumps(order).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, with a file of ours
            command,
            input=told,
            env=_surroundings(),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotMade from fault
    if done.returncode != 0 or not done.stdout:
        raise NotMade  # its words may hold a member's: they go nowhere
    return done.stdout
