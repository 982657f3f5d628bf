"""Minutes for a day and letters for a year: found by whom they are of, or by a code, and gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.domain.attendance.presence import KEPT, kept_until
from bot.domain.ids import OWN, OccurrenceId
from bot.storage.attendance.letters import LETTERS_KEPT, LetterRows
from bot.storage.attendance.presence import PresenceRows
from bot.storage.files.faults import StorageFault
from tests.storage.attendance.kept import END, NAME, issued, minutes
from tests.storage.conftest import ANNA, BEN, GUILD, OTHER_GUILD
from tests.storage.test_erasing import bare_store, raw_bytes

__all__ = ["bare_store"]
FIRST, SECOND = OccurrenceId(1), OccurrenceId(2)


@pytest.fixture
async def held(store, make_occurrence):
    """Two meetings, one in each server, of which minutes can be kept."""
    await store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    await store.run(lambda tx: tx.occurrences.add(make_occurrence(2, guild=OTHER_GUILD)))
    return store


async def test_minutes_are_found_by_whom_they_are_of_alone(held):
    def keep(tx):
        tx.presence.put(ANNA, minutes(1))
        tx.presence.put(ANNA, minutes(2, OTHER_GUILD))
        tx.presence.put(BEN, minutes(1, name="Ben"))
        tx.presence.put(ANNA, minutes(1, name=""))  # once more: the newer holds

    await held.run(keep)
    assert await held.run(lambda tx: tx.presence.get(GUILD, ANNA, FIRST)) == minutes(1, name="")
    assert await held.run(lambda tx: tx.presence.get(GUILD, BEN, FIRST)) == minutes(1, name="Ben")
    assert await held.run(lambda tx: tx.presence.get(OTHER_GUILD, ANNA, FIRST)) is None
    assert await held.run(lambda tx: tx.presence.of(ANNA)) == (
        minutes(1, name=""),
        minutes(2, OTHER_GUILD),
    )


async def test_minutes_go_before_the_day_is_over_and_not_sooner(held):
    await held.run(lambda tx: tx.presence.put(ANNA, minutes(1)))
    until = kept_until(END)
    assert await held.run(lambda tx: tx.presence.sweep(until - timedelta(seconds=1))) == 0
    assert await held.run(lambda tx: tx.presence.sweep(until)) == 1
    assert until < END + KEPT
    assert await held.run(lambda tx: tx.presence.of(ANNA)) == ()


async def test_a_letter_is_given_to_whom_it_is_of_and_found_by_its_code(store):
    await store.run(lambda tx: tx.letters.add(ANNA, issued(1)))
    await store.run(lambda tx: tx.letters.add(ANNA, issued(2, OTHER_GUILD)))
    mine = issued(1)
    assert await store.run(lambda tx: tx.letters.get(ANNA, mine.id)) == mine
    assert await store.run(lambda tx: tx.letters.get(BEN, mine.id)) is None
    assert await store.run(lambda tx: tx.letters.by_code(mine.code)) == mine
    assert await store.run(lambda tx: tx.letters.by_code("0000-0000")) is None
    assert await store.run(lambda tx: tx.letters.of(ANNA, GUILD)) == (mine,)
    assert await store.run(lambda tx: tx.letters.of(ANNA, OWN)) == ()
    assert len(await store.run(lambda tx: tx.letters.of(ANNA))) == 2
    assert await store.run(lambda tx: tx.letters.of(BEN)) == ()
    await store.run(lambda tx: tx.letters.withdraw(mine.id))
    withdrawn = replace(mine, withdrawn=True)
    assert await store.run(lambda tx: tx.letters.by_code(mine.code)) == withdrawn


async def test_no_two_letters_have_one_code(store):
    await store.run(lambda tx: tx.letters.add(ANNA, issued(1)))
    twin = replace(issued(2), code=issued(1).code)
    with pytest.raises((IntegrityError, StorageFault)):
        await store.run(lambda tx: tx.letters.add(BEN, twin))


async def test_a_letter_grows_old_after_a_year(store):
    await store.run(lambda tx: tx.letters.add(ANNA, issued(1)))
    await store.run(lambda tx: tx.registry.prune(END + LETTERS_KEPT))
    assert len(await store.run(lambda tx: tx.letters.of(ANNA))) == 1
    await store.run(lambda tx: tx.registry.prune(END + LETTERS_KEPT + timedelta(days=1)))
    assert await store.run(lambda tx: tx.letters.of(ANNA)) == ()


async def test_who_is_erased_leaves_neither_minutes_nor_letters_and_others_keep_theirs(held):
    def keep(tx):
        for who, number in ((ANNA, 1), (BEN, 2)):
            tx.presence.put(who, minutes(1))
            tx.letters.add(who, issued(number))

    await held.run(keep)
    for rows in ("presence", "letters"):
        told = await held.run(lambda tx, r=rows: getattr(tx, r).holdings(ANNA, GUILD))
        assert len(told) == 1
        for gone in (1, 0):
            assert await held.run(lambda tx, r=rows: getattr(tx, r).forget(ANNA, GUILD)) == gone
        assert await held.run(lambda tx, r=rows: getattr(tx, r).holdings(ANNA, GUILD)) == ()
        assert len(await held.run(lambda tx, r=rows: getattr(tx, r).holdings(BEN, GUILD))) == 1


@pytest.mark.parametrize("rows", [PresenceRows, LetterRows])
async def test_a_row_that_is_moved_to_somebody_else_does_not_open(held, rows):
    def keep(tx):
        for who, number in ((ANNA, 1), (BEN, 2)):
            tx.presence.put(who, minutes(1))
            tx.letters.add(who, issued(number))

    def move(tx):
        """Put what is sealed of Anna's where Ben's stands."""
        subject = tx.presence._access.cipher.subject
        table, access = rows.table, tx.presence._access
        where = table.c.subject == subject(GUILD, ANNA)
        sealed = access.one(table.select().where(where))["sealed"]
        theirs = table.c.subject == subject(GUILD, BEN)
        access.change(update(table).where(theirs).values(sealed=sealed))

    await held.run(keep)
    await held.run(move)
    found = {
        PresenceRows: lambda tx: tx.presence.get(GUILD, BEN, FIRST),
        LetterRows: lambda tx: tx.letters.by_code(issued(2).code),
    }
    assert await held.run(found[rows]) is None


async def test_a_name_on_a_letter_is_in_no_byte_of_the_files_once_it_is_erased(
    bare_store, sqlite_url, make_occurrence
):
    await bare_store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    await bare_store.run(lambda tx: tx.presence.put(ANNA, minutes(1, name="canary-7")))
    await bare_store.run(lambda tx: tx.letters.add(ANNA, issued(1, token="canary-7")))
    assert b"canary-7" in raw_bytes(sqlite_url)
    await bare_store.run(lambda tx: tx.presence.forget(ANNA, GUILD))
    await bare_store.run(lambda tx: tx.letters.forget(ANNA, GUILD))
    assert b"canary-7" not in raw_bytes(sqlite_url)


async def test_a_swept_name_is_in_no_byte_of_the_files(bare_store, sqlite_url, make_occurrence):
    await bare_store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    await bare_store.run(lambda tx: tx.presence.put(ANNA, minutes(1, name="canary-7")))
    assert b"canary-7" in raw_bytes(sqlite_url)
    await bare_store.run(lambda tx: tx.presence.sweep(kept_until(END)))
    assert b"canary-7" not in raw_bytes(sqlite_url)


async def test_neither_name_nor_code_nor_id_is_readable_in_the_files(
    file_store, sqlite_url, make_occurrence
):
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    await file_store.run(lambda tx: tx.presence.put(ANNA, minutes(1)))
    await file_store.run(lambda tx: tx.letters.add(ANNA, issued(1, token=NAME)))
    seen = raw_bytes(sqlite_url)
    for secret in (NAME.encode(), issued(1).code.encode(), ANNA.to_bytes(8, "big")):
        assert secret not in seen
