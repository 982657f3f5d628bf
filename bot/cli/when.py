"""Answers `openround when`: how the bot reads a time, as a group in some zone would type it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.app.clock import RealTime
from bot.content import timezones
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.zone_names import UnknownZone, zone_named
from bot.domain.errors import Refusal
from bot.domain.sentence import Sentence
from bot.domain.zones import to_utc
from bot.services.calendar.phrases import read
from bot.text.catalog import FALLBACK, speaker
from bot.text.dates import reading_shown
from bot.text.plain import plain

say = speaker(FALLBACK)


def answer(text: str | None, now: str | None, zone: str, batch: Path | None, as_json: bool) -> None:
    """Print how a time is read, or what is asked back; a list for the lines of a file."""
    if (text is None) is (batch is None):
        raise click.UsageError(say("cli.text_or_batch"))
    at = datetime.fromtimestamp(RealTime().now(), UTC)
    place = _zone(zone, at)
    at = _instant(now, place) if now else at
    if batch:
        click.echo(_json([_row(line, place, at) for line in _lines(batch)]))
    elif as_json:
        click.echo(_json(_row(text or "", place, at)))
    else:
        found = _read(text or "", place, at)
        click.echo(found if isinstance(found, str) else reading_shown(found, say))


def _read(text: str, zone: str, at: datetime) -> Reading | str:
    """Give how a time is read, or the sentence in which it is asked back."""
    try:
        return read(text, zone, at)
    except Refusal as refused:
        return _sentence(refused)


def _row(text: str, zone: str, at: datetime) -> dict[str, str | int]:
    found = _read(text, zone, at)
    if isinstance(found, str):
        return {"text": text, "refused": found}
    return {
        "text": text,
        "start": found.on_the_clock.isoformat(timespec="minutes"),
        "at": found.at.isoformat(timespec="minutes").replace("+00:00", "Z"),
        "zone": zone,
        "repeat": found.repeat.value,
        **({"minutes": found.minutes} if found.minutes else {}),
    }


def _zone(typed: str, at: datetime) -> str:
    try:
        return zone_named(timezones.load(), typed, at)
    except UnknownZone as refused:
        raise click.BadParameter(_sentence(refused), param_hint="--zone") from refused


def _instant(typed: str, zone: str) -> datetime:
    try:
        at = datetime.fromisoformat(typed)
    except ValueError as wrong:
        raise click.BadParameter(say("cli.when_now_wrong"), param_hint="--now") from wrong
    return at.astimezone(UTC) if at.tzinfo else to_utc(at, zone)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as wrong:
        raise click.ClickException(say("file.not_plain")) from wrong


def _sentence(refused: Refusal) -> str:
    return plain(Sentence(refused.key, refused.facts), say)


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, indent=2)
