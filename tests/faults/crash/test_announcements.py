"""Killed at a few random instants of three weeks; `scripts/crash --announcements` does it often."""

import os

import pytest

from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of
from tests.faults.crash.announcements import Comparing, killed_at_random

KILLS = int(os.environ.get("OPENROUND_ANNOUNCEMENT_KILLS", "5"))

pytestmark = pytest.mark.at_length  # three weeks many times over: other stories count them


@pytest.mark.timeout(600 + 30 * KILLS)
async def test_nothing_comes_twice_and_nothing_is_lost(made_sqlite_url):
    figures = await killed_at_random(made_sqlite_url, KILLS, seed=1)
    assert figures.wrong == []
    assert figures.kills == KILLS
    assert min(figures.reminders, figures.news) > 3


async def test_a_bot_that_does_not_look_first_is_found_out(made_sqlite_url):
    store = Store(made_sqlite_url, cipher_of(bytes(range(32))))
    comparing = Comparing(store, made_sqlite_url)
    await comparing.in_peace()
    await comparing.killed_with_the_first_message(blind="messages")
    store.close()
    assert comparing.figures.wrong
