"""A discreet server: what its meetings are for is shown to nobody but those who plan them."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.who_may_see import seen_by
from bot.domain.ids import MemberId
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.text.catalog import speaker


def title_of(server: Server, title: str) -> str:
    """Give the name that a meeting has in front of everybody."""
    return speaker(server.language)("room.discreet") if server.discreet else title


def in_public(server: Server, listed: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Give meetings as everybody may see them: what stands in a channel, or beside it."""
    return as_seen(server, Actor(MemberId(0), ""), listed)


def as_seen(server: Server, by: Actor, listed: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Give those meetings that this person may see, as they see them; no other can be found."""
    seen = seen_by(by, listed)
    if not server.discreet or by.may_plan:
        return seen
    name = title_of(server, "")
    return tuple(replace(one, title=name, topic="") for one in seen)
