"""What the use cases need from outside, each as small as its use."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.domain.closing import Farewell
from bot.domain.effect import Effect, EffectKind
from bot.domain.ids import ChannelId, GuildId, MeetingId, MemberId, MessageId, PromptId, SeriesId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import Occurrence, Phase
from bot.domain.onlookers import NOBODY, Onlookers
from bot.domain.series import Series
from bot.domain.server import Server
from bot.services.access import RoomAccess
from bot.services.kept_rows import AllTraces, Memberships, OwnPrompts, PersonalRows

Answer = TypeVar("Answer")


class Clock(Protocol):
    """The one clock."""

    def now(self) -> datetime: ...
    async def sleep_until(self, at: datetime) -> None: ...


class Alarm(Protocol):
    """Wakes the tick; asking for a later instant than is set changes nothing."""

    def by(self, at: datetime) -> None: ...


class Servers(Protocol):
    def get(self, guild: GuildId) -> Server: ...
    def put(self, server: Server) -> None: ...
    def all(self) -> tuple[Server, ...]: ...
    def kept(self) -> tuple[GuildId, ...]: ...
    def remove(self, guild: GuildId) -> None: ...


class AllSeries(PersonalRows, Protocol):
    def get(self, series: SeriesId) -> Series | None: ...
    def put(self, series: Series) -> None: ...
    def of(self, guild: GuildId) -> tuple[Series, ...]: ...
    def all(self) -> tuple[Series, ...]: ...


class Occurrences(PersonalRows, Protocol):
    def get(self, meeting: MeetingId) -> Occurrence | None: ...
    def add(self, occurrence: Occurrence) -> bool: ...
    def save(self, occurrence: Occurrence) -> Occurrence: ...
    def of(
        self, guild: GuildId, phases: Collection[Phase] | None = None
    ) -> tuple[Occurrence, ...]: ...
    def due(self, now: datetime) -> tuple[Occurrence, ...]: ...
    def live(self) -> tuple[Occurrence, ...]: ...
    def in_room(self, channel: ChannelId) -> Occurrence | None: ...
    def next_due(self) -> datetime | None: ...
    def latest_rule_date(self, series: SeriesId) -> date | None: ...
    def codes_in_use(self) -> frozenset[str]: ...


class Evenings(Protocol):
    def get(self, meeting: MeetingId) -> Meeting | None: ...
    def add(self, meeting: Meeting) -> None: ...
    def save(self, meeting: Meeting) -> Meeting: ...
    def delete(self, meeting: MeetingId) -> None: ...
    def all(self) -> tuple[Meeting, ...]: ...


class Effects(Protocol):
    def want(self, effect: Effect) -> None: ...
    def get(self, meeting: MeetingId, kind: EffectKind, seq: int) -> Effect | None: ...
    def save(self, effect: Effect) -> None: ...
    def due(self, now: datetime) -> tuple[Effect, ...]: ...
    def of(self, meeting: MeetingId) -> tuple[Effect, ...]: ...
    def codes_in_use(self) -> frozenset[str]: ...
    def next_due(self) -> datetime | None: ...


class Heard(Protocol):
    def add(
        self, guild: GuildId, meeting: MeetingId, prompts: Iterable[PromptId], at: datetime
    ) -> None: ...
    def last(self, guild: GuildId, meetings: int = 8) -> tuple[PromptId, ...]: ...


class History(Protocol):
    def add(self, meeting: MeetingId, place: int, stage: str, seconds: int) -> None: ...


class Tx(Protocol):
    """One transaction: everything in it happens, or nothing."""

    @property
    def servers(self) -> Servers: ...
    @property
    def series(self) -> AllSeries: ...
    @property
    def occurrences(self) -> Occurrences: ...
    @property
    def evenings(self) -> Evenings: ...
    @property
    def effects(self) -> Effects: ...
    @property
    def memberships(self) -> Memberships: ...
    @property
    def heard(self) -> Heard: ...
    @property
    def prompts(self) -> OwnPrompts: ...
    @property
    def history(self) -> History: ...
    @property
    def traces(self) -> AllTraces: ...
    def prune(self, now: datetime) -> None: ...


class Store(Protocol):
    """Runs a piece of work in one transaction, off the loop; the work may be run again.

    `latest` gives a running meeting as it was committed last, where that is known without asking.
    """

    async def run(self, work: Callable[[Tx], Answer]) -> Answer: ...
    def latest(self, meeting: MeetingId) -> Meeting | None: ...


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a meeting as it stands."""

    meeting: Meeting
    at: datetime


class CardSource(Protocol):
    """Where a card gets what it shows, and who is told that somebody has deleted it."""

    async def newest(self, meeting: MeetingId) -> tuple[Meeting, Effect] | None: ...
    async def lost(self, meeting: MeetingId) -> None: ...


@dataclass(frozen=True, slots=True)
class Folded:
    """An old card in one line."""

    language: str
    stage: str


@dataclass(frozen=True, slots=True)
class Door:
    """The door's message in the announcements channel, open or shut."""

    server: Server
    occurrence: Occurrence
    shut: bool = False
    onlookers: Onlookers = NOBODY
    """Who sees the room without coming through it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of ours, or typed words under a name; only what is `loud` rings or calls."""

    language: str
    key: str
    facts: Mapping[str, object]
    loud: bool = False
    mentions: tuple[MemberId, ...] = ()


Drawing = Card | Folded | Farewell | Door | Line


class Trouble(Exception):
    """Discord did not do it."""


class Blocked(Trouble):
    """Discord refuses, `until` an instant or a change; `reason` is a text key's last part."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason, self.until = reason, until


class Gone(Trouble):
    """The room or the message is not there any more."""


class Unsure(Trouble):
    """Discord may or may not have done it: look before doing it again."""


class Messages(Protocol):
    """What the bot writes in channels and to people."""

    async def send(
        self, drawing: Drawing, channel: ChannelId, effect: Effect, *, look_first: bool
    ) -> MessageId: ...
    async def find(self, channel: ChannelId, effect: Effect) -> MessageId | None:
        """Look whether an effect was posted, without posting it: what `look_first` does first."""

    async def edit(self, drawing: Drawing, channel: ChannelId, message: MessageId) -> None: ...
    async def delete(self, channel: ChannelId, message: MessageId) -> None: ...
    async def whisper(self, drawing: Line, member: MemberId, once: str = "") -> bool: ...
    def redraw(self, meeting: MeetingId) -> None: ...


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A channel that carries our code; `empty` is known to be unused, unknown is False."""

    id: ChannelId
    empty: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Something an organiser can mend: a text key's last part, facts, and whether it blocks."""

    key: str
    facts: Mapping[str, str | Onlookers]
    blocks: bool = True


class Rooms(RoomAccess, Protocol):
    """Rooms in Discord."""

    def discord_now(self) -> datetime: ...
    async def create(self, server: Server, occurrence: Occurrence) -> ChannelId: ...
    async def find(self, server: Server, occurrence: Occurrence) -> tuple[FoundRoom, ...]: ...
    async def exists(self, room: ChannelId) -> bool: ...
    async def delete(self, room: ChannelId, reason: str) -> None: ...
    async def show_stage(self, room: ChannelId, text: str) -> None: ...
    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None: ...
    def needs(self, server: Server) -> tuple[Need, ...]: ...
