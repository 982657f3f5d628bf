"""The list of meetings: asked for, its pages turned, and offered while somebody types."""

import re
from dataclasses import replace
from datetime import datetime

from discord import app_commands, ui

from bot.domain.calendar.chosen_meeting import value_of_meeting
from bot.domain.calendar.when.refusals import DayTwoWays
from bot.domain.calendar.when.which_days import DaysUnclear, days_meant
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut, fold
from bot.domain.zones import to_local
from bot.services.calendar.changes.finding import Offered
from bot.services.calendar.finder import MeetingsWanted
from bot.text.catalog import Say, Shown
from bot.text.dates import day_and_time
from cogs.ui.kit.admission import doors_of
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import OPTION, Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import title
from cogs.ui.meetings.finder import listed
from cogs.ui.meetings.looking_for import unpacked, within

_OF_ONE_DATE = frozenset({"move", "skip"})
"""Commands that change a single date."""
_FROM_A_DATE = frozenset({"edit"})
"""Commands that change a date and all later ones."""
_WHOLE = dict.fromkeys(_OF_ONE_DATE, "next_date") | dict.fromkeys(_FROM_A_DATE, "from_next")
"""What the line of a series is called, where it isn't all of its dates."""
_CHANGE_DATES = _OF_ONE_DATE | _FROM_A_DATE | {"cancel"}
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
        (one, _choice_name(one, say, command))
        for one in every
        if one.is_held or command not in _CHANGE_DATES
    ]
    said = [line for line in named if fitting or _says_each_word(line[1], typed)]
    language, now = (await bot.services.setup.get(guild)).language, bot.services.clock.now()
    on_day = [] if said else [line for line in named if _is_on(line[0], typed, now, language)]
    return [
        app_commands.Choice(name=name, value=value_of_meeting(one.chosen, guild))
        for one, name in said or on_day
    ]


def _is_on(one: Offered, typed: str, now: datetime, language: str) -> bool:
    """Tell whether a date is on the day that somebody types: 24/12, tomorrow, the 15th."""
    if one.starts_at is None:
        return False
    try:
        return days_meant(typed, one.zone, now, language).has(one.starts_at)
    except (DaysUnclear, DayTwoWays):
        return False


def _says_each_word(name: str, typed: str) -> bool:
    """Tell whether a line fits words that are no title, such as those of its day."""
    words = fold(name).split()
    said = [_ORDINAL.sub(r"\1", one) for one in fold(typed).replace(",", " ").split()]
    return all(any(_is_begun(word, one) for word in words) for one in said)


def _is_begun(word: str, said: str) -> bool:
    """Tell whether one of the two begins the other: `we` is Wed, and December is Dec."""
    is_name = word.isalpha() and len(word) >= _SHORTEST_MONTH
    return word.startswith(said) or (is_name and said.startswith(word))


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
    return listed(found, page, bot.say(interaction), await doors_of(interaction, found.listed))


def _choice_name(one: Offered, say: Say, command: str) -> str:
    """Name a line of the list of meetings by what the command does to it.

    The line of a series stands for its next date where a single one is changed, and for those from
    the next on where it is edited. Discord shows no timestamp there.
    """
    name = Shown(title(one.title, say))
    if one.starts_at is None:
        return cut(say(f"change.{_WHOLE.get(command, 'all_dates')}", title=name), OPTION)
    start = Shown(day_and_time(to_local(one.starts_at, one.zone), one.zone, say))
    key = "change.from_date" if command in _FROM_A_DATE else "change.one_date"
    room = OPTION - len(say(key, title="", start=start))
    return say(key, title=Shown(cut(name, room)), start=start)
