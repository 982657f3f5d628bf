"""One line of ours, drawn from the entry that wants it."""

from bot.domain.calendar.occurrence import RoomKind
from bot.services.outbox.handler import RenderContext
from bot.services.ports.drawings import Line

_BY_ROOM = frozenset({"note.ended", "note.deserted"})
"""Lines that say something else in a text room."""


def why_of(context: RenderContext) -> str:
    """Give the last part of the line's text key."""
    why = context.entry.detail.partition(" ")[0]
    return why.removesuffix("_led")  # what the version before called a line with a mention


def line(context: RenderContext, key: str) -> Line:
    """Draw the line with a text key; what stands in it, the entry's detail says."""
    occurrence = context.occurrence
    why, reason = why_of(context), context.entry.detail.partition(" ")[2]
    if key in _BY_ROOM and occurrence.room_kind is RoomKind.TEXT:
        key = f"{key}_text"
    facts = {
        "title": occurrence.title,
        "reason": reason or occurrence.reason,
        "starts_at": occurrence.starts_at,
        "room_kind": occurrence.room_kind,
        "contact": context.server.texts.contact,
        "meeting": occurrence.id,
        "room": occurrence.room or 0,
    }
    if why == "old_room":
        facts |= {"room": int(reason)}
    if why == "opened_late":
        facts |= {"minutes": reason, "count": int(reason)}
    return Line(context.server.language, key, facts)
