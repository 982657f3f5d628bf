"""What discord.py knows of servers is kept small, and nothing of one server gets into another."""

import copy
import json
from typing import Any

import discord
import pytest

from bot.discordio.gateway.small_guilds import keep_guilds_small

US, GENERAL, ROOM = 900, 1, 2


def described(number):
    """Describe a server as the gateway does, with what nobody here asks for."""
    ours = {"id": str(US), "username": "openround", "discriminator": "0", "avatar": None}
    member = {"user": ours, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
    text = {"id": str(number + GENERAL), "type": 0, "position": 0, "parent_id": None}
    room = {"id": str(number + ROOM), "type": 2, "position": 1, "parent_id": None, "bitrate": 64000}
    ana = {"id": "7", "username": "ana", "discriminator": "0", "avatar": None}
    heard = {"user_id": "7", "channel_id": room["id"], "session_id": "d00d"}
    everyone = {"id": str(number), "name": "@everyone", "permissions": "1024"}
    wire = {
        "id": str(number),
        "name": f"Group {number}",
        "owner_id": "7",
        "icon": "0a1b2c",
        "description": "Tuesdays at seven",
        "features": ["COMMUNITY"],
        "roles": [everyone],
        "max_members": 500_000,
        "channels": [
            text | {"name": "general", "topic": "Be kind to each other"},
            room | {"name": "Tuesday", "user_limit": 0},
        ],
        "members": [member | {"deaf": False, "mute": False}, member | {"user": ana}],
        "threads": [],
        "voice_states": [heard],
    }
    return json.loads(json.dumps(wire))  # each message has texts of its own


@pytest.fixture
async def client():
    made = discord.Client(intents=discord.Intents(guilds=True, voice_states=True))
    await made._async_setup_hook()
    us: Any = {"id": str(US), "username": "openround", "discriminator": "0", "avatar": None}
    made._connection.user = discord.user.ClientUser(state=made._connection, data=us)
    keep_guilds_small(made)
    return made


def tell(client, event, data):
    client._connection.parsers[event](data)


async def test_what_all_servers_have_is_there_once(client):
    for number in (100, 200):
        tell(client, "GUILD_CREATE", described(number))
    one, other = client.get_guild(100), client.get_guild(200)
    assert one.channels[0].name == "general"
    assert one.channels[0].name is other.channels[0].name
    assert one.default_role.name is other.default_role.name
    assert one.me._user is other.me._user
    assert (one.name, one.me.guild, other.me.guild) == ("Group 100", one, other)


async def test_what_nobody_asks_for_is_not_kept_and_the_description_stays_as_it_was(client):
    told = described(100)
    before = copy.deepcopy(told)
    tell(client, "GUILD_CREATE", told)
    guild = client.get_guild(100)
    assert told == before
    assert (guild.icon, guild.description, guild.channels[0].topic) == (None, None, None)
    assert (guild.features, guild.max_members) == ((), None)


async def test_who_is_in_a_room_is_known_without_their_session(client):
    tell(client, "GUILD_CREATE", described(100))
    ana = client.get_guild(100).get_member(7)
    assert ana.voice.channel.name == "Tuesday"
    assert ana.voice.session_id is None


async def test_a_thread_in_one_server_is_in_no_other(client):
    for number in (100, 200):
        tell(client, "GUILD_CREATE", described(number))
    one, other = client.get_guild(100), client.get_guild(200)
    one._add_thread(discord.Object(5))
    assert (list(one.threads), list(other.threads)) == ([], [])


async def test_what_is_set_in_a_channel_later_is_known_of_this_channel_alone(client):
    for number in (100, 200):
        tell(client, "GUILD_CREATE", described(number))
    rule = {"id": "100", "type": 0, "allow": "0", "deny": "1024"}
    changed = described(100)["channels"][0] | {"guild_id": "100", "permission_overwrites": [rule]}
    tell(client, "CHANNEL_UPDATE", changed)
    one, other = (client.get_guild(number).channels[0] for number in (100, 200))
    assert [each.id for each in one._overwrites] == [100]
    assert list(other._overwrites) == []
    assert not one.permissions_for(one.guild.me).view_channel
    assert other.permissions_for(other.guild.me).view_channel


async def test_a_server_that_is_away_is_taken_as_it_is(client):
    tell(client, "GUILD_CREATE", {"id": "100", "unavailable": True})
    assert client.get_guild(100) is None
