"""PNG from SVG by resvg, with our own fonts: the same picture on every machine."""

import re
from collections.abc import Callable
from pathlib import Path

from bot.documents.fonts import fonts, must_be_there
from bot.documents.making import Order, made
from bot.documents.svg import WIDTH

_FAMILY = re.compile(r'font-family="([^"]+)"')


async def png(draw: Callable[[], str], width: int = WIDTH) -> bytes:
    """Draw an SVG and give it as PNG, off the loop. Raises NotMade."""
    return await made(lambda: png_order(draw(), width))


def png_order(svg: str, width: int = WIDTH) -> Order:
    """Say what is needed to draw it: only the fonts that its words are set in."""
    must_be_there()
    used = set(_FAMILY.findall(svg))
    files = [str(Path(font.path)) for font in fonts() if font.family in used]
    return {"make": "png", "svg": svg, "width": width, "fonts": files}
