"""A meeting that many press at once is sealed and written once, and nobody's press is lost."""

import asyncio
import sqlite3
import threading
from dataclasses import replace

import pytest

from bot.domain.errors import Refusal, Stale
from bot.storage.engine.store import Store
from tests.storage.conftest import TUESDAY
from tests.waiting import HANGS, in_the_end


@pytest.fixture
async def a_meeting(store, make_meeting, make_occurrence):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))


def press(tx):
    meeting = tx.live_meetings.get(TUESDAY)
    return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))


def press_and_refuse(tx):
    press(tx)
    raise Refusal


async def all_at_once(store, *works):
    """Let the works share a commit: the one before them holds the lane until all have come."""
    gate = threading.Event()
    first = asyncio.ensure_future(store.run(lambda _: gate.wait(HANGS)))
    others = [asyncio.ensure_future(store.run(work)) for work in works]
    await asyncio.sleep(0)
    gate.set()
    await first
    return await asyncio.gather(*others, return_exceptions=True)


async def read_anew(sqlite_url, cipher):
    other = Store(sqlite_url, cipher)
    try:
        return await other.run(lambda tx: tx.live_meetings.get(TUESDAY))
    finally:
        other.close()


async def test_twenty_who_press_at_once_make_one_row_with_all_twenty(a_meeting, store):
    seen = await all_at_once(store, *[press] * 20)
    assert sorted(one.numbered for one in seen) == list(range(1, 21))
    found = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert (found.numbered, found.version) == (20, 20)


async def test_what_shares_a_commit_is_sealed_once(
    file_store, sqlite_url, cipher, make_meeting, make_occurrence, monkeypatch
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    sealed, seal = [], type(cipher).seal

    def counted(self, place, row, plain):
        sealed.append(row)
        return seal(self, place, row, plain)

    monkeypatch.setattr(type(cipher), "seal", counted)
    await all_at_once(file_store, *[press] * 20)
    assert len(sealed) == 1
    file_store.close()
    assert (await read_anew(sqlite_url, cipher)).numbered == 20


async def test_whoever_is_refused_among_many_takes_nothing_from_the_others(a_meeting, store):
    seen = await all_at_once(store, press, press_and_refuse, press, press_and_refuse, press)
    assert [type(one) for one in seen[1::2]] == [Refusal, Refusal]
    found = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert found.numbered == 3


async def test_who_asks_in_the_same_transaction_sees_what_was_saved(a_meeting, store):
    def press_and_look(tx):
        return press(tx), press(tx), tx.live_meetings.all()

    _, last, seen = await store.run(press_and_look)
    assert (seen, last.version) == ((last,), 2)


async def test_who_comes_after_a_save_and_a_question_undone_still_writes_it(a_meeting, store):
    def look_and_refuse(tx):
        tx.live_meetings.all()
        raise Refusal

    await all_at_once(store, press, look_and_refuse, press)
    found = await store.run(lambda tx: tx.live_meetings.all())
    assert found[0].numbered == 2


async def test_a_meeting_that_went_away_behind_our_back_is_not_made_again(
    file_store, sqlite_url, make_meeting, make_occurrence
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        other.execute("DELETE FROM live_meetings")
    other.close()
    with pytest.raises(Stale):
        await file_store.run(press)
    assert file_store.latest(TUESDAY) is None
    assert await file_store.run(lambda tx: tx.live_meetings.all()) == ()


def press_and_spoil(tx):
    """Save a meeting that cannot be written down, as a fault of ours might."""
    meeting = tx.live_meetings.get(TUESDAY)
    return tx.live_meetings.save(replace(meeting, title="\ud800"))


async def test_a_meeting_that_cannot_be_written_stops_nobody_after_it(a_meeting, store):
    with pytest.raises((TypeError, ValueError)):
        await in_the_end(store.run(press_and_spoil))
    assert (await in_the_end(store.run(press))).numbered == 1


async def test_a_meeting_that_cannot_be_written_takes_nothing_from_the_others(a_meeting, store):
    gathered = all_at_once(store, press, press_and_spoil, press)
    seen = await in_the_end(gathered)
    assert isinstance(seen[1], (TypeError, ValueError))
    assert (await store.run(lambda tx: tx.live_meetings.get(TUESDAY))).numbered == 2
