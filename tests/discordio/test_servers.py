"""Whether the bot is still in a server: only Discord's own word says that it is not."""

from typing import Any

import discord
import pytest

from bot.discordio.requests import discord_requests
from bot.discordio.servers import DiscordGuests
from bot.domain.ids import GuildId
from bot.services.ports.trouble import Trouble
from tests.discordio.conftest import SmallBot
from tests.discordio.loopback import listening

GUILD = GuildId(7)


@pytest.fixture
async def loopback():
    async with listening() as running:
        yield running


@pytest.fixture
async def bot(loopback, closed_at_the_end):
    bot = closed_at_the_end(SmallBot())
    await bot.login("invented.for.tests")
    loopback.asked = 0
    return bot


async def test_a_server_that_discord_does_not_know_has_removed_the_bot(loopback, bot):
    loopback.faults.append(("before", 404, 10004))
    assert await DiscordGuests(bot, bot.requests).has_left(GUILD)
    assert loopback.asked == 1


async def test_a_proxy_that_finds_nothing_is_not_discord(loopback, bot):
    loopback.faults.append(("before", 404))
    assert not await DiscordGuests(bot, bot.requests).has_left(GUILD)


@pytest.mark.parametrize("answer", [(403, 50001), (403, 0), (401, 0), (500, 0), (502, 10004)])
async def test_whatever_else_is_answered_says_nothing(loopback, bot, answer, monkeypatch):
    monkeypatch.setattr(
        discord_requests, "REQUEST_TIMEOUT", 0.2
    )  # the library asks again and again after a 5xx
    loopback.faults.extend([("before", *answer)] * 9)
    with pytest.raises(Trouble):
        await DiscordGuests(bot, bot.requests).has_left(GUILD)


@pytest.mark.parametrize("away", [True, False])
async def test_a_server_in_an_outage_is_not_even_asked_for(loopback, bot, away):
    known: Any = {"id": str(GUILD), "unavailable": away, "name": "Group", "member_count": 3}
    bot._connection._add_guild(discord.Guild(data=known, state=bot._connection))
    assert not await DiscordGuests(bot, bot.requests).has_left(GUILD)
    assert loopback.asked == 0
