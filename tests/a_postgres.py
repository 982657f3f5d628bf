"""A PostgreSQL of the tests' own: the one that comes with pip, in a folder of its own."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NOBODY = 65534


@contextmanager
def postgres_in(root: pathlib.Path, *, durable: bool = False) -> Iterator[str]:
    """Start PostgreSQL in a folder, as `nobody` when we are root (it refuses to run as root).

    Only one that is `durable` waits for its disk.
    """
    pg0 = pytest.importorskip("pg0", reason="it comes for Linux and for Macs with Apple silicon")
    exe = root / "pg0"
    shutil.copy2(pathlib.Path(pg0.__file__).parent / "bin" / "pg0", exe)
    if os.getuid() == 0:
        os.chown(root, NOBODY, NOBODY)
    root.chmod(0o755)
    exe.chmod(0o755)
    fast = () if durable else ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
    port = _started(exe, *(word for each in fast for word in ("-c", each)))
    try:
        yield f"postgresql+psycopg://postgres:postgres@127.0.0.1:{port}/postgres"
    finally:
        _pg0(exe, "stop")


def _started(exe: pathlib.Path, *options: str, tries: int = 10) -> int:
    """Start a server; gives its port, another one where somebody took it meanwhile."""
    port = _free_port()
    try:
        _pg0(exe, "start", "--port", str(port), *options)
    except AssertionError:
        if tries == 1:
            raise
        return _started(exe, *options, tries=tries - 1)
    return port


def _pg0(exe: pathlib.Path, *words: str) -> None:
    someone: Any = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    env = {"HOME": str(exe.parent), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    # Into a file: the server keeps what it inherits open, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as log:
        command = [str(exe), *words]
        done = subprocess.run(
            command, env=env, cwd=exe.parent, stdout=log, stderr=log, check=False, **someone
        )
        log.seek(0)
        assert done.returncode == 0, f"pg0 {words[0]}: {log.read()}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
