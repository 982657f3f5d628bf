"""What goes in comes out, on both databases."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar.reminder import Reminder, Unreached
from bot.domain.calendar.repeat import repeat_written
from bot.domain.errors import Stale
from bot.domain.ids import ChannelId, MessageId, OccurrenceId, PromptId, RoleId, SeriesId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.server.server import Server, Texts
from bot.services.ports.showing import ShowingDigest, Surface
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD, SERIES, TUESDAY, weekly


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
        review_prompts=True,
        days_off=(date(2026, 12, 25), date(2027, 1, 1)),
        published_as="Tuesday group",
        events=True,
        standing_console=True,
        texts=Texts(rules="Be kind.\n“Sì”", contact="x", rules_version=4),
    )
    assert {f.name for f in fields(server) if getattr(server, f.name) == f.default} == set()
    assert await store.run(lambda tx: tx.servers.get(GUILD)) == Server(GUILD)
    await store.run(lambda tx: tx.servers.put(Server(GUILD)))
    await store.run(lambda tx: tx.servers.put(server))
    assert await store.run(lambda tx: tx.servers.get(GUILD)) == server
    assert await store.run(lambda tx: tx.servers.all()) == (server,)


async def test_a_series_comes_back_as_it_was_kept(store):
    until = NOW + timedelta(days=9)
    full = weekly(ended=True, planned_until=date(2026, 11, 17), paused_from=NOW, paused_until=until)
    await store.run(lambda tx: tx.series.put(full))
    await store.run(lambda tx: tx.series.put(weekly(5, facilitator=None)))
    await store.run(lambda tx: tx.series.put(weekly(6, OTHER_GUILD)))
    assert await store.run(lambda tx: tx.series.get(SERIES)) == full
    assert await store.run(lambda tx: tx.series.get(SeriesId(404))) is None
    found = await store.run(lambda tx: tx.series.of(GUILD))
    assert [one.id for one in found] == [5, SERIES]
    assert [one.id for one in await store.run(lambda tx: tx.series.all())] == [5, 6, SERIES]


@pytest.mark.parametrize(
    "value",
    [
        *("once", "daily", "weekdays", "weekly", "weekly/2/TU,TH", "weekly/1/MO,TU,WE,TH,FR,SA"),
        *("monthly/-1FR", "monthly/5MO"),
    ],
)
async def test_every_rule_of_a_series_comes_back_as_it_was_kept(store, value):
    kept = weekly(repeat=repeat_written(value))
    await store.run(lambda tx: tx.series.put(kept))
    assert await store.run(lambda tx: tx.series.get(SERIES)) == kept


async def test_a_series_that_begins_in_an_hour_that_comes_twice_says_in_which(store):
    first = weekly().first
    for fold in (0, 1):
        await store.run(lambda tx, f=fold: tx.series.put(weekly(first=first.replace(fold=f))))
        assert (await store.run(lambda tx: tx.series.get(SERIES))).first.fold == fold


async def test_a_running_meeting_comes_back_as_it_was_kept(store, make_occurrence, make_meeting):
    meeting = make_meeting(used=(timedelta(seconds=61.5),), removed=frozenset({ANNA, BEN}))
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(meeting))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting(language="de")))
    await store.run(lambda tx: tx.live_meetings._access.decrypted.forget(TUESDAY))
    assert await store.run(lambda tx: tx.live_meetings.get(TUESDAY)) == meeting
    assert await store.run(lambda tx: tx.live_meetings.all()) == (meeting,)
    await store.run(lambda tx: tx.live_meetings.delete(TUESDAY))
    assert await store.run(lambda tx: tx.live_meetings.get(TUESDAY)) is None


async def test_what_a_running_meeting_shows_is_kept_until_it_changes(
    store, make_occurrence, make_meeting
):
    meeting = make_meeting()
    shown = [ShowingDigest(TUESDAY, meeting.version, one, bytes(16)) for one in Surface]

    def note(tx):
        for one in shown:
            tx.live_meetings.note_shown(one)

    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(meeting))
    await store.run(note)
    assert list(await store.run(lambda tx: tx.live_meetings.shown())) == shown
    await store.run(lambda tx: tx.live_meetings.save(meeting))
    assert await store.run(lambda tx: tx.live_meetings.shown()) == ()
    await store.run(note)  # of the version before
    assert await store.run(lambda tx: tx.live_meetings.shown()) == ()


ABOUT = Subject.meeting(TUESDAY)


def door(**changes):
    return replace(OutboxEntry(ABOUT, GUILD, EntryKind.DOOR, 0, NOW), **changes)


async def test_an_entry_is_wanted_once_and_keeps_where_it_stands(store):
    claimed = door(
        state=EntryState.CLAIMED,
        channel=ChannelId(3),
        message=MessageId(4),
        claimed_at=NOW,
        attempts=2,
        payload='{"why": "opened"}',
    )
    await store.run(lambda tx: tx.outbox.want(door()))
    assert await store.run(lambda tx: tx.outbox.save(claimed)) == replace(claimed, version=1)
    await store.run(lambda tx: tx.outbox.want(door(payload="again")))
    found = await store.run(lambda tx: tx.outbox.get(ABOUT, EntryKind.DOOR, 0))
    assert found == replace(claimed, version=1)
    assert await store.run(lambda tx: tx.outbox.get(ABOUT, EntryKind.DOOR, 1)) is None


async def test_an_entry_that_was_changed_meanwhile_is_not_overwritten(store):
    await store.run(lambda tx: tx.outbox.want(door()))
    claimed = await store.run(lambda tx: tx.outbox.save(door(state=EntryState.CLAIMED)))
    anew = await store.run(lambda tx: tx.outbox.save(replace(claimed, payload="anew")))
    done = replace(claimed, state=EntryState.DONE)
    assert await store.run(lambda tx: tx.outbox.update_if_unchanged(done)) is None
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.outbox.save(done))
    assert await store.run(lambda tx: tx.outbox.get(ABOUT, EntryKind.DOOR, 0)) == anew


async def test_an_entry_that_is_gone_does_not_come_back_by_settling_it(store):
    gone = door(state=EntryState.DONE)
    assert await store.run(lambda tx: tx.outbox.update_if_unchanged(gone)) is None
    assert await store.run(lambda tx: tx.outbox.of(ABOUT)) == ()


async def test_only_what_is_not_done_is_due(store):
    def fill(tx):
        for number, state in enumerate(EntryState):
            tx.outbox.want(door(seq=number, state=state, due=NOW - timedelta(minutes=number)))
        tx.outbox.want(door(seq=9, due=NOW + timedelta(seconds=1)))

    await store.run(fill)
    assert await store.run(lambda tx: tx.outbox.due_subjects(NOW)) == (ABOUT,)
    due = await store.run(lambda tx: tx.outbox.due(NOW))
    assert [one.state for one in due] == [EntryState.CLAIMED, EntryState.WANTED]
    assert await store.run(lambda tx: tx.outbox.next_due()) == due[0].due
    assert len(await store.run(lambda tx: tx.outbox.of(ABOUT))) == 5


async def test_of_what_is_due_so_much_is_named_as_is_asked_for_and_nothing_twice(store):
    meetings = [Subject.meeting(OccurrenceId(number)) for number in (1, 2, 3)]
    server = Subject.server(GUILD)

    def fill(tx):
        for late, subject in enumerate((*meetings, server)):
            for kind in (EntryKind.DOOR, EntryKind.CARD):
                wanted = replace(door(due=NOW - timedelta(minutes=9 - late)), subject=subject)
                tx.outbox.want(replace(wanted, kind=kind))

    await store.run(fill)
    assert await store.run(lambda tx: tx.outbox.due_subjects(NOW)) == (*meetings, server)
    assert await store.run(lambda tx: tx.outbox.due_subjects(NOW, (), 2)) == tuple(meetings[:2])
    busy = {meetings[0], server}
    assert await store.run(lambda tx: tx.outbox.due_subjects(NOW, busy, 3)) == tuple(meetings[1:])


async def test_a_membership_is_one_persons_in_one_server(store):
    member = Membership(
        rules_version=2,
        agreed_at=NOW,
        adult=True,
        name="Robin",
        by_typing=True,
        timezone="Europe/Rome",
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
            tx.heard.add(GUILD, OccurrenceId(1000 - week), asked, at)
            tx.heard.add(GUILD, OccurrenceId(1000 - week), asked, at)
        tx.heard.add(OTHER_GUILD, OccurrenceId(1), [PromptId("theirs")], NOW)

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


async def test_a_reminder_comes_back_as_it_was_kept_and_is_one_however_often_it_is_kept(store):
    full = Reminder(
        GUILD, ANNA, SERIES, (1440, 5), "it", NOW.date(), until=NOW, waiting=(Unreached(NOW),)
    )
    await store.run(lambda tx: tx.series.put(weekly()))
    for who in (ANNA, BEN):
        kept = await store.run(lambda tx, w=who: tx.reminders.put(replace(full, member=w)))
        again = await store.run(lambda tx, w=who: tx.reminders.put(replace(full, member=w)))
        assert again == kept
        assert await store.run(lambda tx, one=kept: tx.reminders.get(one.id)) == kept
    (mine,) = await store.run(lambda tx: tx.reminders.of(ANNA, [GUILD, OTHER_GUILD]))
    assert mine == replace(full, id=mine.id)
    assert len(await store.run(lambda tx: tx.reminders.of_series(SERIES))) == 2
    assert await store.run(lambda tx: tx.reminders.series()) == (SERIES,)
    assert await store.run(lambda tx: tx.reminders.members(GUILD)) == {ANNA, BEN}
    assert await store.run(lambda tx: tx.reminders.remove(mine.id))
    await store.run(lambda tx: tx.reminders.save(mine))
    assert await store.run(lambda tx: tx.reminders.get(mine.id)) is None, "gone is gone"
