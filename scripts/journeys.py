"""Four journeys through the house, counted: files entered, moves between files, transactions.

A press on the console and one on the card up to the answer, a meeting that is due up to its room
with card and door, and a search for a question that was made once before.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from journeys_trace import ROOT, Counted, Trace

sys.path.insert(0, str(ROOT))

from pydantic import SecretStr

from bot.app import composition
from bot.config.settings import Database, Discord, Settings
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit, world
from bot.rehearsal.plain_text import plain
from bot.storage.engine.store import Store
from tests.cogs.group import LEAD, Group

BEGINS = datetime(2026, 12, 1, 18, 32, tzinfo=UTC)
"""A Tuesday; the room of the meeting at seven opens ten minutes before, between two rounds of the
work that is done every five minutes."""
OPENING = 20
"""Seconds in which the room is there, with its card and its door."""
SAID = "slipped at the weekend after a row at home"
Play = Callable[[Group, Trace], Awaitable[Counted]]


async def next_speaker(group: Group, trace: Trace) -> Counted:
    """Let the facilitator press `Next speaker` on the console."""
    await _in_the_round(group)
    console = await group.console()
    with trace.journey() as counted:
        await cast.press(group[LEAD], "Next speaker", on=console.message)
    await _floor_is(group, "Ana")
    return counted[0]


async def finished(group: Group, trace: Trace) -> Counted:
    """Let whoever has the floor press `I've finished` on the card."""
    await _in_the_round(group)
    await group.press(LEAD, "I've finished")
    await _floor_is(group, "Ana")
    card = group.card()
    with trace.journey() as counted:
        await cast.press(group["Ana"], "I've finished", on=card)
    await _floor_is(group, "Ben")
    return counted[0]


async def room_opens(group: Group, trace: Trace) -> Counted:
    """Let the time come at which a planned room opens."""
    await cast.say(
        group.world.facilitator, "meeting schedule", group.world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00", repeat="weekly",
    )  # fmt: skip
    await group.wait((BEGINS.replace(minute=50) - group.env.now()).total_seconds() - 5)
    _must(group.world.voice_room() is None, "the room opens later")
    with trace.journey() as counted:
        await group.wait(OPENING)
    _must("lobby" in group.stage, "the card is there")
    _must("Join" in plain(group.door("Ana").components).buttons, "the door is there")
    return counted[0]


async def prompt_find(group: Group, trace: Trace) -> Counted:
    """Let the facilitator look for a question, as once before."""
    await _find(group)
    with trace.journey() as counted:
        answer = await _find(group)
    _must(bool(answer.shown.buttons), "questions were found")
    return counted[0]


JOURNEYS: dict[str, Play] = {
    "Next speaker on the console": next_speaker,
    "I've finished on the card": finished,
    "a meeting is due: room, card, door": room_opens,
    "/prompt find, warm": prompt_find,
}


async def _in_the_round(group: Group) -> None:
    await group.start()
    await group.come(LEAD, "Ana", "Ben", "Chi", "Esi")
    await group.go_to("check_in")
    await _floor_is(group, LEAD)


async def _floor_is(group: Group, name: str) -> None:
    await group.wait(2)
    _must(group.floor == name, f"{name} has the floor")


def _must(done: bool, what: str) -> None:
    """A journey that did not come to its end is not counted."""
    if not done:
        raise click.ClickException(f"It is not so that {what}.")


async def _find(group: Group) -> cast.Answer:
    return await cast.say(
        group.world.facilitator, "prompt find", group.world.facilitators_channel, text=SAID
    )


@asynccontextmanager
async def _group(folder: Path, trace: Trace) -> AsyncIterator[Group]:
    """Give a group that is set up, on a bot of its own."""
    database = Database(url=f"sqlite:///{folder}/openround.db", key_file=folder / "master.key")
    trace.watch()  # before the database has its thread
    bot = composition.build(
        Settings(discord=Discord(token=SecretStr("of.no.use")), database=database)
    )
    try:
        async with simkit.simulate(bot, start=BEGINS, check_errors=False) as env:
            group = Group(world.build(env, INVITE))
            await env.settle()
            await group.set_up()
            await group.wait(31)
            yield group
    finally:
        await bot.close()


async def count() -> dict[str, Counted]:
    """Make every journey in a simulated server of its own."""
    found: dict[str, Counted] = {}
    for name, play in JOURNEYS.items():
        with tempfile.TemporaryDirectory(prefix="openround-journey-") as folder:
            trace = Trace(Store.run.__code__)
            async with _group(Path(folder), trace) as group:
                found[name] = await play(group, trace)
    sys.setprofile(None)
    return found


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(*, as_json: bool) -> None:
    """Count the journeys: files entered, calls from one file into another, transactions."""
    found = asyncio.run(count())
    if as_json:
        click.echo(json.dumps({name: asdict(one) for name, one in found.items()}, indent=1))
        return
    click.echo(f"{'':38}{'files':>8}{'moves':>8}{'transactions':>14}")
    for name, one in found.items():
        click.echo(f"{name:38}{one.files:>8}{one.moves:>8}{one.transactions:>14}")


if __name__ == "__main__":
    main()
