"""Something that is kept of one person, as it is told to them and given out to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that is kept; `what` is the last part of its sentence's key."""

    what: str
    facts: Mapping[str, object] = field(default_factory=dict)
