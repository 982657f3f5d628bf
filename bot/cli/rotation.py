"""`openround keys rotate`: a new master key, in the key file or prepared for whoever gives it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.app.clock import clock_of
from bot.app.keys import keys_of
from bot.cli.failures import FAILED, quoted
from bot.cli.safe import must_be_there, opened
from bot.config.settings import Database, Settings
from bot.storage.database.copies import COPIES_KEPT
from bot.storage.database.keyring_opening import is_moving
from bot.storage.database.opening import Storage
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import add_master, masters_in, open_keys, write_with_new
from bot.text.catalog import FALLBACK, Shown, speaker

Tell = Callable[[str], None]

say = speaker(FALLBACK)


def rotate(settings: Settings, to: Path | None, tell: Tell) -> int:
    """Take a new master key, and seal all that is kept anew. Raises StorageFault.

    A key that is given cannot be changed from here: a new one is written `to` a file, for whoever
    gives it, and is taken over by a start that gets both.
    """
    must_be_there(settings)
    if keys_of(settings.database).given:
        return _rotate_given(settings, to, tell)
    if to is not None:
        tell(say("keys.no_file_needed", path=Shown(settings.database.key_file)))
        return FAILED
    storage = _opened(settings)
    if storage is None:
        return _beside_the_bot(settings, tell)
    _add(settings)
    _to_the_end(storage)
    return _done(settings, tell, "keys.rotated")


def _rotate_given(settings: Settings, to: Path | None, tell: Tell) -> int:
    database = settings.database
    is_new_waiting = _is_moving(database)
    if to is not None and not is_new_waiting:
        return _prepare(database, to, tell)
    if is_new_waiting:
        storage = _opened(settings)
        if storage is None:
            tell(say("keys.given_waits"))
            return FAILED
        _to_the_end(storage)
    elif len(keys_of(database).given) == 1:
        tell(say(f"keys.where_{database.key_origin}"))
        return FAILED
    tell(say("keys.given_done", days=COPIES_KEPT.days))
    return 0


def _prepare(database: Database, to: Path, tell: Tell) -> int:
    """Write the new key and those of today for whoever gives them, and say what to do next."""
    write_with_new(to, masters_in(keys_of(database)))
    facts = {"path": Shown(to), "quoted": Shown(quoted(str(to)))}
    tell(say("keys.written", **facts))
    tell(say(f"keys.next_{database.key_origin}", **facts))
    tell(say("keys.then", days=COPIES_KEPT.days, **facts))
    return 0


def _opened(settings: Settings) -> Storage | None:
    """Open the database; None where a bot runs with it. Raises StorageFault."""
    try:
        return opened(settings)
    except StorageFault as fault:
        if fault.key != "fault.second_process":
            raise
        return None


def _to_the_end(storage: Storage) -> None:
    try:
        asyncio.run(storage.beside.rekeying.to_the_end())
    finally:
        storage.close()


def _is_moving(database: Database) -> bool:
    return is_moving(Address.of(database.url), open_keys(keys_of(database))[0])


def _beside_the_bot(settings: Settings, tell: Tell) -> int:
    """Leave a new key for the bot that runs; the former one stays for as long as copies may."""
    if _is_moving(settings.database):
        tell(say("keys.under_way"))
        return 0
    _add(settings)
    return _done(settings, tell, "keys.asked")


def _add(settings: Settings) -> None:
    until = clock_of(settings.clock).now() + COPIES_KEPT
    add_master(keys_of(settings.database), until.date())


def _done(settings: Settings, tell: Tell, key: str) -> int:
    tell(say(key))
    tell(say("keys.back_up", path=Shown(settings.database.key_file), days=COPIES_KEPT.days))
    return 0
