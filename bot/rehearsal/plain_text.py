"""A card, a message or a form as plain text, for transcripts, tests and people without a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Node = Mapping[str, Any]

_BUTTON, _STRING_SELECT, _TEXT_INPUT, _SECTION, _TEXT, _SEPARATOR, _LABEL = 2, 3, 4, 9, 10, 14, 18
_GALLERY, _FILE = 12, 13
_PICKERS = {5: "a member", 6: "a role", 7: "a member or a role", 8: "a channel"}
_RADIO, _CHECKBOXES, _CHECKBOX = 21, 22, 23
_MENTION = re.compile(r"<(?P<kind>@!?|@&|#)(?P<id>\d+)>")
_TIME = re.compile(r"<t:(?P<at>-?\d+)(?::(?P<style>[tTdDfFR]))?>")
_MARKS = re.compile(
    r"^(?:#{1,3} |-# |> )+|(?<!\\)(?:\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w))", re.MULTILINE
)
_ESCAPED = re.compile(r"\\([\\`*_~|>#\[\]<@/.+)-])")


@dataclass(frozen=True, slots=True)
class Plain:
    """What somebody would read and could press."""

    text: str
    buttons: tuple[str, ...]
    selects: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Pictures by what is said of them to whoever cannot see them, files by their names."""

    def __str__(self) -> str:
        """The text, then the menus, then the buttons in brackets."""
        presses = " ".join(f"[{each}]" for each in self.buttons)
        return "\n".join(each for each in (self.text, *self.selects, presses) if each)


def plain(
    components: Sequence[Node],
    content: str = "",
    *,
    name: Callable[[str, int], str] | None = None,
    time: Callable[[int, str], str] | None = None,
) -> Plain:
    """Read a Components V2 tree, or a form, from top to bottom.

    `name(kind, id)` says who `<@1>` (kind "@"), `<@&1>` ("@&") or `<#1>` ("#") is;
    `time(seconds, style)` says a `<t:…>` timestamp.
    """
    lines = [content] if content else []
    buttons: list[str] = []
    selects: list[str] = []
    files: list[str] = []
    for node in walk(components):
        kind = node.get("type")
        if kind == _TEXT:
            lines.append(str(node.get("content", "")))
        elif kind == _LABEL:
            lines.append(str(node.get("label", "")))
        elif kind == _BUTTON:
            buttons.append(label_of(node))
        elif kind in (_GALLERY, _FILE):
            files.extend(_attached(node))
        else:
            selects.extend(_menu(node))
    text = _clean("\n".join(lines), name, time)
    return Plain(text, tuple(buttons), tuple(selects), tuple(files))


def walk(components: Sequence[Node]) -> Iterator[Node]:
    """Every component in reading order, however deep."""
    for node in components:
        yield node
        yield from walk(node.get("components") or ())
        yield from walk([each for key in ("accessory", "component") if (each := node.get(key))])


def label_of(button: Node) -> str:
    """A button's words; where it has only a picture, the picture's name."""
    return str(button.get("label") or (button.get("emoji") or {}).get("name") or "")


def options_of(node: Node) -> list[str]:
    """The choices of a menu, radio group or list of boxes, as words."""
    return [str(each.get("label") or each.get("value")) for each in node.get("options") or ()]


def _attached(node: Node) -> list[str]:
    if node.get("type") == _FILE:
        return [f"(a file: {_file_name(node['file'])})"]
    shown = [each.get("description") or _file_name(each["media"]) for each in node.get("items", ())]
    return [f"(a picture: {each})" for each in shown]


def _file_name(media: Node) -> str:
    return str(media.get("url", "")).partition("?")[0].rpartition("/")[2]


def _menu(node: Node) -> list[str]:
    kind = node.get("type")
    if kind in (_STRING_SELECT, _RADIO, _CHECKBOXES):
        return [f"({node.get('placeholder') or 'Choose'}: {' / '.join(options_of(node))})"]
    if kind in _PICKERS:
        return [f"({node.get('placeholder') or 'Choose'}: {_PICKERS[kind]})"]
    if kind == _TEXT_INPUT:
        return [f"({node.get('placeholder') or node.get('label') or 'Write here'})"]
    if kind == _CHECKBOX:
        return ["(a box to tick)"]
    return []


def _clean(
    text: str, name: Callable[[str, int], str] | None, time: Callable[[int, str], str] | None
) -> str:
    if name is not None:
        text = _MENTION.sub(lambda m: name(m["kind"].rstrip("!"), int(m["id"])), text)
    if time is not None:
        text = _TIME.sub(lambda m: time(int(m["at"]), m["style"] or "f"), text)
    return _ESCAPED.sub(r"\1", _MARKS.sub("", text)).strip()
