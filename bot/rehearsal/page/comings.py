"""Who is brought into the voice room at the page: by the door, where they haven't come that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal import cast, simkit
from bot.rehearsal.page.news import Happening
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import ChannelHandle

    from bot.rehearsal.page.news import News
    from bot.rehearsal.world import World

_SAY = speaker(FALLBACK)


async def bring_in(
    world: World, name: str, comes: Callable[[str], Awaitable[None]], news: News
) -> str:
    """Bring somebody in, and say what was in the way; empty for nothing.

    `comes` has them press Join as anybody does. The door may still keep them out.
    """
    room = world.voice_room()
    if room is None:
        return _SAY("rehearsal.no_room")
    if _may_enter(world, room, name):
        await cast.come_in(world[name], room)
        return ""
    await comes(name)
    if not _may_enter(world, room, name):
        return _SAY("rehearsal.door_closed", name=Shown(name))
    news.add(Happening("door", name, ""))
    return ""


def _may_enter(world: World, room: ChannelHandle, name: str) -> bool:
    return simkit.may_see(world.env, room.id, world[name].id)
