"""PostgreSQL, where another process writes too: nobody decides on what was so before."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import Refusal
from bot.storage.engine.leading import Unshared
from bot.storage.engine.store import Store
from tests.storage.conftest import TUESDAY

PEOPLE, PRESSES = 12, 5
_MARK = text("INSERT INTO lease (id, owner, epoch, until) VALUES (7, 'mark', 1, now())")
_MARKED = text("SELECT 1 FROM lease WHERE id = 7")


class LedBefore(Unshared):
    """A lead that may be over by now."""

    leads = True

    def held(self):
        """Whether it is known that nobody else leads."""
        return self.leads


@pytest.fixture
def two(made_pg_url, cipher) -> Iterator[tuple[Store, Store]]:
    """Two processes on one database, each of which believes that it leads."""
    both = Store(made_pg_url, cipher), Store(made_pg_url, cipher)
    yield both
    for one in both:
        one.close()


@pytest.fixture
async def a_meeting(two, make_meeting, make_occurrence):
    """A meeting that both have saved once: each knows what it committed last."""
    await two[0].run(lambda tx: tx.occurrences.add(make_occurrence()))
    await two[0].run(lambda tx: tx.live_meetings.add(make_meeting()))
    for one in two:
        await one.run(press)


def press(tx):
    """Count one on, and give the number."""
    meeting = tx.live_meetings.get(TUESDAY)
    return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1)).numbered


async def test_a_work_that_writes_nothing_reads_what_another_process_committed(a_meeting, two):
    ours, _ = two
    assert (await ours.run(lambda tx: tx.live_meetings.get(TUESDAY))).numbered == 2


async def test_a_rule_refuses_by_what_another_process_committed(a_meeting, two):
    def refuse(tx):
        raise Refusal(numbered=tx.live_meetings.get(TUESDAY).numbered)

    with pytest.raises(Refusal) as refused:
        await two[0].run(refuse)
    assert refused.value.facts == {"numbered": 2}


async def test_what_a_rule_wrote_before_it_refused_does_not_spare_it_the_newest_state(
    a_meeting, two, make_occurrence
):
    def refuse(tx):
        tx.occurrences.add(make_occurrence(2))
        raise Refusal(numbered=tx.live_meetings.get(TUESDAY).numbered)

    told = await asyncio.gather(two[0].run(refuse), two[0].run(press), return_exceptions=True)
    assert told[0].facts == {"numbered": 2}
    assert told[1] == 3
    assert await two[0].run(lambda tx: tx.occurrences.get(2)) is None


async def test_a_meeting_is_ended_as_another_process_left_it(a_meeting, two):
    def end(tx):
        meeting = tx.live_meetings.get(TUESDAY)
        tx.live_meetings.delete(TUESDAY)
        return meeting.numbered

    assert await two[0].run(end) == 2
    assert await two[1].run(lambda tx: tx.live_meetings.get(TUESDAY)) is None


async def test_a_meeting_that_another_process_ended_is_over(a_meeting, two):
    await two[1].run(lambda tx: tx.live_meetings.delete(TUESDAY))
    assert await two[0].run(lambda tx: tx.live_meetings.get(TUESDAY)) is None


async def test_no_press_on_either_process_is_lost_or_counted_twice(a_meeting, two):
    async def person(store):
        return [await store.run(press) for _ in range(PRESSES)]

    told = await asyncio.gather(*(person(store) for store in two for _ in range(PEOPLE)))
    numbers = sorted(number for one in told for number in one)
    assert numbers == list(range(3, 3 + 2 * PEOPLE * PRESSES))
    meeting = await two[0].run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert meeting.numbered == numbers[-1]


async def test_what_was_committed_last_is_shown_only_while_nobody_else_may_lead(
    made_pg_url, cipher, make_meeting, make_occurrence
):
    leader = LedBefore()
    store = Store(made_pg_url, cipher, leader)
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    assert store.latest(TUESDAY) == make_meeting()
    leader.leads = False
    assert store.latest(TUESDAY) is None
    store.close()


async def test_a_key_that_another_process_took_meanwhile_is_found_at_the_next_try(two, made_pg_url):
    tries = []

    def mark(tx):
        tries.append(tx.access.connection.execute(_MARKED).scalar())
        if tries[-1]:
            return "it is there"
        with psycopg.connect(made_pg_url.replace("+psycopg", ""), autocommit=True) as another:
            another.execute(str(_MARK))
        tx.access.change(_MARK)
        return "made"

    assert await two[0].run(mark) == "it is there"
    assert tries == [None, 1]


async def test_a_key_that_is_always_taken_is_told_to_whoever_wanted_it_and_to_nobody_else(two):
    begun = []

    def mark(tx):
        begun.append(1)
        tx.access.change(_MARK)

    store = two[0]
    await store.run(mark)
    begun.clear()
    told = await asyncio.gather(
        store.run(lambda _: "before"), store.run(mark), store.run(lambda _: "after"),
        return_exceptions=True,
    )  # fmt: skip
    assert (told[0], told[2]) == ("before", "after")
    assert isinstance(told[1], IntegrityError)
    assert len(begun) <= 6, "at most three times with the others and three alone"
