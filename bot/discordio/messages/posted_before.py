"""Detect duplicates before posting: a message of ours is known by its buttons, or by its words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

import discord
from discord import ui

from bot.domain.ids import short
from bot.services.ports.messages import Mark

Part = Mapping[str, object]
"""A component as it goes over the wire."""


def is_same(message: discord.Message, mark: Mark | None, view: ui.LayoutView | None) -> bool:
    """Tell whether a message of ours is the one that was to be posted as `view`.

    What has a mark is known by its buttons, so it is found without a view too.
    """
    shown = [dict(part.to_dict()) for part in message.components]
    if mark is not None:
        return any(_carries(button, mark) for button in _buttons(shown))
    if view is None:
        return False
    wanted = cast("Callable[[], list[Part]]", view.to_components)()
    return list(_words(shown)) == list(_words(wanted))


def shows(message: discord.Message, view: ui.LayoutView) -> bool:
    """Tell whether a message of ours has the words and the buttons of a drawing."""
    shown = [dict(part.to_dict()) for part in message.components]
    wanted = cast("Callable[[], list[Part]]", view.to_components)()
    same_words = list(_words(shown)) == list(_words(wanted))
    return same_words and list(_buttons(shown)) == list(_buttons(wanted))


def words_of(message: discord.Message) -> str:
    """Give all words of a message of ours."""
    return "\n".join(_words([dict(part.to_dict()) for part in message.components]))


def words_in(view: ui.LayoutView) -> str:
    """Give all words of a message as it is posted."""
    return "\n".join(_words(cast("Callable[[], list[Part]]", view.to_components)()))


def _carries(button: Sequence[str], mark: Mark) -> bool:
    action, place = mark.action or button[1], mark.place or button[-1]
    return short(mark.meeting) in button[1:] and (button[1], button[-1]) == (action, place)


def _buttons(parts: Iterable[Part]) -> Iterator[list[str]]:
    """Give the ids of our buttons, each cut into its parts."""
    for part in _all(parts):
        custom_id = str(part.get("custom_id") or "")
        if custom_id.startswith("or:"):
            yield custom_id.split(":")


def _words(parts: Iterable[Part]) -> Iterator[str]:
    for part in _all(parts):
        if isinstance(part.get("content"), str):
            yield str(part["content"]).strip()


def _all(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        inside = part.get("components")
        if isinstance(inside, list):
            yield from _all(inside)
        accessory = part.get("accessory")
        if isinstance(accessory, dict):
            yield from _all([accessory])
