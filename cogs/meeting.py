"""`/meeting`: schedule, start, find and lead meetings."""

import asyncio
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound, role_of
from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.calendar.repeat import Often
from bot.domain.calendar.when.reading import minutes_agreed, repeat_agreed
from bot.domain.calendar.when.refusals import WhenMorningOrEvening
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, MemberId
from bot.domain.server.roles import must_be_for_some
from bot.domain.server.server import Server
from bot.services.calendar import phrases
from bot.services.calendar.finder import MeetingsWanted
from bot.services.calendar.planning import DEFAULT_TEMPLATE
from bot.services.calendar.plans_asked import HalfAsked, Meant, PlanAsked
from bot.services.calendar.schedule import Scheduled, Wish, zone_for
from bot.text.catalog import speaker
from cogs.meeting_changes import ChangeCommands, Person, leading
from cogs.ui.console.for_managers import oversight
from cogs.ui.console.keeping_shown import open_console
from cogs.ui.kit.command import Interaction, answer, called, described, guild_of, options
from cogs.ui.kit.ids import read_as
from cogs.ui.meetings.command_choices import (
    REPEATS,
    ROOMS,
    Capacity,
    Title,
    Topic,
)
from cogs.ui.meetings.draw import started, still_open
from cogs.ui.meetings.finder_presses import looked_for
from cogs.ui.meetings.next_presses import whats_next
from cogs.ui.meetings.presses import plan_shown
from cogs.ui.meetings.template_choices import template_meant, templates_offered
from cogs.ui.meetings.times import both_read, times_offered
from cogs.ui.walkthrough.presses import show_step


class NoMeetingHere(Refusal):
    """No meeting is running in this channel."""

    key = "refusal.no_meeting_here"


