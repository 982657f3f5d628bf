"""Every kind of outbox entry with its handler: the one place where they are registered."""

from bot.app.wiring.ports import Ports
from bot.services.meeting.alerts import Alerts
from bot.services.meeting.cards_posted import CardCleared, CardFolded, CardPosted, LastWords
from bot.services.meeting.deleted.staying_away import StaysAway
from bot.services.meeting.facilitating.asking import (
    FacilitatorFound,
    FacilitatorNeeded,
    YesWanted,
)
from bot.services.meeting.facilitating.consoles_posted import ConsoleGone, ConsolePosted
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.summaries import EveningSummedUp
from bot.services.outbox.answered import Answered
from bot.services.outbox.handler import Handlers, Standalone, Stepwise
from bot.services.outbox.notices import OrganisersLine, RoomNote
from bot.services.outbox.reaching import Reaching
from bot.services.outbox.relay import OutboxRelay
from bot.services.outbox.server_lines import ServerLine
from bot.services.people.taken_back import TakenDown, Unnamed, Unsaid
from bot.services.rooms.missed import MissedLine, NotHeldLine
from bot.services.rooms.room_messages import (
    DoorPosted,
    DoorRedrawn,
    DoorShut,
    TextLock,
)


def relay_of(ports: Ports, meetings: Meetings, *others: Standalone | Stepwise) -> OutboxRelay:
    """Make what delivers the outbox; `others` are handlers that their columns make themselves."""
    store, clock, rooms, messages = ports.store, ports.clock, ports.rooms, ports.messages
    reaching = Reaching(messages, ports.members)
    handlers = Handlers(
        (
            Alerts(messages, ports.members, meetings),
            Answered(messages),
            CardPosted(messages, rooms, clock),
            CardFolded(messages),
            CardCleared(messages),
            LastWords(messages),
            ConsolePosted(messages, rooms),
            ConsoleGone(messages),
            DoorPosted(messages),
            DoorRedrawn(messages, meetings),
            DoorShut(messages),
            RoomNote(messages),
            TextLock(messages, rooms),
            OrganisersLine(messages, reaching),
            ServerLine(store, reaching),
            MissedLine(messages),
            YesWanted(messages, ports.members),
            FacilitatorNeeded(messages, ports.members),
            FacilitatorFound(messages),
            NotHeldLine(messages),
            EveningSummedUp(messages),
            StaysAway(messages, ports.members, reaching),
            TakenDown(messages),
            Unnamed(store, rooms),
            Unsaid(messages),
            *others,
        )
    )
    return OutboxRelay(store, clock, messages, handlers)
