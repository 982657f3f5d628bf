"""Buttons, menus and forms of ours, known to the bot from its start, so that old ones answer."""

from typing import cast

import discord
from discord.ext import commands

from bot.client import OpenRound
from cogs.ui import ITEMS
from cogs.ui.form import answer_form


class Presses(commands.Cog):
    """Answers forms; buttons and menus find their own way."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Answer a form of ours."""
        await answer_form(cast("discord.Interaction[OpenRound]", interaction))


async def setup(bot: OpenRound) -> None:
    """Add every button and menu, and the cog that answers forms."""
    bot.add_dynamic_items(*ITEMS)
    await bot.add_cog(Presses())
