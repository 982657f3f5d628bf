"""What the consoles of two who lead one evening show after each of ten presses of members.

A table: which lines and buttons are new on each device, after how long, and with how many edits.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pictures.meetings import settings_in

from bot.app import composition
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import simkit, world
from bot.rehearsal.belongings import own_folder
from tests.cogs.console.two_devices import HELPS, STEP, ten_presses
from tests.cogs.group import LEAD, Group

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.cogs.console.two_devices import Log, Seen

_BEGINS = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)


def table(file: Path) -> None:
    """Play the evening, and write the table into the file."""
    file.write_text(asyncio.run(_played()), encoding="utf-8")


async def _played() -> str:
    with own_folder() as folder:
        bot = composition.build(settings_in(folder))
        try:
            async with simkit.simulate(bot, start=_BEGINS, check_errors=False) as env:
                group = Group(world.build(env, INVITE))
                await env.settle()
                await group.set_up()
                await group.wait(31)
                return _written(await ten_presses(_evening_of(group)))
        finally:
            await bot.close()


def _evening_of(group: Group) -> Callable[..., Awaitable[Group]]:
    """Give what the fixture `evening` of the stories gives."""

    async def evening(*names: str) -> Group:
        await group.start()
        await group.come(LEAD, *names)
        return group

    return evening


def _written(log: Log) -> str:
    rows = [
        f"| {number} | {what} | {' | '.join(_cells(one) for one in seen)} |"
        for number, (what, seen) in enumerate(log.rows, 1)
    ]
    heads = " | ".join(f"{name}: new on the console | after | edits" for name in (LEAD, HELPS))
    return "\n".join([
        "# Two who lead, on two devices",
        "",
        f"Seconds are of the simulated clock, looked at every {STEP}. The two edits of one message",
        f"that came soonest one after the other were {log.shortest_gap():g} seconds apart.",
        "",
        f"| | a member's press | {heads} |",
        "|" + "---|" * 8,
        *rows,
        "",
    ])  # fmt: skip


def _cells(seen: Seen) -> str:
    return f"{'<br>'.join(seen.changed)} | {seen.delay:g} s | {seen.edits}"
