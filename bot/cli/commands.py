"""The commands of `openround`; heavy libraries load only with the command that needs them."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from bot.cli.db import db, keys
from bot.cli.failures import FAILED, Chosen, settings_of, told
from bot.cli.verify import publish, verify
from bot.domain.finding import Unreadable
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.simulation.command import simulate
from bot.text.catalog import FALLBACK, speaker
from bot.text.plain import finding_line, plain

if TYPE_CHECKING:
    from bot.domain.finding import Finding

say = speaker(FALLBACK)
"""The terminal speaks English."""
CONFIG = click.Path(path_type=Path, dir_okay=True)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
DISCORD_ID = click.IntRange(1, 2**63 - 1)
FASTEST = 1000.0
"""Without a page nobody watches, so the evening waits for nothing."""


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
@click.argument("application_id", type=int, required=False)
@click.pass_obj
def invite(config: Chosen, application_id: int | None) -> None:
    """Print the link with the least permissions."""
    from bot.cli.reach import invite_link  # noqa: PLC0415

    def work() -> int:
        return invite_link(lambda: settings_of(config), application_id, config.tell)

    sys.exit(told(work, config))


@main.command(help=say("cli.erase"))
@click.option("--member", type=DISCORD_ID, required=True, help=say("cli.erase_member"))
@click.option("--guild", type=DISCORD_ID, help=say("cli.erase_guild"))
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
def rehearse(
    script: str | None,
    speed: float | None,
    seed: int,
    transcript: Path | None,
    *,
    headless: bool,
) -> None:
    """Play an evening with a simulated Discord on this machine: no token, no account."""
    from bot.rehearsal.start import start  # noqa: PLC0415 - the simulated Discord is heavy

    pace = speed or (FASTEST if headless else 1.0)
    sys.exit(start(script, headless=headless, speed=pace, seed=seed, file=transcript))


main.add_command(db)
main.add_command(keys)
main.add_command(publish)
main.add_command(simulate)
main.add_command(verify)


@main.group(help=say("cli.templates"))
def templates() -> None:
    """Shapes of an evening."""


@templates.command("lint", help=say("cli.lint"))
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=say("cli.findings_json"))
def templates_lint(file: Path, *, as_json: bool) -> None:
    """Say what is not right in a template."""
    from bot.cli.prompts.lint import template  # noqa: PLC0415

    sys.exit(_lint(lambda: template(file), as_json=as_json))


@main.group(help=say("cli.prompts"))
def prompts() -> None:
    """Questions."""


@prompts.command("lint", help=say("cli.prompts_lint"))
@click.argument("file", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help=say("cli.findings_json"))
def prompts_lint(file: Path | None, *, as_json: bool) -> None:
    """Say what is not open, kind or plain in a file of questions; without one, in our own."""
    from bot.cli.prompts.lint import questions, shipped  # noqa: PLC0415

    sys.exit(_lint((lambda: questions(file)) if file else shipped, as_json=as_json))


@prompts.command("stats", help=say("cli.prompts_stats"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.stats_json"))
def prompts_stats(*, as_json: bool) -> None:
    """Say how many questions there are of each sort, and what is thin."""
    from bot.cli.prompts.stats import answer, answer_json  # noqa: PLC0415

    if as_json:
        answer_json(click.echo)
    else:
        answer(click.echo, say)


@prompts.command("find", help=say("cli.prompts_find"))
@click.argument("text", required=False)
@click.option("--point", type=click.Choice([*map(str, Point)]), help=say("cli.prompts_point"))
@click.option("--purpose", type=click.Choice([*map(str, Purpose)]), help=say("cli.prompts_aim"))
@click.option("--stage", type=click.Choice([*ChangeStage]), help=say("cli.prompts_stage"))
@click.option("--change-talk", type=click.Choice([*ChangeTalk]), help=say("cli.prompts_talk"))
@click.option("--limit", type=click.IntRange(1, 50), default=5, help=say("cli.prompts_limit"))
@click.option("--batch", type=FILE, help=say("cli.prompts_batch"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.prompts_json"))
@click.option("--country", help=say("cli.prompts_country"))
@click.option("--questions", is_flag=True, help=say("cli.prompts_questions"))
def prompts_find(
    text: str | None,
    limit: int,
    batch: Path | None,
    country: str | None,
    *,
    as_json: bool,
    questions: bool,
    **sort: str | None,
) -> None:
    """Say which questions fit what just happened in the room."""
    from bot.cli.prompts.find import Asked, Reader, answer, answer_all, answer_json  # noqa: PLC0415
    from bot.domain.prompts.browsing import sort_named  # noqa: PLC0415

    if (text is None) is (batch is None):
        raise click.UsageError(say("cli.text_or_batch"))
    wanted = Asked(sort_named(**sort), limit)
    try:
        lines = _text(batch).splitlines() if batch else []
    except Unreadable as fault:
        raise click.ClickException(plain(fault.sentence, say)) from fault
    if text is None:
        answer_all(lines, wanted, click.echo)
    elif as_json:
        answer_json(text, wanted, click.echo)
    else:
        answer(text, wanted, Reader(country, questions), click.echo, say)


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


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable("not_plain") from fault


def _lint(work: Callable[[], Sequence[Finding]], *, as_json: bool) -> int:
    """Print findings, one a line or as JSON; 0 when there are none."""
    try:
        found = work()
    except Unreadable as fault:
        click.echo(plain(fault.sentence, say), err=True)
        return FAILED
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(finding_line(one, say) for one in found) or say("cli.clean"))
    return FAILED if found else 0


def _as_json(one: Finding) -> dict[str, str]:
    return {
        "rule": one.rule,
        "where": one.where,
        "what": plain(one.what, say),
        "mend": plain(one.mend, say),
        "found": one.found,
    }
