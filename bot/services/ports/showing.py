"""What Discord shows of a running meeting: a digest of it is kept, so that a start can compare."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.ids import MessageId, OccurrenceId
from bot.services.ports.drawings import Card, OfAMeeting


class Surface(StrEnum):
    """A message of a meeting that is edited as the meeting goes on."""

    CARD = "card"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Showing:
    """What a message shows that was drawn from a meeting as it stood at an instant."""

    drawing: OfAMeeting
    message: MessageId
    text: Callable[[], str]
    """Gives all that was drawn in one text, the same in every process."""

    @property
    def surface(self) -> Surface:
        """Say which of the messages of its meeting it is."""
        return Surface.CARD if isinstance(self.drawing, Card) else Surface.CONSOLE


@dataclass(frozen=True, slots=True)
class ShowingDigest:
    """What a message shows of this version of its meeting: a keyed digest alone."""

    meeting: OccurrenceId
    version: int
    surface: Surface
    digest: bytes


class Showings(Protocol):
    """Knows what messages showed when the process before ended, and hears what they show now."""

    def was(self, showing: Showing) -> bool:
        """Tell, once for each message, whether it surely showed this when this process started."""
        ...

    def confirm(self, showing: Showing) -> None:
        """Take note of what a message shows: Discord has said that it does."""
