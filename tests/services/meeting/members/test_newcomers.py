"""Many at once are removed and brought back; Discord follows, and nobody is written to."""

from datetime import timedelta

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting import stages
from bot.domain.meeting.members.newcomers import NobodyNew, SureToSweep
from bot.domain.meeting.rights import OnlyListening, Removed
from bot.domain.person import Way
from bot.services.people.taken_back import MOST_TAKEN_DOWN
from bot.services.ports.drawings import Card
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Blocked
from tests.services.conftest import ORGANISERS, lead, member

RAIDERS = range(50, 70)


async def raided(story):
    now = await story.begun(5)
    await story.wait(minutes=11)
    for number in RAIDERS:
        await story.come_in(member(number))
        await story.words.say(now.id, lead(), now.place, "please wait")
    return await story.meetings.get(now.id)


def ids():
    return {member(number).id for number in RAIDERS}


async def test_everyone_who_is_new_is_kept_out_of_the_room_and_gets_no_private_message(story):
    now = await raided(story)
    with pytest.raises(SureToSweep):
        await story.newcomers.remove_all(now.id, lead(), sure=False)
    await story.newcomers.remove_all(now.id, lead(), sure=True)
    await story.wait(seconds=5)
    assert not ids() & story.discord.channels[now.room].allowed
    assert story.discord.whispers == []
    assert story.discord.keys(ORGANISERS).count("organisers.swept") == 1
    with pytest.raises(Removed):
        await story.come_in(member(RAIDERS[0]))
    with pytest.raises(NobodyNew):
        await story.newcomers.remove_all(now.id, lead(), sure=True)


async def test_one_press_lets_everyone_in_again(story):
    now = await raided(story)
    out = await story.newcomers.remove_all(now.id, lead(), sure=True)
    await story.wait(seconds=5)
    await story.newcomers.let_all_back_in(now.id, lead(), out.sweeps[-1].number)
    await story.wait(seconds=5)
    channel = story.discord.channels[now.room]
    assert ids() <= channel.allowed
    assert not ids() & channel.barred
    assert ids() <= {one.id for one in (await story.meetings.get(now.id)).here}


async def test_it_holds_and_can_be_undone_after_a_restart(file_story):
    story = file_story
    now = await raided(story)
    out = await story.newcomers.remove_all(now.id, lead(), sure=True)
    await story.restart()
    with pytest.raises(Removed):
        await story.come_in(member(RAIDERS[0]))
    await story.newcomers.let_all_back_in(now.id, lead(), out.sweeps[-1].number)
    await story.come_in(member(RAIDERS[0]))


async def test_who_came_into_voice_alone_goes_too_but_not_who_looks_after_the_server(file_story):
    story = file_story
    now = await story.begun(5)
    await story.wait(minutes=11)
    stranger, organiser = MemberId(900), MemberId(901)
    story.discord.channels[now.room].inside |= {stranger, organiser}
    story.discord.standings[organiser] = Standing(manages=True)
    await story.wait(minutes=1)
    new = await story.newcomers.look(now.id)
    assert new.members == (stranger,)
    after = await story.newcomers.remove_all(now.id, lead(), sure=True)
    assert after.removed == {stranger}


async def test_it_stands_though_discord_shuts_the_room_to_nobody(file_story):
    story = file_story
    now = await raided(story)
    story.discord.plan("bar", *[Blocked("forbidden")] * 40)
    await story.newcomers.remove_all(now.id, lead(), sure=True)
    await story.wait(seconds=5)
    with pytest.raises(Removed):
        await story.words.say(now.id, member(RAIDERS[0]), now.place, "still here")


async def test_a_new_card_does_not_wait_for_all_that_is_taken_down(file_story):
    story = file_story
    now = await raided(story)
    for number in RAIDERS:
        await story.words.say(now.id, member(number), now.place, "spam")
        story.clock.at += timedelta(seconds=3)
    await story.newcomers.remove_all(now.id, lead(), sure=True, words_too=True)
    now = await story.meetings.get(now.id)
    step = lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)  # noqa: E731
    after = await story.meetings.decide(now.id, step)
    await story.tick()
    assert cards(story, now.room)[-1].meeting.stage == after.stage
    assert story.discord.keys(now.room).count("words.typed") == len(RAIDERS) - MOST_TAKEN_DOWN
    await story.wait(seconds=10)
    assert "words.typed" not in story.discord.keys(now.room)
    assert story.discord.keys(now.room).count("words.typed_lead") == len(after.posts)


def cards(story, room):
    return [one.shown for one in story.discord.said(room) if isinstance(one.shown, Card)]


async def test_newcomers_listen_until_all_may_write_again(file_story):
    story = file_story
    now = await story.begun(5)
    await story.newcomers.only_listen(now.id, lead(), only=True)
    inside = await story.come_in(member(60), Way.TYPING)
    assert inside.way is Way.LISTENING
    channel = story.discord.channels[now.room]
    assert channel.listening == {member(60).id}
    with pytest.raises(OnlyListening):
        await story.words.say(now.id, member(60), now.place, "hello")
    await story.restart()
    with pytest.raises(OnlyListening):
        await story.words.hold(now.id, member(60), now.place, "hello")
    await story.words.say(now.id, member(1), now.place, "we go on")
    await story.newcomers.only_listen(now.id, lead(), only=False)
    await story.wait(seconds=5)
    assert channel.listening == set()
    assert member(60).id in channel.allowed
    story.clock.at += timedelta(minutes=1)
    await story.words.say(now.id, member(60), now.place, "hello")
