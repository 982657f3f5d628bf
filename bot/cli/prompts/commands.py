"""The commands of `openround` on files of questions and templates, and on finding a question."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.failures import FAILED
from bot.cli.terminal import whole_number
from bot.domain.finding import Unreadable
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.text.catalog import FALLBACK, speaker
from bot.text.plain import finding_line, plain

if TYPE_CHECKING:
    from bot.domain.finding import Finding

say = speaker(FALLBACK)
"""The terminal speaks English."""
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(help=say("cli.templates"))
def templates() -> None:
    """Shapes of an evening."""


@templates.command("lint", help=say("cli.lint"))
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=say("cli.findings_json"))
def templates_lint(file: Path, *, as_json: bool) -> None:
    """Say what is not right in a template."""
    from bot.cli.prompts.lint import template  # noqa: PLC0415

    sys.exit(_lint(lambda: template(file), as_json=as_json))


@click.group(help=say("cli.prompts"))
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
@click.option("--stage", type=click.Choice([*map(str, ChangeStage)]), help=say("cli.prompts_stage"))
@click.option(
    "--change-talk", type=click.Choice([*map(str, ChangeTalk)]), help=say("cli.prompts_talk")
)
@click.option("--limit", type=whole_number(1, 50), default=5, help=say("cli.prompts_limit"))
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
    from bot.cli.prompts.find import QuestionsWanted, Reader, answer, answer_all, answer_json  # noqa: PLC0415
    from bot.domain.prompts.browsing import sort_named  # noqa: PLC0415

    if (text is None) is (batch is None):
        raise click.UsageError(say("cli.text_or_batch"))
    wanted = QuestionsWanted(sort_named(**sort), limit)
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
