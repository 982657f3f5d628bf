"""`/checkin`: a minute for oneself, in a server or in private messages."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.journal.trend import LEAST_DAYS, MOST_DAYS
from cogs.ui.journal.checkin import entry_presses, lapse, presses
from cogs.ui.journal.checkin.history import USUAL_DAYS
from cogs.ui.journal.nudge import presses as nudge
from cogs.ui.journal.nudge.draw import groups
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

    @app_commands.command(
        name=called("schedule"), description=described("command.checkin.schedule")
    )
    @options(
        time="command.checkin.time",
        days="command.checkin.on_days",
        day_begins="command.checkin.day_begins",
    )
    async def schedule(
        self,
        interaction: Interaction,
        time: app_commands.Range[str, 1, 100] | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        day_begins: app_commands.Range[int, 0, 23] | None = None,
    ) -> None:
        """Ask from now on, or show what is set."""
        if time is None:
            await nudge.show(interaction)
        else:
            await nudge.plan(interaction, time, days or "", day_begins)

    @schedule.autocomplete("days")
    async def days(self, interaction: Interaction, _: str) -> list[app_commands.Choice[str]]:
        """Offer words for several days."""
        words = groups(interaction.client.say(interaction))
        return [app_commands.Choice(name=word, value=word) for word in words]

    @app_commands.command(name=called("stop"), description=described("command.checkin.stop"))
    async def stop(self, interaction: Interaction) -> None:
        """Ask no more."""
        await nudge.stop(interaction)

    @app_commands.command(name=called("urge"), description=described("command.checkin.urge"))
    async def urge(self, interaction: Interaction) -> None:
        """Begin at once, whatever else is away."""
        await begin(interaction)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(CheckInCommands())
