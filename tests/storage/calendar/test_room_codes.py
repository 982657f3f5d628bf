"""A room's code is its own on its server, and is found without reading the rooms of others."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import MetaData, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.content import codes
from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId, GuildId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.meeting.first_evening import new_code
from bot.storage.calendar import occurrences
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.outbox import entries
from tests.storage.conftest import GUILD, NOW, OTHER_GUILD, TUESDAY
from tests.storage.older import made_at

THIRD_GUILD = GuildId(900_000_000_000_000_003)
EVERY = codes.load()
AT_A_TIME = 200
STATEMENTS = {"occurrences": occurrences._CODES, "outbox": entries._CODES}


def rooms(make_occurrence, guild, count, first=1):
    """Lay out rooms that stand on a server, each with its code."""
    return [
        make_occurrence(first + number, guild=guild, phase=Phase.OPEN, code=EVERY[number])
        for number in range(count)
    ]


async def lay_out(store, *all_rooms):
    """Keep rooms, not so many at a time that a slow machine takes the database for one away."""
    every = [one for some in all_rooms for one in some]
    for first in range(0, len(every), AT_A_TIME):
        some = every[first : first + AT_A_TIME]
        await store.run(lambda tx, some=some: [tx.occurrences.add(one) for one in some])


async def test_more_rooms_than_there_are_codes_open_over_three_servers(store, make_occurrence):
    guilds = (GUILD, OTHER_GUILD, THIRD_GUILD)
    each = len(EVERY) // len(guilds) + 1
    servers = [
        rooms(make_occurrence, guild, each, first=place * 10_000)
        for place, guild in enumerate(guilds, start=1)
    ]
    await lay_out(store, *servers)
    assert len(guilds) * each > len(EVERY)
    for guild in guilds:
        assert await store.run(lambda tx, guild=guild: new_code(tx, guild)) in EVERY[each:]


async def test_a_server_with_every_code_taken_gets_another_that_marks_one_room_alone(
    store, make_occurrence
):
    await lay_out(store, rooms(make_occurrence, GUILD, len(EVERY)))
    code = await store.run(lambda tx: new_code(tx, GUILD))
    assert code in codes.load(2)
    assert await store.run(lambda tx: new_code(tx, OTHER_GUILD)) in EVERY


def test_no_code_is_found_in_one_of_another_set():
    plain = {one.replace("-", "") for one in EVERY}
    words = {word for one in EVERY for word in one.split("-")}
    assert not [one for one in plain if any(one in word for word in words)]
    assert all(one.split("-")[1].isdigit() for one in codes.load(2))
    assert len({*EVERY, *codes.load(2), *codes.load(22)}) == 3 * len(EVERY)


async def test_a_room_that_is_asked_for_keeps_its_code_from_others(store):
    move = OutboxEntry(Subject.meeting(TUESDAY), GUILD, EntryKind.MOVE, 1, NOW, code="calm-otter")
    await store.run(lambda tx: tx.outbox.want(move))
    assert await store.run(lambda tx: tx.outbox.codes_in_use(GUILD)) == {"calm-otter"}
    assert await store.run(lambda tx: tx.outbox.codes_in_use(OTHER_GUILD)) == frozenset()


async def test_the_database_itself_keeps_a_server_from_two_rooms_with_one_code(
    store, make_occurrence
):
    first = make_occurrence(1, code="calm-otter", phase=Phase.OPEN)
    others = [
        make_occurrence(2, code="calm-otter", phase=Phase.OPEN, guild=OTHER_GUILD),
        make_occurrence(3, code="calm-otter", phase=Phase.CLOSED),
        make_occurrence(4),
        make_occurrence(5, starts_at=NOW + timedelta(days=1)),
    ]
    await lay_out(store, [first], others)
    assert not await store.run(
        lambda tx: tx.occurrences.add(make_occurrence(6, code="calm-otter", phase=Phase.OPENING))
    )


@pytest.mark.parametrize("table", STATEMENTS)
def test_the_plan_is_to_look_into_the_index(made_sqlite_url, table):
    with closing(sqlite3.connect(made_sqlite_url.removeprefix("sqlite:///"))) as raw:
        asked = f"EXPLAIN QUERY PLAN {STATEMENTS[table]}".replace(":guild", "1")
        [plan] = raw.execute(asked).fetchall()
    assert f"INDEX ix_{table}_guild_code (guild=?)" in plan[-1]


async def steps_of(store, guild):
    """Count the steps that SQLite takes to say which codes a server has."""
    counted = []

    def work(tx):
        raw = tx._access.raw
        raw.set_progress_handler(lambda: counted.append(1), 1)
        try:
            return tx.occurrences.codes_in_use(guild), tx.outbox.codes_in_use(guild)
        finally:
            raw.set_progress_handler(None, 1)

    await store.run(work)
    return len(counted)


async def test_what_is_read_does_not_grow_with_the_rooms_of_others(file_store, make_occurrence):
    await lay_out(file_store, rooms(make_occurrence, GUILD, 5))
    alone = await steps_of(file_store, GUILD)
    await lay_out(file_store, rooms(make_occurrence, OTHER_GUILD, 1000, first=10_000))
    planned = [make_occurrence(50_000 + number) for number in range(200)]
    await lay_out(file_store, planned)
    assert await steps_of(file_store, GUILD) <= alone + 5
    assert await steps_of(file_store, OTHER_GUILD) > 100 * alone / 5


def rows_read(plan):
    """Count the rows that a step of PostgreSQL's plan took up, and those below it."""
    own = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    return max([own, *(rows_read(one) for one in plan.get("Plans", ()))])


