"""The ports as working fakes, on a small Discord and a real store: those of the simulation."""

from bot.simulation.in_memory.events import EventsInMemory as Events
from bot.simulation.in_memory.mortal_store import MortalStore
from bot.simulation.in_memory.people import GuestsInMemory as Guests
from bot.simulation.in_memory.people import MembersInMemory as Members
from bot.simulation.in_memory.rooms_and_messages import MessagesInMemory as Messages
from bot.simulation.in_memory.rooms_and_messages import RoomsInMemory as Rooms

__all__ = ["Events", "Guests", "Members", "Messages", "MortalStore", "Rooms"]
