"""`/timezone`: the member's own time zone, wherever they are."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.ids import MemberId
from bot.domain.zones import to_local
from bot.text.catalog import Shown
from bot.text.dates import time_of_day
from cogs.ui.kit.command import Interaction, answer, called, described, options
from cogs.ui.kit.sheet import sheet


class TimezoneCommands(commands.Cog):
    """One setting of one's own."""

    @app_commands.command(name=called("timezone"), description=described("command.timezone.about"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @options(zone="command.timezone.zone")
    async def timezone(
        self, interaction: Interaction, zone: app_commands.Range[str, 1, 100]
    ) -> None:
        """Take the zone that was typed, or ask back which one is meant."""
        bot = interaction.client
        work = bot.services.choices.live_in(MemberId(interaction.user.id), zone)
        settings = await bot.defer_if_slow(interaction, work)
        say, now = bot.say(interaction), to_local(bot.services.clock.now(), settings.zone)
        told = say("timezone.set", zone=settings.zone, time=Shown(time_of_day(now, settings.zone)))
        await answer(interaction, sheet(told))

    @timezone.autocomplete("zone")
    async def zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer time zones that begin like what was typed, or look like it."""
        zones = interaction.client.services.choices.zones_offered(typed)
        return [app_commands.Choice(name=zone, value=zone) for zone in zones]


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(TimezoneCommands())
