"""Killed while rooms of a crowded minute are made early: none twice, none lost, none told of."""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Occurrence, Phase
from tests.faults import checking
from tests.faults.bots import Bot, Place, standing
from tests.faults.crash.crash import SQLITE, START, Plan, configure, ready_folder
from tests.faults.group.looking import Look
from tests.faults.group.pressing import Group, Tally
from tests.faults.standin.ledger import Entry
from tests.waiting import until

GROUPS, KILLS, SPEED = 8, 4, 5.0
DOORS = datetime(2026, 11, 24, 18, 50, tzinfo=UTC)
LONG_BEFORE = """
from datetime import timedelta
from bot.domain.rooms import crowded
crowded.A_SECOND, crowded.BESIDES = 1, timedelta(minutes=18)
crowded.EARLIEST = timedelta(minutes=19)
from bot.cli.commands import main
main(["run"])
"""
"""The bot that takes a few for a crowd, and begins long before: a slow machine is in time."""
LOST = {"slow": 0.3, "ambiguous": 0.2, "dropped": 0.2, "tail": [0.06, 0.12], "seed": 1}
"""What becomes of requests for a room: done late, or done and never answered."""


class Crowd:
    """Some groups that all meet at 19:00."""

    def __init__(self, place: Place, folder: Path, url: str) -> None:
        self.place, self.folder = place, folder
        self.plan = Plan(0, speed=SPEED, argv=(sys.executable, "-c", LONG_BEFORE), url=url)
        self.bot: Bot = ready_folder(place, folder, self.plan)
        self.look = Look(folder, url)
        self.groups = [Group(place.people, Tally(), f"g{number}-") for number in range(GROUPS)]

    async def meet(self) -> None:
        for group in self.groups:
            await group.found()
        self.bot.start()
        await self.bot.ready()
        for group in self.groups:
            assert await group.set_up()
            assert await group.command("fay", "meeting schedule", title="Tonight",
                                       when="today 19:00", repeat="once")  # fmt: skip

    async def jump(self, instant: datetime) -> None:
        """Let the time until an instant pass while no process runs."""
        await self.bot.stop()
        await self.place.later(instant - self.place.now())
        configure(self.place, self.folder, self.plan)
        self.bot.start()
        await self.bot.ready()

    def dates(self) -> list[Occurrence]:
        return [one.occurrence for group in self.groups for one in self.look.evenings(group.guild)]

    def early(self) -> list[Occurrence]:
        return [one for one in self.dates() if one.has_early_room]

    async def kill_when_one_more_is_made(self) -> None:
        made = len(self.place.rooms())
        await until(lambda: len(self.place.rooms()) > made or len(self.early()) == GROUPS)
        await self.bot.kill()
        self.bot.start()
        await self.bot.ready()

    def said(self, after: int = 0) -> list[Entry]:
        return self.place.entries("message_created")[after:]

    def shown(self, what) -> list[str]:
        """Give when each card, or door, came to stand."""
        every = self.place.entries("message_created")
        return [
            one["at"] for one in every if any(what.fullmatch(it or "") for it in one["custom_ids"])
        ]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_killed_while_rooms_are_made_early_each_stands_once_and_waits_for_its_doors(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = SQLITE if kind == "sqlite" else request.getfixturevalue("pg_url")
    async with standing(tmp_path, speed=SPEED, start=START, answer_within=3.0) as place:
        crowd = Crowd(place, tmp_path, url)
        await crowd.meet()
        await place.people.creates(**LOST)
        before = len(crowd.said())
        await crowd.jump(DOORS - timedelta(minutes=18))
        for _ in range(KILLS):
            await crowd.kill_when_one_more_is_made()
        await until(lambda: len(crowd.early()) == GROUPS, told=crowd.dates)
        rooms = {one.room for one in crowd.early()}
        assert not [one for one in crowd.said(before) if int(one["channel"]) in rooms]
        assert crowd.shown(checking.DOOR) == []

        await crowd.jump(DOORS - timedelta(seconds=20))
        await until(lambda: len(crowd.shown(checking.DOOR)) >= GROUPS, told=crowd.dates)
        await until(lambda: {one.phase for one in crowd.dates()} == {Phase.OPEN})
        await place.until(DOORS + timedelta(seconds=30))
        assert {one.room for one in crowd.dates()} == rooms
        assert Counter(one["deleted"] for one in place.rooms()) == {None: GROUPS}
        assert checking.rooms_at_once(place) == []
        assert checking.messages_twice(place) == []
        cards, doors = crowd.shown(checking.CARD), crowd.shown(checking.DOOR)
        assert (len(cards), len(doors)) == (GROUPS, GROUPS)
        assert min(map(datetime.fromisoformat, cards + doors)) >= DOORS
        assert "Traceback" not in crowd.bot.log()
