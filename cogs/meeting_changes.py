"""`/meeting show`, `move`, `skip`, `pause`, `cancel`: planned meetings, and how they change."""

from collections.abc import Coroutine
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import named
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Often
from bot.domain.calendar.when.by_how_much import by_how_much, on_its_day
from bot.domain.calendar.when.refusals import WhenNoClock
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.people.named_person import must_be_able_to_begin, must_be_able_to_help
from bot.domain.server.server import Server
from bot.services.calendar.changes.asking import MeetingMeant, Outlook
from bot.services.calendar.changes.refusals import MoveRepeats, PauseRepeats
from cogs.ui.kit.admission import doors_of
from cogs.ui.kit.command import Interaction, answer, called, described, files, guild_of, options
from cogs.ui.kit.ids import read_as
from cogs.ui.meetings.changes import asked, shown
from cogs.ui.meetings.command_choices import (
    REPEATS,
    ROOMS,
    Capacity,
    Title,
    Topic,
)
from cogs.ui.meetings.draw import taken_along
from cogs.ui.meetings.finder_presses import offered
from cogs.ui.meetings.template_choices import template_meant, templates_offered
from cogs.ui.meetings.times import moved_to, read_in_its_zone, times_in

Person = discord.Member | discord.User | None


def leading(
    server: Server, lead: Person, co: Person, leads_now: MemberId | None = None
) -> tuple[MemberId | None, MemberId | None]:
    """Look at those who are named to lead and to help: each may, and they are two.

    Raises NotAPerson, NotOnServer, CannotBegin, CannotHelpLead, OneOfTwo.
    """
    first = must_be_able_to_begin(named(lead, server)) if lead else None
    helps = must_be_able_to_help(named(co, server), first or leads_now) if co else None
    return first, helps


