"""A row that nobody can read costs nobody else anything, is logged once, and heals by itself."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.ids import OccurrenceId, SeriesId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.server.server import Server, Texts
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD, weekly

SOON = NOW + timedelta(hours=1)


async def spoil(store, statement: str) -> None:
    """Write into the table what this version can't read, as another one or a bad disk might."""
    bad = {"bad": b"\x00"} if ":bad" in statement else {}
    await store.run(lambda tx: tx._access.connection.execute(text(statement), bad))


async def unreadable(store):
    return await store.run(lambda tx: tx.registry.unreadable())


@pytest.fixture
async def two(store, make_occurrence):
    """Two dated meetings and series, each of another server."""

    def work(tx):
        for number, guild in ((1, GUILD), (2, OTHER_GUILD)):
            tx.servers.put(Server(guild, texts=Texts(contact="Kim"), timezone="Europe/Rome"))
            tx.series.put(weekly(SeriesId(number), guild))
            dated = make_occurrence(number, guild=guild, due=NOW, facilitator=BEN)
            tx.occurrences.add(dated)

    await store.run(work)
    return store


SPOILT = {
    "a kind of room of another version": "update {} set room_kind = 'stage' where id = 1",
    "a sealed name that does not open": "update {} set facilitator = :bad where id = 1",
}


@pytest.mark.parametrize("how", SPOILT)
async def test_a_dated_meeting_that_cannot_be_read_costs_nobody_theirs(two, how, caplog):
    await spoil(two, SPOILT[how].format("occurrences"))
    for _ in range(3):
        assert [one.id for one in await two.run(lambda tx: tx.occurrences.due(SOON))] == [2]
    assert await two.run(lambda tx: tx.occurrences.of(GUILD)) == ()
    assert set(await unreadable(two)) == {GUILD}
    logged = [one for one in caplog.records if one.getMessage() == "row.unreadable"]
    assert [(one.levelno, one.code) for one in logged] == [(logging.ERROR, "occurrences")]


async def test_what_cannot_be_read_is_not_due_so_the_tick_does_not_spin(two):
    await spoil(two, SPOILT["a kind of room of another version"].format("occurrences"))
    later = NOW + timedelta(minutes=5)
    other = replace((await two.run(lambda tx: tx.occurrences.of(OTHER_GUILD)))[0], due=later)
    await two.run(lambda tx: tx.occurrences.save(other))
    await two.run(lambda tx: tx.occurrences.due(NOW))
    assert await two.run(lambda tx: tx.occurrences.next_due()) == later


async def test_it_heals_by_itself_once_it_can_be_read(two):
    await spoil(two, SPOILT["a kind of room of another version"].format("occurrences"))
    await two.run(lambda tx: tx.occurrences.live())
    await two.run(lambda tx: tx.occurrences.due(SOON))
    await spoil(two, "update occurrences set room_kind = 'voice' where id = 1")
    assert len(await two.run(lambda tx: tx.occurrences.due(SOON))) == 2
    assert await unreadable(two) == {}


@pytest.mark.parametrize("how", SPOILT)
async def test_a_series_that_cannot_be_read_costs_nobody_theirs(two, how):
    await spoil(two, SPOILT[how].format("series"))
    assert [one.id for one in await two.run(lambda tx: tx.series.all())] == [2]
    assert await unreadable(two) == {GUILD: {"series"}}


async def test_texts_that_cannot_be_read_leave_the_other_settings(two):
    await spoil(two, f"update servers set texts = '[' where id = {GUILD}")
    found = {one.id: one for one in await two.run(lambda tx: tx.servers.all())}
    assert found[GUILD] == Server(GUILD, timezone="Europe/Rome")
    assert found[OTHER_GUILD].texts.contact == "Kim"
    assert await unreadable(two) == {GUILD: {"servers"}}


async def test_whoevers_membership_cannot_be_read_is_asked_again_and_nobody_else(store):
    agreed = Membership(rules_version=1, agreed_at=NOW)
    for who in (ANNA, BEN):
        await store.run(lambda tx, who=who: tx.memberships.put(GUILD, who, agreed))
    subject = await store.run(lambda tx: tx._access.cipher.subject(GUILD, ANNA).hex())
    await store.run(
        lambda tx: tx._access.connection.execute(
            text("update memberships set sealed = :sealed where subject = :subject"),
            {"sealed": b"\x00", "subject": bytes.fromhex(subject)},
        )
    )
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == Membership()
    assert await store.run(lambda tx: tx.memberships.get(GUILD, BEN)) == agreed
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, agreed))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == agreed
    assert await unreadable(store) == {}


async def test_an_entry_of_the_outbox_that_cannot_be_read_keeps_no_other_waiting(two):
    for number in (1, 2):
        wanted = OutboxEntry(Subject.meeting(OccurrenceId(number)), GUILD, EntryKind.DOOR, 0, NOW)
        await two.run(lambda tx, one=wanted: tx.outbox.want(one))
    await spoil(two, "update outbox set subject_kind = 'galaxy' where subject = '1'")
    due = await two.run(lambda tx: tx.outbox.due_subjects(SOON))
    assert due == (Subject.meeting(OccurrenceId(2)),)
    await spoil(two, "update outbox set state = 'done' where subject = '2'")
    assert await two.run(lambda tx: tx.outbox.next_due()) is None


async def test_forgetting_somebody_is_not_stopped_by_what_cannot_be_read(two, make_occurrence):
    await spoil(two, "update occurrences set facilitator = :bad where id = 1")
    extra = make_occurrence(3, facilitator=BEN)
    await two.run(lambda tx: tx.occurrences.add(extra))
    assert await two.run(lambda tx: tx.occurrences.forget(BEN, GUILD)) == 1
