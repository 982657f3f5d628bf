"""The repository of stage times: how long each stage of a past meeting took, and no people."""

from bot.domain.ids import OccurrenceId
from bot.storage.rows import tables
from bot.storage.rows.access import upsert
from bot.storage.rows.repository import Repository

_ADD = upsert(tables.stage_times)


class History(Repository):
    """Stage times, within one transaction."""

    table = tables.stage_times

    def add(self, meeting: OccurrenceId, place: int, stage: str, seconds: int) -> None:
        """Keep how long a stage took, in seconds; told again, the newer figure holds."""
        row = {"occurrence": meeting, "place": place, "stage": stage, "seconds": seconds}
        self._access.change(_ADD, row)
