"""A card that is redrawn while more is asked of Discord than it takes in a second."""

import asyncio
from contextlib import ExitStack, asynccontextmanager

from bot.discordio.requests.limiter import SLOTS
from tests.discordio.conftest import MEETING
from tests.discordio.messages.card_story import answers, edits, now_about, press, shown
from tests.waiting import until


@asynccontextmanager
async def a_redraw_that_waits_for_its_turn(group):
    """Let all that Discord takes in a second be under way, and a redraw stand behind it.

    SimCord would wait for that redraw, so it is begun outside the bot's scope, in real time.
    """
    with ExitStack() as under_way:
        for _ in range(SLOTS):
            under_way.enter_context(group.bot.responses.outside())
        group.bot.cards.redraw(MEETING)
        await until(lambda: group.bot.requests.waiting == 1)
        yield
    await group.env.advance_time(2)
    await until(lambda: not group.bot.requests.waiting)
    await asyncio.gather(*group.bot.cards._tasks.values())


async def test_a_press_does_not_wait_behind_a_redraw_that_waits_for_its_turn(group):
    await group.a_card("tea")
    async with a_redraw_that_waits_for_its_turn(group):
        now_about(group, "rain")
        await press(group, "Ana")
        assert (answers(group), await shown(group)) == ([7], "Topic: rain")
    assert edits(group) == [], "the press has shown it"


async def test_a_change_after_that_press_is_shown_once_the_redraw_has_its_turn(group):
    await group.a_card("tea")
    async with a_redraw_that_waits_for_its_turn(group):
        await press(group, "Ana")
        now_about(group, "rain")
        group.bot.cards.redraw(MEETING)
    assert (answers(group), len(edits(group)), await shown(group)) == ([7], 1, "Topic: rain")
