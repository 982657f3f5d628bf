"""A disk that loses its power: all that was synced stays, of the rest whatever the dice say.

What was written and not synced is kept, lost, or kept in some of its sectors, in any order; a name
that was given or taken without a sync of its folder is there or not. Stricter than any file system
in use: none of them is promised to be kinder.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.power.recording import (
    Cut,
    Done,
    Event,
    FolderSynced,
    Names,
    Synced,
    Write,
)

SECTOR = 512
HABITS = ("nothing", "everything", "in order", "scattered")
"""What becomes of things that nobody waited for."""


@dataclass(slots=True)
class Content:
    """What a file holds for certain, and what was done to it since."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[Write | Cut] = field(default_factory=list)


class Disk:
    """Follows a record; can lose its power after any event."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self._content: dict[int, Content] = {}
        self._names: dict[str, int] = {}
        self._renamed: list[Names] = []
        """Changes of names that are not certain yet."""

    def follow(self, event: Event) -> None:
        """Take the next thing that happened."""
        match event:
            case Write(file) | Cut(file):
                self._content.setdefault(file, Content()).since.append(event)
            case Synced(file):
                content = self._content.setdefault(file, Content())
                for change in content.since:
                    _apply(content.certain, change)
                content.since.clear()
            case Names():
                self._renamed.append(event)
            case FolderSynced(folder):
                for names in [one for one in self._renamed if one.folder == folder]:
                    _rename(self._names, names)
                    self._renamed.remove(names)
            case Done(what):
                self.done.append(what)

    def lose_power(self, into: Path, dice: random.Random, habits: Sequence[str] = HABITS) -> None:
        """Write what is found when the power is back into an empty folder."""
        names = dict(self._names)
        for change in _kept(self._renamed, dice, dice.choice(habits)):
            _rename(names, change)
        habit = dice.choice(habits)
        into.mkdir(mode=0o700)
        for name, file in sorted(names.items()):
            path = into / name
            if not path.parent.is_dir():
                continue  # the folder itself was lost
            if file < 0:
                path.mkdir(mode=0o700)
            else:
                path.touch(mode=0o600)
                path.write_bytes(self._found(file, dice, habit))

    def _found(self, file: int, dice: random.Random, habit: str) -> bytes:
        content = self._content.get(file, Content())
        found = bytearray(content.certain)
        kept = _kept(content.since, dice, habit)
        for change in kept:
            torn = habit == "scattered" or (habit == "in order" and change is kept[-1])
            if isinstance(change, Write) and torn:
                for sector in _sectors(change):
                    if dice.random() < 0.5:
                        _apply(found, sector)
            else:
                _apply(found, change)
        return bytes(found)


def _kept(changes, dice, habit):
    """Choose what of all that nobody waited for is there all the same."""
    if habit == "in order":
        return changes[: dice.randint(0, len(changes))]
    share = {"nothing": 0.0, "everything": 1.0, "scattered": dice.choice((0.1, 0.5, 0.9))}[habit]
    return [one for one in changes if dice.random() < share]


def _sectors(write: Write) -> Iterable[Write]:
    """Cut a write where the sectors of the disk end."""
    at, end = write.at, write.at + len(write.content)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        yield Write(write.file, at, write.content[at - write.at : until - write.at])
        at = until


def _apply(content: bytearray, change: Write | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    end = change.at + len(change.content)
    content.extend(bytes(max(0, end - len(content))))
    content[change.at : end] = change.content


def _rename(names: dict[str, int], change: Names) -> None:
    for name, file in change.are.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file