class ChangeCommands(commands.Cog):
    """The commands of `/meeting` that show a planned meeting, or change it."""

    @app_commands.command(name=called("show"), description=described("command.meeting.show"))
    @options(meeting="command.meeting.meeting")
    @app_commands.autocomplete(meeting=offered)
    async def show(self, interaction: Interaction, meeting: str) -> None:
        """Show one meeting: its next dates, and what can be taken back."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        work = bot.services.calendar_changes.show(guild, by, meeting)
        found = await bot.defer_if_slow(interaction, work)
        doors = await doors_of(interaction, found.coming)
        await answer(interaction, shown(found, bot.say(interaction), doors))

    @app_commands.command(
        name=called("calendar"), description=described("command.meeting.calendar")
    )
    @options(meeting="command.meeting.calendar_of")
    @app_commands.autocomplete(meeting=offered)
    async def calendar(self, interaction: Interaction, meeting: str | None = None) -> None:
        """Give a file for one's own calendar: one meeting with all its dates, or every one."""
        bot, guild = interaction.client, guild_of(interaction)
        by = await bot.actor(interaction)
        work = bot.services.calendar_files.of(guild, by, meeting)
        made = await bot.defer_if_slow(interaction, work)
        view = taken_along(bot.say(interaction))
        await answer(interaction, view, files(view, [made]))

    @app_commands.command(name=called("move"), description=described("command.meeting.move"))
    @options(meeting="command.meeting.meeting", when="command.meeting.move_when")
    @app_commands.autocomplete(meeting=offered)
    async def move(self, interaction: Interaction, meeting: str, when: str) -> None:
        """Ask whether one date is to move."""
        await _ask(interaction, _move(interaction, meeting, when))

    @app_commands.command(name=called("skip"), description=described("command.meeting.skip"))
    @options(meeting="command.meeting.meeting")
    @app_commands.autocomplete(meeting=offered)
    async def skip(self, interaction: Interaction, meeting: str) -> None:
        """Ask whether one date is to be skipped."""
        changes = interaction.client.services.calendar_changes
        await _ask(interaction, changes.ask_skip(await _meant(interaction, meeting)))

    @app_commands.command(name=called("pause"), description=described("command.meeting.pause"))
    @options(meeting="command.meeting.meeting", until="command.meeting.until")
    @app_commands.autocomplete(meeting=offered)
    async def pause(self, interaction: Interaction, meeting: str, until: str | None = None) -> None:
        """Ask whether a series is to pause."""
        await _ask(interaction, _pause(interaction, meeting, until))

    @app_commands.command(name=called("cancel"), description=described("command.meeting.cancel"))
    @options(meeting="command.meeting.meeting")
    @app_commands.autocomplete(meeting=offered)
    async def cancel(self, interaction: Interaction, meeting: str) -> None:
        """Ask whether a series is to end, or one date of it to be called off."""
        changes = interaction.client.services.calendar_changes
        await _ask(interaction, changes.ask_cancel(await _meant(interaction, meeting)))

    @app_commands.command(name=called("edit"), description=described("command.meeting.edit"))
    @options(
        meeting="command.meeting.edit_from",
        title="command.meeting.title",
        when="command.meeting.edit_when",
        repeat="command.meeting.repeat",
        template="command.meeting.template",
        room="command.meeting.room",
        facilitator="command.meeting.facilitator",
        self_guided="command.meeting.self_guided",
        capacity="command.meeting.capacity",
        co_facilitator="command.meeting.co_facilitator",
        topic="command.meeting.topic",
    )
    @app_commands.choices(repeat=REPEATS, room=ROOMS)
    @app_commands.autocomplete(meeting=offered, template=templates_offered)
    async def edit(
        self,
        interaction: Interaction,
        meeting: str,
        title: Title | None = None,
        when: str | None = None,
        repeat: str | None = None,
        template: str | None = None,
        room: str | None = None,
        facilitator: discord.Member | discord.User | None = None,
        self_guided: bool | None = None,
        capacity: Capacity | None = None,
        co_facilitator: discord.Member | discord.User | None = None,
        topic: Topic | None = None,
    ) -> None:
        """Ask whether a meeting is to be otherwise, from one date on."""
        edit = Edit(
            title=title,
            repeat=read_as(Often, repeat) if repeat else None,
            template=template_meant(template or "", interaction.client.say(interaction)) or None,
            room_kind=read_as(RoomKind, room) if room else None,
            topic=topic,
            capacity=capacity,
            self_guided=self_guided,
        )
        people = facilitator, co_facilitator
        await _ask(interaction, _edit(interaction, meeting, when, edit, people))

    @edit.autocomplete("when")
    async def later_times(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Show how a time is read in the zone of the meeting, and how often it comes back."""
        try:
            meant = await _meant(interaction, str(interaction.namespace.meeting or ""))
        except Refusal:
            return []
        words, zone = on_its_day(typed, meant.day), meant.series.timezone
        return await times_in(interaction, words, zone)

    @move.autocomplete("when")
    async def times(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Show how a time is read in the zone of the meeting, before anything is sent."""
        try:
            meant = await _meant(interaction, str(interaction.namespace.meeting or ""))
        except Refusal:
            return []
        words, zone = await moved_to(interaction, meant, typed), meant.series.timezone
        return await times_in(interaction, words, zone, once=True, near=meant.day)


async def _ask(interaction: Interaction, work: Coroutine[object, object, Outlook]) -> None:
    """Show what would change, and ask."""
    outlook = await interaction.client.defer_if_slow(interaction, work)
    await answer(interaction, asked(outlook, interaction.client.say(interaction)))


async def _meant(interaction: Interaction, typed: str) -> MeetingMeant:
    """Find the meeting that is meant; who may not hears of that first."""
    bot = interaction.client
    by = await bot.actor(interaction)
    return await bot.services.calendar_changes.meant(guild_of(interaction), by, typed)


async def _move(interaction: Interaction, meeting: str, when: str) -> Outlook:
    meant, by_so_much = await _meant(interaction, meeting), by_how_much(when)
    changes = interaction.client.services.calendar_changes
    if by_so_much is not None:
        return await changes.ask_move(meant, by_so_much)
    words = await moved_to(interaction, meant, when)
    reading = await read_in_its_zone(interaction, meant, words, meant.day)
    if not reading.repeat.is_once:
        raise MoveRepeats
    return await changes.ask_move(meant, reading.at)


async def _edit(
    interaction: Interaction,
    meeting: str,
    when: str | None,
    edit: Edit,
    people: tuple[Person, Person],
) -> Outlook:
    bot, meant = interaction.client, await _meant(interaction, meeting)
    server = await bot.services.setup.get(guild_of(interaction))
    lead, co = leading(server, *people, meant.series.facilitator)
    edit = replace(edit, facilitator=lead, co_facilitator=co)
    if when:
        reading = await read_in_its_zone(interaction, meant, on_its_day(when, meant.day))
        edit = replace(edit, when=reading)
    return await bot.services.calendar_changes.ask_edit(meant, edit)


async def _pause(interaction: Interaction, meeting: str, until: str | None) -> Outlook:
    """Read until when; a day without an hour is meant from its beginning on."""
    meant, end = await _meant(interaction, meeting), None
    if until:
        try:
            end = await read_in_its_zone(interaction, meant, until)
        except WhenNoClock:
            end = await read_in_its_zone(interaction, meant, f"{until} 00:00")
    if end and not end.repeat.is_once:
        raise PauseRepeats
    at = end.at if end else None
    return await interaction.client.services.calendar_changes.ask_pause(meant, at)
