"""Who comes into the voice room and goes out of it is seen at once."""

from datetime import timedelta

from bot.domain.ids import ChannelId
from tests.services.conftest import GUILD, lead, member


async def test_whoever_goes_out_of_voice_is_away_at_once(story):
    now = await story.begun()
    story.discord.channels[now.room].inside.discard(member(2).id)
    await story.voice_changes.seen(GUILD, now.room)
    now = await story.meetings.get(now.id)
    assert member(2).id not in now.in_voice
    assert member(1).id in now.in_voice


async def test_a_room_that_is_empty_is_looked_at_at_once(story):
    now = await story.begun()
    await story.everybody_leaves()
    story.alarm.at = None
    await story.voice_changes.seen(GUILD, now.room)
    assert story.alarm.at == story.clock.now()


async def test_a_room_of_no_meeting_and_one_that_just_ended_change_nothing(story):
    now = await story.begun()
    await story.voice_changes.seen(GUILD, ChannelId(404))
    known = story.meetings.in_room
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    story.meetings.in_room = lambda room: now.id  # as it was when the gateway told of it
    await story.voice_changes.seen(GUILD, now.room)
    story.meetings.in_room = known
    assert await story.meetings.running(now.id) is None


async def test_who_comes_while_nothing_is_certain_counts_from_then_and_nobody_is_taken_for_gone(
    story,
):
    now = await story.begun()
    story.discord.sees_people = False  # the bot was started, or the gateway came back, just now
    story.discord.channels[now.room].inside = set()
    came_at = story.clock.now()
    await story.voice_changes.seen(GUILD, now.room, member(9).id)
    story.clock.at = came_at + timedelta(seconds=20)
    await story.voice_changes.seen(GUILD, now.room)
    seen = await story.meetings.get(now.id)
    assert seen.in_voice == now.in_voice | {member(9).id}
    (noted,) = [one for one in seen.voice if one.member == member(9).id]
    assert noted.since == came_at
