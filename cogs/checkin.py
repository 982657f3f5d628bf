"""`/checkin`: a minute for oneself, in a server or in private messages."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from cogs.ui.journal.urge.presses import begin
from cogs.ui.kit.command import Interaction, called, described


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class CheckInCommands(
    commands.GroupCog,
    group_name=called("checkin"),
    group_description=described("command.checkin.about"),
):
    """What members write for themselves between meetings."""

    @app_commands.command(name=called("urge"), description=described("command.checkin.urge"))
    async def urge(self, interaction: Interaction) -> None:
        """Begin at once, whatever else is away."""
        await begin(interaction)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(CheckInCommands())
