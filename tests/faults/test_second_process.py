"""A second process started by mistake goes; forced past the lock, it does no harm (T-TWO-1)."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Phase
from tests.faults import checking
from tests.faults.bots import Bot
from tests.faults.crash.crash import SQLITE, mutant
from tests.faults.group.scene import Scene, scene
from tests.waiting import HANGS


@dataclass(frozen=True, slots=True)
class Second:
    """What a second process did."""

    code: int
    said: str


async def start_second(here: Scene) -> Second:
    known = len(here.bot.log())
    second = Bot(here.bot.folder, here.people)
    second.start()
    code = await asyncio.to_thread(second.process.wait, HANGS)
    return Second(code, here.bot.log()[known:])


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_a_second_process_says_one_sentence_and_goes(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = SQLITE if kind == "sqlite" else request.getfixturevalue("pg_url")
    async with scene(tmp_path, url=url) as here:
        second = await start_second(here)
        assert second.code == 1
        # The first one writes into the same log: what it has to say meanwhile is its own.
        lines = second.said.splitlines()
        [logged] = [line for line in lines if "start.refused" in line]
        assert logged.endswith("start.refused code=fault.second_process")
        assert sum(line.startswith("Another OpenRound is already running") for line in lines) == 1
        assert "Traceback" not in second.said
        assert (await here.people.state())["identified"] == 1
        assert await here.start(), "the first one goes on"


async def test_two_processes_that_both_lead_open_one_room(tmp_path: Path):
    async with scene(tmp_path, 60) as here:
        assert await here.group.command("fay", "meeting schedule", title="Tonight",
                                        when="in 13 minutes", repeat="once")  # fmt: skip
        second = here.place.bot(here.bot.folder, mutant("no-lock"))
        second.start()
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        await asyncio.sleep(1.5)
        assert second.running
        assert here.bot.running
        assert len(here.place.rooms()) == 1
        assert checking.messages_twice(here.place) == []
