"""What sort of prompt a command asks for: its options, and how a theme is named."""

import re

from discord import app_commands

from bot.domain.errors import BeforeUpdate, Refusal
from bot.domain.language.folding import cut, fold
from bot.domain.prompts.browsing import Wanted, sort_named
from bot.domain.prompts.lint.checks import LONGEST
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import Say
from cogs.ui.kit.command import described

CHOICES = 25
LINE = 100
"""Characters of one line in a list of completions."""
POINTS = [app_commands.Choice(name=described(f"point.{one}"), value=one.value) for one in Point]
PURPOSES = [app_commands.Choice(name=described(f"purpose.{e}"), value=e.value) for e in Purpose]
STAGES = [
    app_commands.Choice(name=described(f"change_stage.{one}"), value=one.value)
    for one in ChangeStage
]
CHANGE_TALK = [
    app_commands.Choice(name=described(f"change_talk.{one}"), value=one.value) for one in ChangeTalk
]


class UnknownTheme(Refusal):
    """No theme has that name."""

    key = "refusal.unknown_theme"


def theme_of(typed: str | None) -> Theme | None:
    """Read a theme by its name, however it is written. Raises UnknownTheme."""
    wanted = _spaced(typed or "")
    if not wanted:
        return None
    found = next((one for one in Theme if wanted in _names(one)), None)
    if found is None:
        raise UnknownTheme(typed=cut(wanted, LINE))
    return found


def themes_like(typed: str, say: Say) -> list[app_commands.Choice[str]]:
    """Offer themes one of whose names holds what was typed, those that begin so first."""
    wanted = _spaced(typed)
    fits = [one for one in Theme if any(wanted in name for name in _names(one))]
    fits.sort(key=lambda one: not any(name.startswith(wanted) for name in _names(one)))
    named = [app_commands.Choice(name=say(f"theme.{one}"), value=one.value) for one in fits]
    return named[:CHOICES]


def sort_of(
    point: str | None = None,
    theme: str | None = None,
    purpose: str | None = None,
    stage: str | None = None,
    change_talk: str | None = None,
) -> Wanted:
    """Read the sort that a command's options name. Raises UnknownTheme, BeforeUpdate."""
    known = theme_of(theme)
    try:
        return sort_named(
            point=point, theme=known, purpose=purpose, stage=stage, change_talk=change_talk
        )
    except ValueError:
        raise BeforeUpdate from None


def _names(theme: Theme) -> tuple[str, str]:
    return _spaced(theme), _spaced(described(f"theme.{theme}").message)


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[_-]", " ", fold(text[:LONGEST])).split())
