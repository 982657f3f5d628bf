"""What a table says of itself: whose data it holds, for how long, and what erases it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Owner(StrEnum):
    """Whose data a table holds."""

    GUILD = "guild"
    """The group's: schedules, settings, counts; no person in plain."""
    MEMBER = "member"
    """One person's: sealed, found by a keyed hash alone."""
    MEETING = "meeting"
    """What a running meeting needs: sealed, gone when it ends."""
    BOT = "bot"
    """The process's own."""


@dataclass(frozen=True, slots=True)
class Care:
    """The rules of one table; `kept` is None where the row lives as long as what it belongs to."""

    owner: Owner
    kept: timedelta | None
    since: str
    """When the time begins to run, or what the row lives as long as."""
    erased: str
    """What erases a row before that."""
    member: str = ""
    """What of a member a row holds; empty for nothing."""
