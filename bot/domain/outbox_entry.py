"""The outbox: what must come true in Discord, each a row that is wanted, claimed, done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Self

from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId, SeriesId, short

MOST_LETTERS = 25
"""The longest nonce that Discord takes."""
_DIGEST_BYTES = 14
"""As many as a nonce has room for, in base 36."""


class SubjectKind(StrEnum):
    """What an entry can be about."""

    MEETING = "meeting"
    """One dated meeting (an occurrence)."""
    SERIES = "series"
    SERVER = "server"
    MEMBER = "member"
    """What one member asked for in one server, as a reminder: stored sealed, gone with them."""


_LETTER = {
    SubjectKind.MEETING: "o",
    SubjectKind.SERIES: "s",
    SubjectKind.SERVER: "g",
    SubjectKind.MEMBER: "m",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about."""

    kind: SubjectKind
    id: int
    guild: GuildId | None = None
    """The server in which a member is meant."""

    @classmethod
    def meeting(cls, meeting: OccurrenceId) -> Self:
        """Name a dated meeting."""
        return cls(SubjectKind.MEETING, meeting)

    @classmethod
    def series(cls, series: SeriesId) -> Self:
        """Name a series."""
        return cls(SubjectKind.SERIES, series)

    @classmethod
    def server(cls, guild: GuildId) -> Self:
        """Name a server."""
        return cls(SubjectKind.SERVER, guild)

    @classmethod
    def member(cls, guild: GuildId, member: MemberId) -> Self:
        """Name a member in a server."""
        return cls(SubjectKind.MEMBER, member, guild)


class EntryKind(StrEnum):
    """The kinds that a handler of ours delivers; one row for each (subject, kind, seq)."""

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
    """People taken off the names of a room whose meeting is over."""
    FAREWELL = "bye"
    """The last card says goodbye and stays to be read."""
    DOOR_AGAIN = "door_again"
    """The door's message says who may come in and who sees the room; seq is the meeting's version
    that knew it first."""
    DOOR_SHUT = "shut"
    """The door's message says that the meeting is over."""
    ALERT = "alert"
    """Those who lead are told in private that something waits; seq counts how often."""
    ANSWERED = "answered"
    """A private message that something waits is changed, as nothing does; seq is the message."""
    ROOM_NOTE = "note"
    """A line of ours in the room."""
    ORGANISERS = "orgs"
    """A line for the organisers' channel."""
    MISSED = "missed"
    """A line for facilitators, with a way to open a missed meeting now."""
    NOT_HELD = "not_held"
    """A line where members look: why no room has opened."""
    SERVER_LINE = "server"
    """A line for the organisers of a server that is about no meeting."""
    TEXT_LOCK = "lock"
    """A text room stops taking messages."""
    LETTER = "letter"
    """An attendance letter is handed to who asked for it; seq is the meeting."""
    MOVE = "move"
    """Another room to go to, without those who were removed; `code` marks it."""
    NUDGE = "nudge"
    """A private message when a member wanted to be asked; seq is the number of the question."""
    PLAN = "plan"
    """A private message about a plan, when its author wanted it; seq is that instant."""
    BACK = "back"
    """A private message a while after a member asked for it; seq is the instant they asked."""
    CONFIRM = "confirm"
    """Whoever is to lead a meeting is asked whether they do; seq is the minute of its start."""
    NEEDED = "needed"
    """Everyone who may lead is asked, in the facilitators' channel; seq as of CONFIRM."""
    TAKEN = "taken"
    """The question to everyone says that somebody leads."""
    SUMMARY = "summary"
    """How an evening went is told to who led it, in private; seq is the meeting."""
    REMIND = "remind"
    """A private message before a meeting, when a member asked for it."""
    CHANGED = "changed"
    """A private message that a meeting has changed, to whoever asked to be reminded of it."""
    UNSAY = "unsay"
    """What the bot wrote to somebody in private is deleted, since they want to be forgotten."""
    WEEK = "week"
    """The standing message of a server; seq counts the messages that it has been."""
    EVENT = "event"
    """The events of a server's meetings in Discord's own list; one row for each server."""
    OLD_ROOM = "left"
    """The room that a meeting moved out of goes; `channel` says which."""
    CONSOLE = "console"
    """The standing console of a meeting in the facilitators' channel; seq counts those of the
    evening."""
    AWAY = "away"
    """Those who lead are told that a message stays away which somebody deleted too often; seq is
    which."""
    CONSOLE_GONE = "console_gone"
    """A standing console taken away: a newer one stands below it, or none is to stand."""


class EntryState(StrEnum):
    """Where an entry stands."""

    WANTED = "wanted"
    CLAIMED = "claimed"
    DONE = "done"
    GIVEN_UP = "given_up"


OPEN_STATES = frozenset({EntryState.WANTED, EntryState.CLAIMED})
"""What still has to come true."""


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """How a message of ours is known again, so that no try posts it twice."""

    guild: GuildId
    nonce: str
    since: datetime
    """When it can have been posted at the earliest."""


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One thing that must come true; holds nothing that a member wrote."""

    subject: Subject
    guild: GuildId
    kind: str
    """An `EntryKind`, or the kind of a handler that brings its own."""
    seq: int
    due: datetime
    payload: str = ""
    """JSON, which only the handler of its kind can read; empty where there is nothing to say."""
    code: str = ""
    """The two words that mark the room which it makes or clears away."""
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
    def held_as(self) -> str:
        """Name it for the member who asked for it: still to come, or over."""
        return "asked_for" if self.is_open else "was_told"

    @property
    def meeting(self) -> OccurrenceId:
        """Name the meeting it is about; raises ValueError where its subject is something else."""
        if self.subject.kind is not SubjectKind.MEETING:
            raise ValueError(self.subject.kind)
        return OccurrenceId(self.subject.id)

    @property
    def key(self) -> IdempotencyKey:
        """Give what makes every try the same message."""
        once = nonce(self.subject, self.kind, self.seq)
        return IdempotencyKey(self.guild, once, self.claimed_at or self.due)


def nonce(subject: Subject, kind: str, seq: int) -> str:
    """Name a message for Discord, which keeps one of each name: the same for every try.

    Begins with a letter for the subject's kind. What would be too long is said by its digest.
    """
    guild = f"{short(subject.guild)}." if subject.guild else ""
    letter, rest = _LETTER[subject.kind], f"{guild}{short(subject.id)}-{kind}-{seq}"
    if len(rest) < MOST_LETTERS:
        return letter + rest
    digest = blake2b(rest.encode(), digest_size=_DIGEST_BYTES).digest()
    return f"{letter}~{short(int.from_bytes(digest))}"
