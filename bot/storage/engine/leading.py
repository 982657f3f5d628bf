"""Who may write: what a transaction asks of the lease, and carries into the database.

See docs/reliability.md#one-process.
"""

from typing import Protocol

NOT_LEADING = "22012"
"""The state with which a commit fails whose process does not lead: nothing else of ours divides."""


class Leader(Protocol):
    """A lease, as those see it who write under it."""

    @property
    def epoch(self) -> int | None:
        """The number of this lead, higher than every one before; None where nobody asks for it."""

    def held(self) -> bool:
        """Whether nobody else can write now, as far as can be known without asking."""

    def must_lead(self, until: float) -> None:
        """Come back while the lease is ours; raises StorageFault when it is not by `until`."""

    def look(self) -> None:
        """Ask the server now: it has just said that we do not lead."""


class Unshared:
    """A database that no other process writes to: nothing is asked, nothing is fenced."""

    epoch = None

    def held(self) -> bool:
        """Whether nobody else writes: always."""
        return True

    def must_lead(self, until: float) -> None:
        """Come back at once."""

    def look(self) -> None:
        """Nothing to ask."""


UNSHARED = Unshared()


def commit_fenced(epoch: int) -> str:
    """Write the commit that the server refuses where this lead is not the newest, or has run out.

    Check and commit are one message: however long the process is frozen, nothing comes between.
    The row stays locked until it is committed, and whoever takes over waits for that. Where there
    is none, the server divides by zero: a block that raises would be compiled at every commit.
    """
    return (
        "SELECT 1 / count(*) FROM (SELECT FROM lease WHERE id = 1"  # noqa: S608 - a number
        f" AND epoch = {epoch:d} AND until > clock_timestamp() FOR SHARE) AS ours; COMMIT"
    )
