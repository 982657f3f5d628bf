"""The commands of `openround`; heavy libraries load only with the command that needs them."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click
from click.core import ParameterSource

from bot.cli.db import db, keys
from bot.cli.failures import Chosen, settings_of, told
from bot.cli.prompts.commands import prompts, templates
from bot.cli.setup.command import setup
from bot.cli.terminal import discord_number
from bot.cli.verify import publish, verify
from bot.simulation.command import simulate
from bot.text.catalog import FALLBACK, speaker

say = speaker(FALLBACK)
"""The terminal speaks English."""
CONFIG = click.Path(path_type=Path, dir_okay=True)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(help=say("cli.about"))
@click.option("--config", type=CONFIG, envvar="OPENROUND_CONFIG", help=say("cli.config"))
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Run, rehearse and look after OpenRound."""
    given = context.get_parameter_source("config") is ParameterSource.COMMANDLINE
    context.obj = Chosen(config or Path("config.toml"), needed=given)


@main.command(help=say("cli.run"))
@click.pass_obj
def run(config: Chosen) -> None:
    """Run the bot until it is told to stop."""
    gc.disable()  # until all is loaded: nothing of it is rubbish, and looking takes a tenth
    from bot.app.run import run as start  # noqa: PLC0415 - discord.py takes a second to load

    sys.exit(told(lambda: start(settings_of(config), config.tell), config))


@main.command(help=say("cli.check"))
@click.pass_obj
def check(config: Chosen) -> None:
    """Check configuration, database, help lines and Discord, without joining."""
    from bot.cli.check import check as look  # noqa: PLC0415

    sys.exit(told(lambda: look(settings_of(config), config.tell), config))


@main.command(help=say("cli.doctor"))
@click.pass_obj
def doctor(config: Chosen) -> None:
    """Look at everything that must be right while the bot runs."""
    from bot.cli.doctor import doctor as look  # noqa: PLC0415

    sys.exit(told(lambda: look(settings_of(config), config.tell, config.command), config))


@main.command(help=say("cli.invite"))
@click.argument("application_id", type=discord_number("cli.no_application_number"), required=False)
@click.pass_obj
def invite(config: Chosen, application_id: int | None) -> None:
    """Print the link with the least permissions."""
    from bot.cli.reach import invite_link  # noqa: PLC0415

    def work() -> int:
        return invite_link(lambda: settings_of(config), application_id, config.tell)

    sys.exit(told(work, config))


@main.command(help=say("cli.erase"))
@click.option(
    "--member",
    type=discord_number("cli.no_member_number"),
    required=True,
    help=say("cli.erase_member"),
)
@click.option("--guild", type=discord_number("cli.no_server_number"), help=say("cli.erase_guild"))
@click.pass_obj
def erase(config: Chosen, member: int, guild: int | None) -> None:
    """Forget somebody who cannot ask the bot themselves."""
    from bot.cli.erase import erase as forget  # noqa: PLC0415

    chosen = config.without_token()
    sys.exit(told(lambda: forget(settings_of(chosen), member, guild, chosen.tell), chosen))


@main.command(help=say("cli.rehearse"))
@click.option("--script", type=str, default=None, help=say("cli.script"))
@click.option("--headless", is_flag=True, help=say("cli.headless"))
@click.option("--speed", type=click.FloatRange(1, 1000), default=None, help=say("cli.speed"))
@click.option("--seed", type=int, default=1, show_default=True, help=say("cli.seed"))
@click.option("--json", "transcript", type=click.Path(path_type=Path), help=say("cli.json"))
@click.option("--from-scratch", is_flag=True, help=say("cli.from_scratch"))
def rehearse(
    script: str | None,
    speed: float | None,
    seed: int,
    transcript: Path | None,
    *,
    headless: bool,
    from_scratch: bool,
) -> None:
    """Play an evening with a simulated Discord on this machine: no token, no account."""
    from bot.rehearsal.start import start  # noqa: PLC0415 - the simulated Discord is heavy

    code = start(
        script,
        headless=headless,
        speed=speed,
        seed=seed,
        file=transcript,
        from_scratch=from_scratch,
    )
    sys.exit(code)


main.add_command(db)
main.add_command(keys)
main.add_command(prompts)
main.add_command(publish)
main.add_command(setup)
main.add_command(simulate)
main.add_command(templates)
main.add_command(verify)


@main.command(help=say("cli.when"))
@click.argument("text", required=False)
@click.option("--now", help=say("cli.when_now"))
@click.option("--zone", required=True, help=say("cli.when_zone"))
@click.option("--batch", type=FILE, help=say("cli.when_batch"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.when_json"))
def when(
    text: str | None, now: str | None, zone: str, batch: Path | None, *, as_json: bool
) -> None:
    """Say how a time is read, or what is asked back."""
    from bot.cli.when import answer  # noqa: PLC0415

    answer(text, now, zone, batch, as_json=as_json)
