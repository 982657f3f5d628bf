"""A meeting that the version before kept is read by this one: what is new has its beginning."""

import sqlite3
from dataclasses import fields, replace

import orjson
import pytest

from bot.domain.meeting.form_entries import Aid, AidKind, Held
from bot.domain.person import Person, Voice, Way
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from tests.storage.bare import PlainCipher
from tests.storage.conftest import ANNA, BEN, NOW, TUESDAY

NEW = {
    "": ("alerts", "alert_at", "alerted", "letters"),
    "people": ("leads", "stays"),
    "voice": ("since", "back_at", "stays"),
    "held": ("counts_from",),
    "aids": ("asked_at", "reached", "read_by"),
}
"""What a row from before has not: fields of the meeting, and of what lies in it."""


@pytest.fixture
async def row_from_before(sqlite_url, make_occurrence, make_meeting):
    upgrade(sqlite_url)
    meeting = make_meeting(
        facilitators=(BEN,),
        people=(Person(ANNA, "Anna", Way.SPEAKING, NOW),),
        voice=(Voice(ANNA),),
        held=(Held(3, "I drank on Friday."),),
        aids=(Aid(4, ANNA, "Anna", AidKind.WORD, "it is loud"),),
    )
    store = Store(sqlite_url, PlainCipher())
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(meeting))
    store.close()
    return meeting, without_what_is_new(sqlite_url)


def without_what_is_new(url):
    """Take out of the row what the version before did not write; gives what is left."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as raw:
        (sealed,) = raw.execute("SELECT sealed FROM live_meetings").fetchone()
        row = orjson.loads(sealed)
        for name in NEW[""]:
            del row[name]
        for part in ("people", "voice", "held", "aids"):
            row[part] = [{k: v for k, v in one.items() if k not in NEW[part]} for one in row[part]]
        raw.execute("UPDATE live_meetings SET sealed = ?", (orjson.dumps(row),))
    return row


async def test_it_is_read_as_it_was(row_from_before, sqlite_url):
    meeting, row = row_from_before
    assert "alerts" not in row
    store = Store(sqlite_url, PlainCipher())
    found = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert found is not None
    assert found == meeting
    await store.run(lambda tx: tx.live_meetings.save(replace(found, alerts=1, alert_at=NOW)))
    store.close()


def test_every_field_that_is_new_has_a_beginning():
    parts = {"people": Person, "voice": Voice, "held": Held, "aids": Aid}
    for part, kind in parts.items():
        assert set(NEW[part]) <= {one.name for one in fields(kind)}