@app_commands.allowed_contexts(guilds=True, dms=True)
class MeetingCommands(
    ChangeCommands,
    commands.GroupCog,
    group_name=called("meeting"),
    group_description=described("command.meeting.about"),
):
    """Meetings of one server."""

    @app_commands.command(
        name=called("schedule"), description=described("command.meeting.schedule")
    )
    @options(
        title="command.meeting.title",
        when="command.meeting.when",
        repeat="command.meeting.new_repeat",
        template="command.meeting.new_template",
        room="command.meeting.new_room",
        minutes="command.meeting.minutes",
        facilitator="command.meeting.new_facilitator",
        co_facilitator="command.meeting.new_co_facilitator",
        self_guided="command.meeting.new_self_guided",
        capacity="command.meeting.new_capacity",
        visible_to="command.meeting.visible_to",
        topic="command.meeting.topic",
    )
    @app_commands.choices(repeat=REPEATS, room=ROOMS)
    @app_commands.autocomplete(template=templates_offered)
    async def schedule(
        self,
        interaction: Interaction,
        title: Title,
        when: str,
        repeat: str | None = None,
        template: str = DEFAULT_TEMPLATE,
        room: str = RoomKind.VOICE.value,
        minutes: int | None = None,
        facilitator: discord.Member | discord.User | None = None,
        co_facilitator: discord.Member | discord.User | None = None,
        self_guided: bool = False,
        capacity: Capacity = 0,
        visible_to: discord.Role | None = None,
        topic: Topic = "",
    ) -> None:
        """Schedule a meeting and show its next four dates."""
        bot = interaction.client
        kind, full = read_as(RoomKind, room), capacity
        role = must_be_for_some(role_of(visible_to)) if visible_to else None
        shape = template_meant(template, bot.say(interaction))
        wish = Wish(title, shape, kind, minutes, None, topic, full, role, None, self_guided)
        work = _schedule(interaction, wish, when, repeat, (facilitator, co_facilitator))
        await answer(
            interaction, plan_shown(interaction, await bot.defer_if_slow(interaction, work))
        )

    @schedule.autocomplete("when")
    async def understood(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Show how the phrase is read, before anything is sent."""
        return await times_offered(interaction, typed)

    @app_commands.command(name=called("start"), description=described("command.meeting.start"))
    @options(
        title="command.meeting.start_title",
        template="command.meeting.new_template",
        room="command.meeting.new_room",
    )
    @app_commands.choices(room=ROOMS)
    @app_commands.autocomplete(template=templates_offered)
    async def start(
        self,
        interaction: Interaction,
        title: Title | None = None,
        template: str = DEFAULT_TEMPLATE,
        room: str = RoomKind.VOICE.value,
    ) -> None:
        """Open a room now."""
        bot = interaction.client
        shape = template_meant(template, bot.say(interaction))
        wish = Wish(title or "", shape, read_as(RoomKind, room))
        made, server = await bot.defer_if_slow(interaction, _start(interaction, wish))
        setup, say = bot.services.setup, bot.say(interaction)
        doorway, needs = setup.doorway(server), setup.needs(server)
        leads = (await bot.actor(interaction)).leads
        await answer(interaction, started(made, server, say, doorway, needs, leads=leads))

    @app_commands.command(name=called("list"), description=described("command.meeting.list"))
    @options(
        days="command.meeting.days",
        day="command.meeting.day",
        topic="command.meeting.topic_filter",
        room="command.meeting.list_room",
    )
    @app_commands.choices(room=ROOMS)
    async def list(
        self,
        interaction: Interaction,
        days: app_commands.Range[int, 1, 14] = 7,
        day: str = "",
        topic: str = "",
        room: str | None = None,
    ) -> None:
        """List the meetings of the next days."""
        wanted = MeetingsWanted(days, topic=topic, room=read_as(RoomKind, room) if room else None)
        work = looked_for(interaction, wanted, day)
        await answer(interaction, await interaction.client.defer_if_slow(interaction, work))

    @app_commands.command(name=called("next"), description=described("command.meeting.next"))
    async def next(self, interaction: Interaction) -> None:
        """Show somebody's own next meetings and the server's, with the door when one is open."""
        work = whats_next(interaction)
        await answer(interaction, await interaction.client.defer_if_slow(interaction, work))

    @app_commands.command(
        name=called("rehearse"), description=described("command.meeting.rehearse")
    )
    async def rehearse(self, interaction: Interaction) -> None:
        """Walk through a made-up evening in private."""
        await show_step(interaction, 0)

    @app_commands.command(name=called("console"), description=described("command.meeting.console"))
    async def console(self, interaction: Interaction) -> None:
        """Open the facilitator's console of the meeting that runs in this channel."""
        bot = interaction.client
        room = _room_of(interaction)
        meeting = bot.services.meetings.in_room(room)
        if meeting is None:
            await _after_the_end(interaction, room)
            return
        running = await bot.defer_if_slow(interaction, bot.services.meetings.get(meeting))
        await open_console(interaction, running)


async def _after_the_end(interaction: Interaction, room: ChannelId) -> None:
    """Offer to keep a text room open; where none was, say that no meeting runs here.

    Whoever manages the server is shown how to step in from anywhere: they may not see the room.
    """
    bot, say = interaction.client, interaction.client.say(interaction)
    found = await bot.services.room_requests.still_open(room)
    if found is not None:
        await answer(interaction, still_open(*found, say))
        return
    by = await bot.actor(interaction)
    overseen = await bot.services.leading.overseen(guild_of(interaction), by)
    if not overseen:
        raise NoMeetingHere
    await answer(interaction, oversight(overseen, say))


def _room_of(interaction: Interaction) -> ChannelId:
    """Give the channel of a command; in a thread it is the one that the thread hangs on."""
    channel = interaction.channel
    above = channel.parent_id if isinstance(channel, discord.Thread) else None
    return ChannelId(above or interaction.channel_id or 0)


async def _schedule(
    interaction: Interaction,
    wish: Wish,
    when: str,
    repeat: str | None,
    people: tuple[Person, Person],
) -> Scheduled | PlanAsked | HalfAsked:
    """Read the time in the group's zone, and schedule; who may not hears of that first."""
    bot, guild = interaction.client, guild_of(interaction)
    by, server = await bot.actor(interaction), await bot.services.setup.get(guild)
    zone, now = zone_for(server, by), bot.services.clock.now()
    lead, co = leading(server, *people)
    wish = replace(wish, facilitator=lead, co_facilitator=co)
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    chosen = read_as(Often, repeat) if repeat else None

    def read(typed: str) -> Meant:
        at = phrases.understood(typed, guild, zone, now, server.language, mine)
        kind = repeat_agreed(at, chosen, server.language)
        return replace(wish, minutes=minutes_agreed(at, wish.minutes)), at, kind

    try:
        meant = await asyncio.to_thread(read, when)
    except WhenMorningOrEvening as asked:
        halves = await both_read(read, asked)
        return await bot.services.plans_asked.which_half(guild, by, when, halves)
    return await bot.services.plans_asked.plan(guild, by, *meant)


async def _start(interaction: Interaction, wish: Wish) -> tuple[Occurrence, Server]:
    """Start a meeting, under the group's own word for one where it was given no title."""
    bot, guild = interaction.client, guild_of(interaction)
    by, server = await bot.actor(interaction), await bot.services.setup.get(guild)
    title = wish.title or speaker(server.language)("meeting.default_title")
    return await bot.services.schedule.start_now(guild, by, replace(wish, title=title)), server


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(MeetingCommands())
