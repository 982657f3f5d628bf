"""A small Discord that works: it keeps rooms, messages and people, and can be slow or refuse."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.calendar.announced.meeting_event import StandingEvent
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, EventId, GuildId, MemberId, MessageId
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.services.ports.drawings import Drawing
from bot.services.ports.members import Standing
from bot.services.ports.messages import Paper
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Gone, Unsure

FIRST_ID = 1000
"""Lower numbers are channels of a server itself, which are always there."""
VERIFIED = Onlookers(roles=("Verified",))


class Killed(BaseException):
    """The process ends here; nothing that it would have done next happens."""


@dataclass(frozen=True)
class Lost:
    """Discord does it, and the answer does not arrive."""


@dataclass(frozen=True)
class Late:
    """Discord does it, but only after a while; the caller has given up by then."""

    after: timedelta


@dataclass
class LeapingClock:
    """A clock that whoever plays moves."""

    at: datetime

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        return self.at

    async def sleep_until(self, at: datetime) -> None:
        """Leap to an instant; one that is past leaves the clock where it is."""
        self.at = max(self.at, at)


@dataclass
class EarliestAlarm:
    """Remembers the earliest instant that anybody asked for."""

    at: datetime | None = None

    def by(self, at: datetime) -> None:
        """Wake at `at`, unless an earlier instant is set."""
        self.at = min(self.at or at, at)


@dataclass
class Channel:
    """A room that the bot made."""

    guild: GuildId
    code: str
    kind: RoomKind
    made_at: datetime
    seen_from: datetime
    title: str = ""
    inside: set[MemberId] = field(default_factory=set)
    allowed: set[MemberId] = field(default_factory=set)
    barred: set[MemberId] = field(default_factory=set)
    listening: set[MemberId] = field(default_factory=set)
    status: str = ""
    locked: bool = False
    onlookers: Onlookers = NOBODY


@dataclass
class Message:
    """A message that the bot wrote in a channel."""

    channel: ChannelId
    nonce: str
    drawing: Drawing
    at: datetime
    edits: list[Drawing] = field(default_factory=list)

    @property
    def shown(self) -> Drawing:
        """How it stands now."""
        return self.edits[-1] if self.edits else self.drawing


@dataclass
class EventSeen:
    """An event of a server as it was seen last."""

    guild: GuildId
    made_at: datetime
    last: StandingEvent
    over_at: datetime | None = None
    """When it was ended or taken away."""


@dataclass
class DiscordInMemory:
    """Everything on the other side; it outlives every process of ours."""

    clock: LeapingClock
    closed_door: bool = True
    """Whether the bot may close rooms to onlookers."""
    sees_category: Onlookers = VERIFIED
    """Who sees a room before it is closed."""
    owner: MemberId | None = None
    """Who owns the server."""
    down: bool = False
    """An outage: no request is answered."""
    sees_people: bool = True
    may_move: bool = False
    """Whether the bot may take people out of a voice room."""
    standings: dict[MemberId, Standing | None] = field(default_factory=dict)
    """What people may do on the server; None for who has left it."""
    blind: str = ""
    """What the bot cannot look for: rooms or messages."""
    channels: dict[ChannelId, Channel] = field(default_factory=dict)
    ever: dict[ChannelId, Channel] = field(default_factory=dict)
    """Every room that was made, whatever became of it."""
    messages: dict[MessageId, Message] = field(default_factory=dict)
    unheard_of: set[GuildId] = field(default_factory=set)
    """Servers that the gateway does not name: they removed the bot."""
    whispers: list[tuple[MemberId, Drawing]] = field(default_factory=list)
    rewritten: list[tuple[MemberId, MessageId, Drawing]] = field(default_factory=list)
    """Private messages that were changed."""
    taken_back: list[tuple[MemberId, MessageId]] = field(default_factory=list)
    """Single private messages that were deleted."""
    handed: list[tuple[MemberId, Paper]] = field(default_factory=list)
    """Files that went with private messages."""
    closed_to: set[MemberId] = field(default_factory=set)
    """Who takes no private messages."""
    nonces: set[str] = field(default_factory=set)
    """Numbers of private messages that came already."""
    may_lead: dict[MemberId, str] = field(default_factory=dict)
    """Who holds the facilitators' role, by name."""
    role_is_called: bool = False
    """Whether the facilitators' role can be mentioned."""
    public: set[ChannelId] = field(default_factory=set)
    """Channels that everybody reads."""
    needs: list[Need] = field(default_factory=list)
    """What is in the way on every server."""
    needs_of: dict[GuildId, list[Need]] = field(default_factory=dict)
    """What is in the way on one server alone."""
    plans: defaultdict[str, list[object]] = field(default_factory=lambda: defaultdict(list))
    chatter: defaultdict[ChannelId, list[MessageId]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """What others wrote in a channel."""
    events: dict[EventId, StandingEvent] = field(default_factory=dict)
    """The lists of events of all servers."""
    events_seen: dict[EventId, "EventSeen"] = field(default_factory=dict)
    """Every event that the bot made, whatever became of it."""
    unlisted: set[EventId] = field(default_factory=set)
    """Events that the list does not show yet."""
    may_make_events: bool = True
    refused_names: set[str] = field(default_factory=set)
    """Names of events that Discord does not take."""
    made: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    """How often each thing was asked for."""
    deleted: list[tuple[ChannelId, frozenset[MemberId]]] = field(default_factory=list)
    seen_by_others: list[str] = field(default_factory=list)
    """What was done while somebody saw a room who should not: the bot may close it, and had not."""
    boundaries: int = 0
    killed_at: int | None = None
    nonce_window: timedelta = timedelta(minutes=2)
    by_nonce: defaultdict[str, list[MessageId]] = field(default_factory=lambda: defaultdict(list))
    _next_id: int = FIRST_ID

    def plan(self, call: str, *outcomes: object) -> None:
        """Say what becomes of the next calls of one kind; None is what usually does.

        An exception is raised, an event is waited for.
        """
        self.plans[call].extend(outcomes)

    def boundary(self) -> None:
        """Pass a place where the process may die."""
        self.boundaries += 1
        self.must_live()

    def must_live(self) -> None:
        """Die here, if the time has come."""
        if self.killed_at is not None and self.boundaries >= self.killed_at:
            raise Killed

    def new_id(self) -> int:
        """Give a number that nothing else has."""
        self._next_id += 1
        return self._next_id

    def note(self, what: str) -> None:
        """Note what is shown, or who is let in, while a room is open to others."""
        if self.closed_door and any(one.onlookers for one in self.rooms()):
            self.seen_by_others.append(what)

    def rooms(self) -> list[Channel]:
        """Give every room there is now, whoever can see it."""
        now = self.clock.now()
        return [one for one in self.channels.values() if one.seen_from <= now]

    def posted(self, message: Message) -> MessageId:
        """Let a message stand in its channel."""
        known = MessageId(self.new_id())
        self.messages[known] = message
        self.by_nonce[message.nonce].append(known)
        return known

    def with_nonce(self, nonce: str) -> list[MessageId]:
        """Find the messages that stand and have a nonce."""
        return [one for one in self.by_nonce[nonce] if one in self.messages]

    async def asked(self, call: str, room: ChannelId | None = None) -> object:
        """Go over the wire: die, be refused, or be told what will become of it."""
        self.boundary()
        self.calls[call] += 1
        if self.down:
            raise Unsure
        outcome = self.plans[call].pop(0) if self.plans[call] else None
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, asyncio.Event):
            await outcome.wait()
        if room is not None and room >= FIRST_ID:
            known = self.channels.get(room)
            if known is None or known.seen_from > self.clock.now():
                raise Gone
        return outcome

    def answered(self, outcome: object) -> None:
        """Come back over the wire, or not."""
        if isinstance(outcome, Lost | Late):
            raise Unsure
        self.boundary()
