"""Custom ids of buttons, menus and forms: the action, the meeting and the place it was drawn for.

`or:<action>:<meeting in base 36>:<stage>:<turn>[:<argument>]`, at most 100 characters, nothing
personal (docs/architecture.md#a-press).
`argument` is one short word: which topic, which question, on the card which card it is (`c7`),
on a standing console which console (`s7`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId, OccurrenceId, long, short
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Place

PATTERN = re.compile(
    r"or:(?P<action>[a-z][a-z_]{1,23}):(?P<meeting>[0-9a-z]{1,10})"
    r":(?P<stage>\d{1,2}):(?P<turn>\d{1,5})(?::(?P<argument>[a-z0-9_.\-]{1,80}))?"
)
_DIGITS = 12
"""Of the longest number that a button of ours holds: an instant."""
_ENTRY_BITS = 63
NO_PLACE = Place(0)
NO_MEETING = OccurrenceId(0)
"""Stands in ids of buttons that belong to no meeting."""
OWN = "own"
"""Marks a *My options* that shows one's own, also to whoever leads."""
STANDING = "s"
"""Marks, with a number, what stands on a console in the facilitators' channel."""


Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CustomId:
    """What the custom id of a button, a menu or a form says."""

    action: str
    meeting: OccurrenceId = NO_MEETING
    place: Place = NO_PLACE
    argument: str = ""

    @property
    def text(self) -> str:
        """The custom id as Discord keeps it."""
        parts = [
            "or",
            self.action,
            short(self.meeting),
            str(self.place.stage),
            str(self.place.turn),
        ]
        return ":".join([*parts, self.argument] if self.argument else parts)

    @property
    def number(self) -> int:
        """The number that `argument` holds; 0 where it holds none."""
        return (
            int(self.argument) if self.argument.isdecimal() and len(self.argument) <= _DIGITS else 0
        )


STAYS = CustomId("help_lines", argument="stays")
"""The *Help lines* of a message that shows whom to call: no answer takes such a message's place."""


def read_as(kind: type[Kind], text: str) -> Kind:
    """Read what a button, a menu or an option holds as one of a kind. Raises BeforeUpdate."""
    try:
        return kind(text)
    except ValueError:
        raise BeforeUpdate from None


def number_in(text: str) -> int:
    """Read the number that a menu or a button holds. Raises BeforeUpdate."""
    if not text.isdecimal() or len(text) > _DIGITS:
        raise BeforeUpdate
    return int(text)


def entry_in(text: str) -> EntryId:
    """Read which entry a button or a menu means. Raises BeforeUpdate."""
    try:
        number = long(text)
    except ValueError:
        raise BeforeUpdate from None
    if number.bit_length() > _ENTRY_BITS:
        raise BeforeUpdate
    return EntryId(number)


def id_for(action: str, meeting: LiveMeeting, argument: str | int = "") -> CustomId:
    """Make the custom id of a button drawn now for this meeting."""
    return CustomId(action, meeting.id, meeting.place, str(argument))


def read(text: str) -> CustomId | None:
    """Read a custom id; None for one that is not ours."""
    found = PATTERN.fullmatch(text)
    return from_match(found) if found else None


def from_match(found: re.Match[str]) -> CustomId:
    """Read a custom id that `PATTERN` has matched."""
    place = Place(int(found["stage"]), int(found["turn"]))
    return CustomId(
        found["action"], OccurrenceId(long(found["meeting"])), place, found["argument"] or ""
    )


def card_mark(cards: int) -> str:
    """Name a card by its number, as it stands in the id of its *My options*."""
    return f"c{cards}"


def standing_mark(consoles: int) -> str:
    """Name a console by its number, as it stands in the id of its way to the private one."""
    return f"{STANDING}{consoles}"


def is_standing_mark(argument: str) -> bool:
    """Tell whether a button stands on such a console."""
    return argument.startswith(STANDING) and argument[len(STANDING) :].isdecimal()
