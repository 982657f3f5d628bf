"""One line of `openround doctor`, and the lines on the copies of the database."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cli.copies import backups_of, cipher_there
from bot.cli.failures import fault_sentence, quoted
from bot.cli.safe import is_key_old
from bot.config.settings import Settings
from bot.ops.identify import DAY
from bot.storage.database.backups import Backups
from bot.storage.database.copies import COPIES_KEPT, Copy, must_have_room, size_of
from bot.storage.database.inspection import InspectedDatabase
from bot.storage.database.keyring_opening import is_moving
from bot.storage.database.restoring import put_aside_before
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, speaker

OLD = 2 * DAY
"""Seconds after which the newest copy of the database is too old."""

say = speaker(FALLBACK)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at, and whether it is well; None where that cannot be seen."""

    text: str
    well: bool | None = True

    @property
    def mark(self) -> str:
        """The first characters of the line."""
        return "[??]" if self.well is None else "[ok]" if self.well else "[!!]"


def diagnosed_safe(database: InspectedDatabase, now: float) -> list[Diagnosis]:
    """Look at the key's age, and at the file beside it with who was erased. Raises StorageFault."""
    is_old = is_key_old(database, now)
    old = [Diagnosis(say("doctor.key_old"), well=False)] if is_old else []
    return [Diagnosis(say("doctor.erased")), *old, *_given(database)]


def _given(database: InspectedDatabase) -> Iterator[Diagnosis]:
    """Say what whoever gives the key has left to do. Raises StorageFault."""
    keys = database.keys
    if keys.given and is_there(keys.file):
        yield Diagnosis(say("doctor.key_twice", path=Shown(keys.file)), well=None)
    if len(keys.given) > 1:
        moves = is_moving(database.address, open_keys(keys)[0])
        key = "doctor.key_moving" if moves else "doctor.key_former"
        yield Diagnosis(say(key, days=COPIES_KEPT.days), well=None)


def diagnosed_copies(settings: Settings, now: float, command: str) -> list[Diagnosis]:
    """Look whether there is a new and good copy, and room for the next. Raises StorageFault."""
    backups, daily = backups_of(settings), settings.database.daily_copy
    found = backups.copies.found()
    if not daily:
        lines = [Diagnosis(say("doctor.copies_off"), well=None)]
    elif not backups.is_possible():
        return [Diagnosis(say("doctor.copies_unseen"), well=None)]
    else:
        fault = backups.wrong_with(found[0], cipher_there(settings)) if found else None
        lines = [_newest(backups, found, fault, now, command)]
    return lines + list(_beside(backups))


def _newest(
    backups: Backups, found: tuple[Copy, ...], fault: StorageFault | None, now: float, command: str
) -> Diagnosis:
    if not found:
        facts = {"path": Shown(backups.copies.folder), "command": Shown(command)}
        return Diagnosis(say("doctor.no_copy", **facts), well=False)
    if fault is not None:
        return Diagnosis(fault_sentence(fault), well=False)
    age = now - found[0].made_at.timestamp()
    if age < DAY:
        return Diagnosis(say("doctor.copy_new"))
    key = "doctor.copy" if age < OLD else "doctor.copy_old"
    days = int(age // DAY)
    return Diagnosis(say(key, count=days, command=Shown(command)), well=age < OLD)


def _beside(backups: Backups) -> Iterator[Diagnosis]:
    """Name what is not well although there are copies."""
    for path in backups.open_to_others():
        told = say("doctor.copy_open", path=Shown(path), quoted=Shown(quoted(str(path))))
        yield Diagnosis(told, well=False)
    for path in backups.left_over():
        yield Diagnosis(say("copies.left_over", path=Shown(path)), well=None)
    file = backups.address.file
    if file is None:
        return
    try:
        must_have_room(size_of(file), backups.copies.folder)
    except StorageFault as fault:
        yield Diagnosis(fault_sentence(fault), well=False)
    for aside in put_aside_before(file):
        yield Diagnosis(say("doctor.put_aside", path=Shown(aside)), well=None)
