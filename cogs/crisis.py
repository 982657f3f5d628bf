"""`/crisis`: the emergency number first, then one line, then more; everywhere, also in DMs."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.content import helplines
from bot.domain.ids import MemberId
from bot.domain.language.folding import one_line
from bot.domain.support.helpline import find_country
from cogs.ui.kit import admission
from cogs.ui.kit.command import Interaction, answer, called, described, options
from cogs.ui.kit.helplines import country_choices, crisis


class CrisisCommands(commands.Cog):
    """Help lines for anyone, at any time."""

    @app_commands.command(name=called("crisis"), description=described("command.crisis.about"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @options(country="command.crisis.country")
    async def crisis(self, interaction: Interaction, country: str | None = None) -> None:
        """Show whom to call: in the country named, else in one's own or the server's."""
        say, typed = interaction.client.say(interaction), one_line(country or "")
        if not typed:
            await answer(interaction, crisis(await admission.country(interaction), say))
            return
        found = find_country(helplines.load(), typed)
        where, unknown = (found.code, "") if found else (None, typed)
        if where:
            interaction.client.services.countries.choose(MemberId(interaction.user.id), where)
        await answer(interaction, crisis(where, say, unknown=unknown))

    @crisis.autocomplete("country")
    async def countries(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the countries that may be meant."""
        return country_choices(typed)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(CrisisCommands())
