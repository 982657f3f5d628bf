"""What people put into forms while a meeting runs: hands, topics, lines, words, requests."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, MemberId, MessageId


@dataclass(frozen=True, slots=True)
class Hand:
    """A raised hand, with an optional note of at most 100 characters."""

    member: MemberId
    note: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to talk about; `by` is kept only where its giver wished to be named."""

    number: int
    text: str
    by: MemberId | None = None
    votes: frozenset[MemberId] = frozenset()


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line on the shared board, in one of the exercise's columns.

    `by` is kept only where its giver wished to be named.
    """

    column: str
    text: str
    number: int = 0
    by: MemberId | None = None
    ticket: int = 0
    """Drawn at random and told to its author alone, who can take it back by it; 0 is none."""


@dataclass(frozen=True, slots=True)
class Held:
    """Words given without a name, waiting for the facilitator; their author is not kept."""

    number: int
    """Drawn at random, so that it does not tell which words came first."""
    text: str
    counts_from: datetime | None = None
    """From when the room's count has them; None is from the first."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message of ours with somebody's words in it: where it stands, so that it can be deleted.

    The words are not kept. `author` is missing where they came without a name.
    """

    number: int
    room: ChannelId
    message: MessageId
    author: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """Typed words on their way into the room; the words are not kept, only digests of them."""

    number: int
    """The same for every try, so that Discord keeps one message; also that of the post."""
    author: MemberId
    stage: int
    turn: int
    """The place that the form was drawn for."""
    words: str
    """The digest of what was typed."""
    shown: str
    """The digest of what the room reads, by which a message is known again."""
    at: datetime
    posted: bool = False
    unheard: bool = False
    """They stand in the room, and their author may not have been told: a process died."""

    @property
    def is_known(self) -> bool:
        """Whether they stand in the room, and their author was told."""
        return self.posted and not self.unheard


class AidKind(StrEnum):
    """What somebody asked the facilitator for, in private."""

    WORD = "word"
    """A private word."""
    BOTHERED = "bothered"
    """Someone is bothering me."""


class Reached(StrEnum):
    """How those who lead were told that something waits; never by what or by whom."""

    MESSAGE = "message"
    """By a private message of Discord's."""
    CALLED = "called"
    """By a line in the facilitators' channel that mentions them."""
    NOBODY = "nobody"
    """Not at all: they see it when they look at their console."""


@dataclass(frozen=True, slots=True)
class Aid:
    """A private request to those who lead, kept only while the meeting runs.

    `name` is for somebody who has not come in; everyone else is shown by the name they have here.
    """

    number: int
    member: MemberId
    name: str
    kind: AidKind
    note: str = ""
    read: bool = False
    asked_at: datetime | None = None
    reached: Reached | None = None
    """None while nobody was told yet."""
    read_by: MemberId | None = None
    read_at: datetime | None = None
    """When it was read first; None also for what an earlier version read."""
