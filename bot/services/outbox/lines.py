"""One line of ours, drawn from the entry that wants it."""

from bot.domain.calendar.occurrence import RoomKind
from bot.services.outbox.handler import RenderContext
from bot.services.ports.drawings import Line

_BY_ROOM = frozenset({"note.ended", "note.deserted"})
"""Lines that say something else in a text room."""


def line(context: RenderContext, key: str, **facts: object) -> Line:
    """Draw the line with a text key; `facts` are what stands in it besides the usual."""
    occurrence = context.occurrence
    if key in _BY_ROOM and occurrence.room_kind is RoomKind.TEXT:
        key = f"{key}_text"
    usual = {
        "title": occurrence.title,
        "reason": occurrence.reason,
        "starts_at": occurrence.starts_at,
        "room_kind": occurrence.room_kind,
        "contact": context.server.texts.contact,
        "meeting": occurrence.id,
        "room": occurrence.room or 0,
    }
    return Line(context.server.language, key, usual | facts)
