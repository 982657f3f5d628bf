"""The command `openround setup`."""

from __future__ import annotations

import sys

import click

from bot.cli.failures import Chosen, told
from bot.text.catalog import FALLBACK, speaker

BAD_CALL = 2
"""What the shell reads where a command was typed in a way that can't be."""

say = speaker(FALLBACK)


@click.command(help=say("cli.setup"))
@click.argument("typed", nargs=-1, metavar="")
@click.pass_obj
def setup(config: Chosen, typed: tuple[str, ...]) -> None:
    """Ask for the token, write the settings file, check it, and print the invite."""
    from bot.cli.setup.conversation import setup as talk  # noqa: PLC0415 - discord.py is heavy
    from bot.cli.setup.terminal import Terminal  # noqa: PLC0415

    if typed:  # what stands there is in the history of the shell, and is not repeated
        config.tell(say("setup.typed"), err=True)
        sys.exit(BAD_CALL)
    sys.exit(told(lambda: talk(config, Terminal()), config))
