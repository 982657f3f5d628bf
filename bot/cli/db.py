"""The commands of `openround db` and `keys`; what one needs loads only with it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from bot.cli.failures import Chosen, settings_of, told
from bot.text.catalog import FALLBACK, speaker

say = speaker(FALLBACK)


@click.group(help=say("cli.db"))
def db() -> None:
    """Look after the database."""


@db.command("upgrade", help=say("cli.db_upgrade"))
@click.option("--new", "anew", is_flag=True, help=say("cli.db_new"))
@click.pass_obj
def db_upgrade(config: Chosen, *, anew: bool) -> None:
    """Bring the database to this version, after a backup."""
    from bot.cli.check import upgrade_database  # noqa: PLC0415

    sys.exit(told(lambda: upgrade_database(settings_of(config), config.tell, anew=anew), config))


@db.command("backup", help=say("cli.db_backup"))
@click.pass_obj
def db_backup(config: Chosen) -> None:
    """Copy the database, and check the copy."""
    from bot.cli.copies import backup  # noqa: PLC0415

    chosen = config.without_token()
    sys.exit(told(lambda: backup(settings_of(chosen), chosen.tell), chosen))


@db.command("list", help=say("cli.db_list"))
@click.pass_obj
def db_list(config: Chosen) -> None:
    """List the copies, and say which can be used."""
    from bot.cli.copies import listing  # noqa: PLC0415

    chosen = config.without_token()
    sys.exit(told(lambda: listing(settings_of(chosen), chosen.tell, chosen.command), chosen))


@db.command("restore", help=say("cli.db_restore"))
@click.argument("copy", required=False)
@click.option("--drill", "is_drill", is_flag=True, help=say("cli.db_drill"))
@click.option("--tombstones-lost", "is_lost", is_flag=True, help=say("cli.db_tombstones_lost"))
@click.pass_obj
def db_restore(config: Chosen, copy: str | None, *, is_drill: bool, is_lost: bool) -> None:
    """Put a copy in the database's place."""
    from bot.cli.copies import drill, restore  # noqa: PLC0415

    chosen = config.without_token()
    work = drill if is_drill else partial(restore, is_lost=is_lost)
    sys.exit(told(lambda: work(settings_of(chosen), copy, chosen.tell, chosen.command), chosen))


@click.group(help=say("cli.keys"))
def keys() -> None:
    """Look after the master keys."""


@keys.command("rotate", help=say("cli.keys_rotate"))
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help=say("cli.keys_to"))
@click.pass_obj
def keys_rotate(config: Chosen, to: Path | None) -> None:
    """Take a new master key, without stopping the bot."""
    from bot.cli.rotation import rotate  # noqa: PLC0415

    chosen = config.without_token()
    sys.exit(told(lambda: rotate(settings_of(chosen), to, chosen.tell), chosen))
