"""The little we keep of a person between meetings, in one server, because they chose it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import EntryId, PromptId

NO_PLAN = EntryId(0)


@dataclass(frozen=True, slots=True)
class Membership:
    """Consent, name and habits of one person in one server; stored under a keyed hash."""

    rules_version: int = 0
    """The version of the ground rules agreed to; 0 is none."""
    agreed_at: datetime | None = None
    adult: bool | None = None
    name: str = ""
    """The name chosen at the door; empty for the server display name."""
    by_typing: bool = False
    timezone: str | None = None
    came_before: bool = False
    """True once a meeting that this person came to has begun."""
    last_seen: datetime | None = None
    plan: EntryId = NO_PLAN
    """Their plan that is to be asked about when they next come in: this row is read then anyway."""
    favourites: tuple[PromptId, ...] = ()
    """Questions they keep for evenings they lead, the newest first."""
