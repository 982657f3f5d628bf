"""What somebody did, in words: a press, a choice, a command, a form sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal.plain_text import label_of, options_of, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rehearsal.simkit import Wire

_COMMAND, _COMPONENT, _FORM = 2, 3, 5
_SUBCOMMANDS = (1, 2)


def _pressed(payload: Wire) -> str:
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


def _commanded(payload: Wire) -> str:
    words, options = [str(payload["data"]["name"])], list(payload["data"].get("options") or [])
    while options and options[0]["type"] in _SUBCOMMANDS:
        words.append(str(options[0]["name"]))
        options = list(options[0].get("options") or [])
    said = [f"{each['name']}:{each['value']}" for each in options]
    return " ".join([f"/{' '.join(words)}", *said])


def _filled(payload: Wire) -> str:
    given: list[str] = []
    for node in walk(payload["data"].get("components", [])):
        value = node.get("value", node.get("values"))
        if value is True:
            given.append("(ticked)")
        elif value:
            given.append(", ".join(value) if isinstance(value, list) else str(value))
    return "\n".join(given)


DOINGS: dict[int, tuple[str, Callable[[Wire], str]]] = {
    _COMMAND: ("command", _commanded),
    _COMPONENT: ("press", _pressed),
    _FORM: ("filled", _filled),
}
"""By the type of an interaction: what it is called in a transcript, and its words."""
