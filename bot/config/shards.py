"""Reading which shards a process holds: `0-3/16`, `5/16`, or `auto/16` for as many as are free."""

import re

from bot.config.places import fault
from bot.domain.server.share import ALONE, ShardPlan

MOST = 1024
"""So many shards at most: far more than any group of processes of ours can need."""
_WRITTEN = re.compile(r"(?:(?:(\d{1,4})(?:-(\d{1,4}))?|auto)\s*/\s*)?(\d{1,4})", re.ASCII)


def plan_of(written: str) -> ShardPlan:
    """Read it. Raises what the settings turn into a mistake."""
    found = _WRITTEN.fullmatch(written.strip().lower())
    if found is None:
        raise fault("config.not_shards")
    first, last, count = found[1], found[2] or found[1], int(found[3])
    if not 1 <= count <= MOST:
        raise fault("config.not_shards")
    if count == 1:
        return ALONE
    if first is None:
        return ShardPlan(count, None)
    if not int(first) <= int(last) < count:
        raise fault("config.not_shards")
    return ShardPlan(count, frozenset(range(int(first), int(last) + 1)))


def readable(written: str) -> str:
    """Refuse what cannot be read; it stays as it was written."""
    plan_of(written)
    return written
