"""An urge while the database is away: every step works, and nothing is lost that was told."""

import pytest

from bot.domain.journal.urge import COMES_BACK
from bot.storage.files.faults import StorageFault
from tests.cogs.alone import PLACES, seen_as
from tests.cogs.journal.test_urge import NUMBER, keeps, now, waiting


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database; the steps say what they do without it."""


@pytest.mark.parametrize("where", PLACES)
async def test_without_the_database_every_step_works_and_the_numbers_are_given_back(
    group, in_the_way, monkeypatch, where
):
    async def gone(_work):
        raise StorageFault("fault.database_away", server="db")

    ana = await waiting(group, where)
    monkeypatch.setattr(in_the_way.store, "run", gone)
    first = await ana.say("checkin urge")
    assert seen_as("urge.heading") in first.text
    await ana.choose(NUMBER, "8")
    away = await ana.press("My plan, or ideas")
    assert seen_as("urge.plan.away") in away.text
    assert "Try again" in away.shown.buttons
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "8")
    waits = await ana.press("15 minutes more")
    assert seen_as("urge.wait.sure") in waits.text
    await group.wait(COMES_BACK.total_seconds() + 1)
    assert seen_as("urge.wait.over") in now(ana, waits)
    await ana.choose(NUMBER, "6")
    not_now = await ana.press("Log it")
    assert "8, then 6" in not_now.text
    monkeypatch.undo()
    await keeps(ana)
    assert (await ana.press("Try again")).text.startswith(seen_as("urge.log.kept"))
