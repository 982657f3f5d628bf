"""Whoever presses goes before the tick's work, and neither is starved."""

import asyncio
import threading
from typing import Any

from bot.services.ports.store import GIVES_WAY
from bot.storage.engine.job_queue import MOST_IN_A_GROUP, MOST_THAT_GIVE_WAY, JobQueue
from bot.storage.engine.jobs import Job
from tests.waiting import HANGS


def job(*, gives_way):
    nobody: Any = None
    return Job(lambda _: None, nobody, gives_way)


def filled(presses, ticks):
    queue = JobQueue[Job]()
    for _ in range(ticks):
        queue.put(job(gives_way=True))
    for _ in range(presses):
        queue.put(job(gives_way=False))
    return queue


def groups(queue):
    queue.close()
    found = []
    while batch := queue.take(0):
        found.append((batch[0].gives_way, len(batch)))
    assert queue.is_over
    return found


def test_presses_go_first_and_then_take_turns_with_what_gives_way():
    most = MOST_THAT_GIVE_WAY
    assert groups(filled(3, 2 * most + 1)) == [(False, 3), (True, most), (True, most), (True, 1)]


def test_a_press_waits_for_one_group_of_the_ticks_at_most():
    queue = filled(0, 1000)
    assert len(queue.take(0)) == MOST_THAT_GIVE_WAY
    queue.put(job(gives_way=False))
    assert [one.gives_way for one in queue.take(0)] == [False]


def test_however_many_press_the_tick_goes_on():
    found = groups(filled(3 * MOST_IN_A_GROUP, 2))
    assert found == [(False, MOST_IN_A_GROUP), (True, 2), *[(False, MOST_IN_A_GROUP)] * 2]


async def test_a_press_in_a_crowded_minute_is_answered_before_the_minutes_work(file_store):
    begun, go, order = threading.Event(), threading.Event(), []

    def first(_):
        begun.set()
        assert go.wait(HANGS)

    async def of_the_tick(number):
        GIVES_WAY.set(True)
        await file_store.run(lambda _: order.append(number))

    holding = asyncio.create_task(file_store.run(first))
    await asyncio.to_thread(begun.wait, HANGS)
    works = [asyncio.create_task(of_the_tick(number)) for number in range(300)]
    await asyncio.sleep(0)  # they have all asked
    press = asyncio.create_task(file_store.run(lambda _: order.append("press")))
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(holding, press, *works)
    assert order.index("press") <= MOST_THAT_GIVE_WAY
    assert [one for one in order if one != "press"] == list(range(300))
