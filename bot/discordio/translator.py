"""Names and descriptions of commands in other languages, handed to Discord with the commands."""

import re

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.text.catalog import FALLBACK, language_for, sentences_of

LONGEST = 100
"""Characters of a description or a choice; Discord refuses all commands for one that is longer."""
_NAME = re.compile(r"[-_'\w]{1,32}")
_NAMES = frozenset({Location.command_name, Location.group_name, Location.parameter_name})


class Translator(app_commands.Translator):
    """Finds a text by the key that stands beside it; where there is none, Discord shows English."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Give the text in the language of a locale, if it is shipped and Discord would take it."""
        language = language_for(locale.value)
        if language == FALLBACK:
            return None
        found = sentences_of(language).get(str(string.extras.get("key")), "")
        return found if _is_taken(found, context.location) else None


def _is_taken(text: str, location: Location) -> bool:
    if location in _NAMES:
        return bool(_NAME.fullmatch(text)) and text == text.lower()
    return 1 <= len(text) <= LONGEST
