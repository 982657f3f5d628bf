"""`openround prompts lint`: a file of questions as `/prompt import` judges it, or our library."""

from collections.abc import Sequence
from pathlib import Path

from bot.content import prompts
from bot.content.prompts import pack
from bot.domain.finding import Finding, Unreadable
from bot.text.catalog import FALLBACK, speaker
from bot.text.value_names import value_names

LIBRARY = Path(prompts.__file__).parent
"""What lies here comes with the bot, and each question of it has all its fields."""


def questions(file: Path) -> Sequence[Finding]:
    """Judge a file. Raises Unreadable."""
    data = file.read_bytes()
    if not file.resolve().is_relative_to(LIBRARY.resolve()):
        return pack.linted(file.name, data, value_names(speaker(FALLBACK)))
    try:
        return prompts.linted(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Unreadable("not_plain") from fault


def shipped() -> Sequence[Finding]:
    """Judge the whole library."""
    return prompts.lint_shipped()
