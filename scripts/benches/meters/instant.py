"""What a crowded instant came to, by the ledger of the stand-in: when all of it stood, and how."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.faults import checking
from tests.faults.bots import Place
from tests.faults.standin.ledger import Entry

TOO_MANY = 429
_OUTSIDE = ("/interactions", "/webhooks")
"""Requests that Discord's limit of 50 in a second does not count."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Instant:
    """One crowded instant, and what the ledger says of it since the first room may be made."""

    place: Place
    doors: datetime
    meetings: int
    early: timedelta
    """So long before it the first room may be made."""

    @property
    def begins(self) -> datetime:
        """When the first room may be made."""
        return self.doors - self.early

    def since(self, kind: str) -> list[Entry]:
        """Give the entries of a kind since then; what was before is of other meetings."""
        begins = self.begins.isoformat()
        return [one for one in self.place.entries(kind) if one["at"] >= begins]

    def seconds(self, one: Entry) -> float:
        """Give how long after the instant something happened."""
        return (datetime.fromisoformat(one["at"]) - self.doors).total_seconds()

    def shown(self, what: Callable[[str], object]) -> list[float]:
        """Give when each card, or door, came to stand."""
        every = self.since("message_created")
        return [
            self.seconds(one) for one in every if any(what(it or "") for it in one["custom_ids"])
        ]

    @property
    def stands(self) -> bool:
        """Tell whether every card and every door stands."""
        cards, doors = self.shown(checking.CARD.fullmatch), self.shown(checking.DOOR.fullmatch)
        return min(len(cards), len(doors)) >= self.meetings

    def asked(self) -> list[tuple[float, Entry]]:
        """Give the requests that Discord counts together."""
        every = [(self.seconds(one), one) for one in self.since("request")]
        return [(at, one) for at, one in every if not one["route"].startswith(_OUTSIDE)]

    def figures(self) -> Json:
        """Give what is to be told of it."""
        made = [one for one in self.since("channel_created") if one["by"] == "bot"]
        changed = [one for one in self.since("channel_changed") if one["by"] == "bot"]
        doors, asked = self.shown(checking.DOOR.fullmatch), self.asked()
        last = max(doors) if len(doors) >= self.meetings else asked[-1][0]
        meanwhile = [one for at, one in asked if at <= last]
        return {
            "rooms": len(made),
            "rooms_s": span(map(self.seconds, made)),
            "closed_s": span(map(self.seconds, changed)),
            "cards_s": span(self.shown(checking.CARD.fullmatch)),
            "doors": len(doors),
            "doors_s": span(doors),
            "requests_per_meeting": round(len(meanwhile) / self.meetings, 2),
            "most_in_a_second": most_in_a_second([at for at, _ in asked]),
            "refused_429": sum(one["status"] == TOO_MANY for _, one in asked),
            "requests": dict(Counter(f"{one['method']} {one['route']}" for one in meanwhile)),
        }


def span(instants: Iterable[float]) -> list[float]:
    """Give the first, the middle and the last."""
    listed = sorted(instants)
    return [round(listed[at], 1) for at in (0, len(listed) // 2, -1)] if listed else []


def most_in_a_second(instants: Sequence[float]) -> int:
    """Give how many fell into the fullest second."""
    listed, since, most = sorted(instants), 0, 0
    for number, at in enumerate(listed):
        while listed[since] <= at - 1:
            since += 1
        most = max(most, number - since + 1)
    return most
