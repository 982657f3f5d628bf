"""The words that point to a theme, by language."""

from collections.abc import Mapping

from bot.domain.language.en.themes import CUES, TOO_COMMON

__all__ = ["TOO_COMMON", "theme_cues"]

_CUES: Mapping[str, Mapping[str, str]] = {"en": CUES}


def theme_cues(language: str) -> Mapping[str, str]:
    """Give the cues of a language by the name of the theme; none where it has none."""
    return _CUES.get(language) or _CUES.get(language.partition("-")[0], {})
