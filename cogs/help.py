"""`/help` and `/about`: what I can do here, and who made this and what it is not."""

from discord import app_commands, ui
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.ids import ChannelId, MemberId
from bot.domain.person import Actor
from cogs.ui.journal.four_points import four_points
from cogs.ui.kit.button import button
from cogs.ui.kit.command import Interaction, answer, called, described, options
from cogs.ui.kit.ids import NO_MEETING, CustomId
from cogs.ui.kit.sheet import paragraphs, row, sheet
from cogs.ui.kit.without_store import promptly
from cogs.ui.private_help.presses import ears_for
from cogs.ui.private_help.someone_bothers_me import who_hears

TOPICS = ("newcomer", "own", "facilitator", "organiser", "points", "privacy", "bothered")


class HelpCommands(commands.Cog):
    """Where to begin."""

    @app_commands.command(name=called("help"), description=described("command.help.about"))
    @options(topic="command.help.topic")
    @app_commands.choices(
        topic=[app_commands.Choice(name=described(f"help.name.{one}"), value=one) for one in TOPICS]
    )
    async def help(self, interaction: Interaction, topic: str | None = None) -> None:
        """Say what one can do here, in one's role."""
        bot = interaction.client
        say, by = bot.say(interaction), await promptly(bot.actor(interaction), None)
        wanted = topic if topic in TOPICS else _role(by)
        if wanted == "bothered" and interaction.guild_id is not None:
            await answer(interaction, await _bothered(interaction))
            return
        title = say(f"help.name.{wanted}")
        body = four_points(say) if wanted == "points" else say(f"help.text.{wanted}")
        here = interaction.guild_id is not None
        bothered = row(button(_here(interaction), say)) if here else None
        await answer(interaction, sheet(paragraphs(f"## {title}", body), bothered))

    @app_commands.command(name=called("about"), description=described("command.about.about"))
    async def about(self, interaction: Interaction) -> None:
        """Say what OpenRound is, and what it is not."""
        say = interaction.client.say(interaction)
        title = say("about.title")
        await answer(interaction, sheet(paragraphs(f"## {title}", say("about.text"))))


def _role(by: Actor | None) -> str:
    """Name the page for somebody's role; for the newest where the store does not say."""
    if by is None:
        return "newcomer"
    return "organiser" if by.manages else "facilitator" if by.may_plan else "newcomer"


async def _bothered(interaction: Interaction) -> ui.LayoutView:
    """Ask who is to hear that someone is bothering this person."""
    me, say = MemberId(interaction.user.id), interaction.client.say(interaction)
    return who_hears(await ears_for(interaction, _here(interaction)), me, say)


def _here(interaction: Interaction) -> CustomId:
    """Name the button for the meeting in this channel, where one runs."""
    room = ChannelId(interaction.channel_id or 0)
    return CustomId("bothered", interaction.client.services.meetings.in_room(room) or NO_MEETING)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(HelpCommands())
