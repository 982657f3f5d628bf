"""Opening the keyring of a database: read at each start, made at the first one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.storage.database import dumps, tables
from bot.storage.database.examination import keyring_in
from bot.storage.database.health import any_sealed, open_to_read
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.people.tombstones import Tombstones, begin_anew, path_of
from bot.storage.rows import keyring_row
from bot.storage.rows.keyring_row import KeptKeyring
from bot.storage.sealing import keyring
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keys import cipher_of


@dataclass(frozen=True, slots=True)
class OpenedKeyring:
    """A cipher with the keys of a database, and what stands beside them."""

    cipher: Cipher
    kept: KeptKeyring


def open_keyring(address: Address, masters: Cipher, *, from_before: bool) -> OpenedKeyring:
    """Open the keyring; where there is none yet, make it and write it down.

    `from_before` says that the database is older than keyrings: then its keys follow from the
    master key. Only for whoever has the database for themselves. Raises StorageFault.
    """
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
        try:
            if kept is not None:
                return OpenedKeyring(masters.opening(kept.sealed), kept)
        except StorageFault:
            if any_sealed(connection, tables.metadata) is not None:
                raise
        sealed = any_sealed(connection, tables.metadata)
    if sealed is not None:
        masters.must_know(sealed)
    cipher, kept = _made(address, masters, before=from_before or sealed is not None)
    return OpenedKeyring(cipher, kept)


def is_moving(address: Address, masters: Cipher) -> bool:
    """Tell whether a new master key is still being taken over. Raises StorageFault."""
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
    return kept is not None and (kept.moving or not keyring.is_newest(kept.sealed, masters.masters))


def shared_with_bot(address: Address, masters: Cipher) -> Cipher:
    """Give the cipher of the one master key that a running bot is sure to know.

    A new one it may not have taken over yet, or not be given. Raises StorageFault.
    """
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
    if kept is None:
        return masters
    return cipher_of(keyring.sealed_by(kept.sealed, masters.masters))


def cipher_for(address: Address, masters: Cipher) -> Cipher:
    """Give the cipher of a database that is there, changing nothing. Raises StorageFault."""
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
    return masters.opening(kept.sealed if kept else None)


def start_promises(address: Address, kept: KeptKeyring) -> None:
    """Note that the file of promises is there, and none of it is fulfilled. Raises StorageFault."""
    with _writing(address) as connection:
        keyring_row.put(connection, replace(kept, erased=0))


def _made(address: Address, masters: Cipher, *, before: bool) -> tuple[Cipher, KeptKeyring]:
    ring = masters.opening(None).ring.renewed() if before else keyring.fresh()
    cipher = masters.with_ring(ring)
    kept = KeptKeyring(cipher.sealed_ring, moving=before)
    with _writing(address) as connection:
        keyring_row.put(connection, kept)
    return cipher, kept


def promised_since(copy: Path, masters: Cipher, folder: Path) -> tuple[bytes, ...]:
    """Give those in a copy whose erasing was promised after it was made, by their hashes.

    Raises StorageFault where the file that tells of them is missing, or older than the copy.
    """
    kept = dumps.keyring_in(copy) if copy.suffix == ".dump" else keyring_in(copy)
    fulfilled = kept.erased if kept else None
    cipher = masters.opening(kept.sealed if kept else None)
    if fulfilled is None and not path_of(folder, cipher).exists():
        return ()
    found = Tombstones(path_of(folder, cipher), cipher)
    found.must_hold(fulfilled or 0)
    return found.after(fulfilled or 0)


def must_hold_promises(address: Address, masters: Cipher, folder: Path) -> None:
    """Look whether the file of promises fits the database. Raises StorageFault where not."""
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
    if kept is not None and kept.erased is not None:
        cipher = masters.opening(kept.sealed)
        Tombstones(path_of(folder, cipher), cipher).must_hold(kept.erased)


def promises_lost(address: Address, masters: Cipher, folder: Path) -> None:
    """Begin a new file of promises, as the one of before is lost for good. Raises StorageFault."""
    with _reading(address) as connection:
        kept = keyring_row.read(connection)
    if kept is None or kept.erased is None:
        return
    cipher = masters.opening(kept.sealed)
    if not path_of(folder, cipher).exists():
        begin_anew(folder, cipher)
    count = min(kept.erased, len(Tombstones(path_of(folder, cipher), cipher)))
    with _writing(address) as connection:
        keyring_row.put(connection, replace(kept, erased=count))


@contextmanager
def _reading(address: Address) -> Iterator[Connection]:
    file = address.file
    if file is None:
        with _server(address) as connection:
            yield connection
        return
    engine = create_engine("sqlite://", creator=lambda: open_to_read(file), hide_parameters=True)
    with _faults(file):
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@contextmanager
def _writing(address: Address) -> Iterator[Connection]:
    file = address.file
    if file is None:
        with _server(address) as connection, connection.begin():
            yield connection
        return
    engine = create_engine(address.url, poolclass=NullPool, hide_parameters=True)
    with _faults(file), engine.begin() as connection:
        yield connection


@contextmanager
def _server(address: Address) -> Iterator[Connection]:
    engine = engine_for(address.url, 1)
    try:
        with reaching(address.shown), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, ValueError, TypeError) as error:
        raise sqlite_fault(error, file) or StorageFault(
            "fault.database_damaged", path=str(file)
        ) from None
