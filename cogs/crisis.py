"""`/crisis`: the emergency number first, then one line, then more; everywhere, also in DMs."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.content import helplines
from bot.domain.helpline import countries, find_country
from bot.domain.ids import GuildId
from cogs.command import Interaction, answer, described
from cogs.ui.helplines import crisis

CHOICES = 25


class Crisis(commands.Cog):
    """Help lines for anyone, at any time."""

    @app_commands.command(name="crisis", description=described("command.crisis.about"))
    @app_commands.describe(country=described("command.crisis.country"))
    async def crisis(self, interaction: Interaction, country: str | None = None) -> None:
        """Show whom to call; the server's country where none is named, or none that we know."""
        found, bot = find_country(helplines.load(), country), interaction.client
        where = found.code if found else await bot.in_time(interaction, self._here(interaction))
        unknown = "" if found else country or ""
        await answer(interaction, crisis(where, bot.say(interaction), unknown=unknown))

    async def _here(self, interaction: Interaction) -> str | None:
        if interaction.guild_id is None:
            return None
        server = await interaction.client.services.setup.get(GuildId(interaction.guild_id))
        return server.country

    @crisis.autocomplete("country")
    async def countries(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer countries whose name holds what was typed."""
        listed = countries(helplines.load())
        found = [c for c in listed if typed.casefold() in c.name.casefold()]
        return [app_commands.Choice(name=c.name, value=c.code) for c in found[:CHOICES]]


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(Crisis())
