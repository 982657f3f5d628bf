"""What the use cases want to be drawn, as values; how it looks is the surface's matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.domain.attendance.letter import IssuedLetter, LetterDraft
from bot.domain.calendar.announced.this_week import ThisWeek
from bot.domain.calendar.news import CalendarNews
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import (
    ChannelId,
    EntryId,
    GuildId,
    MemberId,
    MessageId,
    ReminderId,
    RoleId,
    SeriesId,
)
from bot.domain.journal.entry import JournalEntry
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import WayIn
from bot.domain.meeting.summary import Summary
from bot.domain.rooms.closing import Farewell
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.server import Server

View_co = TypeVar("View_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a meeting as it stands."""

    meeting: LiveMeeting
    at: datetime


@dataclass(frozen=True, slots=True)
class StandingConsole:
    """The console of a meeting in the facilitators' channel: it names nobody but who leads."""

    meeting: LiveMeeting
    at: datetime


class InStep(Protocol[View_co]):
    """A private message that one person has once for a meeting, drawn whole at each change."""

    async def draw(self, meeting: LiveMeeting | None) -> View_co:
        """Draw it as it stands; None is the end of the meeting. Raises Trouble."""
        ...

    async def closing(self, meeting: LiveMeeting) -> View_co:
        """Draw what it shows once it can soon be edited no more."""
        ...


@dataclass(frozen=True, slots=True)
class Folded:
    """An old card in one line."""

    language: str
    stage: str


@dataclass(frozen=True, slots=True)
class DoorMessage:
    """The door's message in the announcements channel, open or shut."""

    server: Server
    occurrence: Occurrence
    shut: bool = False
    onlookers: Onlookers = NOBODY
    """Who sees the room without coming through it."""
    way_in: WayIn = WayIn.OPEN


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of ours, or typed words under a name; only what is `loud` rings or calls."""

    language: str
    key: str
    facts: Mapping[str, object]
    loud: bool = False
    awaited: bool = False
    """Whether somebody who pressed waits until it stands."""
    mentions: tuple[MemberId, ...] = ()
    roles: tuple[RoleId, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingMessage:
    """The meetings of the week, in one message that stands in the announcements channel."""

    language: str
    week: ThisWeek
    number: int
    """Which message it is of those that it has been: its button says so."""
    guild: GuildId


@dataclass(frozen=True, slots=True)
class UrgeBack:
    """To one person in private: the time they wanted to wait is over; says nothing of what."""

    language: str
    urge: JournalEntry
    was_over_at: datetime | None = None
    """Where it comes late."""


@dataclass(frozen=True, slots=True)
class LetterReady:
    """An attendance letter for whom it is of; in a discreet server nothing says what it is."""

    server: Server
    issued: IssuedLetter

    @property
    def language(self) -> str:
        """The group's."""
        return self.server.language


@dataclass(frozen=True, slots=True)
class LetterWaits:
    """A letter was asked for, and its name is missing."""

    server: Server
    draft: LetterDraft

    @property
    def language(self) -> str:
        """The group's."""
        return self.server.language


@dataclass(frozen=True, slots=True)
class LetterNotMade:
    """A letter was asked for by somebody who was not seen for a minute."""

    server: Server

    @property
    def language(self) -> str:
        """The group's."""
        return self.server.language


class NudgeKind(StrEnum):
    """What a message from a schedule says."""

    FIRST = "first"
    """What it will look like: sent at once."""
    ASKED = "asked"
    AGAIN = "again"
    """Once more, as it was put off."""
    LAST = "last"
    """The last one for now: so many went by without an answer."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """To one person in private, when they wanted to be asked; says nothing of a group."""

    language: str
    day: date
    kind: NudgeKind = NudgeKind.ASKED


@dataclass(frozen=True, slots=True)
class PlanNudge:
    """To one person in private, when they wanted it; says nothing of what they planned."""

    language: str
    plan: EntryId | None
    """Theirs, where it is kept."""


@dataclass(frozen=True, slots=True)
class EveningSummed:
    """To the one who led, in private: how the evening went, in figures."""

    language: str
    title: str
    ended: datetime
    summary: Summary
    series: SeriesId | None = None
    """For which a line can be noted for next time."""


@dataclass(frozen=True, slots=True)
class DoorPlace:
    """Where the door's message of an open meeting stands."""

    guild: GuildId
    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class ReminderMessage:
    """To one person in private, before a meeting: whose it is and when, never what it is about."""

    language: str
    reminder: ReminderId
    starts_at: datetime
    zone: str
    """Theirs, else the group's."""
    group: str
    """The server's name; empty where nothing is to be said of it."""
    is_open: bool = False
    door: DoorPlace | None = None


@dataclass(frozen=True, slots=True)
class NewsMessage:
    """To one person in private: what has become of a meeting that they lead, or are reminded of."""

    language: str
    reminder: ReminderId | None
    """What takes it back; None where nothing more comes anyway."""
    news: CalendarNews
    group: str
    title: str = ""
    """Of the meeting, for who leads it; whoever asked to be reminded reads nothing of it."""


ToOne = (
    PlanNudge
    | UrgeBack
    | Nudge
    | LetterReady
    | LetterWaits
    | LetterNotMade
    | ReminderMessage
    | NewsMessage
    | EveningSummed
)
"""What comes to one person in private, by itself."""
OfAMeeting = Card | StandingConsole
"""What follows a running meeting, and is changed with it."""
Drawing = OfAMeeting | Folded | Farewell | DoorMessage | StandingMessage | Line | ToOne
