"""What the list shows while a time is typed: how it is read, in the group's zone and one's own."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

from discord import app_commands, ui

from bot.domain.calendar.when.by_how_much import by_how_much, on_its_day
from bot.domain.calendar.when.choice import value_of
from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.when.refusals import WhenMorningOrEvening, WhenNoClock, WhenPast
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut
from bot.services.calendar import phrases
from bot.services.calendar.changes.asking import MeetingMeant
from bot.services.calendar.plans_asked import HalfAsked, Meant
from bot.text.catalog import Say, Shown
from bot.text.dates import reading_shown, shown_beside
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.command import Interaction, guild_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import row, sheet

_NOON, _EVENING = 12, 17
LONGEST_CHOICE = 100
"""Characters of a choice's name, which Discord allows."""


async def both_read(read: Callable[[str], Meant], asked: WhenMorningOrEvening) -> list[Meant]:
    """Read a bare hour both ways, the morning first, as far as either is still to come.

    Raises `asked` where neither is, and for twelve, whose halves have no such names.
    """
    found = []
    for one in ("first", "second"):
        with suppress(WhenPast):
            found.append(await asyncio.to_thread(read, str(asked.facts[one])))
    if not found or any(when.local.hour % _NOON == 0 for _, when, _ in found):
        raise asked
    return found


def which_half(asked: HalfAsked, say: Say) -> ui.LayoutView:
    """Ask whether a bare hour is one of the morning; a press goes on with what was typed."""
    words = say("meeting.which_half", typed=one_line(asked.typed, LONGEST_CHOICE))
    return sheet(words, row(*(_half(name, at, say) for name, at in asked.halves)))


def _half(name: str, at: time, say: Say) -> Item:
    part = "morning" if at.hour < _NOON else "afternoon" if at.hour < _EVENING else "evening"
    hour = Shown(f"{(at.hour - 1) % _NOON + 1}:{at:%M}")
    words = say(f"meeting.half.{part}", time=hour)
    return button(CustomId("plan_half", argument=name), say, words=words)


async def times_offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer how a phrase is read in the group's zone; in private there is no group."""
    if interaction.guild_id is None:
        return []
    server = await interaction.client.services.setup.get(guild_of(interaction))
    if server.timezone is None:
        return []
    return await times_in(interaction, typed, server.timezone)


async def times_in(
    interaction: Interaction,
    typed: str,
    zone: str,
    *,
    once: bool = False,
    near: date | None = None,
) -> list[app_commands.Choice[str]]:
    """Offer how a phrase is read in a zone; a choice carries that reading whole to the answer.

    With `once` nothing that comes back is offered; with `near` a weekday is one of that week.
    """
    bot, guild = interaction.client, guild_of(interaction)
    server = await bot.services.setup.get(guild)
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    now, say = bot.services.clock.now(), bot.say(interaction)
    return [
        app_commands.Choice(name=_name(one, mine, say), value=value_of(one, guild))
        for one in phrases.suggestions(typed, zone, now, server.language, mine, near)
        if one.repeat.is_once or not once
    ]


async def moved_to(interaction: Interaction, meant: MeetingMeant, typed: str) -> str:
    """Say in full to when a date moves: what nobody spoke of, its day or its hour, it keeps."""
    if meant.start is None:
        return typed
    by_so_much = by_how_much(typed)
    if by_so_much is not None:
        return f"{meant.start + by_so_much:%Y-%m-%d %H:%M}"
    words, bot = on_its_day(typed, meant.day), interaction.client
    server = await bot.services.setup.get(guild_of(interaction))
    try:
        read(words, meant.series.timezone, bot.services.clock.now(), server.language)
    except WhenNoClock:
        return f"{words} {meant.start:%H:%M}"
    except Refusal:
        return words
    return words


async def read_in_its_zone(
    interaction: Interaction, meant: MeetingMeant, text: str, near: date | None = None
) -> Reading:
    """Read a time in the zone of the meeting; with `near`, a weekday is one of that week."""
    bot, guild = interaction.client, guild_of(interaction)
    server, now = await bot.services.setup.get(guild), bot.services.clock.now()
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    zone, language = meant.series.timezone, server.language
    understood = phrases.understood
    return await asyncio.to_thread(understood, text, guild, zone, now, language, mine, near)


def _name(reading: Reading, mine: str | None, say: Say) -> str:
    """Say how it is read; beside it on the reader's own clock, where that is another and fits."""
    shown = reading_shown(reading, say)
    beside = shown_beside(reading, mine, say) if mine else shown
    return cut(beside if len(beside) <= LONGEST_CHOICE else shown, LONGEST_CHOICE)
