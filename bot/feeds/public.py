"""What the page of meetings and the feeds show: no name of a person, no id of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.events import CalendarEvent
from bot.domain.calendar.repeat import Repeat


@dataclass(frozen=True, slots=True)
class PublicDate:
    """One of the next dates of a meeting."""

    at: datetime
    """When it starts (aware, UTC)."""
    said: str
    """The same on the group's own clocks, in words."""
    note: str = ""
    """That it was moved, or isn't held."""
    held: bool = True


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """One meeting with its next dates; `slug` names it in addresses, always the same."""

    slug: str
    title: str
    topic: str
    said: str
    """When it starts and how often, in words."""
    kind: str
    """Voice or text, in words."""
    dates: tuple[PublicDate, ...]
    events: tuple[CalendarEvent, ...]
    first: datetime
    """The wall time of its first date."""
    zone: str
    minutes: int
    repeat: Repeat
    rests: bool = False
    """Whether it pauses now, or has ended."""


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """One group with its meetings, and the words around them in its language."""

    name: str
    language: str
    url: str
    """Where it is in Discord; empty where nobody said."""
    meetings: tuple[PublicMeeting, ...]
    words: Mapping[str, str]
    """Each by its place on the page."""
