"""A door and a card that somebody deletes come back once each, wherever the process dies."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.calendar.schedule import Wish
from bot.services.meeting.deleted.what_stands import BETWEEN, EVERY
from bot.services.ports.drawings import Card, DoorMessage
from bot.services.ports.trouble import Unsure
from tests.services.conftest import ANNOUNCED, GUILD, NOW, Story, lead
from tests.services.small_discord import Clock, Discord, Killed, Lost

LOOKED = BETWEEN + 2 * EVERY
ONCE = Counter(Card=1, DoorMessage=1)


def shown(story, kind):
    return [at for at, one in story.discord.messages.items() if isinstance(one.drawing, kind)]


async def opened(store, **changes) -> Story:
    """A meeting whose room is open; Discord takes no second message for the same."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0), **changes)
    story = Story(store, discord, discord.clock)
    await story.settle_server()
    await story.schedule.start_now(GUILD, lead(), Wish("Right now"))
    await story.wait(seconds=10)
    return story


async def missed(story) -> None:
    """Let them be missed, and posted again."""
    at = story.clock.at + LOOKED
    while story.clock.at < at:
        try:
            await story.until(at)
        except Killed:
            await story.ticks.idle()
            await story.restart()
            at = story.clock.at + LOOKED + timedelta(seconds=20)


async def deleted(store, killed_at=None, **changes) -> tuple[Counter[str], int]:
    story = await opened(store, **changes)
    for kind in (Card, DoorMessage):
        for at in shown(story, kind):
            del story.discord.messages[at]
    story.discord.boundaries, story.discord.killed_at = 0, killed_at
    await missed(story)
    said = story.discord.said()
    return Counter(type(one.drawing).__name__ for one in said), story.discord.boundaries


@pytest.mark.at_length
async def test_killed_at_any_instant_each_comes_back_once(file_story):
    store = file_story.kept
    left, boundaries = await deleted(store)
    assert left == ONCE
    for killed_at in range(1, boundaries + 1):
        left, _ = await deleted(store, killed_at)
        assert left == ONCE, killed_at


@pytest.mark.at_length
async def test_without_looking_first_the_same_story_fails(file_story):
    store, blind = file_story.kept, {"blind": "messages"}
    _, boundaries = await deleted(store, **blind)
    for killed_at in range(1, boundaries + 1):
        left, _ = await deleted(store, killed_at, **blind)
        if left != ONCE:
            return
    pytest.fail("whenever it was killed, nothing stood there twice")


async def test_a_door_whose_answer_got_lost_is_posted_again_once(file_story):
    story = await opened(file_story.kept)
    (door,) = shown(story, DoorMessage)
    del story.discord.messages[door]
    await story.wait(seconds=BETWEEN.total_seconds() - 15)
    story.discord.plan("send", Lost())
    await story.wait(minutes=2)
    assert len(shown(story, DoorMessage)) == 1


async def test_while_discord_does_not_answer_nothing_counts_as_deleted(file_story):
    story = await opened(file_story.kept)
    story.discord.plan("stands", *[Unsure()] * 20)
    before = story.discord.calls["send"]
    await story.wait(minutes=11)
    running = await story.meetings.get((await story.occurrence()).id)
    assert (running.deleted, story.discord.calls["send"]) == ((), before)


async def test_no_link_leads_to_a_door_that_is_gone(file_story):
    story = await opened(file_story.kept)
    about = Subject.meeting((await story.occurrence()).id)
    for _ in range(2):
        for at in shown(story, DoorMessage):
            del story.discord.messages[at]
        await story.wait(seconds=LOOKED.total_seconds())
    door = await story.kept.run(lambda tx: tx.outbox.get(about, EntryKind.DOOR, 0))
    assert (door.message, story.discord.said(ANNOUNCED)) == (None, [])
    week = next(iter(story.discord.standing().values()))
    assert all(one.door is None for one in week.shown.week.lines)


async def test_a_room_that_is_opened_again_has_all_of_it_and_counts_anew(file_story):
    story = await opened(file_story.kept)
    now = await story.occurrence()
    gone, away = (EntryKind.CARD,) * 2, frozenset({EntryKind.CARD})
    await story.meetings.decide(now.id, lambda m, _: replace(m, deleted=gone, away=away))
    del story.discord.channels[now.room]
    await story.ticks.look(now.id)
    await story.wait(seconds=70)
    await story.room_requests.open_again(now.id, lead())
    await story.wait(seconds=20)
    running = await story.meetings.get(now.id)
    assert (running.deleted, running.away) == ((), frozenset())
    assert await story.meetings.newest(now.id) is not None
