"""A server's own list of events in Discord: read, and kept as the meetings are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import discord

from bot.discordio.gateway import event_calls
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.calendar.announced.meeting_event import (
    EventChange,
    EventShown,
    EventStatus,
    EventWords,
    StandingEvent,
)
from bot.domain.ids import EventId, GuildId

STATUSES = {
    1: EventStatus.SCHEDULED,
    2: EventStatus.ACTIVE,
    3: EventStatus.COMPLETED,
    4: EventStatus.CANCELED,
}
NUMBERS = {status: number for number, status in STATUSES.items()}
FOR_MEMBERS = 2
"""Discord's number for whom an event is shown to: it has no other."""
ELSEWHERE = 3
"""Discord's number for an event that is in none of its rooms: a meeting's room isn't there yet."""


class DiscordEvents:
    """The port `Events`. Every request raises Blocked, Gone or Unsure, and is made once."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        self._client, self._requests, self._guild_cache = client, requests, guild_cache

    def may(self, guild: GuildId) -> bool:
        """Tell whether the bot may make events; where that is unknown, Discord says so itself."""
        known = self._guild_cache.guild(guild)
        return known is None or may_make_events(known)

    async def listed(self, guild: GuildId) -> tuple[StandingEvent, ...]:
        """Give the events of a server as they are now."""
        listed = await self._requests.send(
            Priority.CARD,
            Route("list_events", guild),
            lambda: event_calls.events_of(self._client, guild),
        )
        return tuple(self._read(one) for one in listed)

    async def create(self, guild: GuildId, shown: EventShown) -> StandingEvent:
        """Make one."""
        options = _words(shown.words) | {
            "privacy_level": FOR_MEMBERS,
            "scheduled_start_time": shown.starts_at.isoformat(),
            "scheduled_end_time": shown.ends_at.isoformat(),
        }
        made = await self._requests.send(
            Priority.CARD,
            Route("create_event", guild),
            lambda: event_calls.create_event(self._client, guild, options),
        )
        return self._read(made)

    async def change(self, guild: GuildId, event: EventId, to: EventChange) -> StandingEvent:
        """Change what is to be another."""
        options: dict[str, object] = {}
        if to.words is not None:
            options |= _words(to.words) | {"channel_id": None}
        if to.starts_at is not None:
            options["scheduled_start_time"] = to.starts_at.isoformat()
        if to.ends_at is not None:
            options["scheduled_end_time"] = to.ends_at.isoformat()
        if to.status is not None:
            options["status"] = NUMBERS[to.status]
        changed = await self._requests.send(
            Priority.CARD,
            Route("edit_event", guild),
            lambda: event_calls.edit_event(self._client, guild, event, options),
        )
        return self._read(changed)

    async def remove(self, guild: GuildId, event: EventId) -> None:
        """Take one away."""
        await self._requests.send(
            Priority.CARD,
            Route("delete_event", guild),
            lambda: event_calls.delete_event(self._client, guild, event),
        )

    def _read(self, one: Mapping[str, Any]) -> StandingEvent:
        me = self._client.user
        starts_at = _instant(one["scheduled_start_time"])
        ends = one.get("scheduled_end_time")
        shown = EventShown(words_of(one), starts_at, _instant(ends) if ends else starts_at)
        ours = me is not None and str(one.get("creator_id")) == str(me.id)
        status = STATUSES.get(int(one["status"]), EventStatus.CANCELED)
        return StandingEvent(EventId(int(one["id"])), shown, status, ours)


def may_make_events(guild: discord.Guild) -> bool:
    """Tell whether the bot may make events, and change its own."""
    may = guild.me.guild_permissions
    return may.create_events or may.manage_events


def words_of(one: Mapping[str, Any]) -> EventWords:
    """Read what an event says; only one that is elsewhere says where."""
    place = (one.get("entity_metadata") or {}).get("location") or ""
    return EventWords(str(one["name"]), str(one.get("description") or ""), str(place))


def _words(words: EventWords) -> dict[str, object]:
    return {
        "name": words.name,
        "description": words.description,
        "entity_type": ELSEWHERE,
        "entity_metadata": {"location": words.place},
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
