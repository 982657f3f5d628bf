"""Answers `openround simulate`: a year of meetings is played, and a ledger is printed."""

import sys
from pathlib import Path

import click

from bot.text.catalog import FALLBACK, speaker

say = speaker(FALLBACK)
FILE = click.Path(path_type=Path)


@click.command("simulate", help=say("cli.simulate"))
@click.option("--year", required=True, help=say("cli.simulate_year"))
@click.option("--seed", default="1", show_default=True, help=say("cli.simulate_seed"))
@click.option("--json", "ledger", type=FILE, help=say("cli.simulate_json"))
@click.option("--groups", default="20", show_default=True, help=say("cli.simulate_groups"))
@click.option("--from", "begins", help=say("cli.simulate_from"))
@click.option("--weeks", help=say("cli.simulate_weeks"))
def simulate(
    year: str, seed: str, ledger: Path | None, groups: str, begins: str | None, weeks: str | None
) -> None:
    """Play a year of meetings on a Discord in memory, and print a ledger."""
    from bot.simulation.start import Wished, start  # noqa: PLC0415 - loads the whole bot

    sys.exit(start(Wished(year, seed, groups, begins, weeks), ledger))
