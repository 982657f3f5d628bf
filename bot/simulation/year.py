"""Plays a simulated year: the clock leaps from one thing that is due to the next."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from bot.services.ports.members import Standing
from bot.simulation.accounts import Accounts
from bot.simulation.groups import groups_of
from bot.simulation.in_memory.small_discord import DiscordInMemory, Killed, LeapingClock
from bot.simulation.ledger import YearLedger
from bot.simulation.mishaps import Mishaps
from bot.simulation.people.evenings import Evenings
from bot.simulation.people.members import GroupMembers
from bot.simulation.people.organisers import Organiser
from bot.simulation.private_messages import PrivateMessages
from bot.simulation.process import LOOKS_EVERY
from bot.simulation.world import SimulatedWorld

_WEEK = timedelta(weeks=1)
_AFTERWARDS = timedelta(days=3)
"""So long it goes on, until the last room has closed."""
_LEAST_LEAP = timedelta(milliseconds=100)


@dataclass(frozen=True, slots=True)
class Size:
    """What is to be played."""

    begins: date
    ends: date
    """The day after the last one."""
    groups: int
    seed: int


def world_of(size: Size, folder: Path) -> SimulatedWorld:
    """Make the groups, and a Discord on which they are."""
    begins, ends = (datetime.combine(day, time.min, UTC) for day in (size.begins, size.ends))
    rng = Random(size.seed)  # noqa: S311 - a play, no secret
    groups = groups_of(size.groups, size.begins, rng)
    discord = DiscordInMemory(LeapingClock(begins))
    lead = Standing(leads=True, manages=True)
    discord.standings = {group.lead.id: lead for group in groups}
    return SimulatedWorld(folder, discord, rng, groups, begins, ends)


async def play(size: Size, folder: Path) -> YearLedger:
    """Play it on a new database in a folder, and give the ledger. Raises StorageFault."""
    world = world_of(size, folder)
    private, evenings = PrivateMessages(world), Evenings(world)
    accounts = Accounts(world, private)
    organisers = [Organiser(world, group) for group in world.groups]
    await world.start()
    for organiser in organisers:
        world.later(timedelta(0), organiser.settles)
    week = _Weeks(world, organisers, Mishaps(world), accounts)
    world.agenda.at(world.begins + timedelta(hours=1), week.begins)
    while world.now < world.ends + _AFTERWARDS:
        await _leap(world, evenings, private)
    await week.is_over()
    if world.process is not None:
        world.process.stop()
    return accounts.closed()


async def _leap(world: SimulatedWorld, evenings: Evenings, private: PrivateMessages) -> None:
    """Do all that is due, and leap to what comes next."""
    while (deed := world.agenda.pop(world.now)) is not None:
        await deed()
        private.look()
    following = await _tick(world)
    evenings.look()
    private.look()
    instants = (following, world.agenda.next, world.now + LOOKS_EVERY)
    leap = min(at for at in instants if at is not None)
    world.discord.clock.at = max(leap, world.now + _LEAST_LEAP)


async def _tick(world: SimulatedWorld) -> datetime | None:
    if world.process is None:
        return None
    try:
        return await world.process.tick()
    except Killed:
        world.dies()
        return None


@dataclass(slots=True)
class _Weeks:
    """What is drawn and noted week by week."""

    world: SimulatedWorld
    organisers: list[Organiser]
    mishaps: Mishaps
    accounts: Accounts

    async def begins(self) -> None:
        """Begin a week: draw what will happen in it."""
        await self.is_over()
        if self.world.now >= self.world.ends:
            return
        for organiser in self.organisers:
            if self.world.calendars.get(organiser.group.guild):
                organiser.plans_week()
                GroupMembers(self.world, organiser.group).plans_week()
        self.mishaps.plans_week()
        self.world.agenda.at(self.world.now + _WEEK, self.begins)

    async def is_over(self) -> None:
        """Read what was kept of the week that is over."""
        await self.accounts.read()
