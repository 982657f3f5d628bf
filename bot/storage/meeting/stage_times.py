"""The repository of stage times: how long each stage of a past meeting took, and no people."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from bot.domain.ids import OccurrenceId
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "stage_times",
    metadata,
    Column(
        "occurrence",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("stage", String(32), nullable=False),
    Column("seconds", Integer, nullable=False),
    info=policy(Owner.GUILD, starts="its occurrence is kept", ends="its occurrence is erased"),
)
_ADD = upsert(_T)


class History(Repository):
    """Stage times, within one transaction."""

    table = _T

    def add(self, meeting: OccurrenceId, place: int, stage: str, seconds: int) -> None:
        """Keep how long a stage took, in seconds; told again, the newer figure holds."""
        row = {"occurrence": meeting, "place": place, "stage": stage, "seconds": seconds}
        self._access.change(_ADD, row)
