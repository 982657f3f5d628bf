"""Letters that were issued, and the minutes they are made of, which are kept for a day."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.attendance.presence import TimePresent
from bot.domain.attendance.statement import Occasion
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, LetterId, MessageId, OccurrenceId

MOST_LETTERS = 3
"""Of one meeting for one person: each but the last was withdrawn, as for a name typed wrongly."""


class EnoughLetters(Refusal):
    """As many letters were made of this meeting as one person may have. Facts: `most`."""

    key = "refusal.enough_letters"


@dataclass(frozen=True, slots=True)
class KeptMinutes:
    """How long one person was in a meeting that is over, and what became of their letter."""

    meeting: OccurrenceId
    guild: GuildId
    present: TimePresent
    until: datetime
    """When they go, whatever becomes of them."""
    name: str = ""
    """What is to stand on the letter, as they typed it; empty while they have not said."""
    letter: LetterId | None = None
    """The one that was issued last."""
    made: int = 0
    """How many letters were issued."""
    asked: bool = False
    """Whether they asked for one while the meeting ran, and want it still."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, as whom it is of can have it again; `token` is all that it states, signed."""

    id: LetterId
    guild: GuildId
    code: str
    issued_on: date
    token: str
    withdrawn: bool = False
    message: MessageId | None = None
    """The private message with it, where one was sent; None in letters of an older version."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What a letter will say of a meeting that is over; made once whom it is of says so."""

    meeting: OccurrenceId
    occasion: Occasion
    present: TimePresent
    name: str
    """Empty while they have not said."""
    until: datetime
    """When the minutes go."""


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter that counts; `fixable`: until then it may be withdrawn and made again."""

    letter: Letter
    fixable: datetime | None = None


def with_letter(kept: KeptMinutes, letter: LetterId) -> KeptMinutes:
    """Note that a letter was issued. Raises EnoughLetters."""
    if kept.made >= MOST_LETTERS:
        raise EnoughLetters(most=MOST_LETTERS)
    return replace(kept, letter=letter, made=kept.made + 1)
