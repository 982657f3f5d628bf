"""What somebody did, in words: a press, a choice, a command, a form sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal.plain_text import label_of, options_of, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.rehearsal.simkit import Wire

_COMMAND, _COMPONENT, _FORM = 2, 3, 5
_SUBCOMMANDS = (1, 2)
_CATEGORY = 4
_OURS = "~"
"""A value that the bot made for its own list begins so."""


def _pressed(payload: Wire, _: Mapping[str, str]) -> str:
    data = payload["data"]
    for node in walk(payload.get("message", {}).get("components", [])):
        if node.get("custom_id") != data["custom_id"]:
            continue
        values = data.get("values")
        if values is None:
            return f"[{label_of(node)}]"
        named = {
            each["value"]: label
            for each, label in zip(node.get("options") or [], options_of(node), strict=True)
        }
        return f"({', '.join(str(named.get(each, 'a person or room')) for each in values)})"
    return "[a button]"


def _commanded(payload: Wire, offered: Mapping[str, str]) -> str:
    data = payload["data"]
    words, options = [str(data["name"])], list(data.get("options") or [])
    while options and options[0]["type"] in _SUBCOMMANDS:
        words.append(str(options[0]["name"]))
        options = list(options[0].get("options") or [])
    named = {**offered, **_named(data.get("resolved") or {})}
    said = [f"{each['name']}:{_chosen(str(each['value']), named)}" for each in options]
    return " ".join([f"/{' '.join(words)}", *said])


def _named(resolved: Wire) -> dict[str, str]:
    """Give what people, channels, roles and files of a command are called, by their ids."""
    called = (
        ("users", "@", ("global_name", "username")),
        ("roles", "@", ("name",)),
        ("channels", "#", ("name",)),
        ("attachments", "", ("filename",)),
    )
    named: dict[str, str] = {}
    for kind, mark, keys in called:
        for number, one in (resolved.get(kind) or {}).items():
            before = "" if one.get("type") == _CATEGORY and kind == "channels" else mark
            named[str(number)] = before + next(str(one[key]) for key in keys if one.get(key))
    return named


def _chosen(value: str, named: Mapping[str, str]) -> str:
    """Say a value as it was shown; one that only the bot reads stands for a line of its list."""
    return named.get(value) or ("(from the list)" if value.startswith(_OURS) else value)


def _filled(payload: Wire, _: Mapping[str, str]) -> str:
    given: list[str] = []
    for node in walk(payload["data"].get("components", [])):
        value = node.get("value", node.get("values"))
        if value is True:
            given.append("(ticked)")
        elif value:
            given.append(", ".join(value) if isinstance(value, list) else str(value))
    return "\n".join(given)


DOINGS: dict[int, tuple[str, Callable[[Wire, Mapping[str, str]], str]]] = {
    _COMMAND: ("command", _commanded),
    _COMPONENT: ("press", _pressed),
    _FORM: ("filled", _filled),
}
"""By the type of an interaction: what it is called in a transcript, and its words.

The words want to know how values of a list were shown: `World.offered`.
"""
