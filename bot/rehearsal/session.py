"""One rehearsal from start to end: the real bot and database, the simulated server, the page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.config.settings import Database, Discord, Log, Settings
from bot.rehearsal import figures, simkit, world
from bot.rehearsal.belongings import own_folder
from bot.rehearsal.chance import drawn_from
from bot.rehearsal.faults import Faults, faults_of
from bot.rehearsal.script import evening, parts, set_up, week
from bot.rehearsal.script.home import LONDON, Home
from bot.rehearsal.script.scene import Scene
from bot.rehearsal.simulation_speed import AT_ONCE, SimulationSpeed
from bot.rehearsal.transcript import Transcript
from bot.rehearsal.watched import Watching, lost_in, watched
from bot.storage.files.faults import StorageFault
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import discord

    Build = Callable[[Settings], discord.Client]
    Tell = Callable[[str], None]
    Script = Callable[[Scene], Awaitable[None]]

_SAY = speaker(FALLBACK)
SCRIPTS: dict[str, Script] = {"tuesday-group": evening.play, "quiet-week": week.play}
"""What the cast can play by itself, by the name `--script` knows them by."""
_SPEEDS = {"tuesday-group": 20.0, "quiet-week": 600.0}
"""How fast each goes where somebody watches: an evening in five minutes."""
_FIGURES = {"quiet-week": figures.of_a_week}
"""What is counted in a script that is no evening."""
_TUESDAY, _EARLY, _A_DAY = 1, time(18, 20), timedelta(days=1)
_KNOWN_EVENING = date(2026, 12, 1)
"""Without a page every rehearsal is of this Tuesday, so that transcripts can be compared."""


@dataclass(frozen=True, slots=True)
class RehearsalWish:
    """What `openround rehearse` was asked for. `speed` is at least 1; 1000 waits for nothing."""

    script: str | None = None
    headless: bool = False
    speed: float = 1.0
    seed: int = 1
    file: Path | None = None
    from_scratch: bool = False
    """With a page alone: nobody has set the server up yet."""
    browser: bool = True
    database: str | None = None
    """The URL of an empty database; None makes one for this rehearsal alone."""


def usual_speed(script: str | None, *, headless: bool) -> float:
    """How fast it goes where nobody says how fast."""
    return AT_ONCE if headless else _SPEEDS.get(script or "", 1.0)


async def rehearse(
    wish: RehearsalWish, build: Build, permissions: discord.Permissions, tell: Tell = print
) -> int:
    """Rehearse as wished and give the exit code; `build` makes the real bot, nothing is kept.

    Run it on asyncio's own loop: SimCord cannot work with uvloop.
    """
    how = Watching(wish.speed, wish.from_scratch, wish.browser)
    try:
        while (code := await _rehearse(wish, build, permissions, tell, how)) is None:
            pass  # somebody at the page plays again: from the start, with nothing kept
    except StorageFault as fault:
        tell(_SAY(fault.key, **{name: Shown(fact) for name, fact in fault.facts.items()}))
        return 1
    return code


async def _rehearse(
    wish: RehearsalWish,
    build: Build,
    permissions: discord.Permissions,
    tell: Tell,
    how: Watching,
) -> int | None:
    """Rehearse once; None where it is to be played again."""
    home = how.home or LONDON
    today = _KNOWN_EVENING if wish.headless else _next_tuesday(home)
    start = home.at(today, _EARLY)
    if not wish.headless and not wish.from_scratch:
        start -= _A_DAY  # so that what was tried out isn't of this evening
    async with _on_stage(wish, build, permissions, start) as (place, another):
        rng = Random(wish.seed)  # noqa: S311 - a play, no secret
        scene = Scene(place, SimulationSpeed(place.env), rng, parts.drawn(rng, world.MEMBERS), home)
        scene.another_bot = another
        if not wish.headless:
            script = SCRIPTS.get(wish.script or "")
            return await watched(how, script, scene, tell)
        with drawn_from(wish.seed):
            return await _alone(wish, scene, tell)


@asynccontextmanager
async def _on_stage(
    wish: RehearsalWish, build: Build, permissions: discord.Permissions, start: datetime
) -> AsyncIterator[tuple[world.World, Callable[[], discord.Client]]]:
    with own_folder() as folder:
        bots: list[discord.Client] = []

        def another() -> discord.Client:
            bots.append(build(_settings(folder, wish.database)))
            return bots[-1]

        first = another()
        try:
            async with simkit.simulate(first, start=start, check_errors=False) as env:
                place = world.build(env, permissions)
                await env.settle()
                yield place, another
        finally:
            await bots[-1].close()


def _settings(folder: Path, url: str | None) -> Settings:
    url = url or f"sqlite:///{folder}/rehearsal.db"
    nowhere = Discord(token=SecretStr("a.rehearsal.needs-none"))
    database = Database(url=url, key_file=folder / "master.key", daily_copy=False)
    return Settings(discord=nowhere, database=database, log=Log(level="WARNING"))


async def _alone(wish: RehearsalWish, scene: Scene, tell: Tell) -> int:
    """Play without a page, write the transcript, and say how it went."""
    with Faults() as faults:
        await set_up.settle_in(scene)
        scene.pace.speed = wish.speed
        transcript = Transcript(scene.world, scene.stage)
        scene.heard = transcript.heard
        lost = await lost_in(SCRIPTS[wish.script or "tuesday-group"], scene)
    counted = _FIGURES.get(wish.script or "", Transcript.summary)
    summary = counted(transcript) | scene.found
    if scene.reader:
        tell("\n".join(transcript.lines(scene.reader)))
    tell("\n".join(f"{key}: {value}" for key, value in summary.items()))
    if wish.file is not None:
        try:
            transcript.write(wish.file, summary)
        except OSError:
            tell(_SAY("rehearsal.not_writable", file=Shown(wish.file)))
            return 1
    lost = lost and _SAY("rehearsal.lost", why=Shown(lost))
    wrong = lost or faults_of(scene.world.env, faults)
    if wrong:
        tell(wrong)
    return 1 if wrong else 0


def _next_tuesday(home: Home) -> date:
    today = home.today(datetime.now(UTC))
    return today + timedelta(days=(_TUESDAY - today.weekday()) % 7)
