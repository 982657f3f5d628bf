"""Who may write: what a transaction asks of the lease, and carries into the database.

See docs/reliability.md#one-process.
"""

from collections.abc import Mapping
from typing import Protocol

from bot.domain.server.share import EVERYTHING, ServerShare

NOT_LEADING = "22012"
"""The state with which a commit fails whose process does not lead: nothing else of ours divides."""


class Leader(Protocol):
    """A lease, as those see it who write under it."""

    @property
    def epochs(self) -> Mapping[int, int] | None:
        """The rows of this lead, each with its number; None where nobody asks for them."""

    @property
    def share(self) -> ServerShare:
        """Which servers are looked after here."""

    def held(self) -> bool:
        """Whether nobody else can write now, as far as can be known without asking."""

    def must_lead(self, until: float) -> None:
        """Come back while the lease is ours; raises StorageFault when it is not by `until`."""

    def look(self) -> None:
        """Ask the server now: it has just said that we do not lead."""


class Unshared:
    """A database that no other process writes to: nothing is asked, nothing is fenced."""

    epochs = None
    share = EVERYTHING

    def held(self) -> bool:
        """Whether nobody else writes: always."""
        return True

    def must_lead(self, until: float) -> None:
        """Come back at once."""

    def look(self) -> None:
        """Nothing to ask."""


UNSHARED = Unshared()


def commit_fenced(epochs: Mapping[int, int]) -> str:
    """Write the commit that the server refuses where a row is not of this lead, or has run out.

    Check and commit are one message: however long the process is frozen, nothing comes between.
    The rows stay locked until it is committed, and whoever takes over waits for that. Where one is
    missing, the server divides by zero: a block that raises would be compiled at every commit.
    """
    ours = " OR ".join(f"id = {row:d} AND epoch = {epoch:d}" for row, epoch in epochs.items())
    return (
        f"SELECT 1 / (count(*) / {len(epochs) or 1:d}) FROM (SELECT FROM lease"  # noqa: S608 - numbers
        f" WHERE ({ours or 'false'}) AND until > clock_timestamp() FOR SHARE) AS ours; COMMIT"
    )
