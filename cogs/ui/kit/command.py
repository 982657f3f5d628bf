"""What every command shares: its description from the catalogue, who asks, a private answer."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import TypeVar

import discord
from discord import app_commands, ui

from bot.client import OpenRound
from bot.domain.errors import Refusal
from bot.domain.ids import OWN, GuildId
from bot.services.ports.messages import Paper
from bot.text.catalog import FALLBACK, speaker

Interaction = discord.Interaction[OpenRound]
_Made = TypeVar("_Made")


class OnlyInServer(Refusal):
    """The command belongs in a server."""

    key = "refusal.only_in_server"


class NotFetched(Refusal):
    """Discord did not hand out the file."""

    key = "refusal.file_not_fetched"


def described(key: str) -> app_commands.locale_str:
    """Give a command's or an option's description; `key` finds it in other languages too."""
    return app_commands.locale_str(speaker(FALLBACK)(key), key=key)


def called(word: str) -> app_commands.locale_str:
    """Give the name of a command or group; other languages may have their own."""
    key = f"command.word.{word}"
    return app_commands.locale_str(speaker(FALLBACK)(key), key=key)


def options(**descriptions: str) -> Callable[[_Made], _Made]:
    """Describe the options of a command by key; other languages may have names of their own.

    In English an option is called as its parameter is.
    """
    told = app_commands.describe(**{name: described(key) for name, key in descriptions.items()})
    named = app_commands.rename(
        **{
            name: app_commands.locale_str(name, key=f"command.option.{name}")
            for name in descriptions
        }
    )
    return lambda command: named(told(command))


def guild_of(interaction: discord.Interaction[discord.Client]) -> GuildId:
    """Give the server in which the command was used. Raises OnlyInServer."""
    if interaction.guild_id is None:
        raise OnlyInServer
    return GuildId(interaction.guild_id)


def home_of(interaction: discord.Interaction[discord.Client]) -> GuildId:
    """Give where something belongs that somebody writes for themselves.

    That is the server, where the bot is in it; else, and in a private message, it is OWN.
    """
    guild = interaction.guild_id
    return GuildId(guild) if guild and interaction.client.get_guild(guild) else OWN


async def fetched(file: discord.Attachment) -> bytes:
    """Give what a file holds that came with a command. Raises NotFetched."""
    try:
        return await file.read()
    except discord.HTTPException as fault:
        raise NotFetched from fault


def files(view: ui.LayoutView, papers: Iterable[Paper]) -> list[discord.File]:
    """Make files to send with a message, once; Discord shows none that no part of it names."""
    made = []
    for one in papers:
        view.add_item(_part(f"attachment://{one.name}", one.shows))
        file = discord.File(BytesIO(one.content), one.name, description=one.shows or None)
        made.append(file)
    return made


def _part(shown: str, says: str) -> ui.Item[ui.LayoutView]:
    """Give what names a file in a message: a picture is seen there, and says what it shows."""
    if not says:
        return ui.File(shown)
    return ui.MediaGallery(discord.MediaGalleryItem(shown, description=says))


async def answer(
    interaction: Interaction,
    view: ui.LayoutView,
    files: Sequence[discord.File] = (),
) -> None:
    """Answer privately, once; after a slow commit as a follow-up."""
    if await interaction.client.settle(interaction):
        await interaction.followup.send(view=view, files=files, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)
