"""The names by which people see the values of a question's fields."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import Say

_SHOWN: Mapping[str, type[StrEnum]] = {"point": Point, "purpose": Purpose, "theme": Theme}


def value_names(say: Say) -> dict[type[StrEnum], dict[str, str]]:
    """Give the name of each value of each field that people see."""
    return {
        field: {one.value: say(f"{table}.{one}") for one in field}
        for table, field in _SHOWN.items()
    }
