"""Which servers one of several processes looks after: those of the shards that it holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import GuildId

SHARD_BITS = 22
"""Discord counts a server's shard from its id without these lowest bits."""


@dataclass(frozen=True, slots=True)
class ServerShare:
    """Some of the shards into which all servers are split; private messages belong to the first."""

    count: int = 1
    held: frozenset[int] = frozenset({0})

    def holds(self, guild: GuildId) -> bool:
        """Tell whether a server is among them."""
        return self.is_whole or self.shard_of(guild) in self.held

    def shard_of(self, guild: int) -> int:
        """Say of which shard a server is."""
        return (guild >> SHARD_BITS) % self.count

    @property
    def is_whole(self) -> bool:
        """Whether there is no other share."""
        return len(self.held) == self.count

    @property
    def part(self) -> float:
        """Say how much of all it is; where nothing is held yet, as much as one shard."""
        return max(1, len(self.held)) / self.count

    @property
    def has_first(self) -> bool:
        """Whether work that is of no server is done here: copies, cleaning, erasing."""
        return 0 in self.held


EVERYTHING = ServerShare()
"""One process with all servers."""


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """Which shards a process is to hold: some by name, or as many as come to it (None)."""

    count: int = 1
    named: frozenset[int] | None = frozenset({0})

    @property
    def is_split(self) -> bool:
        """Whether there may be other processes beside this one."""
        return self.count > 1


ALONE = ShardPlan()
"""One process alone."""


def fair_share(shards: int, me: str, sizes: Mapping[str, int], processes: int) -> int:
    """Give how many shards a process may hold, where so many processes divide them.

    `sizes` are those that hold some; what is left over stays with those that hold most.
    """
    least, over = divmod(shards, max(processes, len(sizes), 1))
    larger = [one for one, size in sizes.items() if (-size, one) < (-sizes.get(me, 0), me)]
    return least + (len(larger) < over)
