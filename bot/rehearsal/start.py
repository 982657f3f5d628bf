"""From the command line to a rehearsal: what was wished for, or a kind word about it."""

import asyncio
import sys
from functools import partial
from pathlib import Path

from bot.text.catalog import FALLBACK, Shown, speaker

FAILED = 2


def start(script: str | None, *, headless: bool, speed: float, seed: int, file: Path | None) -> int:
    """Rehearse and give the exit code; 2 for a script or a folder that is not there."""
    from bot.app import composition  # noqa: PLC0415 - SimCord looks at discord.py before the bot does
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415
    from bot.rehearsal.session import SCRIPTS, RehearsalWish, rehearse  # noqa: PLC0415

    if script is not None and script not in SCRIPTS:
        known = Shown(", ".join(SCRIPTS))
        sys.stderr.write(speaker(FALLBACK)("cli.unknown_script", known=known) + "\n")
        return FAILED
    if file is not None and not file.parent.is_dir():
        folder = Shown(file.parent)
        sys.stderr.write(speaker(FALLBACK)("rehearsal.no_folder", folder=folder) + "\n")
        return FAILED
    wish = RehearsalWish(script, headless, speed, seed, file)
    return asyncio.run(rehearse(wish, composition.build, INVITE, partial(print, flush=True)))