async def test_on_a_server_the_index_is_used_too(make_occurrence, made_pg_url, cipher):
    store = Store(made_pg_url, cipher)
    over = [make_occurrence(50_000 + number, phase=Phase.CLOSED) for number in range(500)]
    await lay_out(store, over, rooms(make_occurrence, GUILD, 5))
    await lay_out(store, rooms(make_occurrence, OTHER_GUILD, 1000, first=10_000))
    store.close()
    engine = create_engine(Address.of(made_pg_url).url)
    with engine.connect() as connection:
        connection.execute(text("ANALYZE occurrences"))
        asked = str(STATEMENTS["occurrences"]).replace(":guild", str(GUILD))
        found = connection.execute(text(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}")).scalar()
    engine.dispose()
    assert isinstance(found, list)
    [told] = found
    assert "ix_occurrences_guild_code" in str(told)
    assert rows_read(told["Plan"]) == 5


OLD = {
    1: ("open", 77, "calm-otter"),
    2: ("opening", None, "calm-otter"),
    3: ("ended", 78, "warm-wren"),
    4: ("closed", None, "calm-otter"),
    5: ("planned", None, ""),
}
"""Rows of the version before: phase, room, code."""


def test_rows_of_before_get_the_index_and_a_code_stays_with_the_room_that_needs_it(db_url):
    made_at(db_url, "0006")
    engine, tables = create_engine(Address.of(db_url).url), MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        table = tables.tables["occurrences"]
        for number, (phase, room, code) in OLD.items():
            connection.execute(insert(table).values(old_row(number, phase, room, code)))
    upgrade(db_url)
    with engine.begin() as connection:
        kept = dict(connection.execute(select(table.c.id, table.c.code)).all())
        assert kept == {1: "", 2: "calm-otter", 3: "warm-wren", 4: "calm-otter", 5: ""}
        with pytest.raises(IntegrityError):
            connection.execute(insert(table).values(old_row(6, "open", 79, "warm-wren")))
    engine.dispose()


def old_row(number, phase, room, code):
    return {
        "id": number, "guild": GUILD, "title": "Tuesday group", "minutes": 60,
        "starts_at": NOW.replace(tzinfo=None), "due": NOW.replace(tzinfo=None),
        "template": "standard-60", "room_kind": "voice", "topic": "", "phase": phase,
        "reason": "", "code": code, "attempt": 1, "room": room, "reopened": 0, "present": 0,
        "version": 0,
    }  # fmt: skip


async def test_a_code_moves_with_the_meeting_into_its_new_room(store, make_occurrence):
    here = make_occurrence(1, code="calm-otter", phase=Phase.OPEN, room=ChannelId(5))

    def work(tx):
        tx.occurrences.add(here)
        kept = tx.occurrences.get(here.id)
        old = OutboxEntry(Subject.meeting(here.id), GUILD, EntryKind.OLD_ROOM, 1, NOW)
        tx.occurrences.save(replace(kept, code="warm-wren"))
        tx.outbox.want(replace(old, code=kept.code))

    await store.run(work)
    used = lambda tx: tx.occurrences.codes_in_use(GUILD) | tx.outbox.codes_in_use(GUILD)  # noqa: E731
    assert await store.run(used) == {"calm-otter", "warm-wren"}
