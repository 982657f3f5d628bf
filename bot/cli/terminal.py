"""The terminal: what is typed to call us, numbers it hands over, marks that it lacks."""

import codecs
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from bot.text.catalog import FALLBACK, Shown, speaker

TREE = Path(__file__).resolve().parents[2]
"""The folder that `bot` is in."""

LARGEST = 2**63 - 1
"""No number of Discord's is larger."""
_PLAINER = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "–": "-",
        "—": "-",
        "×": "x",
        "·": "-",
        "•": "*",
    }
)

say = speaker(FALLBACK)


def command_name() -> str:
    """Give what is typed to call us: `scripts/run` in a source tree, `openround` once installed."""
    ours = {TREE / "openround.py", TREE / "bot" / "__main__.py"}
    if Path(sys.argv[0]).resolve() not in ours or not (TREE / "scripts" / "run").is_file():
        return "openround"
    return "python scripts/run" if os.name == "nt" else "scripts/run"


def discord_number(wrong: str) -> Callable[[str], int]:
    """Take a number of Discord's; `wrong` is what is said of anything else."""

    def number(typed: str) -> int:
        return _read(typed, 1, LARGEST, say(wrong, typed=Shown(typed)))

    return number


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Take a whole number from `least` to `most`."""

    def number(typed: str) -> int:
        wrong = say("cli.no_whole_number", typed=Shown(typed), least=least, most=most)
        return _read(typed, least, most, wrong)

    return number


def _read(typed: str, least: int, most: int, wrong: str) -> int:
    """Read a number. Raises UsageError, which names no option: the sentence says what it is."""
    plain = str(typed).strip()
    if plain.isascii() and plain.isdigit() and least <= int(plain[:20]) <= most:
        return int(plain)
    raise click.UsageError(wrong)


def speak_plainly() -> None:
    """Let output go on where a terminal lacks a mark; whatever encoding it was told to have."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")


def _plainer(fault: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    words = fault.object[fault.start : fault.end].translate(_PLAINER)
    return words.encode(fault.encoding, "replace"), fault.end
