"""Wishes to be forgotten, left for the bot that runs: one sealed file each, gone once it is done.

Two processes must never write to one SQLite file, so whoever runs the bot leaves a note beside the
key instead. Only who holds the key can write one, and only the bot can read it.
"""

import json
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.personal_data import ErasureWish
from bot.storage.files.durable import make_folder, sync_folder
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.sealing_key import SealedPlace

_PLACE = SealedPlace("wishes.erase")
_ENDING = ".erase"
_LARGEST = 4096

log = logging.getLogger(__name__)


class Wishes:
    """The folder of wishes beside the key file."""

    def __init__(self, key_file: Path, cipher: Cipher) -> None:
        self._folder, self._cipher = key_file.parent / "wishes", cipher

    def leave(self, member: MemberId, guild: GuildId | None) -> None:
        """Leave a wish, whole and on the disk. Raises StorageFault."""
        name = secrets.token_hex(8) + _ENDING
        plain = json.dumps({"member": member, "guild": guild}).encode()
        sealed = self._cipher.seal(_PLACE, name.encode(), plain)
        building = self._folder / f"{name}.new"
        try:
            make_folder(self._folder)
            handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            building.replace(self._folder / name)
            sync_folder(self._folder)
        except OSError:
            with suppress(OSError):
                building.unlink(missing_ok=True)
            raise StorageFault("fault.wish_unwritable", path=str(self._folder)) from None

    def waiting(self) -> tuple[ErasureWish, ...]:
        """Give the wishes that wait; what nobody with the key has written is taken away."""
        found = [self._read(path) for path in sorted(self._folder.glob(f"*{_ENDING}"))]
        return tuple(one for one in found if one is not None)

    def done(self, wish: ErasureWish) -> None:
        """Take a wish away."""
        (self._folder / wish.name).unlink(missing_ok=True)

    def _read(self, path: Path) -> ErasureWish | None:
        try:
            with path.open("rb") as file:
                sealed = file.read(_LARGEST)
            plain = json.loads(self._cipher.unseal(_PLACE, path.name.encode(), sealed))
        except (OSError, StorageFault, ValueError):
            log.warning("wish.unreadable")
            path.unlink(missing_ok=True)
            return None
        guild = plain["guild"]
        return ErasureWish(path.name, MemberId(plain["member"]), GuildId(guild) if guild else None)
