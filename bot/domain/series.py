"""A meeting that repeats: its rule in local time, and the dates that follow from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.occurrence import RoomKind


class Repeat(StrEnum):
    """How often a meeting comes back."""

    ONCE = "once"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting as the facilitator scheduled it. `first` is naive local time in `timezone`."""

    id: SeriesId
    guild: GuildId
    title: str
    first: datetime
    timezone: str
    repeat: Repeat
    minutes: int
    template: str
    room_kind: RoomKind
    facilitator: MemberId | None = None
    topic: str = ""
    ended: bool = False
