"""The rooms column: opening, keeping, moving and closing rooms, and the tick that does it."""

from datetime import timedelta
from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.calendar.announced.standing_weeks import StandingWeeks
from bot.services.meeting.facilitating.preflight import Preflight
from bot.services.meeting.facilitating.waiting import WaitingPeople
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.meeting.members.leading import Leading
from bot.services.meeting.members.presence import Presence
from bot.services.meeting.typed_words import Words
from bot.services.outbox.relay import OutboxRelay
from bot.services.rooms.access_upkeep import Keeping
from bot.services.rooms.closed_door_watch import Doorkeeping
from bot.services.rooms.closing import Closings
from bot.services.rooms.late_rooms import LateRooms
from bot.services.rooms.moving import Moving
from bot.services.rooms.old_rooms import OldRooms
from bot.services.rooms.opening import RoomOpening
from bot.services.rooms.room_requests import RoomRequests
from bot.services.rooms.ticks import Ticks
from bot.services.rooms.voice_changes import VoiceChanges
from bot.services.server.departures import Departures


class RoomsColumn(NamedTuple):
    """What the rooms column gives."""

    moving: Moving
    room_requests: RoomRequests
    ticks: Ticks
    voice_changes: VoiceChanges
    departures: Departures
    tasks: tuple[PeriodicTask, ...]


class Moves(NamedTuple):
    """What carries a meeting into another room: steps of the outbox, which the tick needs too."""

    moving: Moving
    old_rooms: OldRooms


def moves_of(ports: Ports, meetings: Meetings, admissions: Admissions) -> Moves:
    """Make what carries a meeting into another room."""
    store, clock, rooms = ports.store, ports.clock, ports.rooms
    moving = Moving(store, clock, rooms, meetings, admissions)
    return Moves(moving, OldRooms(store, clock, rooms))


def keeping_of(
    ports: Ports,
    meetings: Meetings,
    admissions: Admissions,
    presence: Presence,
    words: Words,
    leading: Leading,
) -> Keeping:
    """Make what keeps those who may be in a room in step with Discord."""
    return Keeping(ports.rooms, ports.members, meetings, admissions, presence, words, leading)


def rooms_column(
    ports: Ports,
    *,
    meetings: Meetings,
    keeping: Keeping,
    moves: Moves,
    relay: OutboxRelay,
    departures: Departures,
    weeks: StandingWeeks,
) -> RoomsColumn:
    """Make the use cases of rooms, and the tick."""
    store, clock, rooms, messages = ports.store, ports.clock, ports.rooms, ports.messages
    late, alarm = LateRooms(store, clock, rooms), ports.alarm
    doors = Doorkeeping(store, clock, rooms, messages, meetings)
    closings = Closings(
        store,
        clock,
        rooms,
        messages,
        meetings,
        keeping,
        doors,
        moves.old_rooms,
        WaitingPeople(store, clock, ports.members),
        Preflight(store, clock, rooms),
        late,
    )
    opening = RoomOpening(store, clock, rooms, late)
    tick = Ticks(store, clock, alarm, relay, opening, closings, departures, weeks)
    tasks = (
        PeriodicTask("purge_departed_guilds", tick.purge_departed_guilds, wakes=True),
        PeriodicTask("prune", tick.prune, timedelta(hours=6), of_no_server=True),
    )
    requests, voice = RoomRequests(store, clock, alarm, rooms), VoiceChanges(rooms, meetings, tick)
    return RoomsColumn(moves.moving, requests, tick, voice, departures, tasks)
