"""Killed at every boundary of a short evening, and started again (T-CRASH-2, in small)."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain import stages
from bot.domain.meeting import MeetingOver, StageOver
from bot.domain.occurrence import Phase
from bot.domain.turn import Place
from bot.services.ports import Card, Door, Line
from bot.services.schedule import Wish
from tests.services.conftest import ANNOUNCED, GUILD, NOW, Story, lead, member
from tests.services.small_discord import Clock, Discord, Killed

STAGES_SEEN = 3


async def opens(story):
    await story.wait(seconds=5)


async def comes_in(story):
    await story.come_in(member(1))


async def begins(story):
    await story.meetings.begin((await story.occurrence()).id, lead(), Place(0))


async def goes_on(story):
    meeting = (await story.occurrence()).id
    rule = lambda m, at: stages.advance(m, lead(), at, Place(1), sure=True)  # noqa: E731
    await story.meetings.decide(meeting, rule, lead())


async def shows(story):
    await story.wait(seconds=10)


async def ends(story):
    meeting = (await story.occurrence()).id
    await story.meetings.end(meeting, lead(), Place(2), sure=True)


async def closes(story):
    await story.everybody_leaves()
    await story.wait(minutes=7)


EVENING = (opens, comes_in, begins, shows, goes_on, shows, ends, shows, closes)


async def until_done(story: Story, step) -> None:
    """Take one step, again after a fall; what was done before the fall refuses to be done twice."""
    done = False
    while not done:
        try:
            await step(story)
            done = True
        except Killed:
            await story.openings.idle()
            await story.restart()
            await story.wait(seconds=20)
        except (StageOver, MeetingOver):
            done = True


async def check(story: Story) -> None:
    """Everything that must be so after an evening, however often it was interrupted."""
    discord, occurrence = story.discord, await story.occurrence()
    assert occurrence.phase is Phase.CLOSED
    assert (discord.made, discord.channels) == (1, {})
    assert [people for _, people in discord.deleted] == [frozenset()]
    assert max(Counter(one.nonce for one in discord.said()).values()) == 1
    cards = [one for one in discord.said() if isinstance(one.drawing, Card)]
    assert len(cards) == STAGES_SEEN
    assert all(not isinstance(one.shown, Card) for one in cards)
    (door,) = discord.said(ANNOUNCED)
    assert isinstance(door.drawing, Door)
    assert door.shown.shut
    assert [one.drawing.key for one in discord.said() if isinstance(one.drawing, Line)] == [
        "note.ended"
    ]
    assert await story.kept.run(lambda tx: tx.evenings.all()) == ()


async def told(store, killed_at=None, **changes) -> int:
    """Tell the story on a fresh Discord and an empty server; gives how many boundaries it has."""
    await store.run(lambda tx: tx.servers.remove(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0), **changes)
    story = Story(store, discord, discord.clock)
    await story.settle_server()
    await story.schedule.start_now(GUILD, lead(), Wish("Right now"))
    discord.boundaries, discord.killed_at = 0, killed_at
    for step in EVENING:
        await until_done(story, step)
    await check(story)
    return discord.boundaries


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(4))
async def test_an_evening_killed_at_any_boundary_is_finished_as_if_nothing_was(file_story, part):
    boundaries = await told(file_story.kept)
    assert boundaries > 100
    for killed_at in range(1 + part, boundaries + 1, 4):
        await told(file_story.kept, killed_at)


async def test_an_evening_killed_here_and_there_is_finished_on_either_database(store):
    boundaries = await told(store)
    for killed_at in range(5, boundaries, 29):
        await told(store, killed_at)


@pytest.mark.parametrize("blind", ["rooms", "messages"])
async def test_without_looking_first_the_same_story_fails(file_story, blind):
    failures = 0
    for killed_at in range(1, 40):
        try:
            await told(file_story.kept, killed_at, blind=blind)
        except AssertionError:
            failures += 1
    assert failures
