"""The dated meetings come back as they were kept, and are found when they are due."""

from dataclasses import fields, replace
from datetime import UTC, date, timedelta, timezone

import pytest

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.ids import ChannelId, RoleId
from bot.storage.calendar import occurrences
from bot.storage.calendar.occurrences import Occurrences
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD, SERIES, TUESDAY, weekly


def full_occurrence(make_occurrence):
    return make_occurrence(
        series=SERIES,
        rule_date=date(2026, 11, 3),
        facilitator=ANNA,
        co_facilitator=BEN,
        topic="weekends",
        phase=Phase.OPEN,
        reason="late",
        code="calm-otter",
        intent_at=NOW,
        attempt=2,
        room=ChannelId(2**62),
        reopened=1,
        began_at=NOW,
        ended_at=NOW + timedelta(hours=1),
        empty_since=NOW,
        present=9,
        version=3,
        moved_from=NOW,
        capacity=12,
        visible_to=RoleId(2**61),
        confirmed_for=NOW,
        self_guided=True,
    )


async def test_an_occurrence_comes_back_with_every_field(store, make_occurrence):
    full = full_occurrence(make_occurrence)
    assert [f.name for f in fields(full) if getattr(full, f.name) == f.default] == []
    await store.run(lambda tx: tx.series.put(weekly()))
    assert await store.run(lambda tx: tx.occurrences.add(full))
    assert await store.run(lambda tx: tx.occurrences.get(TUESDAY)) == full
    changed = await store.run(lambda tx: tx.occurrences.save(replace(full, present=10)))
    assert changed == replace(full, present=10, version=4)
    assert await store.run(lambda tx: tx.occurrences.get(TUESDAY)) == changed


async def test_times_come_back_aware_in_utc_whatever_zone_they_came_in(store, make_occurrence):
    rome = timezone(timedelta(hours=1))
    await store.run(lambda tx: tx.occurrences.add(make_occurrence(due=NOW.astimezone(rome))))
    kept = await store.run(lambda tx: tx.occurrences.get(TUESDAY))
    assert kept.due == NOW
    assert kept.due.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(store, make_occurrence):
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(Exception, match="without a zone"):
        await store.run(lambda tx: tx.occurrences.add(make_occurrence(due=naive)))


async def test_a_date_of_a_series_is_laid_out_once(store, make_occurrence):
    dated = {"series": SERIES, "rule_date": date(2026, 11, 3)}
    await store.run(lambda tx: tx.series.put(weekly()))
    assert await store.run(lambda tx: tx.occurrences.add(make_occurrence(1, **dated)))
    assert not await store.run(lambda tx: tx.occurrences.add(make_occurrence(2, **dated)))
    assert not await store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    later = make_occurrence(3, series=SERIES, rule_date=date(2026, 11, 10))
    assert await store.run(lambda tx: tx.occurrences.add(later))


async def test_unscheduled_meetings_do_not_get_in_each_others_way(store, make_occurrence):
    assert await store.run(lambda tx: tx.occurrences.add(make_occurrence(1)))
    assert await store.run(lambda tx: tx.occurrences.add(make_occurrence(2)))


async def test_the_tick_sees_what_is_due_and_not_finished(store, make_occurrence):
    def fill(tx):
        for number, phase in enumerate(Phase):
            soon = NOW - timedelta(minutes=number)
            tx.occurrences.add(make_occurrence(number + 1, phase=phase, due=soon))
        tx.occurrences.add(make_occurrence(50, due=NOW + timedelta(microseconds=1)))

    await store.run(fill)
    due = await store.run(lambda tx: tx.occurrences.due(NOW))
    assert [one.due for one in due] == sorted(one.due for one in due)
    assert {one.phase for one in due} == set(Phase) - FINAL
    assert 50 not in {one.id for one in due}
    assert await store.run(lambda tx: tx.occurrences.next_due()) == due[0].due
    live = await store.run(lambda tx: tx.occurrences.live())
    assert {one.phase for one in live} == {Phase.OPENING, Phase.BLOCKED, Phase.OPEN, Phase.ENDED}


async def test_with_nothing_planned_nothing_is_due(store):
    assert await store.run(lambda tx: (tx.occurrences.next_due(), tx.outbox.next_due())) == (
        None,
        None,
    )


async def test_a_servers_occurrences_are_listed_by_start_and_phase(store, make_occurrence):
    def fill(tx):
        tx.occurrences.add(make_occurrence(1, starts_at=NOW + timedelta(days=7)))
        tx.occurrences.add(make_occurrence(2, phase=Phase.CLOSED))
        tx.occurrences.add(make_occurrence(3, guild=OTHER_GUILD))

    await store.run(fill)
    everything = await store.run(lambda tx: tx.occurrences.of(GUILD))
    planned = await store.run(lambda tx: tx.occurrences.of(GUILD, {Phase.PLANNED}))
    nothing = await store.run(lambda tx: tx.occurrences.of(GUILD, frozenset()))
    assert [one.id for one in everything] == [2, 1]
    assert [one.id for one in planned] == [1]
    assert nothing == ()


async def test_a_room_leads_to_its_meeting(store, make_occurrence):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence(room=ChannelId(5))))
    assert (await store.run(lambda tx: tx.occurrences.in_room(ChannelId(5)))).id == TUESDAY
    assert await store.run(lambda tx: tx.occurrences.in_room(ChannelId(6))) is None


async def test_a_code_is_free_again_once_its_room_is_gone(store, make_occurrence):
    def fill(tx):
        tx.occurrences.add(make_occurrence(1, code="calm-otter", phase=Phase.OPEN))
        tx.occurrences.add(make_occurrence(2, code="blue-kite", phase=Phase.CLOSED))
        tx.occurrences.add(make_occurrence(3, code="warm-stone", phase=Phase.ABANDONED))
        tx.occurrences.add(make_occurrence(4))

    await store.run(fill)
    used = await store.run(lambda tx: tx.occurrences.codes_in_use(GUILD))
    assert used == {"calm-otter", "warm-stone"}


def test_an_occurrence_has_a_column_for_every_field():
    assert {f.name for f in fields(Occurrence)} == set(Occurrences.table.columns.keys())


async def test_of_what_is_worked_on_already_nothing_is_read_again(
    store, make_occurrence, monkeypatch
):
    def fill(tx):
        for number in range(1, 101):
            tx.occurrences.add(make_occurrence(number, due=NOW - timedelta(seconds=number)))

    await store.run(fill)
    read, load = [], occurrences._load

    def counted(*row):
        read.append(row)
        return load(*row)

    monkeypatch.setattr(occurrences, "_load", counted)
    busy = set(range(1, 99))
    due = await store.run(lambda tx: tx.occurrences.due(NOW, busy))
    assert [one.id for one in due] == [100, 99]
    assert len(read) == 2


@pytest.mark.parametrize("phase", Phase)
async def test_a_server_is_busy_while_a_meeting_is_held_there_and_before_one_that_is_due(
    store, make_occurrence, phase
):
    held = phase in {Phase.OPENING, Phase.BLOCKED, Phase.OPEN}
    later = make_occurrence(due=NOW + timedelta(hours=1), phase=phase)
    await store.run(lambda tx: tx.occurrences.add(later))
    other = replace(later, id=later.id + 1, due=NOW + timedelta(minutes=1))
    await store.run(lambda tx: tx.occurrences.add(other))

    async def busy(until):
        return list(await store.run(lambda tx: tx.occurrences.servers_busy(until)))

    assert await busy(NOW) == [GUILD] * held
    assert await busy(other.due) == [GUILD] * (held or phase is Phase.PLANNED)
