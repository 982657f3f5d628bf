"""The folder in which the page of meetings stands: each new file takes an old one's place whole."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.storage.files.durable import sync_file, sync_folder
from bot.storage.files.faults import StorageFault

LIST = ".openround-files"
"""Names the files that are ours; others in the folder are left alone."""
_NEW = ".openround-new"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\.(?:html|ics|json)")
_READ_BY_ALL, _ENTERED_BY_ALL = 0o644, 0o755


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """Writes a few files for everybody to read.

    `private` are places that the folder may not touch: the database and its key.
    """

    folder: Path
    private: Sequence[Path] = ()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files in the place of those written before, in their order.

        All are written beside first: where that fails, those of before stay. Killed in between,
        every file is whole, an old one or a new one. Raises StorageFault.
        """
        self._must_be_apart()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._replace(files)
        except (FileExistsError, NotADirectoryError) as error:
            raise StorageFault("fault.site_no_folder", path=str(self.folder)) from error
        except OSError as error:
            raise StorageFault("fault.site_not_written", path=str(self.folder)) from error

    def _must_be_apart(self) -> None:
        """Refuse a folder that holds, or lies in, what nobody else may read."""
        mine = self.folder.resolve()
        for place in (one.resolve() for one in self.private):
            if mine == place or mine in place.parents or place in mine.parents:
                raise StorageFault("fault.site_not_apart", path=str(self.folder))

    def _replace(self, files: Mapping[str, bytes]) -> None:
        known = self._known()
        for name in files:
            if name not in known and os.path.lexists(self.folder / name):
                raise StorageFault("fault.site_not_ours", path=str(self.folder / name))
        new = self.folder / _NEW
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for name, content in files.items():
            _written(new / name, content)
        self._note(new, known | files.keys())
        for name in files:
            (new / name).replace(self.folder / name)
        for name in known - files.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._note(new, files.keys())
        new.rmdir()
        self.folder.chmod(_ENTERED_BY_ALL)
        sync_folder(self.folder)

    def _known(self) -> frozenset[str]:
        """Name the files that were written before; a list that nobody can read names none."""
        try:
            listed = json.loads((self.folder / LIST).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return frozenset()
        names = (one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
        return frozenset(one for one in names if _NAME.fullmatch(one))

    def _note(self, new: Path, names: Iterable[str]) -> None:
        _written(new / LIST, json.dumps(sorted(names)).encode())
        (new / LIST).replace(self.folder / LIST)


def _written(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(_READ_BY_ALL)
    sync_file(path)
