"""The picture of a trend: dots for days, joined where days touch; a gap stays a gap.

Nothing in it counts days, and no line says where a number should be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from bot.documents.colours import CURVES, EDGE, FAINT_INK, GRID, INK, LEARNED, PAPER
from bot.documents.fonts import drawable
from bot.documents.svg import (
    WIDTH,
    Anchor,
    Spot,
    area,
    circle,
    line,
    picture,
    shortened,
    stroke,
    words,
)  # fmt: skip
from bot.domain.journal.trend import Curve, Trend

_LEFT, _RIGHT = 76, WIDTH - 36
_TOP, _BOTTOM = 92, 452
_MOST = 10
_STEPS, _NAMED = range(0, _MOST + 1, 2), (0, 5, _MOST)
_MARKS = _BOTTOM + 30
_DAYS = _MARKS + 48
_LEGEND, _ROW = _DAYS + 62, 48
_SMALL, _LARGE = 4.5, 11.0
"""Of a dot; the small ones stand alone, as those that a line joins would hide it."""
_NAME_LENGTH = 40
_TURNS = {"diamond": (4, 0.0), "square": (4, pi / 4), "up": (3, 0.0), "down": (3, pi)}
_PATTERNS = ("", "12 7", "3 6", "16 6 3 6", "7 5", "20 8", "3 10")
_SHAPES = ("circle", "square", "up", "diamond", "ring", "down")


@dataclass(frozen=True, slots=True)
class TrendWords:
    """What stands in the picture, in the language of who sees it."""

    title: str
    first: str
    """The first day, under the left end."""
    last: str
    learned: str
    """What the marks under the days stand for."""


def trend_svg(seen: Trend, names: Mapping[int, str], told: TrendWords) -> str:
    """Draw a trend; `names` says what the curve of each number is called."""
    parts = [*_scale(told), *_learned(seen)]
    for order, curve in enumerate(seen.curves):
        parts.extend(_curve(curve, seen, order))
    rows = [drawable(names[one.strand], _letter(order)) for order, one in enumerate(seen.curves)]
    parts.extend(_legend(rows, seen))
    if seen.learned:
        parts.extend(_learned_row(len(rows), told.learned))
    height = _LEGEND + _ROW * (len(rows) + bool(seen.learned)) - 12
    return picture(height, parts)


def _scale(told: TrendWords) -> Iterator[str]:
    yield words((_LEFT - 40, 52), shortened(told.title, 46), size=32, bold=True)
    for step in _STEPS:
        yield line((_LEFT, _height(step)), (_RIGHT, _height(step)), GRID)
    for step in _NAMED:
        yield words((_LEFT - 18, _height(step) + 10), str(step), colour=FAINT_INK, anchor="end")
    yield line((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM), EDGE)
    ends: tuple[tuple[float, str, Anchor], ...] = (
        (_LEFT, told.first, "start"), (_RIGHT, told.last, "end"),
    )  # fmt: skip
    for across, day, anchor in ends:
        yield words((across, _DAYS), day, colour=FAINT_INK, anchor=anchor)


def _curve(curve: Curve, seen: Trend, order: int) -> Iterator[str]:
    colour, radius = CURVES[order % len(CURVES)], _radius(seen)
    crowded = radius == _SMALL
    for stretch in curve.stretches:
        spots = [(_across(point.day, seen), _height(point.value)) for point in stretch]
        if len(spots) > 1:
            yield stroke(spots, colour, 2.5 if crowded else 4, _dashes(order, seen))
        for spot in spots if not crowded or len(spots) == 1 else ():
            yield _dot(spot, radius, order)


def _learned(seen: Trend) -> Iterator[str]:
    for day in seen.learned:
        yield _flag((_across(day, seen), _MARKS))


def _legend(names: Sequence[str], seen: Trend) -> Iterator[str]:
    for order, name in enumerate(names):
        down = _LEGEND + _ROW * order
        colour = CURVES[order % len(CURVES)]
        dashes = _dashes(order, seen)
        yield line((_LEFT - 40, down - 10), (_LEFT + 16, down - 10), colour, 4, dashes)
        yield _dot((_LEFT - 12, down - 10), _LARGE, order)
        yield words((_LEFT + 36, down), shortened(name, _NAME_LENGTH), colour=INK)


def _learned_row(row: int, told: str) -> Iterator[str]:
    down = _LEGEND + _ROW * row
    yield _flag((_LEFT - 12, down - 10))
    yield words((_LEFT + 36, down), shortened(told, _NAME_LENGTH), colour=INK)


def _dot(at: Spot, radius: float, order: int) -> str:
    """Give each curve a shape of its own: colour alone says nothing to some."""
    colour, shape = CURVES[order % len(CURVES)], _SHAPES[order % len(_SHAPES)]
    if shape == "circle":
        return circle(at, radius, colour)
    if shape == "ring":
        return circle(at, radius - 1, PAPER, colour, 4)
    corners, turned = _TURNS[shape]
    return area(_polygon(at, radius * 1.25, corners, turned), colour)


def _flag(at: Spot) -> str:
    """Mark a day on which something was learned: a small star, as for something found."""
    spots = []
    for one in range(10):
        reach = 13 if one % 2 == 0 else 6
        spots.extend(_polygon(at, reach, 10, 0.0)[one : one + 1])
    return area(spots, LEARNED)


def _polygon(at: Spot, radius: float, corners: int, turned: float) -> list[Spot]:
    angles = (turned + 2 * pi * one / corners for one in range(corners))
    return [(at[0] + radius * sin(angle), at[1] - radius * cos(angle)) for angle in angles]


def _dashes(order: int, seen: Trend) -> str:
    """Give each line a pattern of its own where there is no room for the shapes of its dots."""
    return _PATTERNS[order % len(_PATTERNS)] if _radius(seen) == _SMALL else ""


def _radius(seen: Trend) -> float:
    days = (seen.last - seen.first).days + 1
    return max(_SMALL, min(_LARGE, (_RIGHT - _LEFT) / days / 2))


def _across(day: date, seen: Trend) -> float:
    """Place a day between the ends, a little inside them."""
    span, inside = (seen.last - seen.first).days, _LARGE * 2
    share = (day - seen.first).days / span
    return _LEFT + inside + share * (_RIGHT - _LEFT - 2 * inside)


def _height(value: float) -> float:
    return _BOTTOM - value / _MOST * (_BOTTOM - _TOP)


def _letter(order: int) -> str:
    """Name a curve whose own name has no character that can be drawn here."""
    return chr(ord("A") + order)
