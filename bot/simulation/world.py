"""What all who play a simulated year share: the groups, Discord, the agenda and the one process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.domain.errors import StoreFault
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.services.bundle import UseCases
from bot.services.ports.trouble import Trouble
from bot.simulation.agenda import Agenda
from bot.simulation.alone import AloneEvening
from bot.simulation.expected import Expected
from bot.simulation.groups import Group
from bot.simulation.in_memory.small_discord import DiscordInMemory, Killed
from bot.simulation.process import Process, begin
from bot.simulation.wishes import ReminderWish

AGAIN = timedelta(minutes=3)
"""So long people wait before they press once more, while nobody answers."""
MOST_TRIES = 200
_STARTS_WITHIN = timedelta(seconds=30)

Press = Callable[[UseCases], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that was in the way for a while, on one server or on all."""

    what: str
    since: datetime
    until: datetime
    guild: GuildId | None = None
    lasts: bool = True
    """Whether it was in the way all the time, and not for one request."""


@dataclass(slots=True)
class SimulatedWorld:
    """A year as it is played."""

    folder: Path
    discord: DiscordInMemory
    rng: Random
    groups: tuple[Group, ...]
    begins: datetime
    ends: datetime
    agenda: Agenda = field(default_factory=Agenda)
    calendars: dict[GuildId, Expected] = field(default_factory=dict)
    series: dict[GuildId, SeriesId] = field(default_factory=dict)
    mishaps: list[Mishap] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """What the bot refused that it should not have."""
    alone: list[AloneEvening] = field(default_factory=list)
    """Evenings that are to go on by themselves."""
    wishes: list[ReminderWish] = field(default_factory=list)
    """What members asked for, also what they have stopped since."""
    closed: list[tuple[datetime, frozenset[MemberId]]] = field(default_factory=list)
    """Who took no private messages from an instant on."""
    process: Process | None = None
    away: timedelta = timedelta(0)
    """How long the bot stays away after the death that comes next."""

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.discord.clock.now()

    def wish_of(self, member: MemberId) -> ReminderWish | None:
        """Give what a member asked for and has not stopped."""
        mine = (one for one in self.wishes if one.member.id == member)
        return next((one for one in mine if one.stopped_at is None), None)

    def closes(self, member: MemberId) -> None:
        """Let somebody take no private messages any more, or take them again."""
        self.discord.closed_to ^= {member}
        self.closed.append((self.now, frozenset(self.discord.closed_to)))

    def is_closed(self, member: MemberId, at: datetime) -> bool:
        """Tell whether somebody took no private messages at an instant."""
        known = [people for since, people in self.closed if since <= at]
        return bool(known) and member in known[-1]

    def later(self, span: timedelta, press: Press, tries: int = MOST_TRIES) -> None:
        """Let somebody press after a while; where nobody answers they press again, and again."""
        self.agenda.at(self.now + span, lambda: self._pressed(press, tries))

    async def _pressed(self, press: Press, tries: int) -> None:
        if self.process is not None and not self.discord.down:
            try:
                self.process.is_pressed()
                await press(self.process.use)
            except Killed:
                self.dies()
            except (Trouble, StoreFault):
                pass  # pressed again, as people do
            else:
                return
        if tries > 1:
            self.later(AGAIN, press, tries - 1)

    def dies(self) -> None:
        """Let the process end here; after a while it starts again."""
        self.discord.killed_at = None
        if self.process is not None:
            self.process.stop()
        self.process, away = None, self.away
        self.mishaps.append(Mishap("away", self.now, self.now + away + _STARTS_WITHIN))
        self.agenda.at(self.now + away, self.start)
        self.away = timedelta(0)

    async def start(self) -> None:
        """Start a process, unless one runs."""
        if self.process is None:
            try:
                self.process = await begin(self.folder, self.discord)
            except Killed:
                self.dies()
