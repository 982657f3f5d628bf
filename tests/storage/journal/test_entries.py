"""What a member wrote comes back to them alone, from wherever they wrote it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import text

from bot.domain.errors import Stale
from bot.domain.ids import OWN, EntryId
from bot.domain.journal.entry import JournalShelf
from bot.domain.journal.schedule import scheduled
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.people.personal_data import Holding
from tests.domain.journal.writing import SETTINGS, check_in
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD

TODAY = NOW.date()
FIRST = check_in(7, mood="3", urge="9", helped="Šárka called.\nWe laughed.", next="Bed 🌱")
HERE = (OWN, GUILD)


async def test_an_entry_comes_back_as_it_was_written(store):
    shelf = JournalShelf.WORKSHEET
    sheet = replace(FIRST, shelf=shelf, strand=3, about="values", page=2, done=False)
    assert await store.run(lambda tx: tx.entries.add(GUILD, ANNA, sheet, TODAY))
    assert await store.run(lambda tx: tx.entries.find(ANNA, HERE, FIRST.id)) == (GUILD, sheet)
    assert await store.run(lambda tx: tx.entries.of(GUILD, ANNA, shelf)) == (sheet,)
    assert await store.run(lambda tx: tx.entries.of(GUILD, ANNA, JournalShelf.CHECKIN)) == ()


async def test_nobody_else_and_nowhere_else_finds_it(store):
    await store.run(lambda tx: tx.entries.add(GUILD, ANNA, FIRST, TODAY))
    asked = [(BEN, HERE), (ANNA, (OWN, OTHER_GUILD)), (ANNA, ())]
    for who, places in asked:
        assert await store.run(lambda tx, w=who, p=places: tx.entries.find(w, p, FIRST.id)) is None
        assert await store.run(lambda tx, w=who, p=places: tx.entries.all(w, p)) == ()
        assert await store.run(lambda tx, w=who, p=places: tx.entries.count(w, p)) == 0
    assert not await store.run(lambda tx: tx.entries.remove(GUILD, BEN, FIRST.id))
    assert await store.run(lambda tx: tx.entries.count(ANNA, HERE)) == 1


async def test_what_was_sent_twice_is_one_entry_and_the_first_stays(store):
    assert await store.run(lambda tx: tx.entries.add(GUILD, ANNA, FIRST, TODAY))
    again = replace(FIRST, answers={"mood": "0"})
    assert not await store.run(lambda tx: tx.entries.add(GUILD, ANNA, again, TODAY))
    assert await store.run(lambda tx: tx.entries.all(ANNA, HERE)) == ((GUILD, FIRST),)


async def test_everything_is_found_wherever_it_was_written_the_earliest_first(store):
    written = [(OWN, check_in(1)), (GUILD, check_in(2)), (OTHER_GUILD, check_in(3))]
    for place, entry in reversed(written):
        await store.run(lambda tx, p=place, e=entry: tx.entries.add(p, ANNA, e, TODAY))
    everywhere = (OTHER_GUILD, GUILD, OWN)
    assert await store.run(lambda tx: tx.entries.all(ANNA, everywhere)) == tuple(written)
    assert await store.run(lambda tx: tx.entries.all(ANNA, HERE)) == tuple(written[:2])


async def test_a_change_from_two_sides_is_kept_once(store):
    await store.run(lambda tx: tx.entries.add(GUILD, ANNA, FIRST, TODAY))
    changed = replace(FIRST, answers={"mood": "4"})
    saved = await store.run(lambda tx: tx.entries.save(GUILD, ANNA, changed, TODAY))
    assert saved == replace(changed, version=1)
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.entries.save(GUILD, ANNA, FIRST, TODAY))
    assert await store.run(lambda tx: tx.entries.find(ANNA, HERE, FIRST.id)) == (GUILD, saved)
    assert await store.run(lambda tx: tx.entries.remove(GUILD, ANNA, FIRST.id))
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.entries.save(GUILD, ANNA, saved, TODAY))


async def test_what_somebody_chose_comes_back_and_is_nobody_elses(store):
    chose = JournalSettings(
        keeps=False,
        zone="Europe/Dublin",
        day_begins=5,
        strands=(Strand(2, "my phone"),),
        strands_ever=2,
        schedule=scheduled(time(21, 30), (0, 3)),
        places=(GUILD, OTHER_GUILD),
    )
    assert await store.run(lambda tx: tx.entries.settings(ANNA)) == JournalSettings()
    await store.run(lambda tx: tx.entries.settle(ANNA, SETTINGS, TODAY))
    await store.run(lambda tx: tx.entries.settle(ANNA, chose, TODAY))
    assert await store.run(lambda tx: tx.entries.settings(ANNA)) == chose
    assert await store.run(lambda tx: tx.entries.settings(BEN)) == JournalSettings()
    assert await store.run(lambda tx: tx.entries.all(ANNA, (OWN,))) == ()
    assert await store.run(lambda tx: tx.entries.count(ANNA, (OWN,))) == 0


async def test_what_somebody_chose_is_kept_for_as_long_as_they_write(store):
    await store.run(lambda tx: tx.entries.settle(ANNA, SETTINGS, TODAY))
    in_ten_months = TODAY + timedelta(days=300)
    await store.run(lambda tx: tx.entries.add(GUILD, ANNA, FIRST, in_ten_months))
    later = NOW + timedelta(days=500)
    await store.run(lambda tx: tx.registry.prune(later))
    assert await store.run(lambda tx: tx.entries.settings(ANNA)) == SETTINGS
    await store.run(lambda tx: tx.registry.prune(later + timedelta(days=200)))
    assert await store.run(lambda tx: tx.entries.settings(ANNA)) == JournalSettings()


async def test_a_person_is_told_how_much_they_wrote_and_in_the_private_place_what_they_chose(store):
    def write(tx):
        tx.entries.settle(ANNA, SETTINGS, TODAY)
        tx.entries.add(GUILD, ANNA, check_in(1), TODAY)
        tx.entries.add(GUILD, ANNA, check_in(2), TODAY)
        tx.entries.add(OWN, ANNA, replace(check_in(3), shelf=JournalShelf.LAPSE), TODAY)

    await store.run(write)
    told = await store.run(lambda tx: [tx.entries.holdings(ANNA, one) for one in HERE])
    assert told == [
        (Holding("wrote_lapse", {"count": 1}), Holding("chose")),
        (Holding("wrote_checkin", {"count": 2}),),
    ]


async def test_forgetting_takes_all_of_one_place_and_leaves_the_others(store):
    for place in (OWN, GUILD):
        await store.run(lambda tx, p=place: tx.entries.add(p, ANNA, check_in(p % 97 + 1), TODAY))
    await store.run(lambda tx: tx.entries.add(GUILD, BEN, check_in(40), TODAY))
    assert await store.run(lambda tx: tx.entries.forget(ANNA, GUILD)) == 1
    assert [at for at, _ in await store.run(lambda tx: tx.entries.all(ANNA, HERE))] == [OWN]
    assert await store.run(lambda tx: tx.entries.count(BEN, HERE)) == 1


COLUMNS = ("subject", "guild", "id", "sealed")


def rows_of(tx):
    found = tx.servers._access.connection.execute(text("SELECT * FROM entries ORDER BY touched_on"))
    return [dict(row) for row in found.mappings()]


@pytest.mark.parametrize("moved", ["subject", "guild", "id"])
async def test_a_row_that_is_moved_to_another_member_place_or_number_opens_for_nobody(
    store, caplog, moved
):
    """Only the sealed words of one row are put under the other's name."""
    second = date(2026, 11, 4)

    def write(tx):
        tx.entries.add(GUILD, ANNA, FIRST, TODAY)
        other = {"subject": (GUILD, BEN), "guild": (OTHER_GUILD, ANNA), "id": (GUILD, ANNA)}[moved]
        tx.entries.add(*other, replace(FIRST, id=EntryId(8)), second)
        theirs, others = rows_of(tx)
        tx.servers._access.connection.execute(
            text("UPDATE entries SET sealed = :sealed WHERE id = 8"), {"sealed": theirs["sealed"]}
        )
        assert {one for one in COLUMNS if theirs[one] != others[one]} >= {moved, "sealed"}

    await store.run(write)
    everywhere = (OWN, GUILD, OTHER_GUILD)
    for who in (ANNA, BEN):
        found = await store.run(lambda tx, w=who: tx.entries.all(w, everywhere))
        assert [entry.id for _, entry in found] == ([FIRST.id] if who == ANNA else [])
    assert "row.unreadable" in caplog.text


