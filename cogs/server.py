"""What happens in a server without a press: people come and go, rooms and rights change."""

import discord
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.calendar.announced.meeting_event import EventShown, EventWords
from bot.domain.ids import ChannelId, EventId, GuildId, MemberId, OccurrenceId, RoleId


class ServerEvents(commands.Cog):
    """Keeps meetings in step with what Discord tells of their server."""

    def __init__(self, bot: OpenRound) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Keep a running meeting in step with who is in its room."""
        channels = {state.channel for state in (before, after) if state.channel}
        if before.channel == after.channel:
            return
        for channel in channels:
            came = channel == after.channel and not member.bot
            await self._bot.services.voice_changes.seen(
                GuildId(channel.guild.id),
                ChannelId(channel.id),
                MemberId(member.id) if came else None,
            )

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Look at the meeting whose room somebody deleted; blocked rooms may fit now."""
        meeting = self._bot.services.meetings.in_room(ChannelId(channel.id))
        if meeting:
            await self._bot.services.ticks.look(meeting)
        await self._bot.services.ticks.unblock(GuildId(channel.guild.id))
        self._bot.services.standing_weeks.look_again(GuildId(channel.guild.id))
        await self._bot.services.setup_monitor.check(GuildId(channel.guild.id))

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Tell the organisers where it was the role of those who lead; look at open rooms.

        Whoever leads just now goes on: they keep their way in, and the console.
        """
        services, guild = self._bot.services, GuildId(role.guild.id)
        for meeting in await services.leading.role_deleted(guild):
            await services.ticks.rights_changed(guild, meeting)
        await services.schedule.role_deleted(guild, RoleId(role.id))
        await services.ticks.rights_changed(guild)
        await services.setup_monitor.check(guild)

    @commands.Cog.listener()
    async def on_guild_role_create(self, role: discord.Role) -> None:
        """Look who sees the rooms that are open: there is another role."""
        await self._bot.services.ticks.rights_changed(GuildId(role.guild.id))

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Try blocked rooms again, and look who sees those that are open: a channel changed.

        A room that somebody made like its category ("Sync now") names nobody any more. Where a
        standing console is, others may see it by now.
        """
        alike = after.permissions_synced and not before.permissions_synced
        meeting = self._bot.services.meetings.in_room(ChannelId(after.id)) if alike else None
        await self._rights_changed(after.guild, meeting)
        if self._console_in(after.guild) == after.id:
            await self._bot.services.consoles.look(GuildId(after.guild.id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Look who sees a standing console: of what changed while Discord was away nobody told."""
        if self._console_in(guild) is not None:
            await self._bot.services.consoles.look(GuildId(guild.id))

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        """Try blocked rooms again, and look who sees those that are open: a role has changed."""
        await self._rights_changed(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """Do the same when the bot's own roles or its time-out have changed."""
        if after == after.guild.me:
            await self._rights_changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_update(self, _: discord.Guild, after: discord.Guild) -> None:
        """Try blocked rooms again: the server's own settings have changed."""
        await self._bot.services.ticks.unblock(GuildId(after.id))

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, _: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        """Look at the list of events: one of ours is another now."""
        await self._event_changed(after, _shown_in(after).digest if _stands(after) else "")

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Look at the list of events: one of ours is gone."""
        await self._event_changed(event, "")

    def _console_in(self, guild: discord.Guild) -> ChannelId | None:
        server = self._bot.services.setup.remembered(GuildId(guild.id))
        return None if server is None else server.console_in

    async def _event_changed(self, event: discord.ScheduledEvent, digest: str) -> None:
        if self._bot.user is None or event.creator_id != self._bot.user.id:
            return
        events = self._bot.services.meeting_events
        await events.changed(GuildId(event.guild_id), EventId(event.id), digest)

    async def _rights_changed(
        self, guild: discord.Guild, unnamed: OccurrenceId | None = None
    ) -> None:
        self._bot.services.standing_weeks.look_again(GuildId(guild.id))
        self._bot.services.meeting_events.look_again(GuildId(guild.id))
        await self._bot.services.ticks.unblock(GuildId(guild.id))
        await self._bot.services.ticks.rights_changed(GuildId(guild.id), unnamed)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Ask in a server that has taken the bot in again whether all goes on."""
        await self._bot.services.departures.returned(GuildId(guild.id))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop all work for a server that removed the bot; an outage is not a removal."""
        await self._bot.services.ticks.server_left(GuildId(guild.id))


def _stands(event: discord.ScheduledEvent) -> bool:
    return event.status in {discord.EventStatus.scheduled, discord.EventStatus.active}


def _shown_in(event: discord.ScheduledEvent) -> EventShown:
    """Read what an event shows."""
    words = EventWords(event.name, event.description or "", event.location or "")
    return EventShown(words, event.start_time, event.end_time or event.start_time)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(ServerEvents(bot))
