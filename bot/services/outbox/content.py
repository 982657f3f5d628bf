"""What an effect draws, and whether it still holds: what is out of date is not posted."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import Effect, EffectKind
from bot.domain.rooms.closing import Farewell
from bot.domain.server.onlookers import NOBODY
from bot.domain.server.server import Server
from bot.services.ports.drawings import Card, Door, Drawing, Folded, Line

_AFTER_THE_ROOM = frozenset({Phase.OPEN, Phase.ENDED, Phase.CLOSED})
_BY_ROOM = frozenset({"note.ended", "note.deserted"})
"""Lines that say something else in a text room."""
_ORDER = {
    EffectKind.ALERT: -1,
    EffectKind.CARD: 0,
    EffectKind.DOOR: 1,
    EffectKind.FOLD: 2,
    EffectKind.CLEAR: 2,
    EffectKind.TAKE_DOWN: 2,
    EffectKind.UNNAME: 2,
    EffectKind.FAREWELL: 2,
    EffectKind.ROOM_NOTE: 3,
    EffectKind.TEXT_LOCK: 4,
    EffectKind.DOOR_AGAIN: 4,
    EffectKind.DOOR_SHUT: 5,
    EffectKind.ORGANISERS: 6,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that an effect is drawn from."""

    effect: Effect
    place: ChannelId
    occurrence: Occurrence
    server: Server
    meeting: LiveMeeting | None
    earlier: Effect | None
    """The effect that posted the message which this one edits."""
    farewell: Farewell | None = None
    """What the last words of an evening are drawn from, once it is over."""


def order(effect: Effect) -> tuple[int, int]:
    """Fold the old card only after the new one stands; say the last words after the card."""
    return _ORDER.get(effect.kind, len(_ORDER)), effect.seq


def channel(effect: Effect, occurrence: Occurrence, server: Server) -> ChannelId | None:
    """Say where an effect is done; None where there is no such place."""
    match effect.kind:
        case EffectKind.DOOR | EffectKind.DOOR_AGAIN | EffectKind.DOOR_SHUT:
            return server.announcements
        case EffectKind.ORGANISERS:
            return server.organisers
        case EffectKind.ALERT:
            return server.facilitators_channel or occurrence.room
        case EffectKind.ROOM_NOTE if effect.detail == "moved":
            return effect.channel
        case _:
            return occurrence.room


def holds(scene: Scene) -> bool:
    """Tell whether an effect still says something true."""
    effect, occurrence, meeting = scene.effect, scene.occurrence, scene.meeting
    match effect.kind:
        case EffectKind.CARD | EffectKind.DOOR | EffectKind.DOOR_AGAIN | EffectKind.ALERT:
            return meeting is not None and _is_of_now(effect, meeting)
        case EffectKind.TEXT_LOCK:
            return occurrence.phase is Phase.ENDED
        case EffectKind.ROOM_NOTE:
            return _note_holds(scene)
        case EffectKind.ORGANISERS:
            return _line_holds(scene)
        case _:
            return True


def drawing(scene: Scene, now: datetime) -> Drawing:
    """Draw an effect that holds."""
    effect, language = scene.effect, scene.server.language
    match effect.kind:
        case EffectKind.CARD if scene.meeting:
            return Card(scene.meeting, now)
        case EffectKind.FOLD:
            return Folded(language, effect.detail)
        case EffectKind.FAREWELL if scene.farewell:
            return scene.farewell
        case EffectKind.DOOR | EffectKind.DOOR_AGAIN | EffectKind.DOOR_SHUT:
            return _door(scene)
        case _:
            return _line(scene)


def _door(scene: Scene) -> Door:
    shut = scene.effect.kind is EffectKind.DOOR_SHUT
    onlookers = scene.meeting.onlookers if scene.meeting else NOBODY
    return Door(scene.server, scene.occurrence, shut, onlookers)


def _is_of_now(effect: Effect, meeting: LiveMeeting) -> bool:
    match effect.kind:
        case EffectKind.CARD:
            return meeting.cards == effect.seq
        case EffectKind.ALERT:
            return bool(help_requests.unread(meeting))
        case _:
            return True


def _note_holds(scene: Scene) -> bool:
    why = scene.effect.detail.partition(" ")[0]
    if why in {"opened_late", "moved"}:
        return scene.meeting is not None
    stays = scene.occurrence.empty_since is None or why != "still_here"
    return scene.occurrence.phase is Phase.ENDED and stays


def _line_holds(scene: Scene) -> bool:
    phase = scene.occurrence.phase
    match scene.effect.detail.partition(" ")[0]:
        case "blocked":
            return phase not in _AFTER_THE_ROOM
        case "still_here":
            return phase is Phase.ENDED
        case "deleted":
            return phase is Phase.DELETED
        case "no_card" | "not_closed":
            return scene.meeting is not None
        case _:
            return True


def _line(scene: Scene) -> Line:
    occurrence = scene.occurrence
    why, _, reason = scene.effect.detail.partition(" ")
    why = why.removesuffix("_led")  # what the version before called a line with a mention
    to_organisers = scene.effect.kind is EffectKind.ORGANISERS
    key = f"organisers.{why}" if to_organisers else f"note.{why}"
    if key in _BY_ROOM and occurrence.room_kind is RoomKind.TEXT:
        key = f"{key}_text"
    facts = {
        "title": occurrence.title,
        "reason": reason or occurrence.reason,
        "starts_at": occurrence.starts_at,
        "room_kind": occurrence.room_kind,
        "contact": scene.server.texts.contact,
        "meeting": occurrence.id,
        "room": occurrence.room or 0,
    }
    if why == "old_room":
        facts |= {"room": int(reason)}
    if why == "opened_late":
        facts |= {"minutes": reason, "count": int(reason)}
    return Line(scene.server.language, key, facts)
