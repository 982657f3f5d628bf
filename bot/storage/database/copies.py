"""Copies of a SQLite file, made before it is brought forward: private, whole, and not for ever."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.storage.database.health import check_file, open_to_read
from bot.storage.files.durable import make_file, make_folder, sync_file, sync_folder

COPIES_KEPT = timedelta(days=35)
"""A copy holds whoever was erased since, so no copy of ours is older."""
_MOST = 7


def back_up(file: Path, label: str) -> Path:
    """Copy a SQLite file into `backups` beside it, whole and on the disk; gives the copy.

    Safe while the bot runs. The copy holds sealed words only as they are, never the key.
    """
    folder = _folder(file)
    make_folder(folder)
    copy = folder / f"{file.stem}-{label}.db"
    building = copy.with_name(copy.name + ".new")
    building.unlink(missing_ok=True)
    make_file(building)
    with closing(open_to_read(file)) as raw:
        raw.execute("VACUUM INTO ?", (str(building),))
    sync_file(building)
    check_file(building)
    building.replace(copy)
    sync_folder(folder)
    for old in [one for one in _newest_first(file) if one != copy][_MOST - 1 :]:
        old.unlink()
    return copy


def prune_copies(file: Path, now: datetime) -> int:
    """Delete the copies of a file that are too old; gives how many. What is not ours stays."""
    oldest = (now - COPIES_KEPT).timestamp()
    old = [one for one in _newest_first(file) if one.stat().st_mtime < oldest]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _newest_first(file: Path) -> list[Path]:
    copies = _folder(file).glob(f"{file.stem}-*.db")
    return sorted(copies, key=lambda one: one.stat().st_mtime, reverse=True)


def _folder(file: Path) -> Path:
    return file.parent / "backups"
