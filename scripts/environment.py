"""Makes the project's own environment, `.venv`, from a lock file: the same on every machine.

Needs nothing but Python and pip. Kept readable for an old Python, so that it can say so kindly.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
COVERS = {"run": ("run",), "dev": ("run", "dev")}
"""The lock for developing holds everything of the one for running."""


def ready(lock: str) -> None:
    """Bring `.venv` to what `locks/<lock>.txt` says; ends the process with one sentence if not.

    The lock is complete, so nothing is resolved (`--no-deps`): what is released later, and an old
    pip's trouble with extras in a lock, change nothing.
    """
    if _marker(lock).is_file() and _marker(lock).read_text(encoding="utf-8") == _wanted(lock):
        return
    print(f"Getting OpenRound ready in {HOME} (once; a minute or two) …", file=sys.stderr)
    if not _works():
        _make()
    _pip("install", "--no-deps", "--require-hashes", "-r", str(ROOT / "locks" / f"{lock}.txt"))
    _pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    for covered in COVERS[lock]:
        _marker(covered).write_text(_wanted(covered), encoding="utf-8")


def give_way(*arguments: str) -> None:
    """Become `python ARGUMENTS` of the environment; signals then reach it directly."""
    command = [str(PYTHON), *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter


def _refuse_an_old_python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        better = next(filter(shutil.which, [f"python3.{n}" for n in range(19, 10, -1)]), None)
        hint = f"please use {better} {sys.argv[0]}" if better else "please install a newer one"
        sys.exit(f"OpenRound needs Python 3.11 or newer and this is {have}: {hint}.")


def _marker(lock: str) -> Path:
    return HOME / f"openround-{lock}.lock"


def _wanted(lock: str) -> str:
    """Name the state to reach: the lock, the project's own table and the place it lives in."""
    parts = [ROOT / "locks" / f"{lock}.txt", ROOT / "pyproject.toml"]
    content = b"\0".join(part.read_bytes() for part in parts) + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


def _works() -> bool:
    """Tell whether `.venv` is there, new enough and has pip; one made by hand is welcome."""
    check = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(PYTHON), "-c", check], capture_output=True).returncode == 0  # noqa: PLW1510 - the code is the answer
    except OSError:
        return False


def _make() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)])  # noqa: PLW1510 - answered below
    if made.returncode:
        sys.exit(
            "Python could not make an environment: please install its venv and pip parts "
            "(on Debian and Ubuntu: apt install python3-venv)."
        )


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    done = subprocess.run([str(PYTHON), "-m", "pip", *arguments, *quiet])  # noqa: PLW1510 - answered below
    if done.returncode:
        sys.exit("What OpenRound needs could not be installed: pip's own words stand above.")


_refuse_an_old_python()  # before a script says anything that an old Python would not understand
