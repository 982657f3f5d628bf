"""A server's own list of events, as Discord keeps it: read, made, changed, taken away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.discordio.events import DiscordEvents
from bot.discordio.gateway.event_calls import forget_who_is_interested
from bot.discordio.overwrites.permissions import INVITE
from bot.domain.calendar.announced.meeting_event import (
    EventChange,
    EventShown,
    EventStatus,
    EventWords,
)
from bot.domain.ids import EventId, GuildId
from bot.rehearsal import simkit
from bot.services.ports.trouble import Blocked, Gone, Unsure

START = datetime(2036, 12, 1, 18, 0, tzinfo=UTC)
SHOWN = EventShown(EventWords("Tuesday", "Come in.", "here"), START, START + timedelta(hours=1))


@pytest.fixture
def events(group):
    simkit.grant_bot(group.world.guild, INVITE | discord.Permissions(manage_events=True))
    return DiscordEvents(group.bot, group.bot.requests, group.bot.guild_cache)


async def test_what_is_made_is_listed_as_it_was_meant_and_as_ours(group, events):
    guild = group.server.id
    made = await events.create(guild, SHOWN)
    assert (made.shown, made.status, made.is_ours) == (SHOWN, EventStatus.SCHEDULED, True)
    group.env.backend.create_scheduled_event(
        guild,
        name="Games",
        entity_type=2,
        scheduled_start_time="2036-12-01T20:00:00Z",
        creator_id=group.world.organiser.id,
    )
    ours, theirs = await events.listed(guild)
    assert ours == made
    assert not theirs.is_ours
    assert theirs.shown.words == EventWords("Games", "", "")
    assert theirs.shown.ends_at == theirs.shown.starts_at == START + timedelta(hours=2)


async def test_only_what_is_to_change_does(group, events):
    guild = group.server.id
    made = await events.create(guild, SHOWN)
    later = START + timedelta(hours=3)
    moved = await events.change(guild, made.id, EventChange(starts_at=START, ends_at=later))
    assert moved.shown == replace(SHOWN, ends_at=later)
    words = EventWords("Group", "Quiet.", "there")
    begun = await events.change(guild, made.id, EventChange(words, status=EventStatus.ACTIVE))
    assert (begun.shown.words, begun.status) == (words, EventStatus.ACTIVE)
    await events.remove(guild, made.id)
    assert await events.listed(guild) == ()
    with pytest.raises(Gone):
        await events.remove(guild, made.id)


async def test_what_discord_says_no_with_is_told_apart(group, events):
    path = f"/guilds/{group.server.id}/scheduled-events"
    for status, code, trouble in ((400, 30038, "at_a_limit"), (400, 20031, "name_refused")):
        group.env.inject_error("POST", path, status=status, code=code)
        with pytest.raises(Blocked) as told:
            await events.create(group.server.id, SHOWN)
        assert told.value.reason == trouble
    group.env.inject_error("GET", path, status=500)
    with pytest.raises(Unsure):
        await events.listed(group.server.id)


async def test_one_of_two_rights_is_enough_and_where_nobody_knows_discord_is_asked(group, events):
    for right in ("create_events", "manage_events"):
        simkit.grant_bot(group.world.guild, INVITE | discord.Permissions(**{right: True}))
        await group.env.settle()
        assert events.may(group.server.id)
    simkit.grant_bot(group.world.guild, INVITE)
    await group.env.settle()
    assert not events.may(group.server.id)
    switched_on = replace(group.server, events=True)
    assert "no_events" in {one.key for one in group.bot.rooms.needs(switched_on)}
    hidden = replace(switched_on, discreet=True)
    assert "no_events" not in {one.key for one in group.bot.rooms.needs(hidden)}
    assert events.may(GuildId(77))


async def test_nobody_hears_who_is_interested(group, events):
    forget_who_is_interested(group.bot)
    made = await events.create(group.server.id, SHOWN)
    await group.world.organiser.subscribe_event(EventId(made.id))
    [known] = group.bot.get_guild(group.server.id).scheduled_events
    assert known._users == {}
