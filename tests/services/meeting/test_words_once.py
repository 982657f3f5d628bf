"""Words sent again after an answer that was lost stand in the room once, whatever broke when."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.meeting import stages
from bot.domain.meeting.members import leaving
from bot.domain.meeting.talk import posted_words
from bot.domain.template import StageKey
from bot.services.meeting.words_posted import NotPosted
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import Story, lead, member
from tests.services.meeting.test_posts import words_in
from tests.services.small_discord import Killed, Lost
from tests.waiting import until

BOUNDARIES = 8
"""More places to die than saying something has."""


async def talking(story):
    now = await story.begun(5)
    while now.now_in is not StageKey.DISCUSSION:
        now = await story.meetings.decide(
            now.id, lambda m, when, p=now.place: stages.advance(m, lead(), when, p, sure=True)
        )
    return now


async def test_the_same_form_sent_again_is_one_message_and_no_refusal(story):
    now = await talking(story)
    first = await story.words.say(now.id, member(1), now.place, "my words")
    story.clock.at += timedelta(minutes=4)
    again = await story.words.say(now.id, member(1), now.place, "  my words ")
    assert words_in(story, now.room) == ["my words"]
    assert first.posts == again.posts


async def test_the_same_form_is_no_refusal_though_the_stage_went_on(story):
    now = await talking(story)
    await story.words.say(now.id, member(1), now.place, "my words")
    await story.meetings.decide(
        now.id, lambda m, when: stages.advance(m, lead(), when, m.place, sure=True)
    )
    await story.words.say(now.id, member(1), now.place, "my words")
    assert words_in(story, now.room) == ["my words"]


async def test_other_words_other_people_and_other_places_are_no_repetition(story):
    now = await story.begun(5)
    await story.words.say(now.id, member(1), now.place, "hello")
    await story.words.say(now.id, member(1), now.place, "hello again")
    await story.words.say(now.id, member(2), now.place, "hello")
    now = await story.meetings.decide(
        now.id, lambda m, when: stages.advance(m, lead(), when, m.place, sure=True)
    )
    await story.words.say(now.id, member(1), now.place, "hello")
    assert words_in(story, now.room) == ["hello", "hello again", "hello", "hello"]


async def test_the_same_words_are_new_words_later_and_once_they_were_taken_back(story):
    now = await talking(story)
    after = await story.words.say(now.id, member(1), now.place, "yes")
    number = after.posts[0].number
    await story.meetings.decide(now.id, lambda m, _: posted_words.take_back(m, member(1), number))
    await story.wait(seconds=1)
    assert words_in(story, now.room) == []
    await story.words.say(now.id, member(1), now.place, "yes")
    assert words_in(story, now.room) == ["yes"]
    story.clock.at += timedelta(minutes=5)
    await story.words.say(now.id, member(1), now.place, "yes")
    assert words_in(story, now.room) == ["yes", "yes"]


@pytest.mark.at_length
@pytest.mark.parametrize("answers", [(Lost(), Unsure()), (Unsure(), Lost()), (Unsure(), Unsure())])
async def test_words_of_which_nobody_knows_whether_they_came_come_once(story, answers):
    now = await talking(story)
    story.discord.plan("send", *answers)
    story.discord.plan("read", *[Unsure()] * 2)
    with pytest.raises(NotPosted):
        await story.words.say(now.id, member(1), now.place, "my words")
    story.discord.plans.clear()
    story.clock.at += timedelta(minutes=3)
    assert story.discord.nonce_window < timedelta(minutes=3), "Discord itself would post them twice"
    await story.words.say(now.id, member(1), now.place, "my words")
    assert words_in(story, now.room) == ["my words"]


async def test_a_room_that_cannot_be_read_gets_no_second_copy(story):
    now = await talking(story)
    story.discord.plan("send", Lost())
    story.discord.plan("read", *[Blocked("no_history")] * 2)
    for _ in range(2):
        with pytest.raises(NotPosted):
            await story.words.say(now.id, member(1), now.place, "my words")
    assert words_in(story, now.room) == ["my words"]


@pytest.mark.at_length
@pytest.mark.parametrize("place", range(1, BOUNDARIES))
@pytest.mark.parametrize("again", [True, False], ids=["sent again", "not sent again"])
async def test_a_process_that_dies_on_the_way_leaves_no_second_copy_and_no_orphan(
    story, place, again
):
    now = await talking(story)
    story.discord.killed_at = story.discord.boundaries + place
    try:
        await story.words.say(now.id, member(1), now.place, "my words")
    except Killed:
        await story.restart()
        if again:
            await story.words.say(now.id, member(1), now.place, "my words")
    story.discord.killed_at = None
    await story.wait(minutes=4)
    after = await story.meetings.get(now.id)
    there = {known for known, one in story.discord.messages.items() if one.nonce.find("words") > 0}
    assert {post.message for post in after.posts} == there, "whatever stands there is known"
    assert len(there) <= 1
    assert len(there) == 1 or not again
    assert [one.posted for one in after.sending] == [True] * len(there)


async def test_two_processes_that_are_given_the_same_form_post_one_message(story):
    now = await talking(story)
    other = Story(story.kept, story.discord, story.clock)
    await asyncio.gather(
        *(one.words.say(now.id, member(1), now.place, "my words") for one in (story, other))
    )
    assert words_in(story, now.room) == ["my words"]
    assert len((await story.meetings.get(now.id)).posts) == 1


async def test_words_that_discord_takes_minutes_to_post_are_not_given_up_meanwhile(story):
    now = await talking(story)
    taken = asyncio.Event()
    story.discord.plan("send", taken)
    said = asyncio.ensure_future(story.words.say(now.id, member(1), now.place, "my words"))
    await story.wait(minutes=3)
    taken.set()
    await said
    await story.words.say(now.id, member(1), now.place, "my words")
    assert words_in(story, now.room) == ["my words"]


@pytest.mark.parametrize("settled", [False, True], ids=["soon", "after they were found"])
async def test_words_sent_again_once_their_turn_is_over_are_found_where_nobody_heard(
    story, settled
):
    now = await talking(story)
    story.discord.plan("send", Lost())
    story.discord.plan("read", Unsure())
    with pytest.raises(NotPosted):
        await story.words.say(now.id, member(1), now.place, "my words")
    if settled:
        story.clock.at += timedelta(minutes=2)
        await story.words.settle(now.id)
    later = await story.meetings.decide(now.id, lambda m, _: replace(m, calls=m.calls + 1))
    assert later.place != now.place
    await story.words.say(now.id, member(1), later.place, "my words")
    assert words_in(story, now.room) == ["my words"]


async def test_words_sent_again_while_a_dead_process_is_cleared_up_after_are_not_given_up(story):
    now = await talking(story)
    story.discord.plan("send", Unsure(), Unsure())
    with pytest.raises(NotPosted):
        await story.words.say(now.id, member(1), now.place, "my words")
    story.clock.at += timedelta(minutes=2)
    looked, taken = asyncio.Event(), asyncio.Event()
    story.discord.plan("read", looked)
    story.discord.plan("send", taken)
    settling = asyncio.ensure_future(story.words.settle(now.id))
    await until(lambda: not story.discord.plans["read"])
    said = asyncio.ensure_future(story.words.say(now.id, member(1), now.place, "my words"))
    await until(lambda: not story.discord.plans["send"])
    looked.set()
    await settling
    taken.set()
    await said
    await story.words.say(now.id, member(1), now.place, "my words")
    assert words_in(story, now.room) == ["my words"]


async def test_words_of_somebody_removed_while_nobody_knew_of_them_go(story):
    now = await talking(story)
    story.discord.plan("send", Lost(), Unsure())
    story.discord.plan("read", Unsure())
    with pytest.raises(NotPosted):
        await story.words.say(now.id, member(1), now.place, "my words")
    await story.removals.remove(now.id, lead(), member(1).id, sure=True)
    await story.wait(minutes=5)
    assert words_in(story, now.room) == []


async def test_what_is_written_down_says_neither_the_words_nor_the_line(story):
    now = await talking(story)
    after = await story.words.say(now.id, member(1), now.place, "unmistakable words")
    assert after.sending
    assert "unmistakable" not in repr(after)
    gone = leaving.forget(after, member(1).id, story.clock.now(), "00" * 16)
    assert not gone.sending
