"""What discord.py knows of servers is kept small, and nothing of one server gets into another."""

import copy
import json
from typing import Any

import discord
import pytest

from bot.discordio.gateway.small_guilds import keep_guilds_small

US, GENERAL = 900, 1


def described(number):
    """Describe a server as the gateway does, with what nobody here asks for."""
    ours = {"id": str(US), "username": "openround", "discriminator": "0", "avatar": None}
    member = {"user": ours, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
    text = {"id": str(number + GENERAL), "type": 0, "position": 0, "parent_id": None}
    everyone = {"id": str(number), "name": "@everyone", "permissions": "1024"}
    wire = {
        "id": str(number),
        "name": f"Group {number}",
        "owner_id": "7",
        "icon": "0a1b2c",
        "description": "Tuesdays at seven",
        "features": ["COMMUNITY"],
        "roles": [everyone],
        "channels": [text | {"name": "general", "topic": "Be kind to each other"}],
        "members": [member | {"deaf": False, "mute": False}],
        "threads": [],
        "voice_states": [],
    }
    return json.loads(json.dumps(wire))  # each message has texts of its own


@pytest.fixture
async def client():
    made = discord.Client(intents=discord.Intents(guilds=True))
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
    assert one.features[0] is other.features[0]
    assert one.me._user is other.me._user
    assert (one.name, one.me.guild, other.me.guild) == ("Group 100", one, other)


async def test_what_nobody_asks_for_is_not_kept_and_the_description_stays_as_it_was(client):
    told = described(100)
    before = copy.deepcopy(told)
    tell(client, "GUILD_CREATE", told)
    guild = client.get_guild(100)
    assert told == before
    assert (guild.icon, guild.description, guild.channels[0].topic) == (None, None, None)


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
