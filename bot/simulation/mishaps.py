"""What goes wrong in a simulated year: outages, deaths of the process, rights taken away.

Most of it is aimed at doors; each is noted, so that whatever comes late has a cause.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.services.ports.rooms import Need
from bot.simulation.expected import ExpectedDate
from bot.simulation.groups import Group
from bot.simulation.in_memory.small_discord import Late, Lost
from bot.simulation.world import Mishap, SimulatedWorld

_MINUTE, _WEEK = timedelta(minutes=1), timedelta(weeks=1)
_DOORS = timedelta(minutes=10)
_AWAY = (0, 0.5, 5, 12, 45, 180)
_DOWN = (0.5, 3, 12, 40, 100)
_WITHOUT_RIGHT = (5, 14, 60)
"""Minutes."""
_AWAY_A_WEEK, _DOWN_A_WEEK, _LOST_A_WEEK = 0.6, 0.3, 1.0
_RIGHT_A_WEEK, _CLOSED_A_WEEK = 0.015, 0.05
"""How many a week: the last two for each group."""
_AIMED = 0.7
_CALLS = ("create", "send", "find", "keep_closed", "delete", "create_event", "change_event")


@dataclass(slots=True)
class Mishaps:
    """Draws what goes wrong in a week."""

    world: SimulatedWorld

    def plans_week(self) -> None:
        """Draw it, and note it on the agenda."""
        rng, world = self.world.rng, self.world
        if rng.random() < _AWAY_A_WEEK:
            world.agenda.at(self._at(), partial(self._dies, rng.choice(_AWAY), rng.randint(0, 40)))
        if rng.random() < _DOWN_A_WEEK:
            world.agenda.at(self._at(), partial(self._fails, rng.choice(_DOWN)))
        if rng.random() < _LOST_A_WEEK:
            world.agenda.at(self._at(), partial(self._loses, rng.choice(_CALLS)))
        for group in world.groups:
            if rng.random() < _RIGHT_A_WEEK:
                self._plan_without_right(group)
            if rng.random() < _CLOSED_A_WEEK:
                world.closes(group.member(rng.randint(0, 2)).id)

    def _at(self) -> datetime:
        """Give an instant of this week: near a door, or any."""
        rng, now = self.world.rng, self.world.now
        held = [one for group in self.world.groups for one in self._held(group)]
        if held and rng.random() < _AIMED:
            return rng.choice(held).starts_at - _DOORS + rng.uniform(-0.2, 2) * _MINUTE
        return now + rng.random() * _WEEK

    def _held(self, group: Group) -> list[ExpectedDate]:
        calendar, now = self.world.calendars.get(group.guild), self.world.now
        return calendar.held_between(now + _DOORS, now + _WEEK) if calendar else []

    async def _dies(self, minutes: float, boundaries: int) -> None:
        """Let the process die a few steps on; it may be away for a while."""
        world = self.world
        world.away = minutes * _MINUTE
        world.discord.killed_at = world.discord.boundaries + boundaries

    async def _fails(self, minutes: float) -> None:
        """Let Discord answer nobody for a while."""
        world = self.world
        if world.discord.down:
            return
        until = world.now + minutes * _MINUTE
        world.discord.down = True
        world.mishaps.append(Mishap("outage", world.now, until))
        world.agenda.at(until, self._works_again)

    async def _works_again(self) -> None:
        self.world.discord.down = False

    async def _loses(self, call: str) -> None:
        """Let an answer of Discord get lost, or come late."""
        world = self.world
        outcome = world.rng.choice((Lost(), Late(timedelta(seconds=5))))
        world.discord.plan(call, outcome)
        world.mishaps.append(Mishap("answer_lost", world.now, world.now + _WEEK, lasts=False))

    def _plan_without_right(self, group: Group) -> None:
        held = self._held(group)
        if held:
            lasts = self.world.rng.choice(_WITHOUT_RIGHT) * _MINUTE
            doors = self.world.rng.choice(held).starts_at - _DOORS
            self.world.agenda.at(doors - 30 * _MINUTE, partial(self._revokes, group, doors + lasts))

    async def _revokes(self, group: Group, until: datetime) -> None:
        """Let somebody take away the right to make rooms, and give it back later."""
        world = self.world
        world.discord.needs_of[group.guild] = [Need("no_manage_channels", {})]
        world.mishaps.append(Mishap("no_right", world.now, until, group.guild))
        world.agenda.at(until, partial(self._gives_back, group))

    async def _gives_back(self, group: Group) -> None:
        world = self.world
        world.discord.needs_of.pop(group.guild, None)
        if world.process is not None:
            await world.process.ticks.unblock(group.guild)
