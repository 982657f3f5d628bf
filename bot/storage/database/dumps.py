"""Copies of a database on a PostgreSQL server, made and read by its own `pg_dump`, `pg_restore`.

Neither the name nor the password of whoever logs in stands on a command line or in the log.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sqlalchemy.engine import URL

from bot.domain.ids import GuildId
from bot.storage.database.migrate import REVISIONS
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.people.memberships import must_open
from bot.storage.rows.keyring_row import KeptKeyring
from bot.storage.rows.member_keys import Whose
from bot.storage.sealing.cipher import Cipher

LONGEST = 600.0
"""Seconds that a program of the server's may take."""
_NAMES = {"application_name": "PGAPPNAME", "connect_timeout": "PGCONNECT_TIMEOUT"}
"""Options whose variable is not just called like them."""
_OURS = "OPENROUND_"
_END, _NULL = "\\.", "\\N"
_KEY = ("guild", "subject", "wrapped")


def is_possible() -> bool:
    """Tell whether the programs are on this machine."""
    return shutil.which("pg_dump") is not None and shutil.which("pg_restore") is not None


def dump(url: URL, shown: str, building: Path) -> None:
    """Write the database into a file, in PostgreSQL's own format. Raises StorageFault."""
    _run(["pg_dump", "--format=custom", f"--file={building}"], shown, _surroundings(url))


def load_dump(url: URL, shown: str, copy: Path) -> None:
    """Write a dump into an empty database: all of it, or nothing. Raises StorageFault."""
    whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    command = ["pg_restore", *whole, f"--dbname={url.database or ''}", str(copy)]
    _run(command, shown, _surroundings(url))


def examine_dump(copy: Path, cipher: Cipher | None = None) -> str:
    """Read a dump from end to end; gives the form it has. Raises StorageFault.

    With the cipher one value in it must also open.
    """
    if not is_there(copy):
        raise StorageFault("fault.copy_missing", path=str(copy))
    try:
        with copy.open("rb") as file:
            is_empty = not file.read(1)
    except PermissionError:
        raise StorageFault("fault.copy_unreadable", path=str(copy)) from None
    if is_empty:
        raise StorageFault("fault.copy_empty", path=str(copy))
    try:
        _run(["pg_restore", f"--file={os.devnull}", str(copy)], "", {})
        revision = next((row[0] for row in _rows(copy, "alembic_version")), None)
    except StorageFault as fault:
        strange = fault.key == "fault.dump_failed"
        raise StorageFault("fault.copy_not_ours", path=str(copy)) if strange else fault from None
    if revision is None:
        raise StorageFault("fault.copy_not_ours", path=str(copy))
    if revision not in REVISIONS:
        raise StorageFault("fault.copy_newer", path=str(copy))
    if cipher is not None:
        _must_fit(copy, cipher)
    return revision


def keyring_in(copy: Path) -> KeptKeyring | None:
    """Read the keyring that lies in a dump. Raises StorageFault."""
    for sealed, erased in islice(_rows(copy, "keyring", ("sealed", "erased")), 1):
        return KeptKeyring(_bytes(sealed), erased=None if erased == _NULL else int(erased))
    return None


def _must_fit(copy: Path, cipher: Cipher) -> None:
    try:
        kept = keyring_in(copy)
        cipher = cipher.opening(kept.sealed if kept else None)
        for guild, subject, wrapped in islice(_rows(copy, "member_keys", _KEY), 1):
            cipher.unwrap(Whose(GuildId(int(guild)), _bytes(subject)).bound, _bytes(wrapped))
        for subject, sealed in islice(_rows(copy, "memberships", ("subject", "sealed")), 1):
            must_open(cipher, _bytes(subject), _bytes(sealed))
    except StorageFault:
        raise StorageFault("fault.copy_key_wrong", path=str(copy)) from None


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value.removeprefix("\\\\x"))


def _rows(copy: Path, table: str, columns: Sequence[str] = ("version_num",)) -> Iterator[list[str]]:
    """Read a table of a dump, row by row, as the text that COPY writes."""
    command = ["pg_restore", "--data-only", f"--table={table}", "--file=-", str(copy)]
    lines = iter(_run(command, "", {}).splitlines())
    begin = next((line for line in lines if line.startswith("COPY ")), None)
    if begin is None:
        return
    named = [name.strip() for name in begin.partition("(")[2].partition(")")[0].split(",")]
    places = [named.index(column) for column in columns]
    for line in lines:
        if line == _END:
            return
        values = line.split("\t")
        yield [values[place] for place in places]


def _surroundings(url: URL) -> dict[str, str]:
    """Say to a program of PostgreSQL where the server is and who logs in: in its environment."""
    known = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    for option, value in url.query.items():
        name = _NAMES.get(option, "PG" + option.upper().replace("_", ""))
        known[name] = value if isinstance(value, str) else value[-1]
    return {name: value for name, value in known.items() if value}


def _run(command: Sequence[str], shown: str, more: Mapping[str, str]) -> str:
    """Run a program of the server's; what it complains of goes no further than its kind.

    Of our settings, which may hold keys, it is told nothing.
    """
    program = shutil.which(command[0])
    if program is None:
        raise StorageFault("fault.no_pg_dump", server=shown)
    theirs = {name: one for name, one in os.environ.items() if not name.startswith(_OURS)}
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own, with words of ours
            [program, *command[1:]],
            env={**theirs, **more, "LC_ALL": "C"},
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise StorageFault("fault.dump_failed", server=shown) from None
    if done.returncode == 0:
        return done.stdout.decode(errors="replace")
    said = done.stderr.decode(errors="replace")
    if "server version mismatch" in said:
        raise StorageFault("fault.pg_dump_old", server=shown)
    if "No space left" in said:
        raise StorageFault("fault.copy_no_room", path=shown)
    if "connection to server" in said:
        raise StorageFault("fault.database_away", server=shown)
    raise StorageFault("fault.dump_failed", server=shown)
