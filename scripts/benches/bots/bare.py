"""A bare discord.py bot to compare with: the same card from memory, and nothing is kept.

Same intents and settings as the real one, one persistent item, and for each press the same two
requests: the card as the answer, and a line to whoever pressed. Started by
`press.py` with API_URL, GATEWAY_URL, MEETING (a file) and LOOP in its environment.
"""

import asyncio
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import discord
import yarl
from discord import ui
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import TypeAdapter

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from cogs.ui.kit.ids import PATTERN

Interaction = discord.Interaction["Bare"]


class Bare(discord.Client):
    """Holds one meeting in memory."""

    def __init__(self, meeting: LiveMeeting) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, voice_states=True, guild_scheduled_events=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=30,
            member_cache_flags=discord.MemberCacheFlags(voice=True, joined=False),
            chunk_guilds_at_startup=False,
        )
        self.meeting = meeting
        self.say = speaker(meeting.language)

    def shown(self) -> ui.LayoutView:
        """Draw the card as it stands now."""
        view = card(self.meeting, discord.utils.utcnow(), self.say)
        view.stop()
        return view

    async def setup_hook(self) -> None:
        """Know the button from the start."""
        self.add_dynamic_items(Ready)

    async def keep(self) -> None:
        """Keep what a press changed: nothing is kept."""


class Ready(ui.DynamicItem[ui.Button[ui.LayoutView]], template=PATTERN):
    """`Ready to move on`, as a bot would have it that keeps nothing."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], _: re.Match[str], /
    ) -> Self:
        """Make it again from its custom id."""
        return cls(item)  # type: ignore[arg-type]  # the id is a button's

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # narrower
        """Count the member in or out, redraw, and say so."""
        bot, who = interaction.client, MemberId(interaction.user.id)
        bot.meeting = replace(bot.meeting, ready=bot.meeting.ready ^ {who})
        await bot.keep()
        await interaction.response.edit_message(view=bot.shown())
        said = "You count." if who in bot.meeting.ready else "You don't count."
        await interaction.followup.send(said, ephemeral=True)


def remembered() -> LiveMeeting:
    """Give the meeting that the file MEETING holds."""
    plain = Path(os.environ["MEETING"]).read_bytes()
    return TypeAdapter(LiveMeeting).validate_json(plain)


def run(bot: Bare, name: str = "bare") -> None:
    """Let a bot log in to the stand-in by its name, and run until told to stop."""
    Route.BASE = os.environ["API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY_URL"])
    if os.environ["LOOP"] == "uvloop":
        import uvloop  # noqa: PLC0415 - not for the plain loop

        uvloop.run(bot.start(f"{name}.token.here"))
    else:
        asyncio.run(bot.start(f"{name}.token.here"))


if __name__ == "__main__":
    run(Bare(remembered()))
