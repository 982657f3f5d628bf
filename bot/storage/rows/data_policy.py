"""What a table says of itself: whose data it holds, for how long, and what erases it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table


class Owner(StrEnum):
    """Whose data a table holds, or a column tells."""

    GUILD = "guild"
    """The group's: schedules, settings, counts; no person in plain."""
    MEMBER = "member"
    """One person's: sealed, found by a keyed hash alone."""
    MEETING = "meeting"
    """What a running meeting needs: sealed, gone when it ends."""
    BOT = "bot"
    """The process's own."""


@dataclass(frozen=True, slots=True)
class DataPolicy:
    """The rules of one table."""

    owner: Owner
    sealed: str
    """What of a member a row holds; empty for nothing."""
    starts: str
    """When the time begins to run, or what the row lives as long as."""
    ends: str
    """What erases a row before its time is over."""
    kept: timedelta | None = None
    """None where the row lives as long as what it belongs to."""
    export: tuple[str, ...] = ()
    """As which holdings a member gets what is theirs; none where nothing in it can be read."""


def policy(
    owner: Owner,
    *,
    starts: str,
    ends: str,
    sealed: str = "",
    kept: timedelta | None = None,
    export: tuple[str, ...] = (),
) -> dict[str, DataPolicy]:
    """Write the rules of a table beside it, as its `info`."""
    return {"policy": DataPolicy(owner, sealed, starts, ends, kept, export)}


def policy_of(table: Table) -> DataPolicy:
    """Read the rules that stand beside a table."""
    found: DataPolicy = table.info["policy"]
    return found


def owned_by(owner: Owner) -> dict[str, Owner]:
    """Mark a column, as its `info`: it says which server a row is of, or holds a member's."""
    return {"owner": owner}


def columns_of(table: Table, owner: Owner) -> tuple[Column[Any], ...]:
    """Give the columns of a table that are marked as somebody's."""
    return tuple(one for one in table.columns if one.info.get("owner") is owner)


OF_SERVER, OF_MEMBER = owned_by(Owner.GUILD), owned_by(Owner.MEMBER)
