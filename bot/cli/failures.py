"""What is in the way of a command, said in a few lines: never a traceback, and no secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.text.catalog import FALLBACK, Shown, sentences_of, speaker

if TYPE_CHECKING:
    from bot.config.settings import Settings

FAILED, BAD_CONFIG = 1, 78
"""Exit codes; 78 tells a service manager that starting again does not help."""

say = speaker(FALLBACK)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings file, and whether it must be there: somebody named it."""

    path: Path
    needed: bool


def settings_of(config: Chosen) -> Settings:
    """Read the settings. Raises ConfigMistakes."""
    from bot.config.load import load  # noqa: PLC0415

    return load(config.path, needed=config.needed)


def told(work: Callable[[], int], config: Chosen) -> int:
    """Do what a command does; what is in the way is said in a few lines, never a traceback."""
    from bot import logs  # noqa: PLC0415
    from bot.config.mistakes import ConfigMistakes  # noqa: PLC0415
    from bot.storage.files.faults import StorageFault  # noqa: PLC0415

    # A fault of ours is told without its words, from the first line.
    logs.setup("WARNING", "text", codes=sentences_of(FALLBACK))
    try:
        return work()
    except ConfigMistakes as mistakes:
        click.echo(say("config.heading"), err=True)
        for one in mistakes.mistakes:
            sentence = say(one.problem, value=Shown(one.value), example=Shown(one.example))
            click.echo("  " + say("config.line", key=Shown(one.key), sentence=sentence), err=True)
        if not config.path.exists() and not config.needed:
            click.echo(say("cli.no_settings", path=Shown(config.path)), err=True)
        return BAD_CONFIG
    except StorageFault as fault:
        facts = {name: Shown(fact) for name, fact in fault.facts.items()}
        click.echo(say(fault.key, **facts), err=True)
        return FAILED
