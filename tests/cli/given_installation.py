"""A folder with settings and a bot whose master key is given, as a story says."""

import asyncio
import os

from bot.domain.ids import MemberId
from bot.domain.people.membership import Membership
from bot.storage.database.keyring_opening import is_moving
from bot.storage.database.opening import open_storage
from bot.storage.files.address import Address
from bot.storage.sealing.key_source import KeySource
from bot.storage.sealing.keys import cipher_of
from tests.cli.installation import HERE, WHO, Installation

VARIABLE, FILE = "OPENROUND_DATABASE__MASTER_KEY", "OPENROUND_DATABASE__MASTER_KEY_FILE"


class Given(Installation):
    """An installation whose key is given, as a test says."""

    def __init__(self, folder, api, discord, monkeypatch):
        super().__init__(folder, api, discord)
        (folder / "data").mkdir(mode=0o700)
        self.key, self._env = folder / "data" / "master.key", monkeypatch
        self.masters = (os.urandom(32),)
        self.by_environment()

    def by_environment(self, *masters):
        self.masters = masters or self.masters
        self._env.delenv(FILE, raising=False)
        self._env.setenv(VARIABLE, " ".join(one.hex() for one in self.masters))

    def by_file(self, path, *masters):
        self.masters = masters or self.masters
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{one.hex()}\n" for one in self.masters))
        path.chmod(0o400)
        self._env.delenv(VARIABLE, raising=False)
        self._env.setenv(FILE, str(path))

    def by_nothing(self):
        for name in (VARIABLE, FILE):
            self._env.delenv(name, raising=False)

    def opened(self):
        return open_storage(self.url, KeySource(self.key, self.masters), lambda: None)

    def made(self, members=1):
        storage = self.opened()

        def fill(tx):
            for number in range(members):
                tx.memberships.put(HERE, MemberId(WHO + number), Membership(name=f"Heron {number}"))

        asyncio.run(storage.store.run(fill))
        storage.close()

    def known(self):
        storage = self.opened()
        try:
            found = asyncio.run(storage.store.run(lambda tx: tx.memberships.get(HERE, WHO)))
        finally:
            storage.close()
        return found.name

    @property
    def is_moving(self):
        return is_moving(Address.of(self.url), cipher_of(*self.masters))
