"""Killed at every instant of a short evening, and started again (T-CRASH-2, in small)."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import MemberId
from bot.domain.meeting import stages
from bot.domain.meeting.rights import MeetingOver, StageOver
from bot.domain.meeting.round_state import Place
from bot.services.calendar.schedule import Wish
from bot.services.ports.drawings import Card, DoorMessage
from tests.services.conftest import ANNOUNCED, GUILD, NOW, Story, lead, member
from tests.services.instants import states_of
from tests.services.small_discord import Clock, Discord, Killed

pytestmark = pytest.mark.at_length  # one evening some hundred times: other stories count it


@dataclass(frozen=True)
class Left:
    """What an evening leaves behind, in Discord and in the tables."""

    phase: Phase = Phase.CLOSED
    rooms_made: int = 1
    rooms_there: int = 0
    deleted_with: tuple[frozenset[MemberId], ...] = (frozenset(),)
    """Who was inside each room when it was deleted."""
    often: int = 1
    """How often the same thing was said at the most."""
    cards: int = 3
    """One for each stage that was seen."""
    cards_with_buttons: int = 0
    doors_shut: tuple[bool, ...] = (True,)
    lines: tuple[str, ...] = ("note.ended",)
    evenings_kept: int = 0
    seen_by_others: tuple[str, ...] = ()
    """What was shown, and who was let in, while others saw the room."""


AS_IF_NOTHING_WAS = Left()


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
            await story.ticks.idle()
            await story.restart()
            await story.wait(seconds=20)
        except (StageOver, MeetingOver):
            done = True


async def left_by(story: Story) -> Left:
    discord = story.discord
    cards = [one.shown for one in discord.said() if isinstance(one.drawing, Card)]
    doors = [one.shown for one in discord.said(ANNOUNCED)]
    return Left(
        phase=(await story.occurrence()).phase,
        rooms_made=discord.made,
        rooms_there=len(discord.channels),
        deleted_with=tuple(people for _, people in discord.deleted),
        often=max(Counter(one.nonce for one in discord.said()).values()),
        cards=len(cards),
        cards_with_buttons=sum(isinstance(one, Card) for one in cards),
        doors_shut=tuple(isinstance(one, DoorMessage) and one.shut for one in doors),
        lines=tuple(discord.keys()),
        evenings_kept=len(await story.kept.run(lambda tx: tx.live_meetings.all())),
        seen_by_others=tuple(discord.seen_by_others),
    )


async def told(store, killed_at=None, seen=None, **changes) -> tuple[Left, int]:
    """Tell the story on a fresh Discord and an empty server; gives its boundaries too."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0), **changes)
    story = Story(store, discord, discord.clock)
    await story.settle_server()
    await story.schedule.start_now(GUILD, lead(), Wish("Right now"))
    discord.boundaries, discord.killed_at, discord.watched = 0, killed_at, seen
    for step in EVENING:
        await until_done(story, step)
    return await left_by(story), discord.boundaries


async def instants(store, url, **changes) -> list[int]:
    """Tell the story as it goes when nobody dies, and give the boundaries to die at."""
    with states_of(url) as states:
        left, boundaries = await told(store, None, states.look, **changes)
    assert left == AS_IF_NOTHING_WAS
    assert boundaries > 100
    assert len(states.begun_at) > 50
    return states.begun_at


async def test_an_evening_killed_at_any_instant_is_finished_as_if_nothing_was(
    file_story, made_sqlite_url
):
    for killed_at in await instants(file_story.kept, made_sqlite_url):
        left, _ = await told(file_story.kept, killed_at)
        assert left == AS_IF_NOTHING_WAS, killed_at


async def test_an_evening_killed_here_and_there_is_finished_on_postgresql_too(server_story):
    left, boundaries = await told(server_story.kept)
    assert left == AS_IF_NOTHING_WAS
    for killed_at in range(5, boundaries, 29):
        left, _ = await told(server_story.kept, killed_at)
        assert left == AS_IF_NOTHING_WAS, killed_at


@pytest.mark.parametrize("blind", ["rooms", "messages"])
async def test_without_looking_first_the_same_story_fails(file_story, made_sqlite_url, blind):
    for killed_at in await instants(file_story.kept, made_sqlite_url, blind=blind):
        left, _ = await told(file_story.kept, killed_at, blind=blind)
        if left != AS_IF_NOTHING_WAS:
            return
    pytest.fail("whenever it was killed, nothing was left behind")
