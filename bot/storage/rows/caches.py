"""Two caches of running meetings: by the bytes they were sealed in, and as committed last."""

from collections.abc import Mapping

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.storage.rows.set_aside import SetAside

MOST_REMEMBERED = 256


class DecryptionCache:
    """Meetings unsealed lately, each beside the very bytes it came from.

    Every sealing draws a fresh nonce, so equal bytes are the same meeting: whatever is rolled back,
    an entry is never wrong, only unused. It saves reading a meeting again at every press.
    """

    def __init__(self) -> None:
        self._meetings: dict[int, tuple[bytes, LiveMeeting]] = {}
        self.aside = SetAside()
        """What can't be read at all."""

    def get(self, row: int, sealed: bytes) -> LiveMeeting | None:
        """Give the meeting that these bytes hold, if it was opened before."""
        known = self._meetings.get(row)
        return known[1] if known is not None and known[0] == sealed else None

    def keep(self, row: int, sealed: bytes, meeting: LiveMeeting) -> None:
        """Remember what the bytes hold; the oldest entry makes room."""
        self._meetings.pop(row, None)
        while len(self._meetings) >= MOST_REMEMBERED:
            del self._meetings[next(iter(self._meetings))]
        self._meetings[row] = (sealed, meeting)

    def forget(self, row: int) -> None:
        """Drop a meeting that is over."""
        self._meetings.pop(row, None)

    def clear(self) -> None:
        """Drop all: those of a server that is to be forgotten are among them."""
        self._meetings.clear()


class CommittedState:
    """What the one thread that commits has committed last, so that nothing is read twice.

    Only one process writes to a file, so there it is the newest there is. On a server another may
    have taken the lead: there it is a guess that each transaction proves, and for showing while we
    lead. Whatever fails as a whole, or says that a row is another by now, empties it.
    """

    def __init__(self) -> None:
        self._meetings: dict[int, LiveMeeting] = {}

    def get(self, meeting: int) -> LiveMeeting | None:
        """Give a running meeting; None where it is not known, whether or not there is one."""
        return self._meetings.get(meeting)

    def committed(self, saved: Mapping[int, LiveMeeting]) -> None:
        """Take over what a transaction saved."""
        self._meetings.update(saved)

    def forget(self) -> None:
        """Know nothing: something was deleted, or a transaction failed as a whole."""
        self._meetings.clear()
