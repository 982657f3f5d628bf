"""Write down on which platforms each line of the locks comes ready made: `platforms.tsv`.

    scripts/platforms.py            ask pip about every platform and write the table anew

A lock holds hashes and no file names, so what there is for another machine is asked of pip, which
looks for it as it would there (a dry run: nothing is installed). Needs the development environment
that `scripts/test` makes, and the packages' index. A test compares table, locks and README.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

LOCKS = Path(__file__).resolve().parent / "locks"
TABLE = LOCKS / "platforms.tsv"
WHOLE = "dev"
"""The lock that holds the lines of all the others."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = (17, 24, 26, 27, 28, 31, 34, 35, 39)
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
MAC = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def _linux(machine: str) -> list[str]:
    return [f"manylinux2014_{machine}", *(f"manylinux_2_{one}_{machine}" for one in GLIBC)]


PLATFORMS: dict[str, tuple[dict[str, str], list[str]]] = {
    "linux-x86_64": (LINUX | {"platform_machine": "x86_64"}, _linux("x86_64")),
    "linux-aarch64": (LINUX | {"platform_machine": "aarch64"}, _linux("aarch64")),
    "macos-arm64": (MAC | {"platform_machine": "arm64"}, ["macosx_14_0_arm64"]),
    "windows-amd64": (WINDOWS | {"platform_machine": "AMD64"}, ["win_amd64"]),
}
"""What markers see there, and the tags of what can be installed."""
READY, UNWANTED = "wheel", "-"
FINE = {READY, UNWANTED}
LINE = re.compile(
    r"^([\w.-]+)==(\S+?)(?: ; (.*?))? \\\n((?: +--hash=\S+(?: \\)?\n?)+)", re.MULTILINE
)
MISSING = re.compile(r"No matching distribution found for ([\w.-]+)==")


def lines(lock: str) -> Iterator[tuple[str, str, str]]:
    """Give name, marker and requirement of each line of a lock."""
    for name, release, marker, hashes in LINE.findall((LOCKS / f"{lock}.txt").read_text("utf-8")):
        yield canonicalize_name(name), marker, f"{name}=={release} \\\n{hashes.rstrip()}\n"


def wanted(lock: str, place: str, python: str) -> dict[str, str]:
    """Give what a lock installs at a place, by name."""
    here = PLATFORMS[place][0] | {"python_version": python, "python_full_version": f"{python}.0"}
    here |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    every = lines(lock)
    return {
        name: line for name, marker, line in every if not marker or Marker(marker).evaluate(here)
    }


def missing(asked: dict[str, str], place: str, python: str) -> set[str]:
    """Name those of which there is nothing ready made at a place, for one Python."""
    absent: set[str] = set()
    while True:
        told = _dry_run((line for name, line in asked.items() if name not in absent), place, python)
        if told is None:
            return absent
        found = {canonicalize_name(one) for one in MISSING.findall(told)}
        if not found - absent:
            sys.exit(f"pip says nothing that can be understood:\n{told}")
        absent |= found


def _dry_run(requirements: Iterable[str], place: str, python: str) -> str | None:
    """Let pip look for wheels; gives what it says where it does not find them all."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "asked.txt"
        file.write_text("".join(requirements), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"]
        command += ["--only-binary=:all:", "--require-hashes", "--ignore-installed"]
        command += ["--ignore-requires-python"]  # it would ask the Python that runs here
        command += ["--target", folder, "--implementation", "cp", "--python-version", python]
        command += [word for tag in PLATFORMS[place][1] for word in ("--platform", tag)]
        command += ["--requirement", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else done.stderr


def table() -> dict[str, dict[str, str]]:
    """Give, for each line of the locks, how it comes at each place."""
    found = {name: dict.fromkeys(PLATFORMS, UNWANTED) for name, _, _ in lines(WHOLE)}
    for place in PLATFORMS:
        without: dict[str, list[str]] = {}
        for python in PYTHONS:
            asked = wanted(WHOLE, place, python)
            for name in asked:
                without.setdefault(name, [])
            for name in missing(asked, place, python):
                without[name].append(python)
        for name, pythons in without.items():
            found[name][place] = f"no wheel: {' '.join(pythons)}" if pythons else READY
        print(place, flush=True)
    return found


def releases() -> dict[str, str]:
    """Give name and release of each line of the locks, as the table names them."""
    return {name: line.partition(" ")[0] for name, _, line in lines(WHOLE)}


def read() -> dict[str, dict[str, str]]:
    """Give the table as it was written, by name and release."""
    head, *rows = (one.split("\t") for one in TABLE.read_text("utf-8").splitlines())
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def main() -> int:
    """Write the table anew."""
    rows = ["\t".join(("line", *PLATFORMS))]
    named = releases()
    rows += ["\t".join((named[name], *row.values())) for name, row in sorted(table().items())]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
