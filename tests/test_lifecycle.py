"""While nothing can be saved the bot stays, and after that looks at all of it again."""

import asyncio
from collections.abc import Collection

import pytest

from bot.app.clock import DiscordClock
from bot.app.lifecycle import BotLifecycle
from bot.domain.ids import OccurrenceId
from bot.ops.store_condition import StoreCondition
from bot.ops.vitals import SILENT, Vitals
from bot.services.rooms.in_turn.showings_kept import ShowingsKept
from bot.storage.files.faults import StorageFault
from tests.conftest import EVENING
from tests.waiting import in_the_end

AWAY = StorageFault("fault.database_away", server="here")


class Ticks:
    """Ticks that fail as they are told, and know when they are to look at everything again."""

    drawn = frozenset[OccurrenceId]()

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault, self.again = fault, asyncio.Event()

    async def resume(self) -> None:
        """Nothing was open."""

    async def tick(self) -> None:
        """Fail."""
        if self.fault is not None:
            raise self.fault

    def resume_soon(self) -> None:
        """Look at everything again."""
        self.again.set()


class NothingShown(ShowingsKept):
    """Of a bot that has no card."""

    async def load(self, drawn: Collection[OccurrenceId] = ()) -> None:
        """Read nothing."""


class Silence:
    """An alarm that nobody rings."""

    def start(self, *_: object) -> None:
        """Begin."""


def lifecycle(ticks: Ticks, vitals: Vitals, condition: StoreCondition) -> BotLifecycle:
    async def nothing() -> None:
        """Keep no promise."""

    shut = lambda: None  # noqa: E731 - nothing is open
    kept, asleep = NothingShown(None, DiscordClock(), bytes), Silence()  # type: ignore[arg-type]
    return BotLifecycle(None, ticks, kept, asleep, (), vitals, condition, shut, nothing)  # type: ignore[arg-type]


@pytest.mark.parametrize(("fault", "stuck"), [(AWAY, False), (ZeroDivisionError(), True)])
async def test_an_hour_without_a_database_is_no_reason_to_start_the_bot_again(fault, stuck):
    now = [0.0]
    vitals = Vitals(lambda: now[0], lambda _: None)
    ticks = Ticks()
    living = lifecycle(ticks, vitals, StoreCondition(lambda: EVENING))
    await living._tick()
    ticks.fault = fault
    while now[0] < 30 * SILENT:
        now[0] += SILENT / 2
        with pytest.raises(type(fault)):
            await living._tick()
    assert vitals.is_stuck is stuck


async def test_what_the_database_missed_is_looked_at_as_soon_as_it_is_back():
    condition = StoreCondition(lambda: EVENING)
    ticks = Ticks()
    await lifecycle(ticks, Vitals(lambda: 0.0, lambda _: None), condition).ready()
    condition.failed(AWAY)
    assert not ticks.again.is_set()
    await asyncio.to_thread(condition.worked)  # the thread that renews the lease hears it first
    await in_the_end(ticks.again.wait())
