"""Who is here: those who press, those who came through the door, those in the voice room."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import MemberId, MessageId, RoleId

Stay = tuple[datetime, datetime]
"""From when until when somebody was in (aware, UTC)."""


class Way(StrEnum):
    """How somebody takes part, chosen at the door."""

    SPEAKING = "speaking"
    TYPING = "typing"
    LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who presses: what Discord says of them in this server."""

    id: MemberId
    name: str
    leads: bool = False
    """Holds the facilitator role; without one configured: may manage events or the server."""
    manages: bool = False
    """May manage the server."""
    roles: frozenset[RoleId] = frozenset()
    """The roles that they hold."""
    manages_events: bool = False
    """May manage the server's events."""

    @property
    def may_plan(self) -> bool:
        """Whether they plan meetings here, and so see every one that is planned."""
        return self.leads or self.manages or self.manages_events


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who came through the door."""

    id: MemberId
    name: str
    way: Way
    came_at: datetime
    first_time: bool = False
    wants_early: bool = False
    """Here for the first time, and asked to speak early all the same."""
    after_check_in: bool = False
    """Pressed join when the check-in was over, so is not asked to check in."""
    leads: bool = False
    """Held the facilitator role when they came in: before *Begin* they hear who asks for help."""
    gone: bool = False
    """Pressed leave, or was removed."""
    first_came: datetime | None = None
    """When they came in the first time this evening; None in meetings of an older version."""
    manages: bool = False
    """Managed the server when they came in last."""
    stays: tuple[Stay, ...] = ()
    """Between coming in and leaving, those that are over; none in meetings of an older version."""
    seen: Stay | None = None
    """When they first and last pressed or typed something in the room, since they came in last."""
    wrote: tuple[Stay, ...] = ()
    """How long they were seen in writing before they last left; none in meetings of an older
    version."""

    def stayed(self, left_at: datetime) -> bool:
        """Tell whether they are there, although they left the voice room then.

        Whoever types needs no voice room; who has come in again or pressed anything is seen since.
        """
        if self.way is Way.TYPING:
            return True
        return max(self.came_at, self.seen[1] if self.seen else self.came_at) > left_at


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody the voice room knows: in it now, or out of it since `left_at`."""

    member: MemberId
    left_at: datetime | None = None
    since: datetime | None = None
    """When they were first seen there; None in meetings of an older version."""
    back_at: datetime | None = None
    """When they came in last, where that was not the first time."""
    stays: tuple[Stay, ...] = ()
    """How long they were in it, those stays that are over."""


@dataclass(frozen=True, slots=True)
class Alias:
    """The number that stands for somebody in private buttons and menus of one meeting."""

    member: MemberId
    number: int
    """Drawn at random, so that nobody can turn it back into an account."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Everyone who was removed in one press, so that one press brings them back."""

    number: int
    members: frozenset[MemberId]
    inside: frozenset[MemberId]
    """Those of them who had not left by themselves."""


@dataclass(frozen=True, slots=True)
class Alerted:
    """A private message to somebody who leads that says something waits."""

    member: MemberId
    message: MessageId
