"""What the use cases stand on: the ports, each with what was chosen to stand behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.config.master_key import KeyOrigin
from bot.ops.store_condition import StoreCondition
from bot.services.meeting.alerts import Hosts
from bot.services.meeting.words_posted import ReadableMessages
from bot.services.outbox.reaching import Owners
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.events import Events
from bot.services.ports.members import Members
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import ProvableStore
from bot.services.server.departures import Guests


class People(Members, Hosts, Owners, Protocol):
    """The people of a server: one adapter stands behind these ports."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Every port, for the columns to take from."""

    store: ProvableStore
    clock: Clock
    alarm: Alarm
    rooms: Rooms
    messages: ReadableMessages
    members: People
    guests: Guests
    events: Events
    condition: StoreCondition
    signing: bytes = field(repr=False)
    """What attendance letters are signed with."""
    key_origin: KeyOrigin = KeyOrigin.FILE
    """Where the master key comes from."""
    works_for_all: Callable[[], bool] = lambda: True
    """Whether what is of all servers together is done by this process, and by no other."""
