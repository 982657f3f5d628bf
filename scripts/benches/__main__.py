"""The commands of `scripts/bench`; each says its figures, and with `--json` as JSON."""

import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "scripts")]


@click.group(context_settings={"max_content_width": 100})
def main() -> None:
    """Measure the bot on this machine, beside something to compare it with."""


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--rounds", default=3, show_default=True, help="How often each bot is measured.")
@click.option("--turns", default=4, show_default=True, help="Turns of each bot in a round.")
@click.option("--plain-loop", is_flag=True, help="Give the bare bot asyncio's loop, not uvloop.")
def press(*, as_json: bool, rounds: int, turns: int, plain_loop: bool) -> None:
    """Measure a press on the card: gateway event in, callback out, beside a bare bot."""
    from benches.press import measure  # noqa: PLC0415 - each command loads what it measures

    measure(rounds, turns, plain_loop=plain_loop, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--rounds", default=2, show_default=True, help="How often each is measured.")
@click.option("--turns", default=3, show_default=True, help="Turns of each in a round.")
@click.option("--fast", is_flag=True, help="The server does not wait for its disk.")
def databases(*, as_json: bool, rounds: int, turns: int, fast: bool) -> None:
    """Measure presses on PostgreSQL beside the same on SQLite: one meeting, twelve people."""
    from benches.databases import measure  # noqa: PLC0415

    measure(rounds, turns, fast=fast, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--small", is_flag=True, help="Leave the 50,000 prompts out.")
def lookup(*, as_json: bool, small: bool) -> None:
    """Measure the lookup: how right and how fast, beside full-text search and rapidfuzz."""
    from benches.lookup import SIZES, measure  # noqa: PLC0415

    measure(as_json=as_json, sizes=SIZES[:1] if small else SIZES)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--rounds", default=3, show_default=True, help="How often each file is read.")
def files(*, as_json: bool, rounds: int) -> None:
    """Measure how long everybody waits while the worst files are read that are taken at all."""
    from benches.files import measure  # noqa: PLC0415

    measure(rounds, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--rounds", default=4, show_default=True, help="How often each is measured.")
@click.option("--members", default=10_000, show_default=True, help="So many have written.")
def journal(*, as_json: bool, rounds: int, members: int) -> None:
    """Measure a kept check-in, sealed and not; erasing 1,000 entries; memory with many members."""
    from benches.journal import measure  # noqa: PLC0415

    measure(rounds, members, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
@click.option("--meetings", default=20, show_default=True, help="So many run at once.")
def consoles(*, as_json: bool, rounds: int, meetings: int) -> None:
    """Measure what consoles that are kept live cost: none, a private one, a standing one too."""
    from benches.consoles import measure  # noqa: PLC0415

    measure(rounds, meetings, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--meetings", default=300, show_default=True, help="So many are due at once.")
@click.option("--ready", is_flag=True, help="Let each category be as its rooms are to be.")
@click.option("--tree", default=ROOT, type=Path, help="The source of the bot that is measured.")
@click.option("--alone", is_flag=True, help="Leave the naive bots out.")
def crowd(*, as_json: bool, meetings: int, ready: bool, tree: Path, alone: bool) -> None:
    """Measure many meetings due at one instant, with presses meanwhile, beside two naive bots."""
    from benches.crowd import measure  # noqa: PLC0415

    measure(meetings, ready=ready, tree=tree, alone=alone, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--meetings", default=300, show_default=True, help="So many run.")
def restart(*, as_json: bool, meetings: int) -> None:
    """Measure a start over many running meetings: how long until every card is true again."""
    from benches.restart import measure  # noqa: PLC0415

    measure(meetings, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures in one line.")
@click.option("--rooms", default=50_000, show_default=True, help="So many are open at once.")
def ceilings(*, as_json: bool, rooms: int) -> None:
    """Measure one process with many rooms open at once: faults, and what one of them costs."""
    from benches.ceilings import measure  # noqa: PLC0415

    measure(rooms, as_json=as_json)


if __name__ == "__main__":
    main(prog_name="scripts/bench")
