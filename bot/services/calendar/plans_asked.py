"""Planning what is asked about first: at another one's time, or at an hour that may be two."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

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
_HALVES = "ab"
"""What a question's two names end with: the morning's, the evening's."""
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
class HalfAsked:
    """A meeting that is not planned yet: what was typed, and the times that it may mean.

    Each is the name of the question, and the time on the group's clocks; the earlier is first.
    """

    typed: str
    halves: tuple[tuple[str, time], ...]


Meant = tuple[Wish, Reading, Repeat]
"""A meeting as it is wished for, when it is first, and how often it comes back."""


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

    async def which_half(
        self, guild: GuildId, by: Actor, typed: str, meant: Sequence[Meant]
    ) -> HalfAsked:
        """Keep the meetings that a bare hour may mean, and ask which. Raises NotAFacilitator."""
        must_plan(by, await self.store.run(lambda tx: tx.servers.get(guild)))
        until, both = self.clock.now() + _WAITS, secrets.token_hex(8)
        named = [(f"{both}{half}", one) for half, one in zip(_HALVES, meant, strict=False)]
        for name, one in named:
            self._keep(_Waiting(guild, by, *one, until), name)
        return HalfAsked(typed, tuple((name, when.local.time()) for name, (_, when, _) in named))

    async def half(self, guild: GuildId, by: Actor, handle: str) -> Scheduled | PlanAsked:
        """Plan one of the two and forget the other, or ask where another meeting is then.

        Raises NotAFacilitator, PlanGone, and what `schedule` refuses by now.
        """
        one = await self._waits(guild, by, handle)
        made = await self.plan(guild, by, one.wish, one.when, one.repeat)
        for half in _HALVES:
            self._waiting.pop(f"{handle[:-1]}{half}", None)
        return made

    async def _waits(self, guild: GuildId, by: Actor, handle: str) -> _Waiting:
        must_plan(by, await self.store.run(lambda tx: tx.servers.get(guild)))
        one = self._waiting.get(handle)
        if one is None or (one.guild, one.by.id) != (guild, by.id) or one.until <= self.clock.now():
            raise PlanGone
        return one

    async def agreed(self, guild: GuildId, by: Actor, handle: str) -> Scheduled:
        """Plan what was asked about, beside whatever else meets then.

        Raises NotAFacilitator, PlanGone, and what `schedule` refuses by now.
        """
        one = await self._waits(guild, by, handle)
        made = await self.schedule.schedule(guild, by, one.wish, one.when, one.repeat)
        self._waiting.pop(handle, None)
        return made

    def _keep(self, waiting: _Waiting, name: str = "") -> str:
        handle = name or secrets.token_hex(8)
        while len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[handle] = waiting
        return handle
