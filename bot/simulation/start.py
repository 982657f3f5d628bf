"""From the command line to a simulated year, or to one clear sentence about the wish."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.rehearsal.belongings import own_folder
from bot.rehearsal.chance import drawn_from
from bot.rehearsal.faults import Faults
from bot.simulation.groups import MOST_GROUPS
from bot.simulation.in_memory.small_discord import Killed
from bot.simulation.ledger import YearLedger
from bot.simulation.year import Size, play
from bot.storage.files.faults import StorageFault
from bot.text.catalog import FALLBACK, Shown, speaker

NOT_AS_IT_SHOULD, REFUSED = 1, 2
"""Exit codes: something went wrong in the year or on this machine; a wish that cannot come true."""
_LONGEST_NUMBER = 18
YEARS = range(2024, 2037)
"""Those for which the rules of all clocks are written out."""
SHOWN = 20
"""So many of what went wrong are printed; all of them are in the file."""
_QUICK = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
"""Where there is one, files are kept in memory: a year asks for a million commits."""

_SAY = speaker(FALLBACK)


class WishRefused(Exception):
    """What was wished for cannot be played; the sentence says why."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.sentence = _SAY(f"simulation.{key}", **facts)


@dataclass(frozen=True, slots=True)
class Wished:
    """What was typed."""

    year: str
    seed: str = "1"
    groups: str = str(MOST_GROUPS)
    begins: str | None = None
    weeks: str | None = None


def start(wished: Wished, file: Path | None) -> int:
    """Play the year and print the ledger; gives the exit code."""
    try:
        size = size_of(wished)
        if file is not None:
            _must_be_writable(file)
    except WishRefused as refused:
        return _told(refused.sentence, REFUSED)
    try:
        ledger = _played(size)
    except StorageFault as fault:
        sentence = _SAY(fault.key, **{name: Shown(fact) for name, fact in fault.facts.items()})
        return _told(sentence, NOT_AS_IT_SHOULD)
    except OSError as fault:
        return _told(_SAY("simulation.no_place", why=Shown(fault)), NOT_AS_IT_SHOULD)
    _tell(ledger)
    if file is not None:
        try:
            file.write_text(json.dumps(_as_json(size, ledger), indent=1), encoding="utf-8")
        except OSError:
            return _told(_SAY("simulation.not_writable", file=Shown(file)), NOT_AS_IT_SHOULD)
    return NOT_AS_IT_SHOULD if ledger.wrong else 0


def _played(size: Size) -> YearLedger:
    """Play it in a folder of its own, and count what the bot logs as a fault as wrong, too."""
    with own_folder(_QUICK) as folder, Faults() as faults, drawn_from(size.seed):
        ledger = asyncio.run(play(size, folder))
    # What was under way in a process that died says so once more when it is cleared away.
    real = [one for one in faults.seen if not isinstance(one[1], Killed)]
    ledger.wrong += [f"{words}: {error!r}" for words, error in real]
    return ledger


def size_of(wished: Wished) -> Size:
    """Read what was typed. Raises WishRefused."""
    year = _number(wished.year)
    if year not in YEARS:
        raise WishRefused("year_wrong", first=YEARS[0], last=YEARS[-1])
    begins = _day(wished.begins, year) if wished.begins else date(year, 1, 1)
    ends = _end(wished.weeks, begins)
    groups, seed = _number(wished.groups), _number(wished.seed)
    if not 1 <= groups <= MOST_GROUPS:
        raise WishRefused("groups_wrong", most=MOST_GROUPS)
    if seed < 0:
        raise WishRefused("seed_wrong")
    return Size(begins, ends, groups, seed)


def _end(weeks: str | None, begins: date) -> date:
    """Give the day after the last one."""
    over = date(begins.year + 1, 1, 1)
    if weeks is None:
        return over
    most, wanted = max(1, (over - begins) // timedelta(weeks=1)), _number(weeks)
    if not 1 <= wanted <= most:
        raise WishRefused("weeks_wrong", most=most, year=begins.year)
    return begins + timedelta(weeks=wanted)


def _number(typed: str) -> int:
    """Give a whole number; what is none is -1, which nothing may be."""
    plain = typed.strip()
    is_number = plain.isascii() and plain.isdecimal() and len(plain) <= _LONGEST_NUMBER
    return int(plain) if is_number else -1


def _day(typed: str, year: int) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(typed.strip())
        if day.year == year:
            return day
    raise WishRefused("day_wrong", year=year)


def _must_be_writable(file: Path) -> None:
    if not file.parent.is_dir():
        raise WishRefused("no_folder", folder=Shown(file.parent))
    if file.is_dir():
        raise WishRefused("is_folder", file=Shown(file))
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise WishRefused("not_writable", file=Shown(file))


def _tell(ledger: YearLedger) -> None:
    lines = [f"{key}: {value}" for key, value in ledger.summary().items()]
    wrong = len(ledger.wrong)
    said = _SAY("simulation.wrong", count=wrong) if wrong else _SAY("simulation.nothing_wrong")
    with suppress(OSError):  # the terminal may be gone
        sys.stdout.write("\n".join([*lines, said, *ledger.wrong[:SHOWN], ""]))


def _as_json(size: Size, ledger: YearLedger) -> dict[str, object]:
    return {
        "from": size.begins.isoformat(),
        "until": size.ends.isoformat(),
        "groups": size.groups,
        "seed": size.seed,
        "summary": ledger.summary(),
        "wrong": ledger.wrong,
        "occurrences": [row.told() for row in ledger.rows],
    }


def _told(words: str, code: int) -> int:
    sys.stderr.write(words + "\n")
    return code
