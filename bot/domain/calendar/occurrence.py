"""One dated meeting as the schedule sees it: where it stands between planned and closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId, RoleId, SeriesId

DOORS_BEFORE = timedelta(minutes=10)
"""Doors open this long before the start."""
PREPARED_BEFORE = timedelta(minutes=30)
"""So long before the start a planned meeting is looked at for the first time."""
NOBODY_BEGAN = timedelta(minutes=20)
"""A meeting nobody has begun by then ends kindly."""
LATE_OPENING = timedelta(minutes=15)
"""After a time without the bot a room still opens by itself until then (or a quarter of it)."""


class RoomKind(StrEnum):
    """Where a group meets."""

    VOICE = "voice"
    TEXT = "text"


class Phase(StrEnum):
    """The states of an occurrence; the last four are final."""

    PLANNED = "planned"
    OPENING = "opening"
    """Intent written: a room may or may not exist yet."""
    BLOCKED = "blocked"
    """Something on the server is in the way; tried again until it is too late."""
    OPEN = "open"
    """The room is there: lobby, then the meeting."""
    DELETED = "deleted"
    """Somebody deleted the room: the organisers are asked whether it is to open again."""
    ENDED = "ended"
    """The meeting is over; its room still closes."""
    CLOSED = "closed"
    MISSED = "missed"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"
    """The room could not be removed; the organisers were told."""


FINAL = frozenset({Phase.CLOSED, Phase.MISSED, Phase.CANCELLED, Phase.ABANDONED})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated meeting. Times are aware UTC; `due` is when the tick must look at it next."""

    id: OccurrenceId
    guild: GuildId
    title: str
    starts_at: datetime
    minutes: int
    template: str
    room_kind: RoomKind
    due: datetime
    series: SeriesId | None = None
    rule_date: date | None = None
    """The local date the rule gave; with `series` it never changes and is unique."""
    facilitator: MemberId | None = None
    co_facilitator: MemberId | None = None
    """Who helps to lead it."""
    topic: str = ""
    phase: Phase = Phase.PLANNED
    reason: str = ""
    """Why it is blocked, missed or cancelled, or nobody could come: a text key's last part."""
    code: str = ""
    """Two words that mark our room in Discord, such as `calm-otter`."""
    intent_at: datetime | None = None
    """When we last decided to create the room, by Discord's clock."""
    attempt: int = 0
    room: ChannelId | None = None
    reopened: int = 0
    began_at: datetime | None = None
    ended_at: datetime | None = None
    empty_since: datetime | None = None
    present: int = 0
    """How many took part: a count, never who."""
    version: int = 0
    moved_from: datetime | None = None
    """When the rule would have it start, where somebody has moved it."""
    confirmed_for: datetime | None = None
    """The start for which somebody said yes to leading it; where it moves, it is asked anew."""
    capacity: int = 0
    """So many people may be in besides those who lead; 0 is as many as come."""
    visible_to: RoleId | None = None
    """The role of those who may see it; None where everybody may."""
    self_guided: bool = False
    """Whether its steps come by themselves where nobody leads."""

    @property
    def ends_at(self) -> datetime:
        """When the evening is due to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def doors_at(self) -> datetime:
        """When the room opens."""
        return self.starts_at - DOORS_BEFORE

    @property
    def has_early_room(self) -> bool:
        """Whether its room was made before the doors open, and is not shown yet."""
        return self.phase is Phase.OPENING and self.room is not None

    @property
    def prepared_at(self) -> datetime:
        """When it is looked at for the first time."""
        return self.starts_at - PREPARED_BEFORE

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody said yes to leading it when it starts now."""
        return self.confirmed_for == self.starts_at
