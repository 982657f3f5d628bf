"""A transaction makes the repositories that its work uses, each once."""

from bot.storage.calendar.occurrences import Occurrences
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.meeting.live_meetings import LiveMeetings


async def test_a_work_makes_only_the_repositories_that_it_uses(store):
    def work(tx):
        assert tx.live_meetings.get(1) is None
        assert tx.occurrences.get(1) is None
        assert tx.live_meetings.get(2) is None
        return tx._repositories

    assert set(await store.run(work)) == {LiveMeetings, Occurrences}
    assert set(await store.run(lambda tx: tx._repositories)) == set()


async def test_the_registry_shares_what_was_made(store):
    def work(tx):
        mine = tx.live_meetings
        known = tx.registry.personal
        return mine, known, tx._repositories

    mine, known, made = await store.run(work)
    assert any(one is mine for one in known)
    assert set(made) <= set(REPOSITORIES)
