"""What is kept of one person, as they are told of it; and their wish to be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId


class BeingErased(Refusal):
    """Somebody presses while their own erasing waits to be finished."""

    key = "refusal.being_erased"


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that is kept of a person; `what` is the last part of its sentence's key."""

    what: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErasureWish:
    """A wish to be forgotten that reached whoever runs the bot, not the bot itself.

    In one server, or everywhere (None); `name` is the wish's own.
    """

    name: str
    member: MemberId
    guild: GuildId | None = None
