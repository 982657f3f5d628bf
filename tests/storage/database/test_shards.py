"""Several processes on one PostgreSQL, each with the servers of some shards."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import OccurrenceId
from bot.domain.server.server import Server
from bot.services.ports.showing import ShowingDigest, Surface
from bot.services.rooms.in_turn.due_work import DueWork
from bot.storage.database import lease as leases
from bot.storage.engine import lease_rows
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import NOW
from tests.storage.database.side_by_side import SERVERS, on_the_server, refused
from tests.waiting import HANGS, until_here


def test_processes_with_other_shards_live_side_by_side_and_a_second_with_the_same_goes(begin):
    first, other = begin(0, 1), begin(2, 3)
    assert (first.lease.held(), other.lease.held()) == (True, True)
    assert refused(begin, 0, 1) == "fault.shards_taken"
    assert refused(begin, 1, 2) == "fault.shards_taken"
    assert first.lease.has_others is False
    assert other.lease.has_others is True


def test_whoever_wants_some_that_are_taken_takes_none(begin):
    begin(1)
    assert refused(begin, 0, 1) == "fault.shards_taken"
    begin(0)


def test_all_count_the_same_number_of_shards(begin):
    begin(0)
    assert refused(begin, 7, of=8) == "fault.split_otherwise"
    assert refused(begin, 0, of=1) == "fault.second_process"


def test_while_another_one_begins_for_too_long_that_is_said(begin, made_pg_url, monkeypatch):
    monkeypatch.setattr(lease_rows, "_OPENING_SECONDS", 0.2)
    with psycopg.connect(made_pg_url.replace("+psycopg", "")) as other:
        other.execute(f"SELECT pg_advisory_lock({lease_rows._BEGINNING})")
        assert refused(begin, 0, 1) == "fault.another_begins"
    begin(0, 1)


def test_a_process_with_everything_keeps_all_others_out(begin):
    begin(0, of=1)
    assert refused(begin, 2, 3) == "fault.split_otherwise"


def test_the_same_shards_are_free_again_once_their_process_has_ended(begin):
    first = begin(2, 3)
    first.end()
    assert begin(2, 3).lease.epochs == {3: 2, 4: 2}


async def test_one_row_that_another_took_ends_the_process_and_nothing_is_written(
    begin, made_pg_url, monkeypatch
):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    process = begin(0, 1)
    on_the_server(made_pg_url, "UPDATE lease SET owner = 'x', epoch = epoch + 1 WHERE id = 2")
    with pytest.raises(StorageFault) as caught:
        await process.store.run(lambda tx: tx.servers.put(Server(SERVERS[0])))
    assert caught.value.key == "fault.shards_lost"
    assert process.lost == [1]


async def test_every_row_must_be_in_time_for_a_commit(begin, made_pg_url, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    process = begin(0, 1)
    for row in (1, 2):
        late = f"UPDATE lease SET until = clock_timestamp() - interval '1 s' WHERE id = {row}"
        on_the_server(made_pg_url, late)
        # nobody took it: it is renewed, and the work is done
        await process.store.run(lambda tx: tx.servers.put(Server(SERVERS[0])))
    assert process.lost == []


@pytest.mark.usefixtures("made_pg_url")
async def test_what_time_makes_due_is_that_of_servers_held(begin, make_occurrence):
    both = begin(0, 1), begin(2, 3)

    def fill(tx):
        for number, server in enumerate(SERVERS, 1):
            one = make_occurrence(number, guild=server)
            tx.occurrences.add(replace(one, due=NOW - timedelta(minutes=number)))
            tx.servers.put(Server(server))

    await both[0].store.run(fill)

    def due(tx):
        return {one.guild for one in tx.occurrences.due(NOW)}

    named = [await one.store.run(due) for one in both]
    assert named[0] | named[1] == set(SERVERS)
    assert not named[0] & named[1]
    for process, servers in zip(both, named, strict=True):
        assert all(map(process.lease.share.holds, servers))
        besides = {next(n for n, one in enumerate(SERVERS, 1) if one in servers)}
        left = await process.store.run(lambda tx, b=besides: tx.occurrences.due(NOW, b))
        assert {one.guild for one in left} < servers
        soonest = max(SERVERS.index(one) + 1 for one in servers)
        next_due = await process.store.run(lambda tx: tx.occurrences.next_due())
        assert next_due == NOW - timedelta(minutes=soonest)
        assert await process.store.run(lambda tx: tx.occurrences.get(OccurrenceId(1)))
        ours = await process.store.run(lambda tx: set(filter(tx.ours, SERVERS)))
        assert ours == servers


@pytest.mark.usefixtures("made_pg_url")
async def test_what_a_start_reads_of_running_meetings_is_that_of_servers_held(
    begin, make_occurrence, make_meeting
):
    both = begin(0, 1), begin(2, 3)

    def fill(tx):
        for number, server in enumerate(SERVERS, 1):
            tx.occurrences.add(make_occurrence(number, guild=server, phase=Phase.OPEN))
            running = make_meeting(number, guild=server)
            tx.live_meetings.add(running)
            tx.live_meetings.note_shown(
                ShowingDigest(running.id, running.version, Surface.CARD, bytes(16))
            )

    await both[0].store.run(fill)
    for process in both:
        servers = set(filter(process.lease.share.holds, SERVERS))
        shown = await process.store.run(lambda tx: tx.live_meetings.shown())
        assert {SERVERS[one.meeting - 1] for one in shown} == servers
        assert set(await process.store.run(lambda tx: tx.occurrences.servers_busy(NOW))) == servers


@pytest.mark.parametrize(("shards", "early"), [((0, 1, 2, 3), 0), ((0, 1), 10)])
@pytest.mark.usefixtures("made_pg_url")
async def test_who_may_make_half_of_the_requests_takes_half_of_a_crowd_for_one(
    begin, make_occurrence, shards, early
):
    process = begin(*shards)
    ours = next(filter(process.lease.share.holds, SERVERS))

    def fill(tx):
        for number in range(1, 31):
            one = make_occurrence(number, guild=ours)
            tx.occurrences.add(replace(one, due=one.doors_at))
        return one.doors_at

    doors = await process.store.run(fill)
    now = doors - timedelta(seconds=8)  # 30 rooms take three seconds, and five are besides
    work = DueWork()
    named, _ = await process.store.run(lambda tx: work.read(tx, now, frozenset()))
    assert len(named) == early


def test_a_process_that_hangs_is_followed_in_its_shards_alone(begin, made_pg_url, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    hanging, other = begin(0, 1), begin(2, 3)
    late = "UPDATE lease SET until = clock_timestamp() - interval '1 s' WHERE id IN (1, 2)"
    on_the_server(made_pg_url, late)
    follower = begin(0, 1)
    hanging.lease.look()
    assert hanging.lost == [1]
    other.lease.look()
    assert other.lost == []
    assert follower.lease.held()
    until_here(other.lease.held)
