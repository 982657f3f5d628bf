"""`prompts lint` and `templates lint`: files as `/prompt import` and `/setup templates` judge them.

What comes with the bot is judged as ours.
"""

from collections.abc import Sequence
from pathlib import Path

from bot.content import notes, prompts, runs, templates
from bot.content.prompts import pack
from bot.content.templates.reading import judged
from bot.domain.finding import Finding, Unreadable
from bot.text.catalog import FALLBACK, speaker
from bot.text.value_names import value_names

LIBRARY = Path(prompts.__file__).parent
"""What lies here comes with the bot, and each question of it has all its fields."""
OUR_TEMPLATES = Path(templates.__file__).parent
"""What lies here comes with the bot, and may be called as it is."""


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
    """Judge the whole library, the situation notes and the short runs."""
    return (*prompts.lint_shipped(), *notes.lint_shipped(), *runs.lint_shipped())


def template(file: Path) -> Sequence[Finding]:
    """Judge a template. Raises Unreadable."""
    data = file.read_bytes()
    if file.resolve().is_relative_to(OUR_TEMPLATES.resolve()):
        return judged(data.decode("utf-8")).findings
    return templates.sent(data).findings
