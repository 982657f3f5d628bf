"""Whoever left the server, or was banned, keeps no seat and no way into the room."""

from bot.domain.meeting import stages
from bot.domain.person import Way
from bot.services.ports.trouble import Unsure
from tests.services.conftest import lead, member

ANA = member(1)


async def typing(story, *who):
    """People who take part by typing, out of voice."""
    for one in who:
        await story.come_in(one, Way.TYPING)


async def test_whoever_left_the_server_keeps_no_seat_and_no_way(story):
    now = await story.begun()
    await typing(story, member(8), member(9))
    story.discord.standings[member(9).id] = None
    await story.wait(minutes=25)
    after = await story.meetings.get(now.id)
    assert after.person(member(9).id).gone
    assert not after.person(member(8).id).gone
    assert member(9).id not in story.discord.channels[now.room].allowed
    assert story.discord.whispers == []


async def test_whose_turn_it_is_is_looked_for_soon(story):
    now = await story.begun()
    on = lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)  # noqa: E731
    await story.meetings.decide(now.id, on)
    await story.wait(minutes=1)
    speaks = (await story.meetings.get(now.id)).round.floor
    story.discord.channels[now.room].inside.discard(speaks)
    story.discord.standings[speaks] = None
    await story.wait(minutes=5)
    after = await story.meetings.get(now.id)
    assert after.round.seat(speaks) is None
    assert after.round.floor not in {speaks, None}


async def test_whoever_sits_in_voice_is_there_and_not_asked_about(story):
    await story.begun()
    story.discord.calls.clear()
    await story.wait(minutes=15)
    assert story.discord.calls["look"] == 0


async def test_discord_is_asked_seldom(story):
    await story.begun()
    await typing(story, *(member(number) for number in range(20, 30)))
    story.discord.calls.clear()
    await story.wait(minutes=20)
    assert 10 <= story.discord.calls["look"] <= 20


async def test_that_discord_does_not_say_takes_nobody_out(story):
    now = await story.begun()
    await typing(story, member(9))
    story.discord.plan("look", *[Unsure()] * 99)
    await story.wait(minutes=25)
    assert not (await story.meetings.get(now.id)).person(member(9).id).gone


async def test_a_facilitator_who_left_the_server_leads_no_more(story):
    now = await story.begun()
    await story.come_in(lead(), Way.TYPING)
    story.discord.channels[now.room].inside.discard(lead().id)
    story.discord.standings[lead().id] = None
    await story.wait(minutes=2)
    assert (await story.meetings.get(now.id)).facilitators == ()
    taken = await story.leading.take_over(now.id, lead(2))
    assert taken.lead == lead(2).id
