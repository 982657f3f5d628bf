"""The store: use cases hand it a function, it runs it in a transaction, off the event loop."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, datetime
from typing import TypeVar

from bot.domain.errors import StoreFault
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.server.share import ServerShare
from bot.ops.store_condition import StoreCondition
from bot.services.ports.store import GIVES_WAY
from bot.storage.engine.jobs import Job
from bot.storage.engine.leading import UNSHARED, Leader
from bot.storage.engine.postgres_lane import PostgresLane
from bot.storage.engine.sqlite import SqliteLane
from bot.storage.engine.transaction import Tx
from bot.storage.files.address import Address
from bot.storage.sealing.cipher import Cipher

T = TypeVar("T")
_NO_TIME = datetime.max.replace(tzinfo=UTC)
"""Where nobody is told of the condition, nobody asks how long it lasted."""


class Store:
    """The database at `url`, which `migrate.upgrade` has made ready.

    On PostgreSQL nothing is written unless `leader` leads.
    """

    def __init__(
        self,
        url: str,
        cipher: Cipher,
        leader: Leader = UNSHARED,
        condition: StoreCondition | None = None,
    ) -> None:
        """`condition` is told of every work that could not be done, and of those that could."""
        self._address, self._leader = Address.of(url), leader
        self._condition = condition or StoreCondition(lambda: _NO_TIME)
        self._cipher = cipher
        self._lane = self._make_lane()

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction; back only after what it did is on the disk.

        What the work raises undoes it alone. The work must neither wait nor touch anything but
        `tx`: it may be run again. Raises StorageFault when the database is in the way.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        # the caller's context goes along: a rehearsal's clock is known by it
        context = copy_context()
        try:
            job = Job(lambda tx: context.run(work, tx), future, GIVES_WAY.get())
            self._lane.submit(job)
            value = await future
        except StoreFault as fault:
            self._condition.failed(fault)
            raise
        except Exception:  # a rule of the work has refused: the database itself has answered
            self._condition.worked()
            raise
        self._condition.worked()
        return value

    async def prove(self) -> None:
        """Write something that changes nothing, so that it is certain. Raises StorageFault."""
        await self.run(Tx.prove)
        self._condition.worked(wrote=True)

    async def look_at_pages(self) -> None:
        """Look whether every page is whole. Raises StorageFault; from then on all works do."""
        await self.run(Tx.look_at_pages)

    def latest(self, meeting: OccurrenceId) -> LiveMeeting | None:
        """Give a running meeting as it was committed last, from memory; None says: ask.

        It is for showing, and only while no other process may write. A work asks for itself, and
        what it is given is proved before it is committed.
        """
        return self._lane.latest.get(meeting)

    @property
    def share(self) -> ServerShare:
        """Which servers this process looks after."""
        return self._leader.share

    @property
    def wipe_pending(self) -> bool:
        """Whether erased words may still stand in SQLite's log: another program reads it."""
        return self._lane.wipe_pending

    def close(self) -> None:
        """Finish what was handed over, then let go of the database."""
        self._lane.close()

    def _make_lane(self) -> SqliteLane | PostgresLane:
        where = self._address
        if where.file is not None:
            return SqliteLane(where.url, where.file, self._cipher)
        return PostgresLane(where.url, where.shown, self._cipher, self._leader)
