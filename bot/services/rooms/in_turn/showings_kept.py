"""What cards and consoles show, as Discord has confirmed it: a start edits only what differs.

See docs/reliability.md#after-a-restart.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.domain.errors import StoreFault
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.next_change import next_change
from bot.services.ports.clock import Clock
from bot.services.ports.showing import Showing, ShowingDigest, Surface
from bot.services.ports.store import Store, Tx

QUIET = timedelta(seconds=5)
"""What is drawn again within this time is not worth being written."""
PIECE = 100
"""So many are written in one transaction: whoever presses meanwhile waits for no more."""

Key = tuple[OccurrenceId, Surface]


@dataclass(slots=True)
class ShowingsKept:
    """The port `Showings`. What is confirmed waits in memory until a tick writes it.

    A process that is killed before that costs an edit that was not needed, and nothing else: a
    digest holds for one version of a meeting, between two instants at which time alone changes it.
    """

    store: Store
    clock: Clock
    keyed: Callable[[bytes], bytes]
    """Gives the digest of something, which nobody makes without the key."""
    _before: dict[Key, bytes] = field(default_factory=dict)
    _waiting: dict[Key, Showing] = field(default_factory=dict)

    async def load(self, drawn: Collection[OccurrenceId] = ()) -> None:
        """Read what was kept of our servers, but of meetings that were `drawn` since the start.

        Where it can't be read every message is edited.
        """
        try:
            kept = await self.store.run(lambda tx: tx.live_meetings.shown())
        except StoreFault:
            return
        anew = (one for one in kept if one.meeting not in drawn)
        self._before |= {(one.meeting, one.surface): one.digest for one in anew}

    def was(self, showing: Showing) -> bool:
        """Tell, once for each message, whether it surely showed this when this process started."""
        before = self._before.pop(_key(showing), None)
        return before is not None and before == self._digest(showing)

    def confirm(self, showing: Showing) -> None:
        """Take note of what a message shows: Discord has said that it does.

        Its digest is made once it is written: not while somebody waits, and not of what has changed
        again by then.
        """
        self._waiting[_key(showing)] = showing

    async def keep(self, quiet: timedelta = QUIET) -> None:
        """Write what was drawn so long ago, and not again since. Raises StoreFault; it waits on."""
        until = self.clock.now() - quiet
        due = [key for key, one in self._waiting.items() if one.drawing.at <= until]
        for since in range(0, len(due), PIECE):
            keys = due[since : since + PIECE]
            await self._keep({key: self._waiting.pop(key) for key in keys if key in self._waiting})

    async def _keep(self, taken: dict[Key, Showing]) -> None:
        digests = [(one, self._digest(one)) for one in taken.values()]
        try:
            await self.store.run(partial(_write, digests=digests))
        except StoreFault:
            self._waiting = taken | self._waiting  # what was confirmed meanwhile is newer
            raise

    def _digest(self, showing: Showing) -> bytes:
        """Tell it from all that the message showed before, and all that it shows afterwards.

        Where it showed this once, and then something else, and is to show this again, it is edited.
        """
        meeting, at = showing.drawing.meeting, showing.drawing.at
        until = next_change(meeting, at)
        return self.keyed(f"{showing.message} {meeting.version} {until} {showing.text()}".encode())


def _key(showing: Showing) -> Key:
    return showing.drawing.meeting.id, showing.surface


def _write(tx: Tx, digests: Collection[tuple[Showing, bytes]]) -> None:
    for one, digest in digests:
        meeting = one.drawing.meeting
        noted = ShowingDigest(meeting.id, meeting.version, one.surface, digest)
        tx.live_meetings.note_shown(noted)
