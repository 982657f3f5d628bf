"""A house for the stories of copies: a database, what people have told it, and its copies."""

import asyncio
from datetime import timedelta

from bot.domain.people.membership import Membership
from bot.storage.database.backups import Backups
from bot.storage.database.copies import CopyKind
from bot.storage.engine.store import Store
from tests.storage.conftest import ANNA, BEN, GUILD, NOW

NAMES = {ANNA: "Robin", BEN: "Heron"}


class House:
    """A database, what people have told it, and its copies."""

    def __init__(self, folder, url, cipher):
        self.folder, self.url, self.cipher = folder, url, cipher
        self.file = folder / "openround.db"
        self.backups = Backups.of(url, folder / "master.key")

    def told(self, *members, url=None):
        """Keep people, as the running bot does."""
        self._with(lambda tx: [tx.memberships.put(GUILD, one, named(one)) for one in members], url)

    def forgets(self, member):
        self._with(lambda tx: tx.memberships.forget(member, GUILD))

    def knows(self, file=None):
        """Name whom a database knows."""
        url = f"sqlite:///{file or self.file}"
        asked = lambda tx: [m for m in NAMES if tx.memberships.get(GUILD, m).name]  # noqa: E731
        return self._with(asked, url)

    def copied(self):
        return self.backups.make(CopyKind.BY_HAND, NOW, self.cipher)

    def put_back(self, copy, cipher="ours"):
        key = self.cipher if cipher == "ours" else cipher
        return self.backups.put_back(copy, key, NOW + timedelta(hours=1))

    def _with(self, work, url=None):
        async def run():
            store = Store(url or self.url, self.cipher)
            try:
                return await store.run(work)
            finally:
                store.close()

        return asyncio.run(run())


def named(member):
    return Membership(name=NAMES[member])
