"""One handler per kind of outbox entry: where it goes, whether it holds, what it does there.

A kind is one of four: it posts, edits or does something in a room (`Handler`), needs nothing but
its entry (`Standalone`), takes back what shows people (`Effacing`), or has steps (`Stepwise`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MessageId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import IdempotencyKey, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.outbox.payload import Payload
from bot.services.ports.drawings import Drawing
from bot.services.ports.messages import Mark, Messages
from bot.services.ports.store import Tx

LONGEST_OUTAGE = timedelta(days=1)
"""So long is tried what Discord does not answer, once nobody waits for it any more."""

NONCE_HOLDS = timedelta(minutes=2)
"""So long Discord surely takes two messages with one nonce for the same."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Everything that an entry is drawn from."""

    entry: OutboxEntry
    place: ChannelId
    occurrence: Occurrence
    server: Server
    meeting: LiveMeeting | None
    earlier: OutboxEntry | None = None
    """The entry that posted the message which this one edits; its own, where it was posted."""
    prepared: Drawing | None = None
    """What the handler drew while the database was open."""


@dataclass(frozen=True)
class Handler(ABC):
    """How one kind about a meeting comes true in Discord. A kind says only where it differs."""

    messages: Messages

    kind: ClassVar[str]
    payload: ClassVar[type[Payload]] = Payload
    order: ClassVar[int]
    """When several are due for a meeting: the lowest first, then by seq."""
    most_at_once: ClassVar[int | None] = None
    """So many are done at one look, so that others never wait long; None is all."""
    edits: ClassVar[str | None] = None
    """The kind that posted the message which this one changes or takes away."""
    hides_names: ClassVar[bool] = False
    """It takes names off a card: tried for as long as the room is there."""
    outlives_its_channel: ClassVar[bool] = False
    """A message that is gone does not settle it while it holds: it is tried again."""

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say where it is done; None where there is no such place."""
        del entry, server
        return occurrence.room

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether it still says something true: what is out of date is not posted."""
        del context
        return True

    def edited_seq(self, entry: OutboxEntry) -> int:
        """Give the seq of the entry that posted the message which this one changes."""
        return entry.seq

    def mark(self, entry: OutboxEntry) -> Mark | None:
        """Say by which button its message is known again; None is by its words."""
        del entry
        return None

    def comes_after(self, tx: Tx, entry: OutboxEntry) -> tuple[OutboxEntry | None, ...]:
        """Give what must be done first: what posted the message that it changes."""
        return (self.edited(tx, entry),)

    def edited(self, tx: Tx, entry: OutboxEntry) -> OutboxEntry | None:
        """Find the entry that posted the message to change."""
        known = self.edits
        return tx.outbox.get(entry.subject, known, self.edited_seq(entry)) if known else None

    def prepare(
        self, tx: Tx, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> Drawing | None:
        """Draw what needs the database, in the transaction that claims it."""
        del tx, entry, occurrence, server
        return None

    @abstractmethod
    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Make it so in Discord, safe to repeat. Gives the message that it posted.

        Raises Blocked, Gone, Unsure.
        """

    def is_outdated(self, tx: Tx, context: RenderContext) -> bool:
        """Tell, once it is delivered, whether what was drawn is older than the meeting."""
        del tx, context
        return False

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Note what follows once it is done."""
        del tx, entry

    def refused(self, tx: Tx, entry: OutboxEntry, occurrence: Occurrence, why: str) -> None:
        """Do what follows once Discord has refused it, and it will be tried again."""
        del tx, entry, occurrence, why


class Posting(Handler):
    """A kind that posts a message."""

    def key(self, context: RenderContext) -> IdempotencyKey:
        """Give what makes every try the same message."""
        return context.entry.key

    @abstractmethod
    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw what still holds."""

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Post it, unless it is there already."""
        drawn = self.draw(context, now)
        key, mark = self.key(context), self.mark(context.entry)
        send = self.messages.send
        return await send(drawn, context.place, key, look_first=look_first, mark=mark)


class Editing(Posting):
    """A kind that changes a message which another kind posted; where none stands, nothing is."""

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Edit the message, where it was ever posted."""
        del look_first
        earlier = context.earlier
        if earlier and earlier.channel and earlier.message:
            drawn = self.draw(context, now)
            await self.messages.edit(drawn, earlier.channel, earlier.message)
        return None


class Standalone(ABC):
    """A kind that needs nothing but its entry, whatever its subject: also a member, a server."""

    kind: ClassVar[str]
    payload: ClassVar[type[Payload]] = Payload
    order: ClassVar[int] = 2
    most_at_once: ClassVar[int | None] = None
    lasts: ClassVar[timedelta | None] = LONGEST_OUTAGE
    """So long it is tried; None is until it is done."""

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether it is still wanted by whoever it is for."""
        del tx, entry, now
        return True

    def follows(self, tx: Tx, entry: OutboxEntry, now: datetime, *, goes_out: bool) -> None:
        """Want what comes after it, in the transaction that takes it up first: before it is sent.

        So a chain neither breaks nor doubles, wherever the process ends. What does not `goes_out`
        is out of date.
        """
        del tx, entry, now, goes_out

    @abstractmethod
    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Make it so in Discord, safe to repeat. Raises Blocked, Gone, Unsure."""

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Note what follows once it is done."""
        del tx, entry

    def given_up(self, tx: Tx, entry: OutboxEntry, now: datetime) -> None:
        """Note what follows where nobody knows whether it arrived."""
        del tx, entry, now


class PrivateMessage(Standalone):
    """A message to one person: once or never, for their answers are not looked through.

    After an unclear answer it is sent again under its nonce only while Discord drops a second one.
    """

    lasts = NONCE_HOLDS


class Effacing(Standalone):
    """A kind that takes back what shows people; never given up, also long after the meeting."""

    lasts = None


class Stepwise(ABC):
    """A kind that takes several steps, a tick each: it claims and settles its entries itself."""

    kind: ClassVar[str]
    payload: ClassVar[type[Payload]] = Payload
    order: ClassVar[int]

    @abstractmethod
    async def carry_out(self, meeting: Subject) -> None:
        """Take the next step of every entry of a meeting, as far as it goes; safe to repeat."""


AnyHandler = Handler | Standalone | Stepwise


class Handlers:
    """Every handler by its kind (a registry); `app` registers each once."""

    def __init__(self, handlers: Iterable[AnyHandler]) -> None:
        listed = sorted(handlers, key=lambda one: one.order)
        self._of: Mapping[str, AnyHandler] = MappingProxyType({one.kind: one for one in listed})
        self.stepwise = tuple(one for one in listed if isinstance(one, Stepwise))
        """Those that take steps, in their order."""
        if len(self._of) != len(listed):
            msg = "two handlers for one kind of outbox entry"
            raise ValueError(msg)

    def of(self, kind: str) -> AnyHandler | None:
        """Give the handler of a kind; None where this version has none."""
        return self._of.get(kind)
