"""The list of meetings: asked for, its pages turned, and offered while somebody types."""

import re
from dataclasses import replace

from discord import app_commands, ui

from bot.domain.calendar.chosen_meeting import value_of_meeting
from bot.domain.ids import MemberId
from bot.domain.language.folding import fold
from bot.services.calendar.finder import MeetingsWanted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.meetings.changes import choice_name
from cogs.ui.meetings.finder import listed
from cogs.ui.meetings.looking_for import unpacked, within

_OF_ONE_DATE = frozenset({"move", "skip"})
"""Commands that change a single date."""
_CHANGE_DATES = _OF_ONE_DATE | {"cancel", "edit"}
"""Commands for which a date that doesn't take place is none to choose."""
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_SHORTEST_MONTH = 3


async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the meetings of this server, and the next dates of each; in private there are none."""
    if interaction.guild_id is None:
        return []
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    say, known = bot.say(interaction), bot.services.calendar_changes
    fitting = await known.offered(guild, by, typed)
    every, command = fitting or await known.offered(guild, by, ""), _name_of(interaction)
    named = [
        (choice_name(one, say, of_one=command in _OF_ONE_DATE), value_of_meeting(one.chosen, guild))
        for one in every
        if one.is_held or command not in _CHANGE_DATES
    ]
    return [
        app_commands.Choice(name=name, value=value)
        for name, value in named
        if fitting or _says_each_word(name, typed)
    ]


def _says_each_word(name: str, typed: str) -> bool:
    """Tell whether a line fits words that are no title, such as those of its day."""
    words = fold(name).split()
    said = [_ORDINAL.sub(r"\1", one) for one in fold(typed).replace(",", " ").split()]
    return all(any(_is_begun(word, one) for word in words) for one in said)


def _is_begun(word: str, said: str) -> bool:
    """Tell whether one of the two begins the other: `we` is Wed, and December is Dec."""
    return word.startswith(said) or (len(word) >= _SHORTEST_MONTH and said.startswith(word))


def _name_of(interaction: Interaction) -> str:
    return interaction.command.name if interaction.command else ""


async def looked_for(interaction: Interaction, wanted: MeetingsWanted, day: str) -> ui.LayoutView:
    """Give the first page of what somebody looks for. Raises DaysUnclear."""
    bot, guild = interaction.client, guild_of(interaction)
    wanted = replace(wanted, topic=within(wanted.topic))
    if day.strip():
        mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
        wanted = replace(wanted, on=await bot.services.finder.on_days(guild, day, mine))
    return await _page(interaction, wanted, 0)


@on_press("list_page")
async def turn(interaction: Interaction, custom_id: CustomId) -> None:
    """Show another page of the list, as things stand now."""
    bot, guild = interaction.client, guild_of(interaction)
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    zone = await bot.services.finder.zone(guild, mine)
    wanted, page = unpacked(custom_id.argument, zone)
    await privately(interaction, await _page(interaction, wanted, page))


async def _page(interaction: Interaction, wanted: MeetingsWanted, page: int) -> ui.LayoutView:
    bot = interaction.client
    by = await bot.actor(interaction)
    found = await bot.services.finder.find(guild_of(interaction), by, wanted)
    return listed(found, page, bot.say(interaction))
