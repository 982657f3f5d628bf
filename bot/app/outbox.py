"""Every kind of outbox entry with its handler: the one place where they are registered."""

from bot.services.meeting.alerts import Alerts, Hosts
from bot.services.meeting.cards_posted import CardCleared, CardFolded, CardPosted, LastWords
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.delivery import OutboxDelivery
from bot.services.outbox.handler import Handlers
from bot.services.outbox.notices import OrganisersLine
from bot.services.people.taken_back import TakenDown, Unnamed
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store
from bot.services.rooms.room_messages import (
    DoorPosted,
    DoorRedrawn,
    DoorShut,
    RoomNote,
    TextLock,
)


def delivery_of(
    store: Store, clock: Clock, rooms: Rooms, messages: Messages, meetings: Meetings, hosts: Hosts
) -> OutboxDelivery:
    """Make what delivers the outbox. Moves and old rooms are no messages: `rooms` does them."""
    handlers = Handlers(
        (
            Alerts(messages, hosts, meetings),
            CardPosted(messages, rooms, clock),
            CardFolded(messages),
            CardCleared(messages),
            LastWords(messages),
            DoorPosted(messages),
            DoorRedrawn(messages),
            DoorShut(messages),
            RoomNote(messages),
            TextLock(messages, rooms),
            OrganisersLine(messages),
            TakenDown(messages),
            Unnamed(store, rooms),
        )
    )
    return OutboxDelivery(store, clock, messages, handlers)
