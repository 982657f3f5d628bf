"""Shapes and words as SVG: every word is escaped, and set in a font that has its characters."""

from collections.abc import Iterable, Sequence
from typing import Literal
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from bot.documents.colours import INK, PAPER
from bot.documents.fonts import MAIN, runs

WIDTH = 780
"""Of every picture: two dots for each of a phone's 390."""
WORDS = 28
"""The size of words: 14 on a phone."""
_WIDE = frozenset({"W", "F"})
_ELLIPSIS = "…"

Anchor = Literal["start", "middle", "end"]
Spot = tuple[float, float]


def picture(height: float, parts: Iterable[str]) -> str:
    """Put shapes together on white, as wide as every picture."""
    ground = rectangle(0, 0, WIDTH, height, PAPER)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{number(height)}" '
        f'viewBox="0 0 {WIDTH} {number(height)}">{ground}{"".join(parts)}</svg>'
    )


def words(
    at: Spot, text: str, *, size: int = WORDS, colour: str = INK, anchor: Anchor = "start",
    bold: bool = False,
) -> str:  # fmt: skip
    """Write one line; a character that no font here has is left out."""
    pieces = "".join(
        f"<tspan font-family={quoteattr(family)}>{escape(piece)}</tspan>"
        for family, piece in runs(text)
    )
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-family="{MAIN}" font-size="{size}" '
        f'fill="{colour}" text-anchor="{anchor}" xml:space="preserve"{weight}>{pieces}</text>'
    )


def line(start: Spot, end: Spot, colour: str, width: float = 2, dashes: str = "") -> str:
    """Draw a line."""
    return stroke((start, end), colour, width, dashes)


def stroke(spots: Sequence[Spot], colour: str, width: float = 2, dashes: str = "") -> str:
    """Draw a line through several spots."""
    along = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{along}" fill="none" stroke="{colour}" '
        f'stroke-width="{number(width)}" stroke-linejoin="round" stroke-linecap="round"{broken}/>'
    )


def area(spots: Sequence[Spot], colour: str, edge: str = "") -> str:
    """Fill what several spots enclose."""
    along = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    around = f' stroke="{edge}" stroke-width="2"' if edge else ""
    return f'<polygon points="{along}" fill="{colour}"{around}/>'


def rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Fill a rectangle."""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" fill="{colour}"/>'
    )


def circle(at: Spot, radius: float, colour: str, edge: str = "", width: float = 2) -> str:
    """Fill a circle, with an edge or none."""
    around = f' stroke="{edge}" stroke-width="{number(width)}"' if edge else ""
    return (
        f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}" '
        f'fill="{colour}"{around}/>'
    )


def path(way: str, colour: str, edge: str = "") -> str:
    """Fill a path."""
    around = f' stroke="{edge}" stroke-width="2"' if edge else ""
    return f'<path d="{way}" fill="{colour}"{around}/>'


def number(value: float) -> str:
    """Write a number as short as it is drawn."""
    return f"{value:.1f}".removesuffix(".0")


def shortened(text: str, most: int) -> str:
    """Cut a text that would run out of the picture; a wide character counts as two."""
    room = most - 1
    for place, sign in enumerate(text):
        room -= 2 if east_asian_width(sign) in _WIDE else 1
        if room < 0 and sum(_breadth(one) for one in text) > most:
            return text[:place].rstrip() + _ELLIPSIS
    return text


def _breadth(sign: str) -> int:
    return 2 if east_asian_width(sign) in _WIDE else 1
