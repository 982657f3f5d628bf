"""What somebody has erased goes from Discord too, however long Discord says no."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.ids import OWN
from bot.domain.meeting.talk import agenda
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.notices import Notice
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Blocked, Gone, Unsure
from tests.services.conftest import GUILD, ORGANISERS, lead, member

ANA, BEN = member(1), member(2)
LONG_REFUSED = 40


def words_in(story, room):
    shown = [one.drawing for one in story.discord.said(room)]
    lines = [one for one in shown if isinstance(one, Line) and one.key.startswith("words.")]
    return [one.facts["text"] for one in lines]


async def said_something(story, **wish):
    """An evening in which two have typed, one of them twice, and words came without a name."""
    now = await story.begun(5, **wish)
    for who, text in ((ANA, "first"), (BEN, "bens"), (ANA, "second")):
        await story.words.say(now.id, who, now.place, text)
    held = (await story.words.hold(now.id, ANA, now.place, "unnamed")).held[0]
    await story.words.release(now.id, lead(), held.number, show=True)
    assert words_in(story, now.room) == ["first", "bens", "second", "unnamed"]
    return now


async def end(story, now):
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.tick()


async def test_typed_words_go_with_their_author_and_those_without_a_name_stay(story):
    now = await said_something(story)
    receipt = await story.privacy.erase(ANA.id, GUILD)
    assert receipt.messages == 2
    await story.wait(seconds=20)
    assert words_in(story, now.room) == ["bens", "unnamed"]


async def test_words_go_also_after_the_end_while_the_room_is_there(story):
    now = await said_something(story)
    await end(story, now)
    receipt = await story.privacy.erase(ANA.id, GUILD)
    assert (receipt.rows, receipt.messages) == (2, 2), "the membership, and what was left behind"
    again = await story.privacy.erase(ANA.id, GUILD)
    assert (again.rows, again.messages) == (0, 0)
    await story.wait(seconds=20)
    assert words_in(story, now.room) == ["bens", "unnamed"]


@pytest.mark.parametrize("ended", [False, True], ids=["running", "ended"])
@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Unsure()], ids=repr)
async def test_words_that_discord_refuses_to_delete_are_asked_for_until_they_are_gone(
    file_story, ended, trouble
):
    story = file_story
    now = await said_something(story, room_kind=RoomKind.TEXT)
    if ended:
        await end(story, now)
    await story.privacy.erase(ANA.id, GUILD)
    story.discord.plan("delete_message", *[trouble] * LONG_REFUSED)
    await story.wait(minutes=10)
    assert "first" in words_in(story, now.room)
    await story.restart()
    await story.wait(hours=22)
    assert words_in(story, now.room) == ["bens", "unnamed"]


async def test_a_name_that_discord_keeps_in_a_running_room_is_taken_off_in_the_end(file_story):
    story = file_story
    now = await story.begun()
    story.discord.plan("unbar", *[Blocked("forbidden")] * 5)
    await story.privacy.erase(ANA.id, GUILD)
    assert ANA.id in story.discord.channels[now.room].allowed
    await story.restart()
    story.discord.channels[now.room].inside.discard(ANA.id)
    await story.wait(minutes=10)
    assert ANA.id not in story.discord.channels[now.room].allowed
    assert BEN.id in story.discord.channels[now.room].allowed


async def test_a_name_that_discord_keeps_in_an_ended_room_is_taken_off_in_the_end(file_story):
    story = file_story
    now = await story.begun(room_kind=RoomKind.TEXT)
    await end(story, now)
    story.discord.plan("unbar", *[Blocked("forbidden")] * LONG_REFUSED)
    await story.privacy.erase(ANA.id, GUILD)
    await story.wait(minutes=5)
    assert ANA.id in story.discord.channels[now.room].allowed
    await story.restart()
    await story.wait(hours=20)
    assert ANA.id not in story.discord.channels[now.room].allowed
    assert BEN.id in story.discord.channels[now.room].allowed
    assert await story.kept.run(lambda tx: tx.traces.get(now.id)) is None, "nothing is left"


async def test_what_was_left_behind_is_forgotten_with_its_room(file_story):
    story = file_story
    now = await said_something(story)
    await end(story, now)
    assert len((await story.kept.run(lambda tx: tx.traces.get(now.id))).posts) == 4
    await story.everybody_leaves()
    await story.wait(minutes=20)
    assert now.room not in story.discord.channels
    assert await story.kept.run(lambda tx: tx.traces.get(now.id)) is None


async def test_an_erase_that_comes_when_the_room_is_gone_asks_for_nothing_for_ever(file_story):
    story = file_story
    now = await said_something(story)
    await end(story, now)
    story.discord.plan("delete_message", Gone(), Gone())
    story.discord.plan("unbar", Gone())
    await story.privacy.erase(ANA.id, GUILD)
    await story.wait(minutes=1)
    open_still = await story.kept.run(lambda tx: tx.outbox.of(Subject.meeting(now.id)))
    kinds = {EntryKind.TAKE_DOWN, EntryKind.UNNAME}
    assert {one.state for one in open_still if one.kind in kinds} == {EntryState.DONE}


async def test_words_stand_in_a_voice_room_that_stays_for_a_day_at_most(file_story):
    story = file_story
    now = await said_something(story)
    await end(story, now)
    await story.wait(hours=23)
    assert len(words_in(story, now.room)) == 4
    await story.wait(hours=1, minutes=5)
    assert now.room in story.discord.channels, "people are still in it"
    assert words_in(story, now.room) == []


async def test_a_room_that_is_left_to_the_organisers_names_nobody_and_holds_no_words(file_story):
    story = file_story
    now = await said_something(story)
    await end(story, now)
    await story.everybody_leaves()
    story.discord.plan("delete", *[Blocked("forbidden")] * 30)
    story.discord.plan("unbar", *[Blocked("forbidden")] * 12)
    story.discord.plan("delete_message", *[Unsure()] * 12)
    await story.wait(hours=3)
    assert (await story.occurrence()).phase is Phase.ABANDONED
    await story.restart()
    await story.wait(hours=3)
    room = story.discord.channels[now.room]
    assert (room.allowed, room.barred) == (set(), set())
    assert words_in(story, now.room) == []


async def test_topics_under_a_name_go_with_it_and_those_without_stay(story):
    now = await story.begun()
    for who, text, named in ((ANA, "mine", True), (ANA, "anybodys", False), (BEN, "bens", True)):
        rule = lambda m, _, w=who, t=text, n=named: agenda.suggest(m, w, t, with_name=n)  # noqa: E731
        await story.meetings.decide(now.id, rule)
    await story.privacy.erase(ANA.id, GUILD)
    after = await story.meetings.get(now.id)
    assert [one.text for one in after.topics] == ["anybodys", "bens"]


async def test_an_older_line_to_the_organisers_that_mentions_somebody_goes_with_them(file_story):
    story = file_story
    now = await story.begun(facilitator=ANA.id)
    message = story.discord.new_id()

    def told(tx):
        once = OutboxEntry(
            Subject.meeting(now.id), GUILD, EntryKind.ORGANISERS, 7, story.clock.now()
        )
        said = Notice("nobody_began_led").written()
        done = replace(once, payload=said, state=EntryState.DONE)
        tx.outbox.want(replace(done, channel=ORGANISERS, message=message))

    await story.kept.run(told)
    receipt = await story.privacy.erase(ANA.id, GUILD)
    assert receipt.messages == 1
    deleted = await story.kept.run(
        lambda tx: tx.outbox.get(Subject.meeting(now.id), EntryKind.TAKE_DOWN, 7)
    )
    assert (deleted.channel, deleted.message) == (ORGANISERS, message)


async def moved(story):
    """An evening that moved on because somebody who was removed stayed; some are still behind."""
    now = await said_something(story)
    await story.removals.remove(now.id, lead(), member(3).id, sure=True)
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=5)
    after = await story.meetings.get(now.id)
    assert after.room != now.room
    return now, after


@pytest.mark.parametrize("ended", [False, True], ids=["running", "ended"])
async def test_a_room_that_was_moved_out_of_names_nobody_who_was_forgotten(file_story, ended):
    story = file_story
    now, after = await moved(story)
    assert {ANA.id, BEN.id} <= story.discord.channels[now.room].allowed
    if ended:
        await end(story, after)
    story.discord.plan("unbar", *[Blocked("forbidden")] * 5)
    await story.privacy.erase(ANA.id, GUILD)
    await story.restart()
    await story.wait(minutes=5)
    assert ANA.id not in story.discord.channels[now.room].allowed
    assert BEN.id in story.discord.channels[now.room].allowed
    assert "first" not in words_in(story, now.room)
    assert "bens" in words_in(story, now.room)


async def test_an_old_room_that_is_left_to_the_organisers_holds_no_names_and_no_words(file_story):
    story = file_story
    now, after = await moved(story)
    story.discord.channels[now.room].inside.clear()
    story.discord.plan("delete", *[Blocked("forbidden")] * 30)
    await story.wait(hours=1)
    room = story.discord.channels[now.room]
    assert (room.allowed, room.barred) == (set(), set())
    assert words_in(story, now.room) == []
    assert after.room in story.discord.channels


async def test_more_than_go_at_once_go_all_the_same(story):
    for _ in range(5):
        await story.delivery.messages.whisper(Line("en", "note.toy", {}), ANA.id)
    await story.privacy.erase(ANA.id, None)
    for _ in range(3):
        await story.delivery.deliver_due(Subject.member(OWN, ANA.id))
        story.clock.at += timedelta(seconds=10)
    assert story.discord.whispers == []
    assert await story.kept.run(lambda tx: tx.outbox.of(Subject.member(OWN, ANA.id))) == ()
