"""Changes of the calendar come back as they were kept, and go when their time is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import ChangeId
from tests.storage.calendar.changed import edited, moved
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD, SERIES, weekly


@pytest.fixture
async def kept(store):
    await store.run(lambda tx: tx.series.put(weekly()))
    return store


async def put(store, *changes):
    await store.run(lambda tx: [tx.changes.put(one) for one in changes])


@pytest.mark.parametrize("change", [moved(), moved(made_at=NOW), edited(), edited(made_at=NOW)])
async def test_a_change_comes_back_as_it_was_kept(kept, change):
    await put(kept, change)
    found = await kept.run(lambda tx: tx.changes.get(change.id))
    assert found == change
    if change.after:
        assert found.after.first.fold == change.after.first.fold
    assert await kept.run(lambda tx: tx.changes.get(ChangeId(404))) is None


async def test_only_what_was_made_is_listed_in_its_order(kept):
    later = moved(5, made_at=NOW)
    await put(kept, moved(1), later, edited(6, made_at=NOW - timedelta(hours=1)))
    assert [one.id for one in await kept.run(lambda tx: tx.changes.made(SERIES))] == [6, 5]
    await kept.run(lambda tx: tx.changes.delete(later.id))
    assert [one.id for one in await kept.run(lambda tx: tx.changes.made(SERIES))] == [6]


async def test_a_change_goes_a_day_after_its_time_and_one_without_an_end_with_its_series(kept):
    await put(kept, moved(1), edited(2))
    for hours, left in ((24, {1, 2}), (26, {2})):
        later = NOW + timedelta(hours=hours)
        await kept.run(lambda tx, at=later: tx.changes.prune(at))
        found = await kept.run(lambda tx: [tx.changes.get(ChangeId(n)) for n in (1, 2)])
        assert {one.id for one in found if one} == left
    await kept.run(lambda tx: tx.registry.forget_server(GUILD))
    assert await kept.run(lambda tx: tx.changes.get(ChangeId(2))) is None


async def test_who_leads_is_told_of_it_and_can_be_erased(kept):
    await put(kept, edited(2))
    told = await kept.run(lambda tx: tx.changes.holdings(BEN, GUILD))
    assert [(one.what, one.facts) for one in told] == [("leads_change", {"title": "Other"})]
    assert await kept.run(lambda tx: tx.changes.holdings(BEN, OTHER_GUILD)) == ()
    assert await kept.run(lambda tx: tx.changes.members(GUILD)) == {ANNA, BEN}
    assert await kept.run(lambda tx: tx.changes.forget(ANNA, GUILD)) == 1
    found = await kept.run(lambda tx: tx.changes.get(ChangeId(2)))
    assert found.before == replace(edited().before, facilitator=None)
    assert found.after == edited().after
