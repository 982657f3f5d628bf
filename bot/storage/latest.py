"""The running meetings as they were committed last, for whoever draws them."""

from bot.domain.meeting import Meeting
from bot.storage.access import Access


class Latest:
    """What the one thread that commits has committed last, so that a card needs no second read.

    Only where one thread does all commits (SQLite) is that the newest there is; elsewhere nobody
    fills it, it knows nothing, and the database is asked.
    """

    def __init__(self) -> None:
        self._meetings: dict[int, Meeting] = {}

    def get(self, meeting: int) -> Meeting | None:
        """Give a running meeting; None where it is not known, whether or not there is one."""
        return self._meetings.get(meeting)

    def committed(self, access: Access) -> None:
        """Take over what a transaction saved; where it deleted, forget all and know it anew."""
        if access.wipe:
            self._meetings.clear()
        else:
            self._meetings.update(access.saved)

    def forget(self) -> None:
        """Know nothing: a transaction failed as a whole."""
        self._meetings.clear()
