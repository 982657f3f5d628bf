"""What every press repeats says the same in SQLite's own words as SQLAlchemy would have it."""

import sqlite3

from sqlalchemy import create_engine

from bot.storage.database import tables
from bot.storage.meeting import live_meetings


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
