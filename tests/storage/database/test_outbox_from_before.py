"""What the version before still had to do is read by this one, every kind of it."""

from datetime import datetime

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.domain.ids import short
from bot.domain.outbox_entry import EntryKind, EntryState, Subject
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.meeting.live_meetings import _MEETING
from bot.storage.sealing.sealing_key import SealedPlace
from tests.storage.conftest import GUILD, TUESDAY
from tests.storage.older import BEFORE, made_at

DETAILS = {
    "door": ("", ""),
    "card": ("", ""),
    "fold": ("check_in", '{"was": "check_in"}'),
    "clear": ("", ""),
    "down": ("", ""),
    "unname": ("all", '{"everybody": true}'),
    "bye": ("deserted", '{"why": "deserted"}'),
    "door_again": ("", ""),
    "shut": ("", ""),
    "alert": ("", ""),
    "note": ("opened_late 5", '{"why": "opened_late", "minutes": 5}'),
    "orgs": ("blocked no_send", '{"why": "blocked", "reason": "no_send"}'),
    "lock": ("", ""),
    "move": ("amber otter", ""),
    "left": ("quiet lake", ""),
}
"""By kind: what the version before wrote, and what this one makes of it."""
NEW = {
    *(EntryKind.SERVER_LINE, EntryKind.NOT_HELD, EntryKind.MISSED),
    *(EntryKind.LETTER, EntryKind.NUDGE, EntryKind.PLAN, EntryKind.BACK, EntryKind.UNSAY),
    *(EntryKind.CONFIRM, EntryKind.NEEDED, EntryKind.TAKEN, EntryKind.WEEK),
    *(EntryKind.SUMMARY, EntryKind.EVENT),
    *(EntryKind.REMIND, EntryKind.CHANGED),
    *(EntryKind.CONSOLE, EntryKind.CONSOLE_GONE, EntryKind.ANSWERED, EntryKind.AWAY),
}
"""Kinds that the version before did not know."""
MORE = {
    ("unname", ""): '{"everybody": false}',
    ("note", "ended"): '{"why": "ended", "minutes": 0}',
    ("orgs", "missed"): '{"why": "missed", "reason": ""}',
    ("orgs", "old_room 42"): '{"why": "old_room", "room": 42}',
    ("orgs", "nobody_began_led"): '{"why": "nobody_began_led", "reason": ""}',
}
INSERT = (
    "INSERT INTO effects VALUES (:meeting, :kind, :seq, :guild, '2026-12-01 18:00:00+00:00',"
    " :detail, :state, 5, 6, '2026-12-01 18:00:01+00:00', 2, 3)"
)


def before(url, statement, rows):
    engine = create_engine(Address.of(url).url)
    with engine.begin() as connection:
        connection.execute(
            text(statement.replace("+00:00", "") if "sqlite" in url else statement), rows
        )
    engine.dispose()


def row(kind, detail, seq=1, state="wanted"):
    key = {"meeting": TUESDAY, "kind": kind, "seq": seq, "guild": GUILD}
    return key | {"detail": detail, "state": state}


@pytest.fixture
def from_before(db_url):
    made_at(db_url, BEFORE)
    return db_url


async def entries(url, cipher):
    upgrade(url)
    store = Store(url, cipher)
    found = await store.run(lambda tx: tx.outbox.of(Subject.meeting(TUESDAY)))
    codes = await store.run(lambda tx: tx.outbox.codes_in_use(GUILD))
    store.close()
    return {(one.kind, one.seq): one for one in found}, codes


def test_no_kind_is_left_out():
    assert set(DETAILS) | NEW == set(EntryKind)


async def test_every_kind_keeps_all_that_it_said_and_how_far_it_was(from_before, cipher):
    before(from_before, INSERT, [row(kind, said) for kind, (said, _) in DETAILS.items()])
    found, codes = await entries(from_before, cipher)
    assert {kind: one.payload for (kind, _), one in found.items()} == {
        kind: payload for kind, (_, payload) in DETAILS.items()
    }
    for one in found.values():
        assert (one.guild, one.state, one.channel, one.message) == (GUILD, EntryState.WANTED, 5, 6)
        assert (one.attempts, one.version, one.due.hour, one.claimed_at.second) == (2, 3, 18, 1)
    assert codes == {"amber otter", "quiet lake"}
    assert {found["move", 1].code, found["left", 1].code} == codes


