"""Every button, menu and form of ours, known to the bot from its start, so that old ones answer."""

from typing import cast

import discord
from discord.ext import commands

from bot.client import OpenRound
from cogs.ui.button import Item
from cogs.ui.form import answer_form
from cogs.ui.presses import (
    board,
    desk,
    door,
    more,
    options,
    privacy,
    settings,
    talk,
)
from cogs.ui.presses import help as private_help
from cogs.ui.presses import round as rounds

PRESSES = (
    board,
    desk,
    door,
    more,
    options,
    privacy,
    private_help,
    rounds,
    settings,
    talk,
)
"""The modules that say what presses do; to import them is to enter it."""
ITEMS = (Item,)
"""Every dynamic item."""


class Presses(commands.Cog):
    """Answers forms; buttons and menus find their own way."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Answer a form of ours, even one that was opened before a restart."""
        await answer_form(cast("discord.Interaction[OpenRound]", interaction))


async def setup(bot: OpenRound) -> None:
    """Add the cog and its items."""
    bot.add_dynamic_items(*ITEMS)
    await bot.add_cog(Presses())
