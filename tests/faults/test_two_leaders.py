"""Two whole processes that both lead press and tick against each other on one PostgreSQL.

The lease that keeps a second one out is left out on purpose, and presses go to one and to the
other by turns. Transactions alone see to it then that no press is lost, no room stands twice and
nothing is sent twice. `OPENROUND_EVENINGS=10` holds more evenings.
"""

import asyncio
import os
from pathlib import Path

from tests.faults import checking
from tests.faults.crash.crash import mutant
from tests.faults.group.evening import Evenings
from tests.faults.group.scene import Scene, scene

EVENINGS = int(os.environ.get("OPENROUND_EVENINGS", "1"))
NO_LEASE = mutant("no-lease")


class Crowded(Evenings):
    """Evenings at which everybody comes in one moment, and is ready in one moment."""

    async def _through(self) -> None:
        await asyncio.gather(*(self._come(who) for who in self.group.members))
        await super()._through()

    async def _ready(self, members: tuple[str, ...]) -> None:
        await asyncio.gather(*(super(Crowded, self)._ready((who,)) for who in members))


async def both_lead(here: Scene):
    """Start a second process on the same folder and database, and divide the presses."""
    second = here.place.bot(here.bot.folder, NO_LEASE)
    second.seen = here.bot.seen
    second.start()
    await second.ready()
    assert (await here.people.gateway(divided=True))["sessions"] == 2
    return second


async def test_two_processes_that_both_lead_hold_an_evening(tmp_path: Path, pg_url: str):
    async with scene(tmp_path, 60, url=pg_url, argv=NO_LEASE) as here:
        second = await both_lead(here)
        evenings = Crowded(here.group, here.look)
        for number in range(EVENINGS):
            await evenings.one(scheduled=number % 2 == 0)
        assert (here.bot.running, second.running) == (True, True)
        assert (evenings.lost, len(evenings.ended)) == ([], EVENINGS)
        assert checking.rooms_at_once(here.place) == []
        assert checking.orphans(here.place) == []
        assert checking.messages_twice(here.place) == []
        assert checking.not_one_farewell(here.place) == []
        assert here.troubles() == []
