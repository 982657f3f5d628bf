"""Delete means gone: from the rows, from the file, from its log (T-DEL-1, T-DEL-5)."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.calendar.announced.meeting_event import MeetingEvent
from bot.domain.calendar.announced.week_message import WeekMessage
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.own_template import OwnTemplate
from bot.domain.calendar.reminder import Reminder
from bot.domain.calendar.series import NextTime
from bot.domain.ids import ChannelId, MessageId, OccurrenceId, PromptId, SeriesId, TemplateId
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.traces import Traces
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.prompts.own_prompt import State
from bot.domain.server.departure import Departure
from bot.domain.server.server import Server, Texts
from bot.domain.template import Template
from bot.storage.database.migrate import upgrade
from bot.storage.database.tables import metadata
from bot.storage.engine.store import Store
from bot.storage.rows.data_policy import Owner, policy_of
from tests.domain.journal.writing import check_in
from tests.storage.attendance.kept import issued, minutes
from tests.storage.bare import PlainCipher
from tests.storage.calendar.changed import moved
from tests.storage.conftest import (
    ANNA,
    BEN,
    GUILD,
    NOW,
    OTHER_GUILD,
    TUESDAY,
    own_prompt,
    weekly,
)

CANARY = "canary-in-the-coal-mine"
ROOM = ChannelId(5)


def raw_bytes(url: str) -> bytes:
    folder = Path(url.removeprefix("sqlite:///")).parent
    return b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())


@pytest.fixture
async def bare_store(sqlite_url):
    upgrade(sqlite_url)
    opened = Store(sqlite_url, PlainCipher())
    yield opened
    opened.close()


async def test_words_of_an_ended_meeting_are_in_no_byte_of_the_files(
    bare_store, sqlite_url, make_occurrence, make_meeting
):
    await bare_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    for number in range(50):
        meeting = make_meeting(topic=f"{CANARY} {number} " * 200)
        await bare_store.run(lambda tx, meeting=meeting: tx.live_meetings.add(meeting))
        await bare_store.run(lambda tx, meeting=meeting: tx.live_meetings.save(meeting))
        assert CANARY.encode() in raw_bytes(sqlite_url)
        await bare_store.run(lambda tx: tx.live_meetings.delete(TUESDAY))
        assert CANARY.encode() not in raw_bytes(sqlite_url)


async def test_an_erased_name_is_in_no_byte_of_the_files(bare_store, sqlite_url):
    named = Membership(name=CANARY)
    for guild in (GUILD, OTHER_GUILD):
        await bare_store.run(lambda tx, g=guild: tx.memberships.put(g, ANNA, named))
    assert CANARY.encode() in raw_bytes(sqlite_url)
    gone = await bare_store.run(
        lambda tx: [tx.memberships.forget(ANNA, one) for one in (GUILD, OTHER_GUILD, 3)]
    )
    assert gone == [1, 1, 0]
    assert CANARY.encode() not in raw_bytes(sqlite_url)
    assert not bare_store.wipe_pending


async def test_what_members_wrote_never_reaches_the_files_in_plain(
    file_store, sqlite_url, make_occurrence, make_meeting
):
    named = Membership(name=CANARY, timezone="Europe/Rome")
    await file_store.run(lambda tx: tx.occurrences.add(make_occurrence(facilitator=ANNA)))
    await file_store.run(lambda tx: tx.live_meetings.add(make_meeting(topic=CANARY)))
    await file_store.run(lambda tx: tx.memberships.put(GUILD, ANNA, named))
    await file_store.run(lambda tx: tx.series.put(weekly()))
    seen = raw_bytes(sqlite_url)
    for secret in (CANARY.encode(), str(ANNA).encode(), ANNA.to_bytes(8, "big"), b"Europe/Rome "):
        assert secret not in seen


async def test_a_reader_delays_the_wiping_and_it_is_said_and_done_later(
    bare_store, sqlite_url, make_occurrence, make_meeting
):
    await bare_store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await bare_store.run(lambda tx: tx.live_meetings.add(make_meeting(topic=CANARY)))
    reader = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM live_meetings").fetchone()
    await bare_store.run(lambda tx: tx.live_meetings.delete(TUESDAY))
    assert bare_store.wipe_pending
    reader.execute("COMMIT")
    reader.close()
    await bare_store.run(lambda tx: tx.servers.all())
    assert not bare_store.wipe_pending
    assert CANARY.encode() not in raw_bytes(sqlite_url)


async def test_an_erased_member_leads_nothing_any_more(store, make_occurrence):
    def fill(tx):
        tx.series.put(weekly())
        tx.series.put(weekly(5, facilitator=BEN))
        tx.occurrences.add(make_occurrence(1, facilitator=ANNA))
        tx.occurrences.add(make_occurrence(2, facilitator=BEN))
        tx.occurrences.add(make_occurrence(3, facilitator=ANNA, guild=OTHER_GUILD))

    await store.run(fill)
    for _ in range(2):
        await store.run(lambda tx: tx.series.forget(ANNA, GUILD))
        await store.run(lambda tx: tx.occurrences.forget(ANNA, GUILD))
    led = await store.run(lambda tx: [tx.occurrences.get(n).facilitator for n in (1, 2, 3)])
    assert led == [None, BEN, ANNA]
    kept = await store.run(lambda tx: tx.series.of(GUILD))
    assert [one.facilitator for one in kept] == [BEN, None]


def fill_everything(tx, guild, number, make_occurrence, make_meeting):
    series, meeting = SeriesId(number), OccurrenceId(number)
    tx.departures.put(Departure(guild, NOW))
    tx.servers.put(Server(guild, texts=Texts(rules="ours")))
    tx.series.put(weekly(series, guild))
    tx.occurrences.add(make_occurrence(number, guild=guild, series=series, rule_date=NOW.date()))
    tx.changes.put(moved(number, series, guild))
    tx.live_meetings.add(make_meeting(number, guild=guild))
    tx.outbox.want(OutboxEntry(Subject.meeting(meeting), guild, EntryKind.DOOR, 0, NOW))
    tx.memberships.put(guild, ANNA, Membership(name="Robin", last_seen=NOW))
    tx.entries.add(guild, ANNA, check_in(number), NOW.date())
    tx.traces.put(Traces(meeting, guild, ROOM, (Post(1, ROOM, MessageId(6), ANNA),)))
    tx.heard.add(guild, meeting, [PromptId("one")], NOW)
    tx.prompts.add(own_prompt("gone", guild))
    tx.history.add(meeting, 1, "welcome", 60)
    tx.presence.put(ANNA, minutes(number, guild))
    tx.letters.add(ANNA, issued(number, guild))
    tx.week_messages.put(WeekMessage(guild, ROOM))
    tx.next_time.put(NextTime(series, guild, "a line", ANNA))
    tx.templates.put(OwnTemplate(TemplateId(number), guild, Template("ours", ())))
    tx.meeting_events.put(MeetingEvent(meeting, guild))
    tx.reminders.put(Reminder(guild, ANNA, series, until=NOW))


def counts(tx):
    connection = tx.servers._access.connection
    ours = [table for table in metadata.sorted_tables if policy_of(table).owner is not Owner.BOT]
    return {one.name: len(connection.execute(one.select()).all()) for one in ours}


async def test_a_server_that_the_bot_left_leaves_nothing_in_any_table(
    store, make_occurrence, make_meeting
):
    for guild, number in ((GUILD, 1), (OTHER_GUILD, 2)):
        await store.run(
            lambda tx, g=guild, n=number: fill_everything(tx, g, n, make_occurrence, make_meeting)
        )
    assert set((await store.run(counts)).values()) == {2}
    assert await store.run(lambda tx: tx.registry.servers()) == (GUILD, OTHER_GUILD)
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    assert set((await store.run(counts)).values()) == {1}
    assert (await store.run(lambda tx: tx.servers.all()))[0].id == OTHER_GUILD
    await store.run(lambda tx: tx.registry.forget_server(OTHER_GUILD))
    assert set((await store.run(counts)).values()) == {0}


async def pruned(store, days):
    """How many rows go so many days later."""
    later = NOW + timedelta(days=days)
    return await store.run(lambda tx: tx.registry.prune(later))


async def test_old_rows_go_by_themselves_when_their_time_is_over(
    store, make_occurrence, make_meeting
):
    def end(tx):
        fill_everything(tx, GUILD, 1, make_occurrence, make_meeting)
        tx.occurrences.save(replace(tx.occurrences.get(1), phase=Phase.CLOSED))
        tx.series.put(weekly(1, ended=True))
        tx.prompts.put(own_prompt("gone", state=State.RETIRED))
        door = tx.outbox.get(Subject.meeting(OccurrenceId(1)), EntryKind.DOOR, 0)
        tx.outbox.save(replace(door, state=EntryState.DONE))

    await store.run(end)
    last_day = {
        "live_meetings": timedelta(0),
        "traces": timedelta(0),
        **dict.fromkeys(("calendar_changes", "reminders"), timedelta(days=1)),
        "outbox": timedelta(days=7),
        "occurrences": timedelta(days=90),
        "stage_times": timedelta(days=90),
        "series": timedelta(days=90),
        "heard": timedelta(days=365),
        "prompts": timedelta(days=365),
        "memberships": timedelta(days=366),
        "entries": timedelta(days=366),
    }
    for day in range(400):
        now = NOW + timedelta(days=day)
        await store.run(lambda tx, now=now: tx.registry.prune(now))
        there = await store.run(counts)
        due = {name for name, kept in last_day.items() if timedelta(days=day) > kept}
        assert {name for name, rows in there.items() if rows == 0} >= due
        early = {name for name, kept in last_day.items() if timedelta(days=day) < kept}
        assert {name for name, rows in there.items() if rows} >= early
    assert await pruned(store, 401) == 0
    assert there["servers"] == 1


async def test_a_membership_without_a_date_grows_old_from_when_it_is_first_seen(store):
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(by_typing=True)))
    await store.run(lambda tx: tx.registry.prune(NOW))
    assert (await store.run(lambda tx: tx.memberships.get(GUILD, ANNA))).by_typing
    assert await pruned(store, 367) == 2  # and the key to it


async def test_planned_and_running_meetings_are_never_pruned(store, make_occurrence, make_meeting):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence(phase=Phase.OPEN)))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    assert await pruned(store, 4000) == 0
