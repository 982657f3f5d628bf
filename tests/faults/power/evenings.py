"""Whole evenings of presses, over several lives of the process, that the power may end."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.errors import Stale
from bot.domain.ids import ChannelId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.people.membership import Membership
from bot.domain.template import Stage, StageKey
from bot.storage.database.opening import Storage
from bot.storage.engine.transaction import Tx
from tests.faults.power.story import ANNA, GUILD, NOW, Done, ask, opened

PRESSES = 420
"""Enough that the log is written back in between, and that SQLite does it by itself too."""
STAYS = 12


def is_refused(step: int) -> bool:
    """Every so often a work is refused after it has written: nothing of it may be found."""
    return step % 9 == 0


def press(step: int) -> Callable[[Tx], None]:
    """Open a meeting, move the one before on, end an older one, and count up: together or not."""

    def work(tx: Tx) -> None:
        tx.memberships.put(GUILD, ANNA, Membership(name=str(step)))
        tx.occurrences.add(_occurrence(step))
        tx.live_meetings.add(_meeting(step))
        before = tx.live_meetings.get(OccurrenceId(step - 1))
        if before is not None:
            tx.live_meetings.save(before)
        if step % 5 == 0:
            for old in _running(step - 5):
                if old <= step - STAYS:
                    tx.live_meetings.delete(OccurrenceId(old))
        if is_refused(step):
            raise Stale

    return work


def _running(step: int) -> set[int]:
    """Give the meetings that run after a step, as whoever only counts would know."""
    running: set[int] = set()
    for one in range(1, step + 1):
        if is_refused(one):
            continue
        if one % 5 == 0:
            running = {old for old in running if old > one - STAYS}
        running.add(one)
    return running


class Evenings:
    """Presses one by one and many at once, over three lives of the process."""

    def prepare(self, root: Path) -> None:
        opened(root).close()

    def act(self, root: Path, done: Done) -> None:
        third = PRESSES // 3
        for life in range(3):
            storage = opened(root)
            steps = list(range(life * third + 1, (life + 1) * third + 1))
            asyncio.run(_evening(storage, steps, done, 1 + 2 * life))
            storage.close()

    def found(self, root: Path) -> int:
        storage = opened(root)
        try:
            return ask(storage, steps_found)
        finally:
            storage.close()


async def _evening(storage: Storage, steps: list[int], done: Done, at_once: int) -> None:
    async def one(step: int) -> None:
        try:
            await storage.store.run(press(step))
        except Stale:
            return
        done(step)

    for first in range(0, len(steps), at_once):
        await asyncio.gather(*(one(step) for step in steps[first : first + at_once]))


def steps_found(tx: Tx) -> int:
    step = int(tx.memberships.get(GUILD, ANNA).name or 0)
    meetings = {int(one.id): one.topic for one in tx.live_meetings.all()}
    assert set(meetings) == _running(step), f"meetings of no moment there was, at {step}"
    assert all(topic == str(number) for number, topic in meetings.items())
    occurrences = {int(one.id) for one in tx.occurrences.of(GUILD)}
    assert occurrences == {one for one in range(1, step + 1) if not is_refused(one)}
    tx.memberships.put(GUILD, ANNA, Membership(name=str(step)))  # it takes more
    return step


def _occurrence(step: int) -> Occurrence:
    return Occurrence(
        id=OccurrenceId(step),
        guild=GUILD,
        title=f"Group {step}",
        starts_at=NOW,
        minutes=60,
        template="standard-60",
        room_kind=RoomKind.VOICE,
        due=NOW - timedelta(minutes=10),
    )


def _meeting(step: int) -> LiveMeeting:
    return LiveMeeting(
        id=OccurrenceId(step),
        guild=GUILD,
        title=f"Group {step}",
        room=ChannelId(step),
        room_kind=RoomKind.VOICE,
        closed_door=True,
        starts_at=NOW,
        stages=(Stage(StageKey.LOBBY, 10), Stage(StageKey.CHECK_IN, 20)),
        since=NOW,
        topic=str(step),
    )
