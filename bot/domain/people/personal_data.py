"""What is kept of one person, as they are told of it; and their wish to be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId


class BeingErased(Refusal):
    """Somebody presses while their own erasing waits to be finished."""

    key = "refusal.being_erased"


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that is kept of a person; `what` is the last part of its sentence's key."""

    what: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Section(StrEnum):
    """What belongs together of all that is kept, in the order in which it is given out."""

    CHOSEN = "chosen"
    AGREED = "agreed"
    MEETING = "meeting"
    ATTENDANCE = "attendance"
    LEADING = "leading"
    MESSAGES = "messages"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One thing that is kept of a person, whole, as they take it along; `what` is its holding's.

    Facts stand by short names, for which labels are in the catalogue.
    """

    section: Section
    what: str
    facts: Mapping[str, object] = field(default_factory=dict)
    at: datetime | None = None
    """From when it is, or for when (aware, UTC); None where it has no time."""
    meeting: OccurrenceId | None = None
    """The meeting it is about."""


class MessageAt(NamedTuple):
    """A message of ours with somebody's words, by where it stands in Discord."""

    guild: GuildId
    room: ChannelId
    message: MessageId


def told(**facts: object) -> dict[str, object]:
    """Give the facts that say something: what is unknown, empty or not so is left out."""
    return {name: one for name, one in facts.items() if one or (one == 0 and one is not False)}


@dataclass(frozen=True, slots=True)
class ErasureWish:
    """A wish to be forgotten that reached whoever runs the bot, not the bot itself.

    In one server, or everywhere (None); `name` is the wish's own.
    """

    name: str
    member: MemberId
    guild: GuildId | None = None
