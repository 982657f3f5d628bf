"""Things that must come true in Discord, each a row that is wanted, claimed, done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, GuildId, MessageId, OccurrenceId, short


class EntryKind(StrEnum):
    """What must come true; one row for each (meeting, kind, seq)."""

    DOOR = "door"
    """The door's message in the announcements channel."""
    CARD = "card"
    """The card of a stage in the room; seq counts the cards of the evening."""
    FOLD = "fold"
    """An old card reduced to one line."""
    CLEAR = "clear"
    """An old card of the same stage taken away: the new one stands further down."""
    TAKE_DOWN = "down"
    """A message with somebody's words deleted; `channel` and `message` say which."""
    UNNAME = "unname"
    """People taken off the names of a room whose meeting is over; `detail` says whether all."""
    FAREWELL = "bye"
    """The last card says goodbye and stays to be read; `detail` says why the evening ended."""
    DOOR_AGAIN = "door_again"
    """The door's message says who sees the room now; seq is the version that knew it first."""
    DOOR_SHUT = "shut"
    """The door's message says that the meeting is over."""
    ALERT = "alert"
    """Those who lead are told in private that something waits; seq counts how often."""
    ROOM_NOTE = "note"
    """A line of ours in the room; `detail` is its text key."""
    ORGANISERS = "orgs"
    """A line for the organisers' channel; `detail` is its text key."""
    TEXT_LOCK = "lock"
    """A text room stops taking messages."""
    MOVE = "move"
    """Another room to go to, without those who were removed; `detail` is the code it carries."""
    OLD_ROOM = "left"
    """The room that a meeting moved out of goes; `channel` says which."""
    WORDS = "words"
    """Typed words: sent at once and never kept as a row."""


MARKED_BY_CODE = frozenset({EntryKind.MOVE, EntryKind.OLD_ROOM})
"""Rooms, not messages; `detail` is the two-word code that marks the room."""


class EntryState(StrEnum):
    """Where an entry stands."""

    WANTED = "wanted"
    CLAIMED = "claimed"
    DONE = "done"
    GIVEN_UP = "given_up"


OPEN_STATES = frozenset({EntryState.WANTED, EntryState.CLAIMED})
"""What still has to come true."""


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One thing that must come true; holds nothing that a member wrote and no member's id."""

    meeting: OccurrenceId
    guild: GuildId
    kind: EntryKind
    seq: int
    due: datetime
    detail: str = ""
    state: EntryState = EntryState.WANTED
    channel: ChannelId | None = None
    message: MessageId | None = None
    claimed_at: datetime | None = None
    attempts: int = 0
    version: int = 0
    """Goes up at every saving, so that whoever settles it knows whether it was wanted anew."""

    @property
    def is_open(self) -> bool:
        """Tell whether it still has to come true."""
        return self.state in OPEN_STATES

    @property
    def nonce(self) -> str:
        """The same for every attempt, at most 25 characters, so that Discord keeps one message."""
        return f"o{short(self.meeting)}-{self.kind}-{self.seq}"
