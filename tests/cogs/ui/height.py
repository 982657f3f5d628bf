"""How high a card stands on a phone 390 pixels wide, reckoned like the pictures of `scripts/look`.

It wraps the words by the font of SimCord's page and adds up that page's spaces. Laid beside 64
pictures of cards and consoles it was right to 6 pixels, or a line too high where a clock is shorter
than the longest; lists of topics aside. Discord's own app has another font, and there a `Section`
keeps its button beside its words: this tells what has grown, not what a phone shows to the pixel.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import simcord
from discord import ui
from PIL import ImageFont

from bot.rehearsal.plain_text import plain
from bot.rehearsal.simkit import Wire

_FONT = Path(simcord.__file__).parent / "preview/static/fonts/noto-sans-latin-v2.015.ttf"
_WIDE, _SIZE, _HEADING, _LINE, _HEADING_LINE, _LISTED = 265, 16, 20, 22, 24, 24
_PARAGRAPHS, _BUTTON, _ROW, _MENU, _SECTION = 4, 32, 10, 40, 18
_AROUND = 61
"""The name above, and what stands between a card's edges and its words."""
_GAP, _IN_A_BUTTON = 8, 26


def height(view: ui.LayoutView) -> int:
    """Reckon how high a card stands, in pixels."""
    return round(_AROUND + sum(_high(node) for node in _blocks(view.to_components())))


def _blocks(nodes: list[Wire]) -> Iterator[Wire]:
    for node in nodes:
        if node["type"] == 17:
            yield from _blocks(node["components"])
        else:
            yield node


def _high(node: Wire) -> float:
    match node["type"]:
        case 1:
            return _row(node["components"]) + _ROW
        case 9:
            words = sum(_high(one) for one in node["components"])
            return words + _row([node["accessory"]]) + _SECTION
        case 10:
            return _text(node["content"])
        case _:
            return _GAP * 2


def _row(nodes: list[Wire]) -> float:
    if "label" not in nodes[0]:
        return _MENU
    lines, across = 1, 0.0
    for node in nodes:
        wide = _width(node["label"], 14) + _IN_A_BUTTON
        lines, across = (lines, across) if across + wide <= _WIDE else (lines + 1, 0.0)
        across += wide + _GAP
    return lines * (_BUTTON + _GAP) - _GAP


def _text(content: str) -> float:
    high = 0.0
    for paragraph in content.strip().split("\n\n"):
        high += sum(_line(line) for line in paragraph.split("\n")) + _PARAGRAPHS
    return high


def _line(line: str) -> float:
    is_heading = line.startswith("#")
    size, each = (_HEADING, _HEADING_LINE) if is_heading else (_SIZE, _LINE)
    room = _WIDE - _LISTED if line.partition(". ")[0].isdecimal() else _WIDE
    words = plain([], line, time=_time).text.split(" ")
    bold, blank = is_heading or line.startswith("**"), _width(" ", size)
    lines, across = 1, 0.0
    for word in words:
        wide = _width(word, size, bold=bold)
        lines, across = (lines, across) if across + wide <= room else (lines + 1, 0.0)
        across += wide + blank
    return lines * each + (_PARAGRAPHS if is_heading else 0)


def _time(_: int, style: str) -> str:
    return "in 10 minutes" if style == "R" else "10:24 PM"


def _width(words: str, size: int, *, bold: bool = False) -> float:
    return _font(bold).getlength(words) * size / 100


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_FONT), 100)
    font.set_variation_by_axes([700 if bold else 400, 100])
    return font
