"""Planning a meeting that would run beside another one: asked about first, done when agreed."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId
from bot.domain.person import Actor
from bot.services.calendar.beside import MeetingBeside, MeetsBeside
from bot.services.calendar.leading import must_plan
from bot.services.calendar.planning import Wish
from bot.services.calendar.schedule import Schedule, Scheduled
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store

MOST_WAITING = 100
"""Meetings that wait for an answer, of all groups together."""
_WAITS = timedelta(minutes=15)
"""So long a private answer can be pressed after all."""


class PlanGone(Refusal):
    """The meeting was planned already, or it is too long ago that it was asked about."""

    key = "refusal.plan_gone"


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """A meeting that is not planned yet: what it would run beside, and the name of the question."""

    handle: str
    title: str
    other: MeetingBeside


@dataclass(frozen=True, slots=True)
class _Waiting:
    guild: GuildId
    by: Actor
    wish: Wish
    when: Reading
    repeat: Repeat
    until: datetime


@dataclass(slots=True)
class PlansAsked:
    """Plans meetings; what is asked about first waits in memory until it is agreed."""

    schedule: Schedule
    store: Store
    clock: Clock
    _waiting: dict[str, _Waiting] = field(default_factory=dict)

    def forget(self, guild: GuildId) -> None:
        """Drop what waits in a server that has removed the bot."""
        for handle in [name for name, one in self._waiting.items() if one.guild == guild]:
            del self._waiting[handle]

    async def plan(
        self, guild: GuildId, by: Actor, wish: Wish, when: Reading, repeat: Repeat
    ) -> Scheduled | PlanAsked:
        """Plan a meeting, or ask where another one meets then. Raises what `schedule` refuses."""
        try:
            return await self.schedule.schedule(guild, by, wish, when, repeat, sure=False)
        except MeetsBeside as asked:
            return PlanAsked(
                self._keep(_Waiting(guild, by, wish, when, repeat, self.clock.now() + _WAITS)),
                wish.title,
                asked.other,
            )

    async def agreed(self, guild: GuildId, by: Actor, handle: str) -> Scheduled:
        """Plan what was asked about, beside whatever else meets then.

        Raises NotAFacilitator, PlanGone, and what `schedule` refuses by now.
        """
        must_plan(by, await self.store.run(lambda tx: tx.servers.get(guild)))
        one = self._waiting.get(handle)
        if one is None or (one.guild, one.by.id) != (guild, by.id) or one.until <= self.clock.now():
            raise PlanGone
        made = await self.schedule.schedule(guild, by, one.wish, one.when, one.repeat)
        self._waiting.pop(handle, None)
        return made

    def _keep(self, waiting: _Waiting) -> str:
        handle = secrets.token_hex(8)
        while len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[handle] = waiting
        return handle
