"""Messages as plain lines, so that a test reads like a transcript."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

ROW, BUTTON, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 4, 10, 18
SELECTS = (3, 5, 6, 7, 8)


def walk(components: list[Json]) -> Iterator[Json]:
    """Give every component, outer before inner, in the order they are read."""
    for one in components:
        yield one
        yield from walk(one.get("components", []))
        yield from walk([one[key] for key in ("component", "accessory") if one.get(key)])


def lines(message: Json) -> list[str]:
    """Write a message: its words, then its buttons as `[Label]`, menus as `<placeholder>`."""
    words: list[str] = message.get("content", "").splitlines()
    for embed in message.get("embeds", []):
        words += _embed(embed)
    words += _components(message.get("components", []))
    return words + [f"(file: {one['filename']})" for one in message.get("attachments", [])]


def _embed(embed: Json) -> list[str]:
    parts = [embed.get("title"), embed.get("description")]
    parts += [f"{field['name']}: {field['value']}" for field in embed.get("fields", [])]
    parts.append(embed.get("footer", {}).get("text"))
    return [line for part in parts if part for line in part.splitlines()]


def _components(components: list[Json]) -> list[str]:
    written: list[str] = []
    for one in components:
        kind = one["type"]
        if kind == TEXT_DISPLAY:
            written += one["content"].splitlines()
        elif kind == ROW:
            written.append(" ".join(map(_control, one["components"])))
        elif kind == BUTTON or kind in SELECTS:
            written.append(_control(one))
        else:
            inner = [one[key] for key in ("component", "accessory") if one.get(key)]
            written += _components(one.get("components", []) + inner)
    return written


def _control(one: Json) -> str:
    if one["type"] == BUTTON:
        words = one.get("label") or one.get("emoji", {}).get("name", "")
        return f"[{words}]" if not one.get("disabled") else f"[{words} (off)]"
    options = " | ".join(option["label"] for option in one.get("options", []))
    return f"<{one.get('placeholder') or 'choose'}: {options}>"


def buttons(message: Json) -> list[Json]:
    """List what can be pressed: label, custom id, whether it is off, where a link leads."""
    found = [one for one in walk(message.get("components", [])) if one["type"] == BUTTON]
    keys = ("label", "custom_id", "disabled", "url")
    return [{key: one.get(key) for key in keys} for one in found]


def menus(message: Json) -> list[Json]:
    """List the menus: custom id, type, placeholder, options."""
    found = [one for one in walk(message.get("components", [])) if one["type"] in SELECTS]
    keys = ("custom_id", "type", "placeholder", "options")
    return [{key: one.get(key) for key in keys} for one in found]
