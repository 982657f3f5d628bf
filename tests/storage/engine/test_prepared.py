"""What comes again and again is handed to SQLite's driver, and means what SQLAlchemy meant."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.storage.database import tables
from bot.storage.meeting import live_meetings
from bot.storage.rows.access import Access, insert_new, upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.prepared import Prepared, prepared

THINGS = Table(
    "things",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("at", UtcDateTime),
    Column("day", Date),
    Column("open", Boolean, nullable=False),
    Column("sealed", LargeBinary),
    Column("name", String(20), unique=True),
)
AT = datetime(2026, 11, 24, 18, 50, 7, 123, tzinfo=UTC)
ONE = {"id": 1, "at": AT, "day": AT.date(), "open": True, "sealed": b"\0words", "name": "one"}
TWO = {"id": 2, "at": None, "day": None, "open": False, "sealed": None, "name": None}
OF = select(THINGS).where(THINGS.c.id == bindparam("of"))
UNTIL = select(THINGS.c.id, THINGS.c.open).where(THINGS.c.at <= bindparam("now")).limit(5)
FIRST = select(func.min(THINGS.c.at).label("first")).where(THINGS.c.open.is_(True))
AMONG = select(THINGS.c.id).where(THINGS.c.id.in_(bindparam("ids", expanding=True)))
LISTED = select(THINGS.c.id).where(
    THINGS.c.name.in_(["one", "two"]), THINGS.c.at <= bindparam("now")
)


@pytest.fixture
def access(cipher):
    engine = create_engine("sqlite://", isolation_level="AUTOCOMMIT")
    THINGS.create(engine)
    with engine.connect() as connection:
        yield Access(connection, cipher, raw=connection.connection.driver_connection)


def both(access, statement, values):
    """Read as SQLAlchemy does, and prepared."""
    plain = [dict(row) for row in replace(access, raw=None).rows(statement, values)]
    return plain, Prepared.of(statement, frozenset(values)).rows(access.raw, values)


def test_every_kind_of_value_goes_in_and_comes_out_as_through_sqlalchemy(access):
    add = Prepared.of(insert_new(THINGS), frozenset(ONE))
    assert (add.change(access.raw, ONE), add.change(access.raw, TWO)) == (1, 1)
    assert [both(access, OF, {"of": number}) for number in (1, 2)] == [
        ([ONE], [ONE]),
        ([TWO], [TWO]),
    ]
    assert both(access, UNTIL, {"now": AT}) == ([{"id": 1, "open": True}],) * 2
    assert both(access, LISTED, {"now": AT}) == ([{"id": 1}],) * 2
    assert both(access, FIRST, {}) == ([{"first": AT}],) * 2


def test_it_tells_how_many_rows_it_has_touched(access):
    add, put = insert_new(THINGS), upsert(THINGS)
    shut = update(THINGS).where(THINGS.c.id == bindparam("of")).values(open=False)
    drop = delete(THINGS).where(THINGS.c.id == bindparam("of"))
    for statement, values, touched in (
        (add, ONE, 1), (add, ONE, 0), (put, ONE | {"name": "uno"}, 1), (shut, {"of": 1}, 1),
        (shut, {"of": 3}, 0), (drop, {"of": 1}, 1), (drop, {"of": 1}, 0),
    ):  # fmt: skip
        assert Prepared.of(statement, frozenset(values)).change(access.raw, values) == touched


def test_a_statement_is_prepared_when_it_comes_a_second_time(access):
    again, values = select(THINGS.c.name).where(THINGS.c.id == bindparam("of")), {"of": 1}
    access.change(insert_new(THINGS), ONE)
    assert prepared(again, values) is None
    assert prepared(again, values) is prepared(again, values) is not None
    assert [access.one(again, values)["name"] for _ in range(3)] == ["one"] * 3
    assert prepared(again, {"of": 1, "besides": 2}) is None, "prepared for other values"


def test_what_depends_on_its_values_is_left_to_sqlalchemy(access):
    access.change(insert_new(THINGS), ONE)
    for ids in ([1], [1, 2], []):
        assert len(access.rows(AMONG, {"ids": ids})) == (1 in ids)
        assert prepared(AMONG, {"ids": ids}) is None
    assert prepared(text("SELECT 1"), {}) is prepared(text("SELECT 1"), {}) is None


def test_a_refusal_says_what_sqlalchemy_would_and_no_value(access):
    add = THINGS.insert()
    access.change(add, ONE)
    for number in (3, 4):
        with pytest.raises(IntegrityError) as told:
            access.change(add, ONE | {"id": number})
        assert isinstance(told.value.orig, sqlite3.IntegrityError)
    assert "words" not in str(told.value)


def test_the_written_out_statement_is_what_sqlalchemy_runs():
    said: list[str] = []
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    values: dict[str, int | bytes] = {"of": 7, "seen": 3, "version": 4, "sealed": b"words"}
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(said.append)
        connection.execute(live_meetings._SAVE.statement, values)
        live_meetings._SAVE.change(raw, values)
    updates = [one for one in said if one.startswith("UPDATE")]
    assert len(updates) == 2
    assert updates[0] == updates[1]


def test_it_tells_how_many_rows_it_has_changed():
    raw = sqlite3.connect(":memory:")
    blobs = "sealed BLOB, card_shown BLOB, console_shown BLOB"
    raw.execute(f"CREATE TABLE live_meetings (id INTEGER PRIMARY KEY, version INTEGER, {blobs})")
    raw.execute("INSERT INTO live_meetings VALUES (7, 3, x'00', x'01', x'02')")
    values: dict[str, int | bytes] = {"of": 7, "seen": 3, "version": 4, "sealed": b"words"}
    assert live_meetings._SAVE.change(raw, values) == 1
    assert raw.execute("SELECT * FROM live_meetings").fetchall() == [(7, 4, b"words", None, None)]
    assert live_meetings._SAVE.change(raw, values) == 0
