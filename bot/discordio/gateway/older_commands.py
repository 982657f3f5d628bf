"""Commands as they were before an update: Discord still shows them for a while (an hour, at times).

discord.py raises before any code of ours runs; nothing went wrong on our side.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord
from discord import app_commands

from bot.domain.errors import BeforeUpdate, ChoiceGone

OLDER = (
    app_commands.CommandNotFound,
    app_commands.CommandSignatureMismatch,
    app_commands.TransformerError,
)
"""A command that is gone, one that took other options, and an option that took another kind."""
CHANNELS = frozenset({discord.AppCommandOptionType.channel, discord.AppCommandOptionType.role})


def meant_by(error: app_commands.AppCommandError) -> Exception:
    """Say what an error that the library raises means to the person who sent the command."""
    if isinstance(error, app_commands.TransformerError) and error.type in CHANNELS:
        return ChoiceGone()
    if isinstance(error, OLDER):
        return BeforeUpdate()
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


class Commands(app_commands.CommandTree[discord.Client]):
    """The commands; a completion for what does not complete any more is empty, and no fault."""

    async def interaction_check(self, interaction: discord.Interaction[discord.Client], /) -> bool:
        """Let through all but completions of options that there are no more."""
        if interaction.type is not discord.InteractionType.autocomplete or _completes(interaction):
            return True
        await nothing_to_offer(interaction)
        return False


async def nothing_to_offer(interaction: discord.Interaction[discord.Client]) -> None:
    """Answer a completion with an empty list: it takes no sentence."""
    if not interaction.response.is_done():
        await interaction.response.autocomplete([])


def _completes(interaction: discord.Interaction[discord.Client]) -> bool:
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return False
    typed_in = command.get_parameter(_focused(cast("Mapping[str, Any]", interaction.data or {})))
    return typed_in is not None and typed_in.autocomplete


def _focused(data: Mapping[str, Any]) -> str:
    """Name the option that somebody types in, however deep the command lies."""
    options: Sequence[Mapping[str, Any]] = data.get("options", ())
    inside = (_focused(one) for one in options)
    return next((str(one["name"]) for one in options if one.get("focused")), "") or next(
        filter(None, inside), ""
    )
