"""A server's list of events, on the Discord in memory: a port."""

from dataclasses import replace

from bot.domain.calendar.announced.meeting_event import (
    MOST_EVENTS,
    EventChange,
    EventShown,
    EventStatus,
    StandingEvent,
)
from bot.domain.ids import EventId, GuildId
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Gone
from bot.simulation.in_memory.small_discord import DiscordInMemory, EventSeen


class EventsInMemory:
    """The port, on the Discord in memory."""

    def __init__(self, discord: DiscordInMemory) -> None:
        self.discord = discord

    def may(self, guild: GuildId) -> bool:
        del guild
        return self.discord.may_make_events

    async def listed(self, guild: GuildId) -> tuple[StandingEvent, ...]:
        outcome = await self.discord.asked("list_events")
        listed = [one for one in self._standing(guild) if one.id not in self.discord.unlisted]
        self.discord.answered(outcome)
        return tuple(listed)

    def _standing(self, guild: GuildId) -> list[StandingEvent]:
        """Give the events in a server's list; those that nobody made here are in every one."""
        made = self.discord.events_seen
        own = (one for one in self.discord.events.values() if one.stands)
        return [one for one in own if one.id not in made or made[one.id].guild == guild]

    async def create(self, guild: GuildId, shown: EventShown) -> StandingEvent:
        outcome = await self.discord.asked("create_event")
        self._must_take(shown.words.name)
        if len(self._standing(guild)) >= MOST_EVENTS:
            raise Blocked("at_a_limit")
        if shown.starts_at <= self.discord.clock.now():
            raise Blocked("refused 50035")
        event = EventId(self.discord.new_id())
        made = StandingEvent(event, shown, EventStatus.SCHEDULED, is_ours=True)
        self.discord.events[event] = made
        self.discord.events_seen[event] = EventSeen(guild, self.discord.clock.now(), made)
        self.discord.answered(outcome)
        return made

    async def change(self, guild: GuildId, event: EventId, to: EventChange) -> StandingEvent:
        del guild
        outcome = await self.discord.asked("change_event")
        if event not in self.discord.events:
            raise Gone
        known = self.discord.events[event]
        if to.words is not None:
            self._must_take(to.words.name)
        shown = EventShown(
            to.words or known.shown.words,
            to.starts_at or known.shown.starts_at,
            to.ends_at or known.shown.ends_at,
        )
        changed = replace(known, shown=shown, status=to.status or known.status)
        self.discord.events[event] = changed
        self._note(event, changed)
        self.discord.answered(outcome)
        return changed

    async def remove(self, guild: GuildId, event: EventId) -> None:
        del guild
        outcome = await self.discord.asked("remove_event")
        if self.discord.events.pop(event, None) is None:
            raise Gone
        self._note(event)
        self.discord.answered(outcome)

    def _note(self, event: EventId, changed: StandingEvent | None = None) -> None:
        """Note what became of an event that was made here; None is that it was taken away."""
        seen = self.discord.events_seen.get(event)
        if seen is None:
            return
        seen.last = changed or seen.last
        if changed is None or not changed.stands:
            seen.over_at = seen.over_at or self.discord.clock.now()

    def _must_take(self, name: str) -> None:
        if name in self.discord.refused_names:
            raise Blocked(NAME_REFUSED)
