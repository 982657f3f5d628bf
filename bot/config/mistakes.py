"""Mistakes in the settings, each as a fact that can be shown: never a secret, nor part of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

EXAMPLES = {
    "discord": "[discord]",
    "discord.token": "the text behind Reset Token in the Developer Portal",
    "discord.api_url": "https://discord.com/api/v10",
    "discord.gateway_url": "wss://gateway.discord.gg",
    "discord.identify_budget": "100",
    "discord.shards": "0-3/16",
    "database": "[database]",
    "database.url": "sqlite:///data/openround.db",
    "database.key_file": "data/master.key",
    "database.master_key": "the line that `openssl rand -hex 32` prints",
    "database.backups": "data/backups",
    "database.daily_copy": "true",
    "log": "[log]",
    "log.level": "INFO",
    "log.format": "text",
    "health": "[health]",
    "health.port": "8011",
    "health.metrics": "true",
    "papers": "[papers]",
    "papers.pdf": "true",
    "publish": "[publish]",
    "publish.folder": "site",
    "clock": "[clock]",
    "clock.start": "2026-11-24T18:45:00+00:00",
    "clock.speed": "1",
    "clock.epoch": "1795546800",
}
"""Every key there is, each with a value that works."""

SHOWN = frozenset(
    {
        "discord.api_url",
        "discord.gateway_url",
        "discord.identify_budget",
        "discord.shards",
        "database.key_file",
        "database.backups",
        "database.daily_copy",
        "log.level",
        "log.format",
        "health.port",
        "health.metrics",
        "papers.pdf",
        "publish.folder",
        "clock.start",
        "clock.speed",
        "clock.epoch",
    }
)
"""Whose wrong value may be repeated; a database URL may hold a password, a token is one."""

PROBLEMS = {
    "missing": "config.missing",
    "model_type": "config.not_table",
    "literal_error": "config.not_a_choice",
    "greater_than": "config.not_positive",
    "finite_number": "config.not_positive",
    "float_parsing": "config.not_positive",
    "float_type": "config.not_positive",
    "int_parsing": "config.not_a_count",
    "int_parsing_size": "config.not_a_count",
    "int_type": "config.not_a_count",
    "int_from_float": "config.not_a_count",
    "less_than": "config.not_a_port",
    "bool_parsing": "config.not_true_or_false",
    "bool_type": "config.not_true_or_false",
    "timezone_aware": "config.no_time_zone",
}
"""What pydantic calls it, and our key for it; anything else is `config.wrong_kind`."""

LONGEST = 60
_SECRET = re.compile(r"[\w-]{18,}(?:\.[\w-]*)*|//[^/\s]*@")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: where, what (a text key), what stood there, what would work."""

    key: str
    problem: str
    value: str | None = None
    example: str = ""


class ConfigMistakes(Exception):
    """The settings cannot be used; `mistakes` holds every reason, in the order of the file."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(", ".join(f"{m.key}: {m.problem}" for m in mistakes))
        self.mistakes = mistakes


def safe(value: object, secrets: tuple[str, ...] = ()) -> str:
    """Write a value short and on one line, with all that could be a secret as `…`."""
    text = str(value)
    for secret in secrets:
        text = text.replace(secret, "…")
    text = "".join(c if c.isprintable() else " " for c in _SECRET.sub("…", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def pieces(token: object) -> tuple[str, ...]:
    """Name the token and its parts: none of them may be shown."""
    text = token if isinstance(token, str) else ""
    return tuple(p for p in (text, *text.split(".")) if len(p) > 2)  # noqa: PLR2004 - "v1" is no secret


def found(error: ValidationError, secrets: tuple[str, ...]) -> Iterator[Mistake]:
    """Give each of pydantic's findings as a mistake of ours."""
    for detail in error.errors(include_url=False):
        yield _mistake(detail, secrets)


def _mistake(detail: ErrorDetails, secrets: tuple[str, ...]) -> Mistake:
    key = ".".join(str(part) for part in detail["loc"][:2])
    if detail["type"] == "extra_forbidden":
        return _unknown(key, secrets)
    if key == "discord" and detail["type"] == "missing":
        key = "discord.token"
    problem = _problem(key, detail)
    value = safe(detail["input"], secrets) if key in SHOWN and problem != "config.missing" else None
    return Mistake(key, problem, value, EXAMPLES.get(key, ""))


def _problem(key: str, detail: ErrorDetails) -> str:
    if detail["type"] == "openround":
        return str(detail["ctx"]["problem"])
    if (key, detail["type"]) == ("discord.token", "missing"):
        return "config.missing_token"
    if key == "clock.start" and detail["type"] != "timezone_aware":
        return "config.not_a_time"
    return PROBLEMS.get(detail["type"], "config.wrong_kind")


def _unknown(key: str, secrets: tuple[str, ...]) -> Mistake:
    meant = _meant(key[:LONGEST])
    if meant:
        return Mistake(safe(key, secrets), "config.did_you_mean", None, meant)
    return Mistake(safe(key, secrets), "config.unknown", None, ", ".join(_neighbours(key)))


def _meant(key: str) -> str | None:
    """Guess the key that was meant: by its whole name, else by its last word alone."""
    by_last_word = {name.rpartition(".")[2]: name for name in EXAMPLES}
    whole = get_close_matches(key, EXAMPLES, n=1, cutoff=0.7)
    last = get_close_matches(key.rpartition(".")[2], by_last_word, n=1, cutoff=0.75)
    return whole[0] if whole else by_last_word[last[0]] if last else None


def _neighbours(key: str) -> tuple[str, ...]:
    """Name the keys that could stand where the unknown one stands."""
    table, dot, _ = key.partition(".")
    inside = tuple(name for name in EXAMPLES if name.startswith(f"{table}."))
    return inside if dot else tuple(name for name in EXAMPLES if "." not in name)
