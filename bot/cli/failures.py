"""What is in the way of a command, said in a few lines: never a traceback, and no secret."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import command_name
from bot.text.catalog import FALLBACK, Shown, sentences_of, speaker

if TYPE_CHECKING:
    from datetime import datetime

    from bot.config.settings import Database, Settings
    from bot.storage.files.faults import StorageFault
    from bot.storage.sealing.cipher import Cipher

FAILED, BAD_CONFIG = 1, 78
"""Exit codes; 78 tells a service manager that starting again does not help."""
MENDED_BY_A_COPY = frozenset(
    {
        "fault.database_missing",
        "fault.group_missing",
        "fault.database_empty",
        "fault.not_a_database",
        "fault.not_ours",
        "fault.database_damaged",
        "fault.sealed_row",
    }
)
"""Faults after which a copy of the database brings back what there was."""

say = speaker(FALLBACK)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings file, and whether it must be there: somebody named it."""

    path: Path
    needed: bool
    offline: bool = False
    """Whether the command needs no token."""

    def without_token(self) -> Chosen:
        """Give the same for a command that does not ask Discord."""
        return replace(self, offline=True)

    @property
    def command(self) -> str:
        """How to call the program with the same settings file."""
        name = command_name()
        return f"{name} --config {quoted(str(self.path))}" if self.needed else name

    def tell(self, line: str, *, err: bool = False) -> None:
        """Print a line; a command that stands in it can be typed as it is."""
        click.echo(line.replace("`openround ", f"`{self.command} "), err=err)


def settings_of(config: Chosen) -> Settings:
    """Read the settings. Raises ConfigMistakes."""
    from bot.config.load import load  # noqa: PLC0415

    return load(config.path, needed=config.needed, offline=config.offline)


def told(work: Callable[[], int], config: Chosen) -> int:
    """Do what a command does; what is in the way is said in a few lines, never a traceback."""
    from bot import logs  # noqa: PLC0415
    from bot.config.mistakes import ConfigMistakes  # noqa: PLC0415
    from bot.storage.files.faults import StorageFault, closed_to_us  # noqa: PLC0415

    # A fault of ours is told without its words, from the first line.
    logs.setup("WARNING", "text", codes=sentences_of(FALLBACK))
    try:
        return work()
    except ConfigMistakes as mistakes:
        config.tell(say("config.heading"), err=True)
        for one in mistakes.mistakes:
            sentence = say(one.problem, value=Shown(one.value), example=Shown(one.example))
            config.tell("  " + say("config.line", key=Shown(one.key), sentence=sentence), err=True)
        if not config.path.exists() and not config.needed:
            config.tell(say("cli.no_settings", path=Shown(config.path)), err=True)
        return BAD_CONFIG
    except PermissionError as error:
        config.tell(fault_sentence(closed_to_us(error)), err=True)
        return FAILED
    except StorageFault as fault:
        config.tell(fault_sentence(fault), err=True)
        for line in way_back(fault, lambda: settings_of(config), config.command):
            config.tell(line, err=True)
        return FAILED


def fault_sentence(fault: StorageFault) -> str:
    """Say a fault of the database."""
    return say(fault.key, **{name: Shown(fact) for name, fact in fault.facts.items()})


def way_back(
    fault: StorageFault, settings: Callable[[], Settings], command: str
) -> tuple[str, ...]:
    """Say which copy there is to go back to, where a fault is mended by one."""
    from bot.storage.database.backups import Backups  # noqa: PLC0415
    from bot.storage.files.faults import StorageFault  # noqa: PLC0415

    if fault.key not in MENDED_BY_A_COPY:
        return ()
    database = settings().database
    try:
        backups = Backups.of(database.url, database.key_file, database.backups)
        newest = backups.newest_good(_cipher(database))
        aside = backups.newer_aside(newest)
    except StorageFault as other:
        return (fault_sentence(other),)
    lines = []
    if aside is not None:
        told = {"at": Shown(at_words(aside[1])), "path": Shown(quoted(str(aside[0])))}
        lines.append(say("copies.newer_aside", command=Shown(command), **told))
    if newest is not None:
        told = {"at": Shown(at_words(newest.made_at)), "name": Shown(quoted(newest.path.name))}
        lines.append(say("copies.newest", command=Shown(command), **told))
    return tuple(lines) or (say("copies.no_newest", path=Shown(backups.copies.folder)),)


def _cipher(database: Database) -> Cipher | None:
    """Give the cipher; without a key that can be read, a copy is looked at without it."""
    from bot.app.keys import keys_of  # noqa: PLC0415
    from bot.storage.files.faults import StorageFault  # noqa: PLC0415
    from bot.storage.sealing.keys import open_keys  # noqa: PLC0415

    keys = keys_of(database)
    try:
        return open_keys(keys)[0] if keys.has_key else None
    except StorageFault:
        return None


def at_words(at: datetime) -> str:
    """Say when, for a terminal: nobody knows whose clock it shows."""
    utc = at.astimezone(UTC)
    return say("copies.at", day=Shown(f"{utc:%Y-%m-%d}"), time=Shown(f"{utc:%H:%M}"))


def quoted(text: str) -> str:
    """Write a name so that a shell takes it for one word."""
    if os.name == "nt":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)
