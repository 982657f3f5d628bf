"""What goes in comes out, on both databases."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.domain.effect import Effect, EffectKind, EffectState
from bot.domain.ids import ChannelId, MeetingId, MessageId, PromptId, RoleId, SeriesId
from bot.domain.membership import Membership
from bot.domain.occurrence import FINAL, Occurrence, Phase, RoomKind
from bot.domain.series import Repeat, Series
from bot.domain.server import Server, Texts
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD, TUESDAY

SERIES = SeriesId(2**40 - 1)


def weekly(number=SERIES, guild=GUILD, **changes):
    series = Series(
        id=SeriesId(number),
        guild=guild,
        title="Tuesday group",
        first=datetime(2026, 11, 3, 19, 0),  # noqa: DTZ001 - local time of the series' zone
        timezone="Europe/Rome",
        repeat=Repeat.WEEKLY,
        minutes=90,
        template="standard-90",
        room_kind=RoomKind.TEXT,
        facilitator=ANNA,
        topic="weekends",
    )
    return replace(series, **changes)


def full_occurrence(make_occurrence):
    return make_occurrence(
        series=SERIES,
        rule_date=date(2026, 11, 3),
        facilitator=ANNA,
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
    )


async def test_a_server_comes_back_as_it_was_kept(store):
    server = Server(
        id=GUILD,
        rooms=ChannelId(1),
        announcements=ChannelId(2),
        organisers=ChannelId(3),
        facilitators=RoleId(4),
        facilitators_channel=ChannelId(5),
        timezone="Europe/Rome",
        country="IT",
        language="it",
        adults_only=False,
        discreet=True,
        texts=Texts(rules="Be kind.\n“Sì”", contact="x", rules_version=4),
    )
    assert {f.name for f in fields(server) if getattr(server, f.name) == f.default} == set()
    assert await store.run(lambda tx: tx.servers.get(GUILD)) == Server(GUILD)
    await store.run(lambda tx: tx.servers.put(Server(GUILD)))
    await store.run(lambda tx: tx.servers.put(server))
    assert await store.run(lambda tx: tx.servers.get(GUILD)) == server
    assert await store.run(lambda tx: tx.servers.all()) == (server,)


async def test_a_series_comes_back_as_it_was_kept(store):
    await store.run(lambda tx: tx.series.put(weekly(ended=True)))
    await store.run(lambda tx: tx.series.put(weekly(5, facilitator=None)))
    await store.run(lambda tx: tx.series.put(weekly(6, OTHER_GUILD)))
    assert await store.run(lambda tx: tx.series.get(SERIES)) == weekly(ended=True)
    assert await store.run(lambda tx: tx.series.get(SeriesId(404))) is None
    found = await store.run(lambda tx: tx.series.of(GUILD))
    assert [one.id for one in found] == [5, SERIES]
    assert [one.id for one in await store.run(lambda tx: tx.series.all())] == [5, 6, SERIES]


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
    assert await store.run(lambda tx: tx.occurrences.latest_rule_date(SERIES)) == date(2026, 11, 10)
    assert await store.run(lambda tx: tx.occurrences.latest_rule_date(SeriesId(404))) is None


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
    assert await store.run(lambda tx: (tx.occurrences.next_due(), tx.effects.next_due())) == (
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
    assert await store.run(lambda tx: tx.occurrences.codes_in_use()) == {"calm-otter", "warm-stone"}


async def test_a_running_meeting_comes_back_as_it_was_kept(store, make_occurrence, make_meeting):
    meeting = make_meeting(used=(timedelta(seconds=61.5),), removed=frozenset({ANNA, BEN}))
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.evenings.add(meeting))
    await store.run(lambda tx: tx.evenings.add(make_meeting(language="de")))
    await store.run(lambda tx: tx.evenings._access.opened.forget(TUESDAY))
    assert await store.run(lambda tx: tx.evenings.get(TUESDAY)) == meeting
    assert await store.run(lambda tx: tx.evenings.all()) == (meeting,)
    await store.run(lambda tx: tx.evenings.delete(TUESDAY))
    assert await store.run(lambda tx: tx.evenings.get(TUESDAY)) is None


def door(**changes):
    return replace(Effect(TUESDAY, GUILD, EffectKind.DOOR, 0, NOW), **changes)


async def test_an_effect_is_wanted_once_and_keeps_where_it_stands(store):
    claimed = door(
        state=EffectState.CLAIMED,
        channel=ChannelId(3),
        message=MessageId(4),
        claimed_at=NOW,
        attempts=2,
        detail="room.opened",
    )
    await store.run(lambda tx: tx.effects.want(door()))
    await store.run(lambda tx: tx.effects.save(claimed))
    await store.run(lambda tx: tx.effects.want(door(detail="again")))
    assert await store.run(lambda tx: tx.effects.get(TUESDAY, EffectKind.DOOR, 0)) == claimed
    assert await store.run(lambda tx: tx.effects.get(TUESDAY, EffectKind.DOOR, 1)) is None


async def test_only_what_is_not_done_is_due(store):
    def fill(tx):
        for number, state in enumerate(EffectState):
            tx.effects.save(door(seq=number, state=state, due=NOW - timedelta(minutes=number)))
        tx.effects.want(door(seq=9, due=NOW + timedelta(seconds=1)))

    await store.run(fill)
    due = await store.run(lambda tx: tx.effects.due(NOW))
    assert [one.state for one in due] == [EffectState.CLAIMED, EffectState.WANTED]
    assert await store.run(lambda tx: tx.effects.next_due()) == due[0].due
    assert len(await store.run(lambda tx: tx.effects.of(TUESDAY))) == 5


async def test_a_membership_is_one_persons_in_one_server(store):
    member = Membership(
        rules_version=2,
        agreed_at=NOW,
        adult=True,
        name="Robin",
        by_typing=True,
        timezone="Europe/Rome",
        larger_text=True,
        came_before=True,
        last_seen=NOW,
    )
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="old")))
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, member))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == member
    assert await store.run(lambda tx: tx.memberships.get(OTHER_GUILD, ANNA)) == Membership()
    assert await store.run(lambda tx: tx.memberships.get(GUILD, BEN)) == Membership()


async def test_a_group_remembers_the_questions_of_its_last_meetings(store):
    def hear(tx):
        for week in range(10):
            at = NOW + timedelta(weeks=week)
            asked = [PromptId(f"w{week}-b"), PromptId(f"w{week}-a")]
            tx.heard.add(GUILD, MeetingId(1000 - week), asked, at)
            tx.heard.add(GUILD, MeetingId(1000 - week), asked, at)
        tx.heard.add(OTHER_GUILD, MeetingId(1), [PromptId("theirs")], NOW)

    await store.run(hear)
    heard = await store.run(lambda tx: tx.heard.last(GUILD))
    assert heard == tuple(f"w{week}-{which}" for week in range(2, 10) for which in "ba")
    assert await store.run(lambda tx: tx.heard.last(GUILD, meetings=1)) == ("w9-b", "w9-a")


async def test_stage_times_are_told_again_without_harm(store, make_occurrence):
    def tell(tx):
        tx.occurrences.add(make_occurrence())
        tx.history.add(TUESDAY, 1, "welcome", 300)
        tx.history.add(TUESDAY, 1, "welcome", 360)
        rows = tx.servers._access.connection.exec_driver_sql("SELECT seconds FROM stage_times")
        return rows.scalars().all()

    assert await store.run(tell) == [360]


def test_an_occurrence_has_a_column_for_every_field():
    from bot.storage.tables import occurrences  # noqa: PLC0415

    assert {f.name for f in fields(Occurrence)} == set(occurrences.columns.keys())
