"""Forms of ours, known to the bot from its start, so that one opened before a restart answers."""

from typing import cast

import discord
from discord.ext import commands

from bot.client import OpenRound
from cogs.ui.form import answer_form


class Presses(commands.Cog):
    """Answers forms; buttons and menus find their own way."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Answer a form of ours."""
        await answer_form(cast("discord.Interaction[OpenRound]", interaction))


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(Presses())
