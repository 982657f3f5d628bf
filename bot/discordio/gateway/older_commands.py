"""Commands as they were before an update: Discord still shows them for a while (an hour, at times).

discord.py raises before any code of ours runs; nothing went wrong on our side.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord
from discord import app_commands

OLDER = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
"""A command that is gone, and one that took other options."""


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
