"""`openround verify` and `publish`: letters checked and pages written, without Discord."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.failures import BAD_CONFIG, Chosen, settings_of, told
from bot.text.catalog import FALLBACK, Shown, speaker

say = speaker(FALLBACK)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
OUT = click.Path(path_type=Path, dir_okay=False, writable=True)


@click.command(help=say("cli.verify"))
@click.argument("file", type=FILE, required=False)
@click.option("--key", help=say("cli.verify_key"))
@click.option("--page", type=OUT, help=say("cli.verify_page"))
@click.option("--public-key", "shown", is_flag=True, help=say("cli.verify_public"))
@click.pass_obj
def verify(
    config: Chosen, file: Path | None, key: str | None, page: Path | None, *, shown: bool
) -> None:
    """Check a letter, write the page that checks letters, or print the public key."""
    from bot.cli.letters import check, public_key, publish  # noqa: PLC0415

    if [file is not None, page is not None, shown].count(True) != 1:
        raise click.UsageError(say("cli.verify_one"))
    chosen = config.without_token()

    def work() -> int:
        with_key = public_key(key, chosen)
        if file is not None:
            return check(file, with_key, chosen.tell)
        return publish(with_key, page, chosen.tell)

    sys.exit(told(work, chosen))


@click.command(help=say("cli.publish"))
@click.option("--out", type=click.Path(path_type=Path), help=say("cli.publish_out"))
@click.pass_obj
def publish(config: Chosen, out: Path | None) -> None:
    """Write the page of meetings, calendar files and the feed."""
    chosen = config.without_token()
    sys.exit(told(lambda: _publish(chosen, out), chosen))


def _publish(config: Chosen, out: Path | None) -> int:
    from bot.app.publishing import publish_once  # noqa: PLC0415 - the database takes a while

    settings = settings_of(config)
    folder = out.absolute() if out else settings.publish.folder
    if folder is None:
        config.tell(say("cli.publish_nowhere"))
        return BAD_CONFIG
    count = publish_once(settings, folder)
    config.tell(say("cli.published", count=count, path=Shown(folder)))
    return 0
