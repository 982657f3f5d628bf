"""Words in the room can go again: their message is deleted, also where Discord says no at first."""

import pytest

from bot.domain.meeting.rights import MeetingOver, Removed
from bot.domain.meeting.talk import posted_words
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import lead, member


def words_in(story, room):
    shown = [one.drawing for one in story.discord.said(room)]
    return [
        one.facts["text"] for one in shown if isinstance(one, Line) and one.key.startswith("words.")
    ]


async def test_what_somebody_wrote_is_known_by_its_place_and_its_author(story):
    now = await story.begun(5)
    after = await story.words.say(now.id, member(1), now.place, "my words")
    post = after.posts[0]
    assert (post.author, post.room) == (member(1).id, now.room)
    assert story.discord.messages[post.message].drawing.facts["text"] == "my words"


async def test_words_without_a_name_are_linked_to_nobody(file_story):
    now = await file_story.begun(5)
    held = (await file_story.words.hold(now.id, member(1), now.place, "unnamed")).held[0]
    after = await file_story.words.release(now.id, lead(), held.number, show=True)
    assert [post.author for post in after.posts] == [None]


@pytest.mark.parametrize("trouble", [None, Unsure(), Blocked("forbidden")])
async def test_words_that_are_taken_down_are_deleted_whatever_discord_says_first(
    file_story, trouble
):
    story = file_story
    now = await story.begun(5)
    after = await story.words.say(now.id, member(1), now.place, "hurtful")
    await story.words.say(now.id, member(2), now.place, "kind")
    if trouble:
        story.discord.plan("delete_message", trouble)
    number = after.posts[0].number
    await story.meetings.decide(now.id, lambda m, _: posted_words.take_down(m, lead(), number))
    await story.wait(seconds=20)
    assert words_in(story, now.room) == ["kind"]
    assert (await story.meetings.get(now.id)).posts[0].author == member(2).id


async def test_taking_down_outlives_the_process_and_the_evening(file_story):
    story = file_story
    now = await story.begun(5)
    after = await story.words.say(now.id, member(1), now.place, "hurtful")
    number = after.posts[0].number
    await story.meetings.decide(now.id, lambda m, _: posted_words.take_down(m, lead(), number))
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.restart()
    await story.wait(seconds=20)
    assert words_in(story, now.room) == []


async def test_whoever_is_removed_while_their_words_are_on_the_way_leaves_none(file_story):
    story = file_story
    now = await story.begun(5)
    send = story.words.messages.send

    async def and_removed_meanwhile(drawing, *where, **how):
        message = await send(drawing, *where, **how)
        await story.removals.remove(now.id, lead(), member(1).id, sure=True)
        return message

    story.words.messages.send = and_removed_meanwhile
    with pytest.raises(Removed):
        await story.words.say(now.id, member(1), now.place, "too late")
    await story.wait(seconds=20)
    assert words_in(story, now.room) == []


@pytest.mark.parametrize("trouble", [None, Unsure(), Blocked("forbidden")])
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
async def test_words_that_come_after_the_end_do_not_stay_behind(file_story, trouble, named):
    story = file_story
    now = await story.begun(5)
    held = (await story.words.hold(now.id, member(1), now.place, "unnamed")).held[0]
    send = story.words.messages.send

    async def and_ended_meanwhile(drawing, *where, **how):
        message = await send(drawing, *where, **how)
        await story.meetings.end(now.id, lead(), now.place, sure=True)
        return message

    story.words.messages.send = and_ended_meanwhile
    if trouble:
        story.discord.plan("delete_message", *[trouble] * 4)
    said = story.words.say(now.id, member(1), now.place, "too late")
    shown = story.words.release(now.id, lead(), held.number, show=True)
    (shown if named else said).close()
    with pytest.raises(MeetingOver):
        await (said if named else shown)
    await story.wait(minutes=2)
    assert words_in(story, now.room) == []
