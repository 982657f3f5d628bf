"""Rooms are made once, found by their mark, seen by the right people, and removed."""

import datetime as dt
from dataclasses import replace

import discord
import pytest

from bot.discordio.overwrites.permissions import WRITING
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, MemberId
from bot.rehearsal import cast, simkit
from bot.services.ports.trouble import Blocked, Unsure
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import reason as told


async def test_a_voice_room_carries_its_mark_in_the_name(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    made = group.bot.get_channel(room)
    assert made.name == "Tuesday Group · calm-otter"
    assert made.category_id == group.world.category.id


async def test_a_text_room_carries_its_mark_in_the_topic(group):
    room = await group.bot.rooms.create(group.server, group.occurrence(RoomKind.TEXT))
    made = group.bot.get_channel(room)
    assert (made.name, made.topic) == ("tuesday-group", "calm-otter")


async def test_a_discreet_room_says_nothing(group):
    server = replace(group.server, discreet=True)
    room = await group.bot.rooms.create(server, group.occurrence())
    assert group.bot.get_channel(room).name == "Group · calm-otter"


async def test_who_was_let_in_can_enter_the_voice_room(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await group.bot.rooms.admit(room, MemberId(group.world["Ana"].id))
    await cast.come_in(group.world["Ana"], group.world.voice_room())
    assert group.bot.rooms.occupants(group.server.id, room) == {group.world["Ana"].id}


async def test_who_is_in_a_room_is_unknown_just_after_the_start(world, env):
    room = world.guild.create_voice_channel("Room")
    await env.settle()
    early = env.bot.rooms.occupants(world.guild.id, room.id)
    await env.advance_time(31)
    assert (early, env.bot.rooms.occupants(world.guild.id, room.id)) == (None, frozenset())


async def test_a_room_is_found_by_its_mark_in_its_category_and_its_time(group):
    now = discord.utils.utcnow()
    occurrence, rooms = group.occurrence(), group.bot.rooms
    room = await rooms.create(group.server, occurrence)
    await group.bot.get_channel(room).edit(name="tuesday CALM OTTER")
    group.world.guild.create_voice_channel("Elsewhere · calm-otter")
    group.world.guild.create_voice_channel("Other · calm-badger", category=group.world.category)
    await group.env.settle()
    assert [one.id for one in await rooms.find(group.server, occurrence)] == [room]
    late = replace(occurrence, intent_at=now + dt.timedelta(minutes=11))
    assert await rooms.find(group.server, late) == ()


async def test_a_room_with_somebody_in_it_or_words_of_others_is_not_empty(group):
    rooms, people = group.bot.rooms, group.world
    voice = group.occurrence()
    room = await rooms.create(group.server, voice)
    [found] = await rooms.find(group.server, voice)
    assert found.empty
    await rooms.admit(room, MemberId(people["Ana"].id))
    await cast.come_in(people["Ana"], people.voice_room())
    [found] = await rooms.find(group.server, voice)
    assert not found.empty
    text = group.occurrence(RoomKind.TEXT, code="blue-fern")
    await rooms.create(group.server, text)
    await people.facilitator.send(people.room("tuesday-group"), "hello")
    [found] = await rooms.find(group.server, text)
    assert not found.empty


async def test_a_room_is_there_until_it_is_deleted_and_deleting_twice_is_fine(group):
    rooms = group.bot.rooms
    room = await rooms.create(group.server, group.occurrence())
    there = await rooms.exists(room)
    await rooms.delete(room, "room calm-otter")
    await rooms.delete(room, "room calm-otter")
    assert (there, await rooms.exists(room)) == (True, False)


async def test_a_text_room_stops_taking_messages_from_everybody_but_the_bot(group):
    rooms, ana = group.bot.rooms, group.world["Ana"]
    room = await rooms.create(group.server, group.occurrence(RoomKind.TEXT))
    await rooms.admit(room, MemberId(ana.id))
    await group.env.settle()
    made = group.bot.get_channel(room)
    facilitators = made.guild.get_role(group.world.facilitators.id)
    await rooms.lock(group.server.id, room)
    await group.env.settle()
    assert not made.permissions_for(facilitators).send_messages
    assert {one.id: rule.send_messages for one, rule in made.overwrites.items()}[ana.id] is False
    assert made.permissions_for(made.guild.me).send_messages
    for person in (ana, group.world.facilitator):
        backend, guild = group.env.backend, group.world.guild.id
        may = discord.Permissions(backend.compute_permissions(guild, person.id, room))
        assert not may.value & WRITING.value


async def test_without_manage_permissions_a_text_room_is_slowed_down(group):
    open_to_all = group.world.guild.create_category("Open")
    await group.env.settle()
    server = replace(group.server, rooms=ChannelId(open_to_all.id))
    room = await group.bot.rooms.create(server, group.occurrence(RoomKind.TEXT))
    await group.bot.rooms.lock(server.id, room)
    await group.env.settle()
    assert group.bot.get_channel(room).slowmode_delay == 21_600


@pytest.mark.parametrize(("capacity", "limit"), [(12, 14), (97, 99), (98, 0), (0, 0)], ids=str)
async def test_discord_counts_who_enters_a_voice_room_that_stays_open(group, capacity, limit):
    open_to_all = group.world.guild.create_category("Open")
    await group.env.settle()
    server = replace(group.server, rooms=ChannelId(open_to_all.id))
    room = await group.bot.rooms.create(server, group.occurrence(capacity=capacity))
    assert group.bot.get_channel(room).user_limit == limit


async def test_in_a_room_that_is_closed_the_door_counts_and_discord_does_not(group):
    room = await group.bot.rooms.create(group.server, group.occurrence(capacity=12))
    assert group.bot.get_channel(room).user_limit == 0


async def test_the_stage_is_shown_under_a_voice_room(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await group.bot.rooms.show_stage(room, "Check-in")
    await group.bot.rooms.lines.idle()
    assert simkit.voice_statuses[group.env.backend][room] == "Check-in"


async def test_of_two_stages_in_one_moment_only_the_newest_is_written(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await group.bot.rooms.show_stage(room, "Check-in")
    await group.bot.rooms.show_stage(room, "Discussion")
    await group.bot.rooms.lines.idle()
    assert simkit.voice_statuses[group.env.backend][room] == "Discussion"
    assert len(group.asked("PUT", "voice-status")) == 1


async def test_where_the_stage_may_not_be_shown_nothing_happens(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    group.env.inject_error("PUT", "/channels/*/voice-status", status=403, code=50013)
    await group.bot.rooms.show_stage(room, "Check-in")
    text = await group.bot.rooms.create(group.server, group.occurrence(RoomKind.TEXT))
    await group.bot.rooms.show_stage(text, "Check-in")
    await group.bot.rooms.lines.idle()
    assert room not in simkit.voice_statuses.get(group.env.backend, {})


REFUSALS = [
    (403, 50013, "forbidden"),
    (403, 50001, "no_view"),
    (400, 30013, "server_full"),
    (400, 50035, "name_refused"),
    (400, 20031, "name_refused"),
    (400, 30005, "at_a_limit"),
    (400, 30016, "at_a_limit"),
    (400, 200000, "words_refused"),
    (400, 240000, "link_refused"),
    (400, 50033, "closed_dms"),
    (403, 50278, "closed_dms"),
    (403, 60003, "needs_two_factor"),
    (403, 0, "forbidden"),
    (403, 99999, "refused 99999"),
    (400, 0, "refused 400"),
    (418, 40999, "refused 40999"),
    (400, 40062, "too_many_requests"),
    (401, 50027, "no_category"),
    (404, 10004, "no_category"),
    (429, 0, "too_many_requests"),
]


@pytest.mark.parametrize(("status", "code", "reason"), REFUSALS)
async def test_a_refused_room_says_why_and_is_asked_for_once(group, status, code, reason):
    group.env.inject_error("POST", "/guilds/*/channels", status=status, code=code)
    with pytest.raises(Blocked) as refused:
        await group.bot.rooms.create(group.server, group.occurrence())
    assert refused.value.reason == reason
    assert len(group.asked("POST", "/channels")) == 1


async def test_an_invalid_form_under_a_neutral_name_is_not_put_down_to_the_name(group):
    group.env.inject_error("POST", "/guilds/*/channels", status=400, code=50035)
    with pytest.raises(Blocked) as refused:
        await group.bot.rooms.create(replace(group.server, discreet=True), group.occurrence())
    assert refused.value.reason == "refused 50035"


@pytest.mark.parametrize("reason", sorted({reason for _, _, reason in REFUSALS}))
def test_each_refusal_has_its_own_sentence(reason):
    said, unknown = told(reason, speaker("en")), speaker("en")("reason.unknown")
    assert said != unknown
    number = reason.partition(" ")[2]
    assert number in said
    assert ("permission" in said) is (reason == "forbidden")


async def test_a_fault_of_discord_leaves_us_unsure(group):
    group.env.inject_error("POST", "/guilds/*/channels", status=503)
    with pytest.raises(Unsure):
        await group.bot.rooms.create(group.server, group.occurrence())
    assert await group.bot.rooms.find(group.server, group.occurrence()) == ()


async def test_a_room_that_cannot_open_is_not_even_asked_for(group):
    with pytest.raises(Blocked) as refused:
        await group.bot.rooms.create(replace(group.server, rooms=None), group.occurrence())
    assert refused.value.reason == "no_category"
    assert group.asked("POST", "/channels") == []
