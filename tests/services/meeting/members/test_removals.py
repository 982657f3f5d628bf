"""Removing somebody: told once, out of voice where that may be, and by nobody over an organiser."""

from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.members.leaving import LooksAfterServer
from bot.domain.meeting.rights import Removed
from bot.domain.person import Way
from bot.services.meeting.members.removals import Told
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, ORGANISERS, lead, member

ANA = member(1)


async def test_however_often_somebody_is_removed_they_and_the_organisers_are_told_once(story):
    now = await story.begun()
    for _ in range(12):
        await story.removals.remove(now.id, lead(), ANA.id, sure=True)
        await story.removals.let_back_in(now.id, lead(), ANA.id)
    await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    await story.tick()
    assert [who for who, _ in story.discord.whispers] == [ANA.id, member(2).id]
    assert story.discord.keys(ORGANISERS).count("organisers.removed") == 2


async def test_what_became_of_the_private_word_is_known(story):
    now = await story.begun()
    story.discord.closed_to.add(member(2).id)
    told = [
        (await story.removals.remove(now.id, lead(), who, sure=True)).told
        for who in (ANA.id, member(2).id, ANA.id)
    ]
    assert told == [Told.NOW, Told.NOT_REACHED, Told.BEFORE]
    story.discord.plan("whisper", Unsure())
    out = await story.removals.remove(now.id, lead(), member(3).id, sure=True)
    assert out.told is Told.NOT_REACHED


async def test_where_the_bot_may_move_people_a_removal_ends_the_call(story):
    now = await story.begun()
    story.discord.may_move = True
    out = await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    assert not out.in_voice
    assert ANA.id not in story.discord.channels[now.room].inside


@pytest.mark.parametrize(("may", "trouble"), [(False, None), (True, Unsure())])
async def test_whoever_stays_in_voice_is_told_of_and_does_not_count(story, may, trouble):
    now = await story.begun(people=2)
    story.discord.may_move = may
    story.discord.plan("disconnect", *[trouble] * 99)
    await story.tick()
    await story.wait(minutes=1)
    out = await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    assert out.in_voice
    assert out.meeting.still_in_voice == {ANA.id}
    assert len(out.meeting.heads) == 2


async def test_whoever_comes_back_into_voice_after_a_removal_is_taken_out_again(story):
    now = await story.begun()
    story.discord.may_move = True
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    story.discord.channels[now.room].inside.add(ANA.id)
    await story.ticks.look(now.id)
    await story.tick()
    assert ANA.id not in story.discord.channels[now.room].inside


async def test_somebody_who_came_by_voice_alone_is_taken_out_of_it_too(story):
    now = await story.begun()
    stranger = member(30)
    story.discord.may_move = True
    story.discord.channels[now.room].inside.add(stranger.id)
    await story.wait(minutes=1)
    out = await story.removals.remove(now.id, lead(), stranger.id, sure=True)
    assert not out.in_voice
    assert stranger.id not in story.discord.channels[now.room].inside


async def test_a_removed_person_alone_in_the_room_does_not_keep_the_meeting_open(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.everybody_leaves()
    story.discord.channels[now.room].inside.add(ANA.id)
    await story.wait(minutes=25)
    assert (await story.occurrence()).ended_at is not None


@pytest.mark.parametrize("erased", [False, True])
async def test_after_the_end_the_room_does_not_stay_for_somebody_who_was_removed(story, erased):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    if erased:
        await story.privacy.erase(ANA.id, GUILD)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.everybody_leaves()
    story.discord.channels[now.room].inside.add(ANA.id)
    await story.restart()
    await story.wait(minutes=14)
    assert now.room in story.discord.channels, "the goodbye can be read for a while"
    await story.wait(minutes=3)
    assert now.room not in story.discord.channels
    assert story.discord.keys(now.room) == ["note.ended"], "nobody else is there to be told"


async def test_after_the_end_it_stays_for_the_others_who_sit_there_beside_somebody_removed(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.everybody_leaves()
    story.discord.channels[now.room].inside |= {ANA.id, member(2).id}
    await story.wait(minutes=60)
    assert now.room in story.discord.channels
    story.discord.channels[now.room].inside.discard(member(2).id)
    await story.wait(minutes=8)
    assert now.room not in story.discord.channels


async def test_whoever_manages_the_server_is_removed_by_nobody(story):
    now = await story.begun()
    story.discord.standings[ANA.id] = Standing(manages=True)
    for sure in (False, True):
        with pytest.raises(LooksAfterServer):
            await story.removals.remove(now.id, lead(), ANA.id, sure=sure)


async def test_where_discord_does_not_say_an_organiser_at_the_door_is_one_still(story):
    now = await story.begun()
    olu = replace(member(30), manages=True)
    await story.come_in(olu)
    story.discord.plan("look", Unsure())
    with pytest.raises(LooksAfterServer):
        await story.removals.remove(now.id, lead(), olu.id, sure=True)


async def test_where_discord_does_not_say_who_somebody_is_a_removal_goes_on(story):
    now = await story.begun()
    story.discord.plan("look", Unsure())
    out = await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    assert out.meeting.is_removed(ANA.id)


async def test_what_was_said_of_a_removal_outlives_a_restart(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.restart()
    await story.removals.let_back_in(now.id, lead(), ANA.id)
    await story.come_in(ANA, Way.TYPING)
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    assert len(story.discord.whispers) == 1


async def test_after_the_end_a_removal_lasts_as_a_digest_until_the_room_is_gone(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    ivy = replace(ANA, leads=True)
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.restart()
    _, until = await story.room_requests.still_open(now.room)
    for _ in range(2):
        with pytest.raises(Removed):
            await story.room_requests.keep_open(now.id, ivy, int(until.timestamp()))
        await story.privacy.erase(ANA.id, GUILD)
    left = await story.kept.run(lambda tx: tx.traces.get(now.id))
    assert left.shut_out.knows(ANA.id)
    assert await story.room_requests.keep_open(now.id, lead(), int(until.timestamp())) > until
    await story.wait(hours=30)
    assert await story.kept.run(lambda tx: tx.traces.get(now.id)) is None
