"""`/help` and `/about`: what I can do here, and who made this and what it is not."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from cogs.command import Interaction, answer, described
from cogs.ui.sheet import paragraphs, sheet

TOPICS = ("newcomer", "facilitator", "organiser", "privacy")


class Help(commands.Cog):
    """Where to begin."""

    @app_commands.command(name="help", description=described("command.help.about"))
    @app_commands.describe(topic=described("command.help.topic"))
    @app_commands.choices(
        topic=[app_commands.Choice(name=described(f"help.name.{one}"), value=one) for one in TOPICS]
    )
    async def help(self, interaction: Interaction, topic: str | None = None) -> None:
        """Say what one can do here, in one's role."""
        bot = interaction.client
        say, by = bot.say(interaction), await bot.actor(interaction)
        role = "organiser" if by.manages else "facilitator" if by.leads else "newcomer"
        wanted = topic if topic in TOPICS else role
        title, body = say(f"help.name.{wanted}"), say(f"help.text.{wanted}")
        await answer(interaction, sheet(paragraphs(f"## {title}", body)))

    @app_commands.command(name="about", description=described("command.about.about"))
    async def about(self, interaction: Interaction) -> None:
        """Say what OpenRound is, and what it is not."""
        say = interaction.client.say(interaction)
        title = say("about.title")
        await answer(interaction, sheet(paragraphs(f"## {title}", say("about.text"))))


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(Help())
