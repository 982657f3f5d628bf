"""A room is looked for in all servers once, not at every look: there may be thousands of them."""

from typing import Any

import discord
import pytest

from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.gateway.small_guilds import keep_guilds_small
from bot.domain.ids import ChannelId, GuildId
from tests.discordio.conftest import TheClock
from tests.discordio.gateway.test_small_guilds import US, described

SERVERS = (100, 200, 300)
ROOM = ChannelId(301)
"""In the last of them."""


@pytest.fixture
async def client():
    made = discord.Client(intents=discord.Intents(guilds=True))
    await made._async_setup_hook()
    us: Any = {"id": str(US), "username": "openround", "discriminator": "0", "avatar": None}
    made._connection.user = discord.user.ClientUser(state=made._connection, data=us)
    keep_guilds_small(made)
    for number in SERVERS:
        made._connection.parsers["GUILD_CREATE"](described(number))
    return made


@pytest.fixture
def looked(client, monkeypatch):
    """What discord.py was asked to look for in all servers."""
    asked: list[int] = []
    look = client.get_channel

    def looked_for(one):
        asked.append(one)
        return look(one)

    monkeypatch.setattr(client, "get_channel", looked_for)
    return asked


async def test_a_room_is_looked_for_in_all_servers_once(client, looked):
    cache = GuildCache(client, TheClock())
    assert [cache.guild_of(ROOM) for _ in range(3)] == [GuildId(300)] * 3
    assert looked == [ROOM]


async def test_a_room_that_was_made_just_now_is_looked_for_where_it_is(client, looked):
    cache = GuildCache(client, TheClock())
    cache.note_server(ChannelId(399), GuildId(300))
    assert cache.find(399) is None, "the gateway has not told of it yet"
    cache.note_server(ROOM, GuildId(300))
    assert cache.find(ROOM) is client.get_guild(300).get_channel(ROOM)
    assert looked == []


async def test_a_room_that_is_gone_is_forgotten_and_so_are_those_of_a_server_that_left(
    client, looked
):
    cache = GuildCache(client, TheClock())
    gone: list[ChannelId] = []
    cache.on_channel_gone = gone.append
    room = cache.find(ROOM)
    assert room is not None
    await cache._channel_went(room)
    cache.find(ROOM)
    await cache._guild_left(room.guild)
    cache.find(ROOM)
    assert looked == [ROOM] * 3
    assert gone.count(ROOM) == 2


async def test_what_nobody_knows_is_in_no_server(client):
    cache = GuildCache(client, TheClock())
    assert (cache.find(7), cache.guild_of(ChannelId(7)), cache.rules(ChannelId(7))) == (
        None,
        None,
        (),
    )