async def test_what_kind_of_thing_somebody_wrote_is_told_apart_by_nobody_without_the_key(store):
    def write(tx):
        for who, number in ((ANNA, 1), (BEN, 2)):
            tx.entries.add(GUILD, who, check_in(number), TODAY)
            lapse = replace(check_in(number + 10), shelf=JournalShelf.LAPSE)
            tx.entries.add(GUILD, who, lapse, TODAY)
        return rows_of(tx)

    rows = await store.run(write)
    assert len({bytes(one["shelf"]) for one in rows}) == len(rows) == 4
    assert len({len(one["sealed"]) for one in rows}) == 1


async def test_one_thing_more_on_the_same_day_takes_five_statements(file_store):
    await file_store.run(lambda tx: tx.entries.settle(ANNA, SETTINGS, TODAY))
    await file_store.run(lambda tx: tx.entries.add(GUILD, ANNA, FIRST, TODAY))
    ran: list[str] = []

    def work(tx):
        tx.access.raw.set_trace_callback(ran.append)
        tx.entries.settings(ANNA)
        tx.entries.find(ANNA, HERE, EntryId(8))
        tx.entries.count(ANNA, HERE)
        added = tx.entries.add(GUILD, ANNA, check_in(8, mood="4"), TODAY)
        tx.access.raw.set_trace_callback(None)
        return added

    assert await file_store.run(work)
    assert len(ran) == 5


async def test_what_was_read_and_is_older_grows_as_young_as_what_is_written_now(store):
    await store.run(lambda tx: tx.entries.settle(ANNA, SETTINGS, TODAY - timedelta(days=300)))

    def work(tx):
        tx.entries.settings(ANNA)
        return tx.entries.add(GUILD, ANNA, FIRST, TODAY)

    assert await store.run(work)
    await store.run(lambda tx: tx.registry.prune(NOW + timedelta(days=200)))
    assert await store.run(lambda tx: tx.entries.settings(ANNA)) == SETTINGS
