"""`/plan`: one small plan for the week, for oneself alone."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.ids import MemberId
from cogs.ui.journal.plans import draw as drawn
from cogs.ui.journal.plans.presses import open_plan, plan_of, show
from cogs.ui.kit.command import Interaction, answer, called, described


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PlanCommands(
    commands.GroupCog,
    group_name=called("plan"),
    group_description=described("command.plan.about"),
):
    """One's own plan; also in private messages."""

    @app_commands.command(name=called("make"), description=described("command.plan.make"))
    async def make(self, interaction: Interaction) -> None:
        """Open the form for a plan."""
        await open_plan(interaction, "")

    @app_commands.command(name=called("show"), description=described("command.plan.show"))
    async def show(self, interaction: Interaction) -> None:
        """Show the newest plan, with those from before in a menu."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        found = await bot.defer_if_slow(interaction, bot.services.plans.all(me))
        if not found:
            settings = await bot.defer_if_slow(interaction, bot.services.choices.settings(me))
            await answer(interaction, drawn.none(settings, bot.say(interaction)))
            return
        newest = await plan_of(interaction, found[0].id)
        await show(interaction, newest, before=found[1:])


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(PlanCommands())
