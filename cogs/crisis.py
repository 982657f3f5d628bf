"""`/crisis`: the emergency number first, then one line, then more; everywhere, also in DMs."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.content import helplines
from bot.domain.ids import GuildId
from bot.domain.language.folding import one_line
from bot.domain.support.helpline import find_country
from cogs.ui.kit.command import Interaction, answer, called, described, options
from cogs.ui.kit.helplines import country_choices, crisis


class CrisisCommands(commands.Cog):
    """Help lines for anyone, at any time."""

    @app_commands.command(name=called("crisis"), description=described("command.crisis.about"))
    @options(country="command.crisis.country")
    async def crisis(self, interaction: Interaction, country: str | None = None) -> None:
        """Show whom to call: in the country named, else in the server's."""
        bot, typed = interaction.client, one_line(country or "")
        if not typed:
            where = await bot.defer_if_slow(interaction, self._here(interaction))
            await answer(interaction, crisis(where, bot.say(interaction)))
            return
        found = find_country(helplines.load(), typed)
        where, unknown = (found.code, "") if found else (None, typed)
        view = crisis(where, bot.say(interaction), unknown=unknown)
        await answer(interaction, view)

    async def _here(self, interaction: Interaction) -> str | None:
        if interaction.guild_id is None:
            return None
        server = await interaction.client.services.setup.get(GuildId(interaction.guild_id))
        return server.country

    @crisis.autocomplete("country")
    async def countries(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the countries that may be meant."""
        return country_choices(typed)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(CrisisCommands())
