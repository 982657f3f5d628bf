"""The event of a meeting in Discord's own list: what it is to show, and what people did with it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from bot.domain.ids import EventId, GuildId, OccurrenceId

SETTLES = timedelta(seconds=20)
"""So long after a change of ours Discord's list may still show what was before."""
AT_THE_EARLIEST = timedelta(minutes=1)
"""Discord takes no event that begins sooner than now: one that nearly does isn't made."""
MOST_EVENTS = 100
"""Events that Discord keeps in one server, whoever made them."""
_DIGEST_BYTES = 12


class EventStatus(StrEnum):
    """How an event stands in Discord."""

    SCHEDULED = "scheduled"
    ACTIVE = "active"
    COMPLETED = "completed"
    CANCELED = "canceled"


STANDS = frozenset({EventStatus.SCHEDULED, EventStatus.ACTIVE})
"""It is in the list."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """What is read in an event; somebody can make another kind of it, which has no place."""

    name: str
    description: str
    place: str

    @property
    def digest(self) -> str:
        """Tell some words from others."""
        return _digest(self)


@dataclass(frozen=True, slots=True)
class EventShown:
    """Everything that an event shows."""

    words: EventWords
    starts_at: datetime
    ends_at: datetime

    @property
    def digest(self) -> str:
        """Tell one event from another: first by its words, then by its times."""
        return f"{self.words.digest} {self.times}"

    @property
    def times(self) -> str:
        """Tell some times from others."""
        return _digest((self.starts_at.timestamp(), self.ends_at.timestamp()))


@dataclass(frozen=True, slots=True)
class WantedEvent:
    """The event that a meeting is to have now."""

    meeting: OccurrenceId
    shown: EventShown
    plain: EventWords
    """What it says instead where Discord doesn't take its words."""
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """An event as Discord lists it."""

    id: EventId
    shown: EventShown
    status: EventStatus
    is_ours: bool

    @property
    def stands(self) -> bool:
        """Whether it is in the list still."""
        return self.status in STANDS


@dataclass(frozen=True, slots=True)
class EventChange:
    """What is to become another in an event; what is None stays."""

    words: EventWords | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    status: EventStatus | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is to change."""
        return self != EventChange()


class ByHand(StrEnum):
    """What somebody did with an event by hand, and what organisers said to it."""

    NOTHING = ""
    DELETED = "deleted"
    EDITED = "edited"
    LEFT = "left"
    """The organisers want it left as it is."""


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """What we know of the event of one meeting."""

    meeting: OccurrenceId
    guild: GuildId
    event: EventId | None = None
    drawn: str = ""
    """The digest of what we wanted it to show."""
    stands: str = ""
    """The digest of what Discord made of that: anything else was done by hand."""
    refused: str = ""
    """The digest of the words that Discord didn't take."""
    by_hand: ByHand = ByHand.NOTHING
    started: bool = False
    """Whether it said, when it was looked at last, that the meeting is running."""
    asked_at: datetime | None = None
    """When we last asked Discord for something; without an event, one may have been made."""
    number: int = 0
    """Counts the questions to the organisers."""

    @property
    def stays_away(self) -> bool:
        """Whether somebody deleted it, and nobody has asked for it again."""
        return self.event is None and self.by_hand is not ByHand.NOTHING

    def shows(self, wanted: WantedEvent) -> EventShown:
        """Say what it is to show: without the words that Discord doesn't take."""
        if wanted.shown.words.digest != self.refused:
            return wanted.shown
        return replace(wanted.shown, words=wanted.plain)

    def is_settling(self, now: datetime) -> bool:
        """Whether what Discord lists may be older than what we asked for last."""
        return self.asked_at is not None and now < self.asked_at + SETTLES

    def is_in_step(self, wanted: WantedEvent, now: datetime) -> bool:
        """Tell whether nothing is to be done for it, so far as we know."""
        if self.stays_away:
            return True
        drawn = self.drawn == self.shows(wanted).digest
        if self.event is None:
            return drawn or not may_be_made(wanted, now)
        return drawn and (self.started or not wanted.is_running)

    def change_to(self, wanted: WantedEvent, now: datetime) -> EventChange:
        """Say what has to change in Discord, since the meeting has; what was done by hand stays."""
        shown, (words, _, times) = self.shows(wanted), self.drawn.partition(" ")
        moved = times != shown.times
        return EventChange(
            words=shown.words if words != shown.words.digest else None,
            starts_at=shown.starts_at if moved and shown.starts_at > now else None,
            ends_at=shown.ends_at if moved and shown.ends_at > now else None,
            status=EventStatus.ACTIVE if wanted.is_running and not self.started else None,
        )


def may_be_made(wanted: WantedEvent, now: datetime) -> bool:
    """Tell whether it is not too late: an event that has begun can't be made."""
    return wanted.shown.starts_at >= now + AT_THE_EARLIEST


def asked_for(known: MeetingEvent, now: datetime) -> MeetingEvent:
    """Note that we ask for it now: until the answer is here nobody knows what stands."""
    return replace(known, stands="", asked_at=now)


def not_asked(known: MeetingEvent) -> MeetingEvent:
    """Note that Discord has refused it: nothing came of it."""
    return replace(known, asked_at=None)


def standing(
    known: MeetingEvent, event: StandingEvent, wanted: WantedEvent, now: datetime
) -> MeetingEvent:
    """Note that it stands as Discord said, for what was wanted."""
    return replace(
        found(known, event),
        drawn=known.shows(wanted).digest,
        started=event.status is EventStatus.ACTIVE,
        asked_at=now,
    )


def found(known: MeetingEvent, event: StandingEvent) -> MeetingEvent:
    """Note that this one is it, as it is."""
    return replace(known, event=event.id, stands=event.shown.digest)


def words_refused(known: MeetingEvent, wanted: WantedEvent) -> MeetingEvent:
    """Note that Discord doesn't take what is to be shown: first its own words, then any."""
    own = wanted.shown.words.digest
    if known.refused != own:
        return replace(known, refused=own, asked_at=None)
    return replace(known, drawn=known.shows(wanted).digest, asked_at=None)


def was_deleted(known: MeetingEvent) -> MeetingEvent:
    """Note that somebody deleted it."""
    by_hand = replace(known, event=None, by_hand=ByHand.DELETED, asked_at=None)
    return replace(by_hand, number=known.number + 1)


def was_edited(known: MeetingEvent, event: StandingEvent) -> MeetingEvent:
    """Note that somebody changed it."""
    seen = replace(known, stands=event.shown.digest)
    if known.by_hand is not ByHand.NOTHING:
        return seen  # they were asked, or have said that it may be so
    return replace(seen, by_hand=ByHand.EDITED, number=known.number + 1)


def left(known: MeetingEvent) -> MeetingEvent:
    """Note that it may stay as somebody made it."""
    return replace(known, by_hand=ByHand.LEFT)


def as_planned(known: MeetingEvent) -> MeetingEvent:
    """Note that it is to show the meeting again, whatever somebody did."""
    return replace(known, by_hand=ByHand.NOTHING, drawn="", asked_at=None)


def _digest(drawn: object) -> str:
    return blake2b(repr(drawn).encode(), digest_size=_DIGEST_BYTES).hexdigest()
