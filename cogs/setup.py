"""`/setup`: what an organiser settles once, in five minutes."""

from typing import cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound, role_of
from bot.domain.ids import ChannelId
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.calendar.own_templates import TemplateAdded
from bot.services.server.setup import Changes, must_manage
from bot.text.catalog import languages
from cogs.ui.kit.command import (
    Interaction,
    answer,
    called,
    described,
    fetched,
    guild_of,
    options,
)
from cogs.ui.kit.helplines import country_choices
from cogs.ui.settings.draw import as_shown, checked, taken_in_again, texts_shown
from cogs.ui.settings.panel import panel
from cogs.ui.settings.saved import WhatFollows, saved
from cogs.ui.settings.templates import added, listed


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class SetupCommands(
    commands.GroupCog,
    group_name=called("setup"),
    group_description=described("command.setup.about"),
):
    """Settings of one server."""

    @app_commands.command(name=called("server"), description=described("command.setup.server"))
    @options(
        rooms="command.setup.rooms",
        announcements="command.setup.announcements",
        facilitators="command.setup.facilitators",
        timezone="command.setup.timezone",
        country="command.setup.country",
        organisers="command.setup.organisers",
        facilitators_channel="command.setup.facilitators_channel",
        standing_console="command.setup.standing_console",
        adults_only="command.setup.adults_only",
        language="command.setup.language",
        discreet="command.setup.discreet",
        events="command.setup.events",
        days_off="command.setup.days_off",
    )
    async def server(
        self,
        interaction: Interaction,
        rooms: discord.CategoryChannel | None = None,
        announcements: discord.TextChannel | None = None,
        facilitators: discord.Role | None = None,
        timezone: str | None = None,
        country: str | None = None,
        organisers: discord.TextChannel | None = None,
        facilitators_channel: discord.TextChannel | None = None,
        standing_console: bool | None = None,
        adults_only: bool | None = None,
        language: str | None = None,
        discreet: bool | None = None,
        events: bool | None = None,
        days_off: str | None = None,
    ) -> None:
        """Save what was given, then show the settings and what is missing."""
        changes = _changes(
            rooms=_channel(rooms),
            announcements=_channel(announcements),
            organisers=_channel(organisers),
            facilitators=role_of(facilitators) if facilitators else None,
            facilitators_channel=_channel(facilitators_channel),
            standing_console=standing_console,
            timezone=timezone,
            country=country,
            language=language,
            adults_only=adults_only,
            discreet=discreet,
            events=events,
            days_off=days_off,
        )
        await _settle(interaction, changes)

    @app_commands.command(name=called("check"), description=described("command.setup.check"))
    async def check(self, interaction: Interaction) -> None:
        """Say what works, what is missing and where to click."""
        if await _asked_first(interaction):
            return
        bot, guild = interaction.client, guild_of(interaction)
        work = bot.services.setup.check(guild, await bot.actor(interaction))
        server, needs = await bot.defer_if_slow(interaction, work)
        leads, doorway = (await bot.actor(interaction)).leads, bot.services.setup.doorway(server)
        ends = bot.services.removals.ends_calls(server) if doorway else None
        key, say = bot.services.setup.where_the_key_is(), bot.say(interaction)
        shown = checked(needs, say, doorway, server, leads=leads, ends_calls=ends, key=key)
        await answer(interaction, shown)

    @app_commands.command(name=called("texts"), description=described("command.setup.texts"))
    async def texts(self, interaction: Interaction) -> None:
        """Show the group's own words as members see them, with a way to change each."""
        if await _asked_first(interaction):
            return
        bot, guild = interaction.client, guild_of(interaction)
        work = bot.services.setup.check(guild, await bot.actor(interaction))
        server, _ = await bot.defer_if_slow(interaction, work)
        await answer(interaction, texts_shown(server, bot.say(interaction)))

    @app_commands.command(
        name=called("templates"), description=described("command.setup.templates")
    )
    @options(file="command.setup.file")
    async def templates(
        self, interaction: Interaction, file: discord.Attachment | None = None
    ) -> None:
        """Show the group's own templates; with a file, add the one in it or say what to mend."""
        if await _asked_first(interaction):
            return
        bot, guild = interaction.client, guild_of(interaction)
        by, kept = await bot.actor(interaction), bot.services.own_templates
        outcome = await bot.defer_if_slow(interaction, _add(interaction, file)) if file else None
        own, say = await kept.listed(guild, by), bot.say(interaction)
        await answer(interaction, added(outcome, own, say) if outcome else listed(own, say))

    @server.autocomplete("timezone")
    async def zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer time zones that begin like what was typed, or look like it."""
        zones = interaction.client.services.setup.zones_offered(typed)
        return [app_commands.Choice(name=zone, value=zone) for zone in zones]

    @server.autocomplete("country")
    async def countries(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the countries that may be meant."""
        return country_choices(typed)

    @server.autocomplete("language")
    async def languages(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the languages that are shipped."""
        return [app_commands.Choice(name=one, value=one) for one in languages() if typed in one]


async def _add(interaction: Interaction, file: discord.Attachment) -> TemplateAdded:
    """Take in the template of a file that somebody sent."""
    bot, guild = interaction.client, guild_of(interaction)
    by, kept = await bot.actor(interaction), bot.services.own_templates
    kept.must_take(by, file.size)
    return await kept.add(guild, by, await fetched(file))


async def _settle(interaction: Interaction, changes: Changes) -> None:
    """Save what was given and show what came of it, unless something is to be asked first."""
    if not await _asked_first(interaction):
        before = await interaction.client.services.setup.get(guild_of(interaction))
        await _save(interaction, changes)
        await _show(interaction, changes, before)


async def _save(interaction: Interaction, changes: Changes) -> None:
    """Save settings; rooms that waited for one of them are looked at anew."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    await bot.defer_if_slow(interaction, bot.services.setup.save(guild, by, **changes))
    interaction.extras.pop(Actor, None)  # who may lead can be somebody else now
    await bot.services.ticks.unblock(guild)
    if "announcements" in changes:
        await bot.services.standing_weeks.ask_for(guild)
    await bot.services.standing_weeks.look_at(guild)
    bot.services.meeting_events.look_again(guild)
    await bot.services.ticks.rights_changed(guild)
    await bot.services.consoles.look(guild)


async def _show(interaction: Interaction, changes: Changes, before: Server) -> None:
    """Show every setting, or those that were given and what they mean for meetings."""
    bot, guild = interaction.client, guild_of(interaction)
    zone, calendar = "timezone" in changes, bot.services.calendar_changes
    by, say = await bot.actor(interaction), bot.say(interaction)
    off = await calendar.keep_days_off(guild, by, before.days_off) if "days_off" in changes else ()
    server, needs = await bot.services.setup.check(guild, by)
    doorway, shown = bot.services.setup.doorway(server), as_shown(interaction.guild, say)
    if not changes:
        await answer(interaction, panel(server, needs, say, doorway, shown))
        return
    kept = await bot.services.schedule.in_other_zones(guild, server.timezone if zone else None)
    now = bot.services.clock.now()
    found = WhatFollows(tuple(needs), doorway, kept, off, shown, by.leads, now)
    await answer(interaction, saved(before, server, changes.keys(), found, say))


async def _asked_first(interaction: Interaction) -> bool:
    """Ask whether all goes on, where the server has taken the bot in again; gives whether it has.

    Raises NotAnOrganiser.
    """
    bot = interaction.client
    left = await bot.services.departures.waiting(guild_of(interaction))
    if left is None:
        return False
    must_manage(await bot.actor(interaction))
    await answer(interaction, taken_in_again(left, bot.say(interaction)))
    return True


def _channel(channel: discord.abc.GuildChannel | None) -> ChannelId | None:
    return ChannelId(channel.id) if channel else None


def _changes(**given: object) -> Changes:
    kept = {name: value for name, value in given.items() if value is not None}
    return cast("Changes", kept)


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(SetupCommands())
