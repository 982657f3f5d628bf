"""Removed by a slip and taken in again: what was set is still there, and somebody is asked."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import EntryId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.people.membership import Membership
from bot.domain.server.departure import GRACE
from bot.services.calendar.schedule import Wish
from bot.services.server.departures import AnsweredAlready
from bot.services.server.resting import Resting
from bot.services.server.setup import NotAnOrganiser
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, START, lead, member

WEEK = timedelta(weeks=1)


async def kicked(story, repeat=Repeat.WEEKLY, **wish):
    """A group in the middle of its evening removes the bot."""
    await story.settle_server()
    await story.plan(repeat, **wish)
    await story.until(START + 5 * MINUTE)
    await story.kept.run(lambda tx: tx.memberships.put(GUILD, member(1).id, Membership(name="A")))
    story.discord.unheard_of.add(GUILD)
    await story.ticks.server_left(GUILD)
    return await story.occurrence()


async def back(story, after=timedelta(minutes=1)):
    story.clock.at += after
    story.discord.unheard_of.discard(GUILD)
    await story.departures.returned(GUILD)
    await story.wait(seconds=5)


async def phases(story):
    return [one.phase for one in await story.kept.run(lambda tx: tx.occurrences.of(GUILD))]


async def test_while_it_is_away_nothing_is_done_and_nobody_is_named(story):
    await kicked(story)
    calls = story.discord.calls.total() - story.discord.calls["server"]
    await story.wait(days=3)
    assert story.discord.calls.total() - story.discord.calls["server"] == calls
    assert await story.kept.run(lambda tx: tx.live_meetings.all()) == ()
    assert len(await story.kept.run(lambda tx: tx.series.all())) == 1


async def test_after_seven_days_everything_is_gone(story):
    await kicked(story)
    await story.wait(days=6, hours=22)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == (GUILD,)
    await story.wait(hours=4)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()


async def wrote(story, who=1):
    """A member keeps something for themselves in that server."""
    entry = JournalEntry(EntryId(who), JournalShelf.CHECKIN, START, START.date(), {"helped": "tea"})
    await story.kept.run(lambda tx: tx.entries.add(GUILD, member(who).id, entry, START.date()))


async def written(story, who=1):
    read = lambda tx: tx.entries.of(GUILD, member(who).id, JournalShelf.CHECKIN)  # noqa: E731
    return len(await story.kept.run(read))


async def test_what_members_wrote_stays_for_thirty_days_and_the_group_for_seven(story):
    await story.settle_server()
    await wrote(story)
    await kicked(story)
    await story.wait(days=7, hours=2)
    assert not await story.kept.run(lambda tx: tx.registry.keeps_group(GUILD))
    assert not (await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(1).id))).name
    asked = story.discord.calls["server"]
    await story.wait(days=22)
    assert await written(story) == 1
    assert story.discord.calls["server"] - asked < 24 * 22 * 2, "asked whether it is back, no more"
    await story.wait(days=1)
    assert await written(story) == 0
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()
    assert await story.kept.run(lambda tx: tx.departures.all()) == ()


async def test_who_is_taken_in_again_after_the_group_is_forgotten_is_asked_nothing(story):
    await story.settle_server()
    await wrote(story)
    await kicked(story)
    await story.wait(days=8)
    await back(story)
    await story.wait(hours=1)
    assert await story.departures.waiting(GUILD) is None
    assert story.discord.keys(ORGANISERS).count("organisers.back") == 0
    await story.settle_server()
    await story.wait(days=60)
    assert await written(story) == 1


async def test_what_members_wrote_stays_where_an_organiser_begins_anew(story):
    await story.settle_server()
    await wrote(story)
    await kicked(story)
    await back(story)
    await story.departures.start_anew(GUILD, lead())
    assert not await story.kept.run(lambda tx: tx.registry.keeps_group(GUILD))
    await story.wait(days=40)
    assert await written(story) == 1


async def test_a_member_can_erase_theirs_while_the_bot_is_gone(story):
    await story.settle_server()
    await wrote(story)
    await kicked(story)
    await story.wait(days=10)
    await story.privacy.erase(member(1).id, None)
    assert await written(story) == 0


async def test_a_group_that_set_nothing_leaves_its_members_theirs_as_well(story):
    await wrote(story)
    story.discord.unheard_of.add(GUILD)
    await story.ticks.server_left(GUILD)
    await story.wait(days=29)
    assert await written(story) == 1
    await story.wait(days=2)
    assert await written(story) == 0


async def test_organisers_are_asked_once_and_until_they_answer_nothing_opens(story):
    await kicked(story)
    await back(story)
    await story.departures.returned(GUILD)
    await story.wait(days=1)
    assert story.discord.keys(ORGANISERS).count("organisers.back") == 1
    made = story.discord.made
    await story.until(START + 6 * timedelta(days=1))
    assert story.discord.made == made
    for work in (
        story.plan(title="Another"),
        story.schedule.start_now(GUILD, lead(), Wish("Now")),
        story.settle_server(),
        story.schedule.next(GUILD, member(1)),
    ):
        with pytest.raises(Resting):
            await work


async def test_what_was_set_is_taken_back_and_the_next_evening_opens(story):
    await kicked(story)
    await back(story)
    await story.departures.take_back(GUILD, lead())
    assert (await story.setup.get(GUILD)).timezone == "Europe/Rome"
    assert (await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(1).id))).name == "A"
    await story.until(START + WEEK)
    assert Phase.OPEN in await phases(story)
    with pytest.raises(AnsweredAlready):
        await story.departures.take_back(GUILD, lead())


async def test_what_passed_meanwhile_is_missed_without_a_word(story):
    await kicked(story)
    story.discord.unheard_of.add(GUILD)
    await story.wait(days=6, hours=20)
    story.clock.at += timedelta(hours=3)
    await back(story, timedelta(0))
    await story.departures.take_back(GUILD, lead())
    await story.wait(minutes=5)
    assert [key for key in story.discord.keys(ORGANISERS) if "missed" in key] == []


async def test_to_start_anew_forgets_all_of_it(story):
    await kicked(story)
    await back(story)
    with pytest.raises(NotAnOrganiser):
        await story.departures.start_anew(GUILD, member(1))
    await story.departures.start_anew(GUILD, lead())
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()
    with pytest.raises(AnsweredAlready):
        await story.departures.start_anew(GUILD, lead())
    await story.settle_server()


async def test_without_an_answer_it_is_forgotten_seven_days_after_it_came_back(story):
    await kicked(story)
    await back(story, timedelta(days=3))
    await story.wait(days=6)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == (GUILD,)
    await story.wait(days=1, hours=2)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()


async def test_a_bot_that_was_away_when_it_was_taken_in_again_finds_out_at_its_start(story):
    await kicked(story)
    story.discord.unheard_of.discard(GUILD)
    await story.restart()
    await story.wait(seconds=10)
    assert story.discord.keys(ORGANISERS).count("organisers.back") == 1


async def test_removed_once_more_before_the_answer_the_days_begin_anew(story):
    await kicked(story)
    await back(story, timedelta(days=5))
    story.discord.unheard_of.add(GUILD)
    await story.ticks.server_left(GUILD)
    await story.wait(days=5)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == (GUILD,)


async def test_the_room_that_was_left_behind_is_closed_once_nobody_is_in_it(story):
    one = await kicked(story)
    assert (one.phase, len(story.discord.channels)) == (Phase.ABANDONED, 1)
    (room,) = story.discord.channels.values()
    room.inside.add(member(1).id)
    await back(story)
    await story.wait(minutes=12)
    assert len(story.discord.channels) == 1, "somebody is in there"
    room.inside.clear()
    await story.wait(minutes=12)
    assert story.discord.channels == {}
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_a_text_room_that_was_left_behind_is_there_to_be_read_for_a_day(story):
    await kicked(story, room_kind=RoomKind.TEXT)
    await back(story)
    await story.wait(hours=20)
    assert len(story.discord.channels) == 1
    await story.wait(hours=6)
    assert story.discord.channels == {}


async def test_forget_me_works_while_the_bot_is_out(story):
    await kicked(story)
    await story.privacy.erase(member(1).id, None)
    assert await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(1).id)) == Membership()


def test_the_days_of_grace_are_seven():
    assert timedelta(days=7) == GRACE
