"""Processes side by side on one PostgreSQL, as far as their storage goes."""

import psycopg
import pytest

from bot.domain.ids import GuildId
from bot.storage.database.lease import Lease
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault

COUNT = 4
SERVERS = [GuildId(number << 22) for number in range(1, 9)]


class Process:
    """As far as its storage goes; the gateway names all servers of a shard at once."""

    def __init__(self, url, cipher, plan):
        self.lost = list[int]()
        self.lease = Lease(Address.of(url), lambda: self.lost.append(1), plan=plan)
        self.lease.take()
        self.lease.keep()
        self.store = Store(url, cipher, self.lease)
        self.lease.on_shards = self.lease.serve
        if plan.named is None:
            self.lease.serve(self.lease.shards)

    @property
    def held(self):
        return sorted(self.lease.share.held)

    def die(self):
        """End as a killed process does: nothing is given back."""
        self.lease._stop.set()
        self.lease._thread.join()
        self.lease._rows.drop()

    def end(self):
        self.store.close()
        self.lease.release()


def refused(begin, *shards, of=COUNT):
    with pytest.raises(StorageFault) as caught:
        begin(*shards, of=of)
    return caught.value.key


def on_the_server(url, statement):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as own:
        own.execute(statement)