async def test_what_one_kind_says_in_several_ways_is_taken_over_in_each(from_before, cipher):
    rows = [row(kind, said, seq) for seq, (kind, said) in enumerate(MORE)]
    before(from_before, INSERT, rows)
    found, _ = await entries(from_before, cipher)
    assert [found[one["kind"], one["seq"]].payload for one in rows] == [*MORE.values()]


@pytest.mark.parametrize("state", EntryState)
async def test_a_message_that_is_sent_again_after_the_update_has_its_name_of_before(
    from_before, cipher, state
):
    before(from_before, INSERT, [row(kind, said, 9, state) for kind, (said, _) in DETAILS.items()])
    found, _ = await entries(from_before, cipher)
    assert {one.state for one in found.values()} == {state}
    assert {kind: one.key.nonce for (kind, _), one in found.items()} == {
        kind: f"o{short(TUESDAY)}-{kind}-9" for kind in DETAILS
    }


def planned_before(url, occurrence):
    """Write a dated meeting as the version before did: with the columns that it knew."""
    engine = create_engine(Address.of(url).url)
    known = [one["name"] for one in inspect(engine).get_columns("occurrences")]
    engine.dispose()
    values = {name: getattr(occurrence, name) for name in known}
    zone = "" if "sqlite" in url else "+00:00"
    said = {name: f"{one:%Y-%m-%d %H:%M:%S.%f}{zone}" if isinstance(one, datetime) else one
            for name, one in values.items()}  # fmt: skip
    places = ", ".join(f":{name}" for name in known)
    return f"INSERT INTO occurrences ({', '.join(known)}) VALUES ({places})", [said]


async def test_a_meeting_that_runs_and_what_a_group_heard_are_read_as_they_were(
    from_before, cipher, make_meeting, make_occurrence
):
    running = make_meeting(alerts=3)
    sealed = cipher.seal(
        SealedPlace("evenings.sealed"), str(TUESDAY).encode(), _MEETING.dump_json(running)
    )
    before(from_before, *planned_before(from_before, make_occurrence()))
    heard = "INSERT INTO heard VALUES (:guild, :meeting, 'one', '2026-12-01 18:00:00+00:00', 0)"
    before(from_before, heard, [{"guild": GUILD, "meeting": TUESDAY}])
    kept = "INSERT INTO evenings VALUES (:id, :guild, :version, :sealed)"
    here = {"id": TUESDAY, "guild": GUILD, "version": running.version, "sealed": sealed}
    before(from_before, kept, [here])
    upgrade(from_before)
    store = Store(from_before, cipher)
    assert await store.run(lambda tx: tx.live_meetings.get(TUESDAY)) == running
    assert await store.run(lambda tx: tx.heard.last(GUILD)) == ("one",)
    store.close()


def test_without_its_key_a_database_of_before_is_refused_as_a_new_one_is(from_before):
    kept = "INSERT INTO memberships VALUES (:subject, :guild, NULL, :sealed)"
    before(from_before, kept, [{"subject": b"s" * 32, "guild": GUILD, "sealed": b"sealed"}])
    with pytest.raises(StorageFault) as caught:
        upgrade(from_before, keyless=True)
    assert caught.value.key == "fault.key_missing"


def test_without_its_key_a_database_of_before_that_holds_nothing_sealed_is_taken_over(from_before):
    assert upgrade(from_before, keyless=True).after > BEFORE


async def test_what_the_first_version_still_had_to_do_is_settled_by_this_one(db_url, cipher):
    made_at(db_url, "0001")
    door = (
        f"{TUESDAY}, 'door', 0, 9, '2026-12-01T18:00:00+00:00', '', 'wanted', NULL, NULL, NULL, 0"
    )
    before(db_url, f"INSERT INTO effects VALUES ({door})", {})
    upgrade(db_url)
    store = Store(db_url, cipher)
    (entry,) = await store.run(lambda tx: tx.outbox.of(Subject.meeting(TUESDAY)))
    assert (await store.run(lambda tx: tx.outbox.save(entry))).version == 1
    store.close()
