"""Who is named in a room: those who take part, and nobody longer than needed."""

from bot.domain.calendar.occurrence import Phase
from bot.domain.person import Way
from bot.services.ports.trouble import Blocked
from tests.services.conftest import GUILD, lead, member

ANA = member(1)


def named(story, room):
    return story.discord.channels[room].allowed | story.discord.channels[room].barred


async def test_who_leaves_the_meeting_is_soon_not_named_in_its_room_and_may_come_back(story):
    now = await story.begun()
    await story.everybody_leaves()
    story.discord.channels[now.room].inside.add(lead().id)
    await story.door.leave(now.id, ANA)
    await story.wait(minutes=3)
    assert named(story, now.room) == {one.id for one in now.people} - {ANA.id}
    await story.come_in(ANA)
    assert ANA.id in named(story, now.room)


async def test_who_leaves_the_meeting_but_sits_in_voice_is_not_cut_off(story):
    now = await story.begun()
    await story.wait(minutes=1)
    await story.door.leave(now.id, ANA)
    await story.wait(minutes=3)
    assert ANA.id in named(story, now.room)
    story.discord.channels[now.room].inside.discard(ANA.id)
    await story.wait(minutes=3)
    assert ANA.id not in named(story, now.room)


async def test_who_was_removed_stays_out_though_others_leave(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.wait(minutes=3)
    assert story.discord.channels[now.room].barred == {ANA.id}


async def test_somebody_whom_nothing_shuts_out_keeps_nobody_else_in(story):
    now = await story.begun()
    for who in (ANA, member(2)):
        await story.removals.remove(now.id, lead(), who.id, sure=True)
    story.discord.channels[now.room].barred.clear()
    story.discord.plan("bar", Blocked("forbidden"))
    await story.wait(minutes=1)
    assert member(2).id in story.discord.channels[now.room].barred
    await story.ticks.rights_changed(now.guild)
    await story.wait(minutes=1)
    assert story.discord.channels[now.room].barred == {ANA.id, member(2).id}


async def test_that_discord_does_not_drop_a_name_stops_nothing_and_it_is_tried_again(story):
    now = await story.begun()
    await story.come_in(member(9), Way.TYPING)
    await story.door.leave(now.id, member(9))
    story.discord.plan("unbar", Blocked("forbidden"))
    await story.wait(minutes=1)
    assert member(9).id in named(story, now.room)
    await story.wait(minutes=2)
    assert member(9).id not in named(story, now.room)


async def test_a_restart_asks_discord_for_nobody_who_is_in_already(story):
    now = await story.begun()
    story.discord.calls.clear()
    await story.restart()
    await story.wait(minutes=3)
    assert (story.discord.calls["admit"], story.discord.calls["unbar"]) == (0, 0)
    story.discord.channels[now.room].allowed.discard(ANA.id)
    await story.restart()
    await story.wait(minutes=3)
    assert (story.discord.calls["admit"], ANA.id in named(story, now.room)) == (1, True)


async def test_a_restart_keeps_out_whom_somebody_let_in_by_hand(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    story.discord.channels[now.room].barred.clear()
    story.discord.channels[now.room].allowed.add(ANA.id)
    await story.restart()
    await story.wait(minutes=1)
    assert story.discord.channels[now.room].barred == {ANA.id}


async def test_forgetting_after_the_end_takes_the_name_out_of_the_room_that_still_stands(story):
    now = await story.begun()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=2)
    story.discord.calls.clear()
    await story.privacy.erase(ANA.id, GUILD)
    await story.privacy.erase(member(77).id, GUILD)
    await story.tick()
    assert named(story, now.room) == {one.id for one in now.people} - {ANA.id}
    assert story.discord.calls["unbar"] == 1, "nobody is asked about who is not named"


async def test_a_room_that_stays_behind_names_nobody(story):
    now = await story.begun()
    await story.everybody_leaves()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    story.discord.plan("delete", *[Blocked("forbidden")] * 99)
    await story.wait(minutes=40)
    assert (await story.occurrence()).phase is Phase.ABANDONED
    assert named(story, now.room) == set()
