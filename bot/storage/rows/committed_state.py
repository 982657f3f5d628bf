"""A cache of the running meetings as they were committed last."""

from collections.abc import Mapping

from bot.domain.meeting.live_meeting import LiveMeeting


class CommittedState:
    """What the one thread that commits has committed last, so that nothing is read twice.

    Only where one thread does all commits (SQLite) is that the newest there is; elsewhere nobody
    fills it, it knows nothing, and the database is asked.
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
