"""Acts out one story while all that reaches the disk is recorded; a process of its own.

`python -m tests.faults.power.telling STORY FILE [MUTANT]`: the mutants take one safety out.
"""

import pickle
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.storage.database import copies, migrate
from bot.storage.engine import sqlite_connection
from bot.storage.files import durable, identifies
from bot.storage.people import erasure_wishes
from bot.storage.sealing import keys
from tests.faults.power.copies import Copying, Restoring
from tests.faults.power.evenings import Evenings
from tests.faults.power.recording import FLEETING, Record, Recorder
from tests.faults.power.shim import NoShim
from tests.faults.power.starts import Beside, FirstStart, Update
from tests.faults.power.story import KEY, Story

NO_SHIM = 3
STORIES: dict[str, Story] = {
    "evenings": Evenings(),
    "first-start": FirstStart(KEY),
    "first-start-key-apart": FirstStart("keys/of/ours/master.key"),
    "update": Update(),
    "copy": Copying(),
    "restore": Restoring(),
    "beside": Beside(),
}


def _normal() -> None:
    """Sync the log only now and then."""
    pragmas = sqlite_connection.PRAGMAS
    less = ["synchronous=NORMAL" if one.startswith("synchronous") else one for one in pragmas]
    setattr(sqlite_connection, "PRAGMAS", tuple(less))  # noqa: B010 - mypy knows how many there are


def _no_names() -> None:
    """Never wait for the names in a folder."""
    for module in (durable, migrate, copies, keys, identifies, erasure_wishes):
        setattr(module, "sync_folder", lambda folder: None)  # noqa: B010 - not every one exports it


MUTANTS: dict[str, Callable[[], None]] = {"normal": _normal, "no-names": _no_names}


def files_in(root: Path) -> dict[str, bytes]:
    """Give what every file holds that is there again after a start."""
    files = [one for one in root.rglob("*") if one.is_file() and not one.name.endswith(FLEETING)]
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files}


def tell(story: Story, file: Path) -> None:
    """Write the record of a story into a file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        story.prepare(root)
        recorder = Recorder(root)
        story.act(root, recorder.done)
        record = Record(recorder.events, files_in(root))
        file.write_bytes(pickle.dumps(record))


if __name__ == "__main__":
    if sys.argv[3:] and sys.argv[3]:
        MUTANTS[sys.argv[3]]()
    try:
        tell(STORIES[sys.argv[1]], Path(sys.argv[2]))
    except NoShim as why:
        sys.stderr.write(str(why))
        sys.exit(NO_SHIM)
