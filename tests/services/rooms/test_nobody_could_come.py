"""The bot or Discord is away from the opening of a room on: nobody could come, so it is missed.

Killed at every instant of the opening, and away for a while; and what is not to be taken for that.
"""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.ids import ChannelId
from bot.services.ports.drawings import DoorMessage
from bot.services.ports.trouble import Blocked
from tests.services.conftest import (
    ANNOUNCED,
    GUILD,
    MINUTE,
    NOW,
    ORGANISERS,
    START,
    Story,
    lead,
)
from tests.services.instants import states_of
from tests.services.rooms.coming_back import DOORS, comes_back
from tests.services.small_discord import Clock, Discord, Killed

SECOND = timedelta(seconds=1)
FACILITATORS = ChannelId(15)


async def planned(store, **wish) -> Story:
    """A fresh Discord and an empty server, a minute before the doors of a meeting of an hour."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    await story.settle_server(facilitators_channel=FACILITATORS)
    await story.plan(**wish)
    await story.until(DOORS - MINUTE)
    discord.boundaries = 0
    return story


async def opens(story, killed_at=None) -> bool:
    """Let the room open; gives whether the process lived on."""
    story.discord.killed_at = killed_at
    try:
        await story.until(DOORS + 3 * SECOND)
    except Killed:
        await story.ticks.idle()
        return False
    return True


async def instants(store, url, **wish) -> list[int]:
    """Give every boundary of the opening at which a state begins that was written or seen."""
    story = await planned(store, **wish)
    with states_of(url) as states:
        story.discord.watched = states.look
        assert await opens(story)
    assert len(states.begun_at) > 5
    return states.begun_at


def doors(story) -> list[bool]:
    """Whether each door that stands is shut."""
    drawn = [one.shown for one in story.discord.said(ANNOUNCED)]
    return [one.shut for one in drawn if isinstance(one, DoorMessage)]


async def opened_now(story, killed_at) -> None:
    """Opened by hand, it has a card and a door of its own."""
    await story.room_requests.open_now((await story.occurrence()).id, lead())
    await story.wait(seconds=20)
    opened = await story.occurrence()
    assert opened.phase is Phase.OPEN, killed_at
    assert [opened.room] == list(story.discord.channels), killed_at
    assert doors(story).count(False) == 1, killed_at
    assert len(story.discord.said(opened.room)) == 1, killed_at


@pytest.mark.parametrize("kind", list(RoomKind))
async def test_killed_at_any_instant_of_the_opening_and_away_until_too_late_it_is_missed(
    file_story, made_sqlite_url, kind
):
    for killed_at in await instants(file_story.kept, made_sqlite_url, room_kind=kind):
        story = await planned(file_story.kept, room_kind=kind)
        await opens(story, killed_at)
        await comes_back(story, START + 35 * MINUTE)
        one = await story.occurrence()
        assert (one.phase, one.reason) == (Phase.MISSED, "down"), killed_at
        assert story.discord.channels == {}, killed_at
        assert False not in doors(story), killed_at
        assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"], killed_at
        assert story.discord.keys(FACILITATORS) == ["facilitators.missed"], killed_at
        assert story.discord.keys(ANNOUNCED) == ["note.not_held"], killed_at
        await opened_now(story, killed_at)


async def test_killed_at_any_instant_of_the_opening_and_back_in_time_it_is_open_as_ever(
    file_story, made_sqlite_url
):
    for killed_at in await instants(file_story.kept, made_sqlite_url):
        story = await planned(file_story.kept)
        await opens(story, killed_at)
        await comes_back(story, START)
        assert (await story.occurrence()).phase is Phase.OPEN, killed_at
        assert len(story.discord.channels) == len(doors(story)) == 1, killed_at


async def test_found_after_its_end_it_is_missed_and_nothing_is_offered(file_story):
    story = await planned(file_story.kept)
    await opens(story)
    await comes_back(story, START + 110 * MINUTE)
    assert (await story.occurrence()).phase is Phase.MISSED
    assert story.discord.channels == {}
    assert story.discord.keys(ORGANISERS) == ["organisers.missed"]


async def test_killed_again_while_the_room_is_given_up_it_is_missed_once(
    file_story, made_sqlite_url
):
    async def given_up(killed_at=None, watched=None):
        story = await planned(file_story.kept)
        await opens(story)
        story.clock.at = START + 35 * MINUTE
        story.start()
        story.discord.boundaries, story.discord.watched = 0, watched
        story.discord.killed_at = killed_at
        try:
            await story.ticks.resume()
            await story.wait(seconds=10)
        except Killed:
            await story.ticks.idle()
            await story.restart()
            await story.wait(seconds=20)
        assert (await story.occurrence()).phase is Phase.MISSED, killed_at
        assert story.discord.channels == {}, killed_at
        assert story.discord.keys(ORGANISERS) == ["organisers.missed_open"], killed_at

    with states_of(made_sqlite_url) as states:
        await given_up(watched=states.look)
    for killed_at in states.begun_at:
        await given_up(killed_at)


async def test_while_nobody_knows_who_is_in_the_room_it_is_not_deleted(story):
    opened = await story.opened()
    story.discord.sees_people = False
    await comes_back(story, START + 35 * MINUTE)
    assert opened.room in story.discord.channels


async def test_a_meeting_that_had_begun_goes_on(story):
    running = await story.begun()
    await comes_back(story, START + 30 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert running.room in story.discord.channels


async def test_begun_while_discord_was_not_answering_it_is_an_evening_like_any(story):
    opened = await story.opened()
    story.clock.at = START + 16 * MINUTE
    story.discord.down = True
    await story.restart()
    await story.wait(minutes=1)
    await story.come_in(lead())
    place = (await story.meetings.get(opened.id)).place
    await story.meetings.begin(opened.id, lead(), place)
    story.discord.down = False
    await story.wait(minutes=10)
    assert (await story.occurrence()).phase is Phase.OPEN
    running = await story.meetings.get(opened.id)
    await story.meetings.end(opened.id, lead(), running.place, sure=True)
    await story.everybody_leaves()
    await story.wait(minutes=10)
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_a_door_that_discord_refuses_is_no_reason_to_miss_a_meeting(story):
    await story.settle_server()
    await story.plan()
    await story.until(DOORS - SECOND)
    story.discord.plan("send", None, *[Blocked("words_refused")] * 40)
    await story.until(START + 20 * MINUTE)
    one = await story.occurrence()
    assert (one.phase, one.reason) == (Phase.CLOSED, "")
    assert "organisers.missed_open" not in story.discord.keys(ORGANISERS)


async def test_a_room_that_may_not_be_deleted_is_left_to_the_usual_end(story):
    await story.opened()
    story.discord.plan("delete", *[Blocked("forbidden")] * 2)
    await comes_back(story, START + 35 * MINUTE)
    assert len(story.discord.channels) == 1
    await story.wait(minutes=40)
    assert story.discord.channels == {}
