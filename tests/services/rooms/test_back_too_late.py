"""The bot is back too late: people waited for it in the room, or Discord does not answer yet."""

from datetime import timedelta

from bot.domain.calendar.occurrence import Phase
from bot.services.ports.trouble import Unsure
from tests.services.conftest import (
    MINUTE,
    ORGANISERS,
    START,
    lead,
    member,
)
from tests.services.rooms.coming_back import DOORS, comes_back

SECOND = timedelta(seconds=1)


async def waited_for(story):
    """The bot comes back late to a room in which somebody has waited for it."""
    opened = await story.opened()
    await story.come_in(member(1))
    await story.come_in(lead())
    await comes_back(story, START + 35 * MINUTE)
    await story.wait(minutes=10)
    assert (await story.occurrence()).phase is Phase.OPEN, "nobody is sent away at once"
    return opened


async def test_those_who_waited_in_the_room_may_still_begin(story):
    opened = await waited_for(story)
    place = (await story.meetings.get(opened.id)).place
    await story.meetings.begin(opened.id, lead(), place)
    await story.wait(minutes=5)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert "note.nobody_began" not in story.discord.keys(opened.room)


async def test_where_they_do_not_it_ends_kindly_once_its_time_is_over(story):
    opened = await waited_for(story)
    await story.until(START + 62 * MINUTE)
    assert story.discord.keys(opened.room)[-1] == "note.nobody_began"


async def test_once_they_have_left_it_is_missed_like_any(story):
    await waited_for(story)
    await story.everybody_leaves()
    await story.wait(minutes=2)
    assert (await story.occurrence()).phase is Phase.MISSED
    assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"]


async def test_discord_gives_no_answer_from_the_opening_on_and_the_door_never_stood(story):
    await story.settle_server()
    await story.plan()
    await story.until(DOORS - SECOND)
    story.discord.plan("send", *[Unsure()] * 3)
    await story.until(DOORS + 2 * SECOND)
    story.discord.down = True
    await story.until(START + 21 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN, "nobody can be said not to have begun"
    story.discord.down = False
    await story.wait(minutes=3)
    one = await story.occurrence()
    assert (one.phase, one.reason) == (Phase.MISSED, "discord_down")
    assert story.discord.channels == {}
    assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"]


async def test_discord_is_down_when_the_bot_comes_back_and_it_is_missed_once_that_is_over(story):
    await story.opened()
    story.clock.at = START + 20 * MINUTE
    story.discord.down = True
    await story.restart()
    await story.wait(minutes=5)
    assert (await story.occurrence()).phase is Phase.OPEN
    story.discord.down = False
    await story.wait(minutes=2)
    one = await story.occurrence()
    assert (one.phase, one.reason) == (Phase.MISSED, "down")
    assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"]
