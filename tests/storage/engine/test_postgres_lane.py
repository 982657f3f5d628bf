"""PostgreSQL: who shares a commit, and what each is told when it breaks."""

import asyncio
import threading
from dataclasses import replace

import psycopg
import pytest

from bot.domain.errors import Refusal
from bot.domain.server.share import EVERYTHING
from bot.storage.engine.leading import Unshared
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import GUILD, TUESDAY
from tests.waiting import HANGS


class BreaksAtCommit:
    """Leads; when one of the commits asks under which number, the server ends its connection."""

    def __init__(self, url, at=2):
        self.share = EVERYTHING
        self.url, self.commits, self.at = url.replace("+psycopg", ""), 0, at

    def held(self):
        """Whether nobody else leads: so it is."""
        return True

    def must_lead(self, until):
        """Come back at once: nobody else leads."""

    def look(self):
        """Nothing to ask."""

    @property
    def epochs(self):
        self.commits += 1
        if self.commits == self.at:
            with psycopg.connect(self.url, autocommit=True) as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND state = 'idle in transaction'"
                )


@pytest.fixture
async def together(made_pg_url, cipher):
    """Give a function that lets works wait for each other, so that they share a transaction."""
    made = []

    async def run(*works, leader=None):
        store = Store(made_pg_url, cipher, leader or Unshared())
        made.append(store)
        gate, began = threading.Event(), threading.Event()

        def hold(_):
            began.set()
            gate.wait(HANGS)

        held = asyncio.create_task(store.run(hold))
        await asyncio.to_thread(began.wait, HANGS)
        waiting = asyncio.gather(*map(store.run, works), return_exceptions=True)
        await asyncio.sleep(0)
        gate.set()
        await held
        return await waiting, store

    yield run
    for store in made:
        store.close()


async def test_one_transaction_writes_what_all_who_wait_together_want(
    together, make_occurrence, make_meeting
):
    def press(tx):
        meeting = tx.live_meetings.get(TUESDAY)
        return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))

    begin = (
        lambda tx: tx.occurrences.add(make_occurrence()),
        lambda tx: tx.live_meetings.add(make_meeting()),
    )
    told, store = await together(*begin, *[press] * 12)
    assert [one.numbered for one in told[2:]] == list(range(1, 13))
    assert store.latest(TUESDAY) == told[-1]


async def test_a_work_that_is_refused_before_it_writes_holds_nobody_up(together, make_occurrence):
    def refuse(tx):
        tx.occurrences.of(GUILD)
        raise Refusal

    add = lambda tx: (tx.occurrences.add(make_occurrence(2)), tx.servers._access)  # noqa: E731
    look = lambda tx: tx.servers._access  # noqa: E731
    (added, refused, looked), _ = await together(add, refuse, look)
    assert isinstance(refused, Refusal)
    assert added[0] is True
    assert added[1] is looked


async def test_all_who_share_a_commit_that_breaks_are_told_that_nobody_knows_and_none_is_done_again(
    together, make_occurrence, made_pg_url
):
    begun = []

    def add(number):
        def work(tx):
            begun.append(number)
            return tx.occurrences.add(make_occurrence(number))

        return work

    told, store = await together(add(2), add(3), leader=BreaksAtCommit(made_pg_url))
    assert [one.key for one in told if isinstance(one, StorageFault)] == 2 * [
        "fault.commit_unknown"
    ]
    assert told[0] is not told[1]
    assert begun == [2, 3]
    assert await store.run(lambda tx: tx.occurrences.of(GUILD)) == ()
    assert await store.run(add(4))


async def test_a_press_whose_commit_broke_is_not_done_again_by_what_is_there(
    made_pg_url, cipher, make_occurrence, make_meeting
):
    store = Store(made_pg_url, cipher, BreaksAtCommit(made_pg_url, at=3))
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    begun = []

    def press(tx):
        meeting = tx.live_meetings.get(TUESDAY)
        begun.append(meeting.numbered)
        return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))

    with pytest.raises(StorageFault, match="commit_unknown"):
        await store.run(press)
    assert begun == [0]
    assert store.latest(TUESDAY) is None
    store.close()
