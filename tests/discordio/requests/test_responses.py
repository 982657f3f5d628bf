"""How long an answer to an interaction, or a change of one, waits for Discord's limits."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest
import yarl

from bot.app.clock import DiscordClock
from bot.discordio.requests.responses import ResponseMonitor

THEIRS, OURS = "/webhooks/1/token/messages/@original", "/channels/1/messages/2"


class Full:
    """An answer of Discord: too many requests."""

    status = 429

    def __init__(self, again):
        self.headers = {"Retry-After": again, "Via": "1.1 google"}

    def close(self):
        """Let go of the connection."""


async def asked(path, again):
    request: Any = SimpleNamespace(
        url=yarl.URL(f"https://discord.com/api/v10{path}"), method="PATCH"
    )

    async def send(_):
        return Full(again)

    return await ResponseMonitor(DiscordClock()).observe(request, send)


async def test_nobody_waits_long_to_change_an_answer_that_would_be_old_by_then():
    with pytest.raises(discord.RateLimited):
        await asked(THEIRS, "300")


@pytest.mark.parametrize(("path", "again"), [(THEIRS, "2"), (THEIRS, "soon"), (OURS, "300")])
async def test_what_is_short_and_what_waits_elsewhere_is_left_to_the_library(path, again):
    assert (await asked(path, again)).status == 429
