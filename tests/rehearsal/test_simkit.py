"""The simulated Discord has the manners of the real one, and its own shape is watched."""

import datetime as dt

import discord
import pytest
import simcord

from bot.rehearsal import cast, simkit
from tests.rehearsal.toy import ToyBot, card


def test_a_simcord_of_another_shape_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.delattr(simcord.Env, "_schedule_timer")
    with pytest.raises(ImportError, match=r"built for \(3.2.1\): it lacks Env._schedule_timer\.$"):
        simkit.check_shape()


def test_a_copy_is_equal_and_shares_nothing_that_can_change():
    marks = {"silent"}
    made = {"components": [{"type": 1, "on": True}, None, 2.5], "marks": marks}
    again = simkit.copied(made)
    assert again == made
    again["components"][0]["type"] = 2
    again["components"].append("more")
    again["marks"].add("loud")
    assert made == {"components": [{"type": 1, "on": True}, None, 2.5], "marks": {"silent"}}


async def test_the_evening_begins_when_we_say(env, begin):
    assert env.now() == begin
    assert discord.utils.utcnow() == begin


async def test_text_channels_get_low_names_and_voice_rooms_keep_theirs(world):
    text = await world.env.bot.get_guild(world.guild.id).create_text_channel("Tuesday Group")
    voice = await world.env.bot.get_guild(world.guild.id).create_voice_channel("Tuesday Group")
    assert (text.name, voice.name) == ("tuesday-group", "Tuesday Group")


async def test_a_room_in_a_private_category_is_private_from_the_first_moment(world):
    guild = world.env.bot.get_guild(world.guild.id)
    room = await guild.create_voice_channel("Room", category=guild.get_channel(world.category.id))
    assert not simkit.may_see(world.env, room.id, world["Ana"].id)
    assert simkit.may_see(world.env, room.id, world.facilitator.id)


async def test_deleting_a_room_puts_out_whoever_is_in_it(world):
    room = world.guild.create_voice_channel("Room")
    await cast.come_in(world["Ana"], room)
    heard: list[tuple[int, int | None]] = []
    world.env.bot.add_listener(_voice(heard), "on_voice_state_update")
    await world.env.bot.get_channel(room.id).delete()
    await world.env.settle()
    assert heard == [(world["Ana"].id, None)]
    assert simkit.where(world.guild) == {}


def _voice(heard):
    async def on_voice_state_update(member, before, after):
        heard.append((member.id, after.channel))

    return on_voice_state_update


async def test_an_enforced_nonce_posts_once(world):
    channel = world.env.bot.get_channel(world.announcements.id)
    payload = {"content": "once", "nonce": "m:1", "enforce_nonce": True}
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    first = await world.env.bot.http.request(route, json=payload)
    again = await world.env.bot.http.request(route, json=payload)
    other = await world.env.bot.http.request(route, json={**payload, "nonce": "m:2"})
    assert first["id"] == again["id"] != other["id"]
    assert len(world.announcements.history()) == 2


async def test_the_voice_status_is_kept(world):
    room = world.guild.create_voice_channel("Room")
    await world.env.bot.get_channel(room.id).edit(status="Check-in")
    assert simkit.voice_statuses[world.env.backend] == {room.id: "Check-in"}


async def test_a_person_s_language_and_the_server_come_with_an_interaction(world):
    simkit.locales[world.env.backend] = {world["Ana"].id: "de"}
    heard = []

    async def on_interaction(interaction):
        heard.append((interaction.locale.value, interaction.is_guild_integration()))

    world.env.bot.add_listener(on_interaction)
    for name in ("Ana", "Ben"):
        await cast.say(world[name], "toy card", world.announcements, title="Check-in")
    assert heard == [("de", True), ("en-US", True)]


async def test_the_bot_has_the_permissions_of_its_invite_and_no_more(world, permissions):
    me = world.env.bot.get_guild(world.guild.id).me
    assert me.guild_permissions.manage_channels
    assert not me.guild_permissions.ban_members
    with pytest.raises(discord.Forbidden):
        await me.guild.ban(discord.Object(world["Ana"].id))


async def test_a_job_fires_at_its_own_instant_and_not_before(world, begin):
    await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    await world.env.advance_time(3599)
    assert world.env.bot.rang == []
    await world.env.advance_time(1)
    assert world.env.bot.rang == [begin + dt.timedelta(hours=1)]


async def test_an_error_in_a_job_fails_the_story(begin):
    bot = ToyBot()
    bot.broken = True
    with pytest.raises(ExceptionGroup) as failed:
        await _ring_once(bot, begin)
    await bot.close()
    assert "the bell broke" in str(failed.value.exceptions[0])


async def _ring_once(bot, begin):
    async with simkit.simulate(bot, start=begin) as env:
        with env._bot_scope():
            bot.ring_at(begin + dt.timedelta(minutes=1))
        await env.advance_time(120)


async def test_short_waits_of_the_bot_cost_no_real_time(world):
    slept = []

    async def on_voice_state_update(member, before, after):
        await discord.utils.sleep_until(discord.utils.utcnow() + dt.timedelta(seconds=1))
        slept.append(member.id)

    world.env.bot.add_listener(on_voice_state_update)
    await cast.come_in(world["Ana"], world.guild.create_voice_channel("Room"))
    assert slept == []
    await world.env.advance_time(1)
    assert slept == [world["Ana"].id]


async def test_twelve_presses_at_once_all_arrive(world):
    await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    message, button = cast.find_button(world["Ana"], "Join")
    people = list(world.members.values())
    simkit.press_at_once([(each, message, button["custom_id"]) for each in people])
    await world.env.settle()
    assert sorted(world.env.bot.joined) == sorted(each.id for each in people)


async def test_bots_are_closed_after_the_story(closed_at_the_end):
    bot = closed_at_the_end(ToyBot())
    assert not bot.closed_well


def test_a_card_has_the_buttons_we_think():
    assert len(card("Check-in", 0).children) == 1
