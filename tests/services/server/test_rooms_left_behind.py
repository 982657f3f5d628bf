"""Rooms of evenings that a removal stopped: closed once empty, whatever is kept of the group."""

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId
from bot.services.ports.drawings import DoorMessage
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, MINUTE, lead, member
from tests.services.server.test_taken_in_again import back, kicked


async def anew_with_people_inside(story, **wish):
    """The whole group sits in the room of the killed evening while all that was set goes."""
    await kicked(story, **wish)
    (room,) = story.discord.channels.values()
    room.inside.add(member(1).id)
    await back(story)
    await story.departures.start_anew(GUILD, lead())
    return room


async def test_an_empty_room_goes_with_all_that_was_set(story):
    await kicked(story)
    story.clock.at += MINUTE
    story.discord.unheard_of.discard(GUILD)
    await story.departures.returned(GUILD)
    assert len(story.discord.channels) == 1
    await story.departures.start_anew(GUILD, lead())
    assert story.discord.channels == {}
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()


async def test_a_room_with_people_in_it_is_found_again_after_all_was_deleted(story):
    room = await anew_with_people_inside(story)
    kept = await story.occurrence()
    assert (kept.title, kept.facilitator, kept.series) == ("", None, None)
    await story.wait(minutes=12)
    assert len(story.discord.channels) == 1, "somebody is in there"
    room.inside.clear()
    await story.wait(minutes=12)
    assert story.discord.channels == {}
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()


async def test_it_is_found_where_rooms_open_in_another_category_since(story):
    room = await anew_with_people_inside(story)
    await story.settle_server(rooms=ChannelId(77))
    room.code = "not-found"  # Discord lists only what stands in the category that is set
    room.inside.clear()
    await story.wait(minutes=12)
    assert story.discord.channels == {}
    assert await story.kept.run(lambda tx: tx.occurrences.of(GUILD)) == ()


async def test_a_text_room_is_there_to_be_read_for_a_day_though_all_was_deleted(story):
    await anew_with_people_inside(story, room_kind=RoomKind.TEXT)
    await story.wait(hours=20)
    assert len(story.discord.channels) == 1
    await story.wait(hours=6)
    assert story.discord.channels == {}


async def test_a_room_that_discord_does_not_delete_is_deleted_later(story):
    await kicked(story)
    story.discord.unheard_of.discard(GUILD)
    story.discord.plan("find", Unsure())
    await story.departures.returned(GUILD)
    await story.departures.start_anew(GUILD, lead())
    assert len(story.discord.channels) == 1
    await story.wait(minutes=12)
    assert story.discord.channels == {}


async def test_without_an_answer_the_room_with_people_in_it_is_closed_later_too(story):
    await kicked(story)
    (room,) = story.discord.channels.values()
    room.inside.add(member(1).id)
    await back(story)
    await story.wait(days=7, hours=2)
    assert await story.kept.run(lambda tx: tx.series.all()) == ()
    room.inside.clear()
    await story.wait(minutes=12)
    assert story.discord.channels == {}


@pytest.mark.parametrize("kind", list(RoomKind))
async def test_card_and_door_of_the_killed_evening_say_that_it_is_over(story, kind):
    one = await kicked(story, room_kind=kind)
    (room,) = story.discord.channels.values()
    room.inside.add(member(1).id)
    await back(story)
    shown = [type(each.shown).__name__ for each in story.discord.messages.values()]
    assert "Card" not in shown
    door = next(
        each.shown
        for each in story.discord.messages.values()
        if isinstance(each.shown, DoorMessage) and each.shown.occurrence.id == one.id
    )
    assert door.shut


async def test_a_room_for_text_takes_no_more_messages(story):
    await kicked(story, room_kind=RoomKind.TEXT)
    await back(story)
    (room,) = story.discord.channels.values()
    assert not room.locked
    await story.wait(minutes=20)
    assert room.locked
