"""Killed at any instant, the evening goes on: one room, nothing lost, nothing twice (T-CRASH-1)."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Phase
from tests.faults import checking
from tests.faults.bots import RUN, Bot, Place, standing
from tests.faults.crash.crash import SQLITE, START, Plan, crash, mutant, ready_folder
from tests.faults.group.evening import Evenings
from tests.faults.group.looking import Look
from tests.faults.group.pressing import Group, Tally
from tests.faults.standin.ledger import Entry
from tests.waiting import until

KILLS = int(os.environ.get("OPENROUND_KILLS", "6"))
SEED = int(os.environ.get("OPENROUND_SEED", "1"))


@pytest.mark.timeout(300 * KILLS + 1200)
async def test_evenings_survive_being_killed_at_any_instant(tmp_path: Path):
    figures = await crash(tmp_path, Plan(KILLS, SEED, groups=3, speed=30, typing=1))
    assert figures.wrong == {}
    assert figures.typed > 0
    assert figures.evenings + figures.missed >= 2, "what a slow machine is away for is missed"
    assert figures.kills == KILLS
    assert figures.identified <= figures.starts


# -------------------------------------------------------- one request, one kill, one instant


@dataclass(frozen=True, slots=True)
class Night:
    """One meeting whose only request for a room goes wrong while the bot is killed."""

    speed: float
    fault: str
    """`hold` keeps the request back; `delay` makes the room and gives no answer."""
    until: str
    """When a request that was held goes on: as soon as the bot has `looked`, or `made` another."""
    rest: float
    """Seconds, once the meeting is open, until everything has come to rest."""


LATE = Night(speed=0.5, fault="hold", until="looked", rest=4.0)
"""The room comes after the bot is back, within the 15 seconds in which it may; they are slow ones,
for a slow machine starts a bot slowly."""
VERY_LATE = Night(speed=10, fault="hold", until="made", rest=9.0)
"""The room comes when another one was made: the settle time, a second and a half here, was over."""
UNHEARD = Night(speed=10, fault="delay", until="", rest=5.0)
"""The room is there, and the bot dies before it hears of it. It has to be back within a quarter of
an hour, else the meeting is missed: a minute and a half here, for a slow machine."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What is found after a night."""

    rooms: int
    twice: list[str]


async def sleep_through(folder: Path, night: Night, argv: Sequence[str] = RUN) -> Morning:
    """Ask for a room, kill the bot in the middle, start it again, and count rooms."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- a folder, once
    async with opened(folder, night.speed, argv) as (place, bot, group):
        evenings = Evenings(group, Look(folder, SQLITE))
        how = {"hold": True} if night.fault == "hold" else {"delay": 60.0}
        await place.people.fault("POST", r"/guilds/\d+/channels", **how)
        assert await group.command("fay", "meeting start", title="Evening 1")
        await _until_asked(place, night)
        looked = len(_looks(place))
        await bot.restart()
        await _release(place, night, looked)
        await until(lambda: _is(evenings, Phase.OPEN))
        await asyncio.sleep(night.rest)
        if argv is RUN:
            await until(lambda: len(checking.orphans(place)) == 1)
        found = Morning(len(checking.orphans(place)), checking.rooms_at_once(place))
        assert [line for line in bot.log().splitlines() if "Traceback" in line] == []
    return found


async def _until_asked(place: Place, night: Night) -> None:
    await until(place.rooms if night.fault == "delay" else lambda: place.entries("held"))


async def _release(place: Place, night: Night, looked: int) -> None:
    """Let the request that was held make its room when the bot has done what it is about."""
    if night.until == "made":
        await until(place.rooms)
    else:
        await until(lambda: len(_looks(place)) > looked)
        await asyncio.sleep(1.0)
    await place.people.release()


def _looks(place: Place) -> list[Entry]:
    """Give every time that the bot listed the channels, or asked for one after the first."""
    seen = place.entries("request", "channel_created")
    return [one for one in seen if (one["kind"] == "channel_created" and one["by"] == "bot")
            or one.get("route") == "/guilds/{guild}/channels"]  # fmt: skip


def _is(evenings: Evenings, phase: Phase) -> bool:
    every = evenings.look.evenings(evenings.group.guild)
    return any(one.occurrence.phase is phase for one in every)


@asynccontextmanager
async def opened(
    folder: Path, speed: float, argv: Sequence[str] = RUN
) -> AsyncIterator[tuple[Place, Bot, Group]]:
    """Run one server with the bot in it, set up."""
    async with standing(folder, speed=speed, start=START) as place:
        bot = ready_folder(place, folder, Plan(0, speed=speed, argv=argv))
        group = Group(place.people, Tally(), "")
        await group.found()
        bot.start()
        await bot.ready()
        assert await group.set_up()
        yield place, bot, group


async def test_a_room_that_was_asked_for_before_the_kill_is_found_and_kept(tmp_path: Path):
    unheard, late, very_late = await asyncio.gather(
        sleep_through(tmp_path / "unheard", UNHEARD),
        sleep_through(tmp_path / "late", LATE),
        sleep_through(tmp_path / "very_late", VERY_LATE),
    )
    assert (unheard, late) == (Morning(1, []), Morning(1, []))
    assert very_late.rooms == 1
    assert len(very_late.twice) == 1, "the second request was to come first"


async def test_without_any_one_safety_there_are_two_rooms(tmp_path: Path):
    """The checks above can fail: each mutant of the bot fails one of them (T-CRASH-3)."""
    naive, blind, hasty, untidy = await asyncio.gather(
        sleep_through(tmp_path / "naive", UNHEARD, mutant("naive")),
        sleep_through(tmp_path / "no-look", UNHEARD, mutant("no-look")),
        sleep_through(tmp_path / "no-settle", LATE, mutant("no-settle")),
        sleep_through(tmp_path / "no-sweep", VERY_LATE, mutant("no-sweep")),
    )
    assert naive.rooms == 2
    assert blind.rooms == 2
    assert len(hasty.twice) == 1
    assert untidy.rooms == 2
