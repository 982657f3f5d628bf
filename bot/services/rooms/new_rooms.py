"""Ask for a room, under a neutral name where Discord takes no other; close it and begin in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MemberId
from bot.domain.rooms.room_as_found import door_is
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.calendar.evenings import known
from bot.services.meeting.facilitating.consoles_posted import want_console
from bot.services.meeting.facilitating.wanted import want_anybody, want_yes
from bot.services.meeting.first_evening import first_evening, want_card_and_door
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Tx
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Trouble, Unsure


@dataclass(frozen=True, slots=True)
class StandingRoom:
    """A room that stands, and what is to be told of it."""

    server: Server
    room: ChannelId
    doorway: Doorway
    in_the_way: str
    should_be_closed: bool
    is_new: bool


async def create_room(
    rooms: Rooms, server: Server, intent: Occurrence, on_neutral: Callable[[], Awaitable[object]]
) -> ChannelId:
    """Ask Discord once; `on_neutral` is told where the room has, or may have, a neutral name.

    Nothing was made where the name was refused, so the second request is not one too many.
    Raises Blocked and Unsure.
    """
    try:
        return await rooms.create(server, intent)
    except Blocked as trouble:
        if server.discreet or trouble.reason != NAME_REFUSED:
            raise
    try:
        room = await rooms.create(replace(server, discreet=True), intent)
    except Unsure:
        await on_neutral()
        raise
    await on_neutral()
    return room


async def close_at_first(
    rooms: Rooms, server: Server, room: ChannelId, occurrence: Occurrence
) -> Doorway | None:
    """Close a new room before anybody is let in; None where Discord does not say that it is."""
    try:
        return await rooms.keep_closed(server, room, nobody, occurrence.visible_to, fresh=True)
    except Trouble:
        return None


def begin_in(tx: Tx, opened: Occurrence, stands: StandingRoom, now: datetime) -> None:
    """Let a meeting begin in its room, or go on in it; card and door are wanted."""
    room, doorway = stands.room, stands.doorway
    running = tx.live_meetings.get(opened.id)
    if running is None:
        running = first_evening(tx, opened, stands.server, room, now, doorway)
        tx.live_meetings.add(running)
        want_console(tx, running, now)
        if known(tx, opened.guild, opened.template) is None:
            tell_server(tx, opened.guild, "template_gone", now, title=opened.title)
    else:
        moved = replace(door_is(running, doorway), room=room, cards=running.cards + 1)
        moved = replace(moved, deleted=(), away=frozenset())
        running = tx.live_meetings.save(moved)
    want_card_and_door(tx, opened, running.cards, now)
    want_yes(tx, opened)
    want_anybody(tx, opened)
    if stands.in_the_way:
        tell_organisers(tx, opened, "no_door", now, reason=stands.in_the_way)
    if stands.should_be_closed and not doorway.closed:
        tell_organisers(tx, opened, "not_closed", now)


async def nobody() -> tuple[MemberId, ...]:
    """Say who has come through the door of a new room."""
    return ()
