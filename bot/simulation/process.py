"""One process of the bot on the database: its real services, tick and storage, without Discord."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.wiring.columns import wire
from bot.app.wiring.meeting import running_meetings
from bot.app.wiring.ports import Ports
from bot.domain.ids import OccurrenceId
from bot.ops.store_condition import StoreCondition
from bot.services.bundle import UseCases
from bot.services.rooms.ticks import Ticks
from bot.simulation.in_memory.events import EventsInMemory
from bot.simulation.in_memory.mortal_store import MortalStore
from bot.simulation.in_memory.people import GuestsInMemory, MembersInMemory
from bot.simulation.in_memory.rooms_and_messages import MessagesInMemory, RoomsInMemory
from bot.simulation.in_memory.small_discord import DiscordInMemory, EarliestAlarm, Killed
from bot.simulation.periodic_work import PeriodicWork
from bot.storage.database.backups import CopyPlan
from bot.storage.database.opening import Storage, open_storage

LOOKS_EVERY = timedelta(hours=24)
"""Periodic work is done at most so often: nobody watches, and a year is long."""

EVENTS, EVENTS_EVERY = "events", timedelta(minutes=15)
"""But events of meetings follow whatever people do, and are looked at while anything happens."""


@dataclass(slots=True)
class Process:
    """A process that runs until it is stopped, or dies at a boundary of the simulated Discord."""

    discord: DiscordInMemory
    storage: Storage
    use: UseCases
    ticks: Ticks
    alarm: EarliestAlarm
    work: PeriodicWork
    events_at: datetime
    """When is looked next whether events are as they should be."""

    async def tick(self) -> datetime | None:
        """Do what is due, and say when something is due next. Raises Killed."""
        now, self.alarm.at = self.discord.clock.now(), None
        if now >= self.events_at:
            self.work.soon(EVENTS)
            self.events_at = now + EVENTS_EVERY
        following = await self.ticks.tick()
        if await self.work.do(now):
            self.alarm.by(self.discord.clock.now())
        await self.ticks.idle()
        self.discord.must_live()
        return min((at for at in (following, self.alarm.at) if at), default=None)

    def is_pressed(self) -> None:
        """Somebody has pressed something: events may have to follow."""
        self.events_at = self.discord.clock.now()

    def stop(self) -> None:
        """Let go of everything, as a crash would."""
        self.ticks.stop()
        self.storage.close()


def _nobody(_: OccurrenceId) -> None:
    """Follow nothing: nobody has a private console open here."""


async def begin(folder: Path, discord: DiscordInMemory) -> Process:
    """Start a process on the database in a folder, and look at everything that was open.

    Raises Killed, StorageFault.
    """
    clock, alarm = discord.clock, EarliestAlarm()
    condition = StoreCondition(clock.now)
    url, key = f"sqlite:///{folder}/openround.db", folder / "master.key"
    storage = open_storage(url, key, _never, condition, CopyPlan(daily=False))
    store = MortalStore(storage.store, discord)
    rooms, messages = RoomsInMemory(discord), MessagesInMemory(discord)
    members, guests = MembersInMemory(discord), GuestsInMemory(discord)
    meetings = running_meetings(store, clock, alarm)
    meetings.shown_by(messages.redraw, _nobody)
    adapters = rooms, messages, members, guests, EventsInMemory(discord)
    ports = Ports(store, clock, alarm, *adapters, condition, storage.signing)
    columns = wire(ports, meetings, storage.beside)
    use = columns.use_cases(clock, meetings)
    work = PeriodicWork(*columns.tasks, at_least=LOOKS_EVERY)
    made = Process(discord, storage, use, use.ticks, alarm, work, clock.now())
    try:
        await use.ticks.resume()
    except Killed:
        made.stop()
        raise
    return made


def _never() -> None:
    """Another process cannot take over a file."""
