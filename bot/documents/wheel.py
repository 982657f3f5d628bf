"""The picture of a wheel: a part for each number, filled from the middle; its names stand below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from bot.documents.colours import CURVES, EDGE, FAINT_INK, FILLED, GRID, INK, PAPER
from bot.documents.fonts import drawable
from bot.documents.svg import (
    WIDTH,
    Spot,
    circle,
    line,
    number,
    path,
    picture,
    shortened,
    words,
)  # fmt: skip

_MIDDLE: Spot = (WIDTH / 2, 370)
_RIM = 262
_MOST = 10
_RINGS = (2, 4, 6, 8)
_LEGEND, _ROW = 718, 46
_LEFT = 40
_NAME_LENGTH = 42


@dataclass(frozen=True, slots=True)
class Scale:
    """One part of a wheel, or one ruler: its name, and a number from 0 to 10 or none."""

    name: str
    value: int | None
    note: str = ""
    """Said beside the number, such as what matters most."""


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """What else stands in the picture of a wheel or of rulers."""

    title: str
    blank: str
    """Stands where there is no number."""


def wheel_svg(scales: Sequence[Scale], told: ScaleWords) -> str:
    """Draw a wheel of three parts or more, clockwise from the top."""
    count = len(scales)
    parts = [words((_LEFT, 52), shortened(told.title, 46), size=32, bold=True)]
    parts.append(circle(_MIDDLE, _RIM, PAPER, EDGE))
    parts += [circle(_MIDDLE, _RIM * ring / _MOST, "none", GRID) for ring in _RINGS]
    for place, scale in enumerate(scales):
        parts.extend(_part(place, count, scale))
    for place in range(count):
        parts.append(line(_MIDDLE, _at(place / count, _RIM), EDGE))
        across, down = _at((place + 0.5) / count, _RIM + 28)
        parts.append(words((across, down + 10), str(place + 1), anchor="middle", bold=True))
    for place, scale in enumerate(scales):
        parts.extend(_row(place, scale, told.blank))
    return picture(_LEGEND + _ROW * count - 8, parts)


def _part(place: int, count: int, scale: Scale) -> Iterator[str]:
    """Fill one part; where it is nothing or blank there is nothing to fill."""
    if not scale.value:
        return
    reach = _RIM * scale.value / _MOST
    start, end = _at(place / count, reach), _at((place + 1) / count, reach)
    way = f"M{_spot(_MIDDLE)} L{_spot(start)} A{number(reach)},{number(reach)} 0 0,1 {_spot(end)} Z"
    yield path(way, FILLED, CURVES[0])


def _row(place: int, scale: Scale, blank: str) -> Iterator[str]:
    down = _LEGEND + _ROW * place
    name = shortened(drawable(scale.name, ""), _NAME_LENGTH)
    yield words((_LEFT + 34, down), str(place + 1), anchor="end", bold=True)
    yield words((_LEFT + 54, down), name, colour=INK)
    yield words((WIDTH - _LEFT, down), said(scale, blank), colour=FAINT_INK, anchor="end")


def said(scale: Scale, blank: str) -> str:
    """Say a number with its note; other words where there is none."""
    value = blank if scale.value is None else str(scale.value)
    return f"{scale.note} {value}" if scale.note else value


def _at(share: float, reach: float) -> Spot:
    """Give the spot at a share of a whole turn, clockwise from the top."""
    angle = 2 * pi * share
    return _MIDDLE[0] + reach * sin(angle), _MIDDLE[1] - reach * cos(angle)


def _spot(at: Spot) -> str:
    return f"{number(at[0])},{number(at[1])}"
