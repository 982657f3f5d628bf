"""`/checkin`: a minute for oneself, in a server or in private messages."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.journal.trend import LEAST_DAYS, MOST_DAYS
from cogs.ui.journal.checkin import entry_presses, lapse, presses
from cogs.ui.journal.checkin.history import USUAL_DAYS
from cogs.ui.journal.urge.presses import begin
from cogs.ui.kit.command import Interaction, called, described, options


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class CheckInCommands(
    commands.GroupCog,
    group_name=called("checkin"),
    group_description=described("command.checkin.about"),
):
    """What members write for themselves between meetings."""

    @app_commands.command(name=called("now"), description=described("command.checkin.now"))
    async def now(self, interaction: Interaction) -> None:
        """Open the form of a check-in."""
        await presses.check_in(interaction, "")

    @app_commands.command(name=called("lapse"), description=described("command.checkin.lapse"))
    async def lapse(self, interaction: Interaction) -> None:
        """Ask first whether somebody is safe."""
        await lapse.begin(interaction)

    @app_commands.command(name=called("history"), description=described("command.checkin.history"))
    @options(days="command.checkin.days")
    async def history(
        self,
        interaction: Interaction,
        days: app_commands.Range[int, LEAST_DAYS, MOST_DAYS] = USUAL_DAYS,
    ) -> None:
        """Show some days."""
        await entry_presses.look_back(interaction, days)

    @app_commands.command(name=called("urge"), description=described("command.checkin.urge"))
    async def urge(self, interaction: Interaction) -> None:
        """Begin at once, whatever else is away."""
        await begin(interaction)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(CheckInCommands())
