"""What the list shows while a time is typed: how it is read, in the group's zone and one's own."""

from discord import app_commands

from bot.domain.calendar.when.choice import value_of
from bot.domain.calendar.when.reading import Reading
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut
from bot.services.calendar import phrases
from bot.text.catalog import Say
from bot.text.dates import reading_shown, shown_beside
from cogs.ui.kit.command import Interaction, guild_of

LONGEST_CHOICE = 100
"""Characters of a choice's name, which Discord allows."""


async def times_offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer how a phrase is read in the group's zone; in private there is no group."""
    if interaction.guild_id is None:
        return []
    server = await interaction.client.services.setup.get(guild_of(interaction))
    if server.timezone is None:
        return []
    return await times_in(interaction, typed, server.timezone)


async def times_in(
    interaction: Interaction, typed: str, zone: str, *, once: bool = False
) -> list[app_commands.Choice[str]]:
    """Offer how a phrase is read in a zone; a choice carries that reading whole to the answer.

    With `once` nothing that comes back is offered.
    """
    bot, guild = interaction.client, guild_of(interaction)
    server = await bot.services.setup.get(guild)
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    now, say = bot.services.clock.now(), bot.say(interaction)
    return [
        app_commands.Choice(name=_name(one, mine, say), value=value_of(one, guild))
        for one in phrases.suggestions(typed, zone, now, server.language, mine)
        if one.repeat.is_once or not once
    ]


def _name(reading: Reading, mine: str | None, say: Say) -> str:
    """Say how it is read; beside it on the reader's own clock, where that is another and fits."""
    shown = reading_shown(reading, say)
    beside = shown_beside(reading, mine, say) if mine else shown
    return cut(beside if len(beside) <= LONGEST_CHOICE else shown, LONGEST_CHOICE)
