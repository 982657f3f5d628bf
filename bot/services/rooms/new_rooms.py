"""Ask for a room, under a neutral name where Discord doesn't take its own, and close it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MemberId
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.ports.rooms import Rooms
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Trouble, Unsure


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


async def nobody() -> tuple[MemberId, ...]:
    """Say who has come through the door of a new room."""
    return ()
