"""A rehearsal that is watched and played at its page, as often as somebody likes."""

from __future__ import annotations

import asyncio
import webbrowser
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import simcord

from bot.domain.meeting import stages
from bot.domain.meeting.round.floor import coming
from bot.rehearsal import cast, world
from bot.rehearsal.page import first_try
from bot.rehearsal.page.first_try import FirstTry
from bot.rehearsal.page.onward import SeenInTheRoom
from bot.rehearsal.page.server import has_screen, served
from bot.rehearsal.page.sight import settings_of
from bot.rehearsal.page.stagehands import Stagehands, nobody_moves
from bot.rehearsal.page.studio import Studio
from bot.rehearsal.script import set_up
from bot.rehearsal.script.home import LONDON, Home, home_in
from bot.rehearsal.script.scene import Scene
from bot.rehearsal.simulation_speed import SimulationSpeed
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Script = Callable[[Scene], Awaitable[None]]
    Tell = Callable[[str], None]

_SAY = speaker(FALLBACK)
_DOOR_OPEN = timedelta(minutes=9, seconds=30)
"""Where somebody watches, the door is open when the page opens."""


@dataclass(slots=True)
class Watching:
    """How it is watched: an evening that is played again is at the same address."""

    speed: float
    from_scratch: bool
    browser: bool
    address: str = ""
    home: Home | None = None
    """Where the group lives; None until somebody has opened the page."""


async def watched(how: Watching, script: Script | None, scene: Scene, tell: Tell) -> int | None:
    """Serve the page until somebody stops us; None where they'd rather play again."""
    if not how.from_scratch:
        await set_up.settle_in(scene)
    if script is None and not how.from_scratch:
        await set_up.plan(scene)
        await scene.pace.until(scene.begins() - _DOOR_OPEN)
    studio = _studio(how, scene, scripted=script is not None)
    async with served(studio, how.address) as address:
        if not how.address:
            how.address = address
            await _told(how, tell)
        with suppress(asyncio.CancelledError):
            if await _until_again(studio, script, scene):
                return None
    tell(_SAY("rehearsal.over"))
    return 0


async def _told(how: Watching, tell: Tell) -> None:
    """Say where the page is, and open it where there is a screen."""
    tell(_SAY("rehearsal.here", address=Shown(how.address)))
    tell(_SAY("rehearsal.until_stopped"))
    if how.browser and has_screen():
        await asyncio.to_thread(webbrowser.open, how.address)


async def _until_again(studio: Studio, script: Script | None, scene: Scene) -> bool:
    """Keep the evening going; tell whether somebody wishes for another one."""
    going = asyncio.gather(studio.keep_going(), _play(studio, script, scene))
    wished = asyncio.ensure_future(studio.again.wait())
    try:
        await asyncio.wait((going, wished), return_when=asyncio.FIRST_COMPLETED)
        if going.done():
            await going
        return wished.done()
    finally:
        for each in (going, wished):
            each.cancel()
        await asyncio.gather(going, wished, return_exceptions=True)


def _studio(how: Watching, scene: Scene, *, scripted: bool) -> Studio:
    """The page's own state, and what it has the script do."""
    by_hand = replace(scene, pace=SimulationSpeed(scene.world.env))
    everyone = partial(set_up.everyone_comes, by_hand)
    comes = partial(set_up.comes_by_the_door, by_hand)
    stage, speaks, calls = by_hand.stage, by_hand.speaker, by_hand.next_speaker
    seen = partial(_seen, by_hand)
    doing = Stagehands(
        by_hand.next_stage,
        everyone,
        stage,
        speaks,
        seen,
        lambda: settings_of(scene.world).get("timezone", ""),
        partial(settings_of, scene.world),
        calls,
        nobody_moves if scripted else partial(_moves, how),
        comes,
    )
    newcomer = scene.parts.newcomer
    studio = Studio(scene.world, by_hand.pace, doing, how.speed, newcomer)
    scene.heard = studio.heard
    if scripted:
        scene.pace.gate, scene.pace.speed = studio.playing, how.speed
        studio.cast_pace, studio.eyes = scene.pace, (world.FACILITATOR, newcomer)
        return studio
    steps = first_try.from_scratch if how.from_scratch else first_try.evening
    studio.first_try = FirstTry(steps(newcomer), newcomer)
    studio.eyes = (world.ORGANISER if how.from_scratch else newcomer,)
    return studio


def _moves(how: Watching, zone: str) -> bool:
    """Tell whether the group moves to where its page is opened first; nothing is played then."""
    if how.home is not None:
        return False
    how.home = home_in(zone)
    return how.home != LONDON


def _seen(scene: Scene) -> SeenInTheRoom:
    return SeenInTheRoom(
        scene.hands_up(),
        scene.worksheet_chosen(),
        scene.somebody_next(),
        scene.words_wait(),
        scene.takes_votes(),
        scene.topics_wait(),
        *_to_come(scene),
    )


def _to_come(scene: Scene) -> tuple[int, str]:
    """How many of the round wait for their turn, and which stage comes next."""
    room = scene.room()
    meeting = scene.world.meeting_in(room.id) if room else None
    if meeting is None:
        return 0, ""
    following = stages.next_stage(meeting)
    turns = len(coming(meeting, scene.world.env.now()))
    return turns, "" if following is None else meeting.stages[following].key


async def _play(studio: Studio, script: Script | None, scene: Scene) -> None:
    """Let the cast play; where somebody has changed its scene, it says so and stops."""
    if script is None:
        return
    await studio.play("on")
    lost = await lost_in(script, scene)
    studio.notice = _SAY("rehearsal.played")
    if lost:
        studio.notice = _SAY("rehearsal.lost_yours")
    studio.cast_pace = None
    await studio.play("off")
    studio.version += 1


async def lost_in(script: Script, scene: Scene) -> str:
    """Play a script and say where it lost its place; nothing where it came to its end."""
    try:
        await script(scene)
    except (cast.NotThere, cast.NoAnswer, simcord.SetupError, TimeoutError) as fault:
        return str(fault).splitlines()[0]
    return ""
