"""`/privacy`: what is kept and who can read it; forget me, confirmed once, done at once."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from cogs.ui.kit.command import Interaction, answer, called, described
from cogs.ui.privacy.draw import erase_asked
from cogs.ui.privacy.presses import give_everything, notice_for


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PrivacyCommands(
    commands.GroupCog,
    group_name=called("privacy"),
    group_description=described("command.privacy.about"),
):
    """What OpenRound keeps of a person; also in DMs."""

    @app_commands.command(name=called("notice"), description=described("command.privacy.notice"))
    async def notice(self, interaction: Interaction) -> None:
        """Say plainly what is kept, for how long, and who can read it."""
        await answer(interaction, await notice_for(interaction))

    @app_commands.command(name=called("export"), description=described("command.privacy.export"))
    async def export(self, interaction: Interaction) -> None:
        """Give everything that is kept, in one file."""
        await give_everything(interaction)

    @app_commands.command(name=called("erase"), description=described("command.privacy.erase"))
    async def erase(self, interaction: Interaction) -> None:
        """Ask once, then forget everything, here or everywhere."""
        here = interaction.guild_id is not None
        await answer(interaction, erase_asked(interaction.client.say(interaction), here=here))


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(PrivacyCommands())
