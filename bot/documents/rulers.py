"""The picture of rulers from 0 to 10, one under the other, each under its question."""

from collections.abc import Iterator, Sequence

from bot.documents.colours import CURVES, EDGE, FAINT_INK, GRID, INK
from bot.documents.fonts import drawable
from bot.documents.svg import (
    WIDTH,
    Spot,
    area,
    circle,
    line,
    picture,
    rectangle,
    shortened,
    words,
)  # fmt: skip
from bot.documents.wheel import Scale, ScaleWords, said

_LEFT, _RIGHT = 56, WIDTH - 56
_EDGE = 36
_FIRST, _EACH = 124, 200
_MOST = 10
_THICK = 16
_NAME_LENGTH = 48


def rulers_svg(scales: Sequence[Scale], told: ScaleWords) -> str:
    """Draw a ruler for each scale."""
    parts = [words((_EDGE, 52), shortened(told.title, 46), size=32, bold=True)]
    for place, scale in enumerate(scales):
        parts.extend(_ruler(_FIRST + _EACH * place, scale, told.blank))
    return picture(_FIRST + _EACH * len(scales) - 56, parts)


def _ruler(top: float, scale: Scale, blank: str) -> Iterator[str]:
    name = shortened(drawable(scale.name, ""), _NAME_LENGTH)
    yield words((_EDGE, top), name, colour=INK)
    middle = top + 62
    yield rectangle(_LEFT, middle - _THICK / 2, _RIGHT - _LEFT, _THICK, GRID)
    for step in range(_MOST + 1):
        across = _across(step)
        yield line((across, middle - 14), (across, middle + 14), EDGE)
        yield words((across, middle + 48), str(step), size=24, colour=FAINT_INK, anchor="middle")
    if scale.value is None:
        yield words((_RIGHT + 20, top), said(scale, blank), colour=FAINT_INK, anchor="end")
        return
    yield from _marked((_across(scale.value), middle), scale, top)


def _marked(at: Spot, scale: Scale, top: float) -> Iterator[str]:
    """Fill up to the number, and put a mark on it; the number itself stands beside the question."""
    yield rectangle(_LEFT, at[1] - _THICK / 2, at[0] - _LEFT, _THICK, CURVES[0])
    tip = [(at[0], at[1] - 16), (at[0] - 15, at[1] - 38), (at[0] + 15, at[1] - 38)]
    yield area(tip, CURVES[0])
    yield circle(at, 13, CURVES[0])
    yield words((_RIGHT + 20, top), said(scale, ""), anchor="end", bold=True)


def _across(value: float) -> float:
    return _LEFT + value / _MOST * (_RIGHT - _LEFT)
