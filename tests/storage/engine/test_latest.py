"""What the store knows without asking: the running meetings as they were committed last."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import Refusal, Stale
from tests.storage.conftest import GUILD, TUESDAY


@pytest.fixture
async def a_meeting(store, make_meeting, make_occurrence):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))


async def test_what_was_committed_last_is_known_without_asking(a_meeting, store, make_meeting):
    assert store.latest(TUESDAY) == make_meeting()
    saved = await store.run(lambda tx: tx.live_meetings.save(make_meeting(numbered=7)))
    assert store.latest(TUESDAY) == saved


async def test_what_was_undone_is_not_taken_for_the_latest(a_meeting, store, make_meeting):
    def refuse(tx):
        tx.live_meetings.save(make_meeting(numbered=7))
        raise Refusal

    await asyncio.gather(store.run(refuse), store.run(lambda _: None), return_exceptions=True)
    assert store.latest(TUESDAY) == make_meeting()


async def test_where_something_was_deleted_nothing_is_taken_for_granted(
    a_meeting, store, make_meeting
):
    await store.run(lambda tx: tx.live_meetings.delete(TUESDAY))
    assert store.latest(TUESDAY) is None
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    assert store.latest(TUESDAY) is None


async def test_whoever_comes_after_a_deletion_finds_nothing(a_meeting, store):
    def delete(tx):
        tx.live_meetings.delete(TUESDAY)
        return tx.live_meetings.get(TUESDAY)

    found = await asyncio.gather(
        store.run(delete), store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    )
    assert list(found) == [None, None]


async def test_a_deletion_that_was_undone_leaves_the_meeting(a_meeting, store, make_meeting):
    def refuse(tx):
        tx.live_meetings.delete(TUESDAY)
        raise Refusal

    works = (refuse, lambda tx: tx.live_meetings.get(TUESDAY))
    _, found = await asyncio.gather(*map(store.run, works), return_exceptions=True)
    assert found == make_meeting()


async def test_whoever_was_slower_reads_anew(a_meeting, store, make_meeting):
    await store.run(lambda tx: tx.live_meetings.save(make_meeting(numbered=7)))
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.live_meetings.save(make_meeting()))
    assert store.latest(TUESDAY) is None
    found = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert (found.numbered, found.version) == (7, 1)


def size_of(path):
    return Path(path).stat().st_size


async def test_the_log_is_written_back_while_nobody_waits(
    file_store, make_meeting, make_occurrence, sqlite_url
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))

    def press(tx):
        meeting = tx.live_meetings.get(TUESDAY)
        return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))

    for _ in range(1000):
        await file_store.run(press)
    log = sqlite_url.removeprefix("sqlite:///") + "-wal"
    assert 0 < size_of(log) < 900 * 4096
