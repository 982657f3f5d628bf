"""From the command line to a rehearsal: what was wished for, or a kind word about it."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from bot.text.catalog import FALLBACK, Say, Shown, speaker

NOT_BEGUN, REFUSED = 1, 2
"""Exit codes: something on this machine is in the way; a wish that cannot come true."""
ENDED_BY = 128
"""What the shell adds to the number of the signal that ended a process."""
PACKAGES = frozenset({"simcord", "PIL", "av"})
"""Those that only a rehearsal needs."""


def start(
    script: str | None,
    *,
    headless: bool,
    speed: float | None,
    seed: int,
    file: Path | None,
    from_scratch: bool = False,
) -> int:
    """Rehearse and give the exit code; 2 for what cannot be had. Without a `speed`, the usual."""
    say = speaker(FALLBACK)
    try:
        # SimCord must see discord.py first.
        from bot.app import composition  # noqa: PLC0415
        from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415
        from bot.rehearsal import session  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in PACKAGES:
            raise
        return _told(say("rehearsal.not_installed"), NOT_BEGUN)
    if script is not None and script not in session.SCRIPTS:
        known = Shown(", ".join(session.SCRIPTS))
        return _told(say("cli.unknown_script", known=known), REFUSED)
    in_the_way = file is not None and _in_the_way(file, say)
    if in_the_way:
        return _told(in_the_way, REFUSED)
    if from_scratch and (script is not None or headless):
        return _told(say("rehearsal.scratch_alone"), REFUSED)
    pace = speed or session.usual_speed(script, headless=headless)
    wish = session.RehearsalWish(script, headless, pace, seed, file, from_scratch)
    return asyncio.run(_until_told(session.rehearse(wish, composition.build, INVITE, _tell)))


def _in_the_way(file: Path, say: Say) -> str:
    """Say why no transcript can be written to a file, before the evening is played for it."""
    if not file.parent.is_dir():
        return say("rehearsal.no_folder", folder=Shown(file.parent))
    if file.is_dir():
        return say("rehearsal.is_folder", file=Shown(file))
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        return say("rehearsal.not_writable", file=Shown(file))
    return ""


async def _until_told(rehearsal: Coroutine[object, object, int]) -> int:
    """Rehearse until it is over, or until the terminal is closed or the system ends us: politely.

    Then all that was kept is cleared away as after Ctrl-C; `nohup` goes on without its terminal.
    """
    work, ended_by = asyncio.ensure_future(rehearsal), list[int]()

    def leave(number: int) -> None:
        if not ended_by:
            ended_by.append(number)
            work.cancel()

    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(number, leave, number)
    try:
        return await work
    except asyncio.CancelledError:
        if not ended_by:
            raise
        return ENDED_BY + ended_by[0]


def _tell(words: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        sys.stdout.write(words + "\n")
        sys.stdout.flush()


def _told(words: str, code: int) -> int:
    sys.stderr.write(words + "\n")
    return code
