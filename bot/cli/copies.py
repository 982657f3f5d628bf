"""`openround db backup`, `list` and `restore`: copies of the database, for a calm and a bad day."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.app.clock import clock_of
from bot.app.keys import keys_of
from bot.cli.failures import FAILED, at_words, fault_sentence, quoted
from bot.cli.safe import finish
from bot.config.settings import Settings
from bot.storage.database.backups import Backups
from bot.storage.database.copies import Copy, CopyKind, size_of
from bot.storage.database.keyring_opening import promised_since, promises_lost
from bot.storage.files.faults import StorageFault
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, speaker

Tell = Callable[[str], None]
_UNITS = ("kB", "MB", "GB", "TB")
_THOUSAND = 1000

say = speaker(FALLBACK)


def backups_of(settings: Settings) -> Backups:
    """Give the backups of the database in the settings. Raises StorageFault."""
    database = settings.database
    return Backups.of(database.url, database.key_file, database.backups)


def backup(settings: Settings, tell: Tell) -> int:
    """Make a copy by hand, while the bot runs or not. Raises StorageFault."""
    cipher = cipher_there(settings)
    now = clock_of(settings.clock).now()
    made = backups_of(settings).make(CopyKind.BY_HAND, now, cipher)
    tell(say("copies.made", path=Shown(made)))
    if cipher is None:
        raise StorageFault("fault.key_missing")
    path = settings.database.key_path
    told = {"path": Shown(path)} if path else {}
    tell(say("copies.key_apart" if path else "copies.given_apart", **told))
    return 0


def listing(settings: Settings, tell: Tell, command: str) -> int:
    """List the copies, the newest first, each read from end to end; 0 where one can be used."""
    backups, cipher = backups_of(settings), cipher_there(settings)
    found = backups.copies.found()
    for path in backups.left_over():
        tell("[??] " + say("copies.left_over", path=Shown(path)))
    if not found:
        folder = Shown(backups.copies.folder)
        tell(say("copies.none", path=folder, command=Shown(command)))
        return FAILED
    wrong = [backups.wrong_with(one, cipher) for one in found]
    for one, fault in zip(found, wrong, strict=True):
        tell(_line(one, fault))
    if all(wrong):
        tell(say("copies.no_good", command=Shown(command)))
        return FAILED
    return 0


def restore(
    settings: Settings, name: str | None, tell: Tell, command: str, *, is_lost: bool = False
) -> int:
    """Put a copy in the database's place; without a name say which there are. Raises StorageFault.

    Everything that is in the way is found before anything is changed. Who was erased since is
    erased in it, too, unless the file that tells of it `is_lost`.
    """
    backups = backups_of(settings)
    if not name:  # empty where a shell's variable was
        return _ask_which(settings, tell, command)
    copy, cipher = backups.find(name), cipher_there(settings)
    at = _at(backups, copy)
    folder, now = settings.database.key_file.parent, clock_of(settings.clock).now()
    promised = promised_since(copy, cipher, folder) if cipher and not is_lost else ()
    done = backups.put_back(copy, cipher, now, promised)
    if cipher and is_lost:
        promises_lost(backups.address, cipher, folder)
    tell(say("copies.restored", at=Shown(at)))
    if done.aside is not None:
        tell(say("copies.aside", path=Shown(done.aside)))
    if done.is_behind:
        tell(say("copies.behind"))
    if done.known_again:
        tell(say("copies.known_again", count=done.known_again))
    waiting = len(Wishes(settings.database.key_file, cipher).waiting()) if cipher else 0
    if waiting:
        tell(say("copies.wishes", count=waiting))
    tell(_of_the_erased(settings, at, command, is_lost=is_lost, later=done.is_behind or not cipher))
    tell(say("copies.start", command=Shown(command)))
    return 0


def _of_the_erased(settings: Settings, at: str, command: str, *, is_lost: bool, later: bool) -> str:
    """Erase whoever was erased since, and say so. Raises StorageFault."""
    if is_lost:
        return say("copies.erase_again", at=Shown(at), command=Shown(command))
    if later:
        return say("copies.erased_at_start", at=Shown(at))
    finish(settings)
    return say("copies.erased_too", at=Shown(at))


def drill(settings: Settings, name: str | None, tell: Tell, command: str) -> int:
    """Restore a copy into a place of its own and read it whole, the newest without a name.

    Raises StorageFault.
    """
    from bot.storage.database.drill import drill as restore_apart  # noqa: PLC0415 - only here

    backups = backups_of(settings)
    newest = backups.newest_good(cipher_there(settings)) if not name else None
    if not name and newest is None:
        return listing(settings, tell, command)
    copy = newest.path if newest else backups.find(name or "")
    now, keys = clock_of(settings.clock).now(), keys_of(settings.database)
    read = restore_apart(copy, backups.copies, keys, now)
    servers = Shown(say("copies.servers", count=read.servers))
    meetings = Shown(say("copies.meetings", count=read.meetings))
    at = Shown(_at(backups, copy))
    tell(say("copies.drilled", at=at, servers=servers, meetings=meetings))
    return 0


def _ask_which(settings: Settings, tell: Tell, command: str) -> int:
    if listing(settings, tell, command) == 0:
        newest = backups_of(settings).newest_good(cipher_there(settings))
        if newest is not None:
            name = Shown(quoted(newest.path.name))
            tell(say("copies.which", command=Shown(command), name=name))
    return FAILED


def _line(copy: Copy, fault: StorageFault | None) -> str:
    facts = {"name": Shown(copy.path.name), "at": Shown(at_words(copy.made_at))}
    if fault is not None:
        return say("copies.not_whole", fault=Shown(fault_sentence(fault)), **facts)
    return say("copies.whole", size=Shown(_size(size_of(copy.path))), **facts)


def _at(backups: Backups, copy: Path) -> str:
    """Say from when a copy is: by its name where that is ours, else by when it was written."""
    ours = [one.made_at for one in backups.copies.found() if one.path == copy]
    try:
        return at_words(ours[0] if ours else datetime.fromtimestamp(copy.stat().st_mtime, UTC))
    except OSError:
        raise StorageFault("fault.copy_missing", path=str(copy)) from None


def cipher_there(settings: Settings) -> Cipher | None:
    """Open the key, and make none where there is none. Raises StorageFault."""
    keys = keys_of(settings.database)
    return open_keys(keys)[0] if keys.has_key else None


def _size(count: int) -> str:
    size, units = count / _THOUSAND, iter(_UNITS)
    unit = next(units)
    while size >= _THOUSAND and unit != _UNITS[-1]:
        size, unit = size / _THOUSAND, next(units)
    return f"{size:.0f} {unit}" if size >= 10 else f"{size:.1f} {unit}"  # noqa: PLR2004
