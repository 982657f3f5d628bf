"""A record of all that reaches the disk: what was written, what was synced, what was promised.

Names are compared with the last look before every call that may change them, so that SQLite and
Python are told of alike; what is promised (`done`) stands among the rest, at its own place.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.faults.power.shim import Shim

CHANGES_NAMES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}
FLEETING = ("-shm", ".lock")
"""Nothing in them outlives the process: memory that is shared, and what keeps a second one out."""


@dataclass(frozen=True, slots=True)
class Write:
    """Content of a file, not on the disk yet."""

    file: int
    at: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file has this size now; not on the disk yet."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written to a file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Names:
    """At one instant names came and went in a folder; None is gone. Not on the disk yet."""

    folder: str
    are: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class FolderSynced:
    """The names in a folder are on the disk."""

    folder: str


@dataclass(frozen=True, slots=True)
class Done:
    """Somebody was told that this is done."""

    what: int


Event: TypeAlias = Write | Cut | Synced | Names | FolderSynced | Done


@dataclass(frozen=True, slots=True)
class Record:
    """All that happened, and the files as they were in the end."""

    events: list[Event]
    files: dict[str, bytes]


class _Entry(NamedTuple):
    """Our number for a file, below zero for a folder, never given twice; and the system's."""

    file: int
    inode: int


class Recorder:
    """Whoever listens to SQLite and to Python at once, in one folder."""

    def __init__(self, root: Path) -> None:
        self.events: list[Event] = []
        self._root = root.resolve()
        self._lock = threading.RLock()
        self._looking = threading.local()
        self._names: dict[str, _Entry] = {}
        self._files = 0
        self._handles: dict[int, int] = {}
        self._sqlite: set[int] = set()
        """Files that SQLite has opened: it says itself what it writes."""
        self._content: dict[int, bytes] = {}
        """What Python has written to the others."""
        self._begin()

    def done(self, what: int) -> None:
        """Write down that somebody was told so."""
        self.look()
        self.events.append(Done(what))

    def look(self) -> None:
        """Write down what came, went or was written by Python since the last look."""
        if getattr(self._looking, "already", False):
            return
        self._looking.already = True
        try:
            with self._lock:
                self._look()
        finally:
            self._looking.already = False

    # ------------------------------------------------------------------ told by SQLite

    def opened(self, handle: int, path: str) -> None:
        self.look()
        entry = self._names.get(self._name(path))
        if entry is not None:
            self._handles[handle] = entry.file
            self._sqlite.add(entry.file)

    def closed(self, handle: int) -> None:
        self._handles.pop(handle, None)

    def written(self, handle: int, at: int, content: bytes) -> None:
        self._tell(handle, lambda file: Write(file, at, content))

    def cut(self, handle: int, size: int) -> None:
        self._tell(handle, lambda file: Cut(file, size))

    def synced(self, handle: int) -> None:
        self._tell(handle, Synced)

    def folder_synced(self, path: str) -> None:
        self.look()
        self.events.append(FolderSynced(self._name(path)))

    def _tell(self, handle: int, event: Callable[[int], Event]) -> None:
        if handle in self._handles:
            self.events.append(event(self._handles[handle]))

    # ------------------------------------------------------------------ told by Python

    def _begin(self) -> None:
        """What is there already is on the disk; from now on everything is told."""
        self.look()
        folders = {str(Path(name).parent) for name in self._names} | {"."}
        self.events += [Synced(entry.file) for entry in self._names.values() if entry.file > 0]
        self.events += [FolderSynced(folder) for folder in sorted(folders)]
        self.events.append(Done(0))
        self._shim = Shim(self)  # SQLite calls it for as long as we live
        self._sync = os.fsync
        setattr(os, "fsync", self._fsync)  # noqa: B010 - it takes whatever the real one takes
        sys.addaudithook(self._called)

    def _called(self, call: str, values: tuple[object, ...]) -> None:
        if call in CHANGES_NAMES and str(values[0]).startswith(str(self._root)):
            self.look()

    def _fsync(self, handle: int) -> None:
        self.look()
        self._sync(handle)
        inode = os.fstat(handle).st_ino
        if inode == self._root.stat().st_ino:
            self.events.append(FolderSynced("."))
        for name, entry in self._names.items():
            if entry.inode == inode:
                synced = FolderSynced(name) if entry.file < 0 else Synced(entry.file)
                self.events.append(synced)

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self._root)

    def _look(self) -> None:
        before, now = self._names, {}
        inodes = {entry.inode: entry.file for entry in before.values()}
        for name, inode, is_folder in _walk(self._root):
            if inode not in inodes:
                self._files += 1
                inodes[inode] = -self._files if is_folder else self._files
            now[name] = _Entry(inodes[inode], inode)
        self._names = now
        self.events += _changes(before, now)
        for name, entry in now.items():
            if entry.file > 0 and entry.file not in self._sqlite:
                self._tell_content(entry.file, (self._root / name).read_bytes())

    def _tell_content(self, file: int, content: bytes) -> None:
        before = self._content.get(file, b"")
        if content != before:
            if len(content) < len(before):
                self.events.append(Cut(file, len(content)))
            self.events.append(Write(file, 0, content))
            self._content[file] = content


def _changes(before: dict[str, _Entry], now: dict[str, _Entry]) -> Iterator[Names]:
    """Tell what came and went, once for each folder: to give another name is one change."""
    changes: dict[str, dict[str, int | None]] = {}
    for name in sorted(before.keys() | now.keys()):
        was, is_ = before.get(name), now.get(name)
        if was != is_:
            folder = changes.setdefault(str(Path(name).parent), {})
            folder[name] = None if is_ is None else is_.file
    return (Names(folder, names) for folder, names in changes.items())


def _walk(root: Path, folder: str = "") -> Iterator[tuple[str, int, bool]]:
    with os.scandir(root / folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for one in entries:
        name = f"{folder}/{one.name}" if folder else one.name
        if not name.endswith(FLEETING):
            yield name, one.inode(), one.is_dir()
            if one.is_dir():
                yield from _walk(root, name)
