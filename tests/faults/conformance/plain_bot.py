"""A bare discord.py bot, to test the stand-in itself: it knows nothing of OpenRound."""

import os
import sys

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

Interaction = discord.Interaction["PlainBot"]


class PlainBot(discord.Client):
    """Answers a command, redraws on a press, opens a form, makes a room."""

    def __init__(self) -> None:
        """Ask for guilds and voice states only."""
        intents = discord.Intents(guilds=True, voice_states=True, guild_scheduled_events=True)
        super().__init__(intents=intents, max_messages=None)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Register the command and the button that outlives a restart."""
        self.tree.add_command(app_commands.Command(
            name="meeting", description="Do a thing", callback=meeting))  # fmt: skip
        self.add_view(Card())
        await self.tree.sync()


async def meeting(interaction: Interaction, what: str, name: str = "") -> None:
    """Do what the test asks for."""
    guild = interaction.guild
    assert guild is not None
    if what == "card":
        await interaction.response.send_message("Nobody has pressed.", view=Card(), ephemeral=True)
    elif what == "layout":
        await interaction.response.send_message(view=layout())
    elif what == "silence":
        return
    elif what == "later":
        await interaction.response.defer(ephemeral=True)
        await interaction.edit_original_response(content="Here it is.")
    else:
        await interaction.response.send_message("On it.", ephemeral=True)
        await _work(interaction, guild, what, name)


async def _work(interaction: Interaction, guild: discord.Guild, what: str, name: str) -> None:
    words = "done"
    try:
        if what == "room":
            await guild.create_voice_channel(name, category=guild.categories[0])
        elif what == "post":
            channel = discord.utils.get(guild.text_channels, name="announcements")
            assert channel is not None
            await channel.send(name, nonce="one-and-the-same")
        elif what == "invite":  # a route that the stand-in does not have
            await guild.text_channels[0].create_invite()
    except discord.HTTPException as error:
        words = f"refused {error.status} {error.code}"
    await interaction.followup.send(words, ephemeral=True)


class Card(discord.ui.View):
    """A button and a form."""

    def __init__(self) -> None:
        """Live for ever."""
        super().__init__(timeout=None)

    @discord.ui.button(label="Press me", custom_id="plain:press")
    async def press(self, interaction: Interaction, _button: object) -> None:
        """Redraw the message."""
        await interaction.response.edit_message(content=f"{interaction.user.name} has pressed.")

    @discord.ui.button(label="Write", custom_id="plain:write")
    async def write(self, interaction: Interaction, _button: object) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())


class Form(discord.ui.Modal, title="Your words"):
    """One line of text."""

    words: discord.ui.Label["Form"] = discord.ui.Label(
        text="Say it", component=discord.ui.TextInput(custom_id="plain:words", max_length=50)
    )

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # narrower
        """Redraw the message with the words."""
        assert isinstance(self.words.component, discord.ui.TextInput)
        await interaction.response.edit_message(content=f"You wrote: {self.words.component.value}")


def layout() -> discord.ui.LayoutView:
    """Draw a small Components V2 card."""
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.Button(label="Join", custom_id="plain:join")
    )
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("## Check-in\n**Ana** speaks."), row))
    return view


if __name__ == "__main__":
    Route.BASE = os.environ["API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY_URL"])
    PlainBot().run("plain.token.here", log_level=30)
    sys.exit(0)
