"""The fonts of pictures and papers: where they lie, and which of them draws a character.

Noto Sans draws what it can; each other script has a file of its own. Chinese, Japanese and Korean
come with the extra `pdf` alone, as that file is three times as large as all the others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from unicodedata import category

from bot.documents.making import NotMade

MAIN = "Noto Sans"
PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""What brings the files; the second may be missing."""
_FILES = {
    "manimgx_fonts": "*.ttf",
    "manimgx_fonts_cjk": "*.ttc",
}
_COLLECTION = {"NotoSansCJK": "Noto Sans CJK SC"}
"""What a collection's font is called that has every character of it."""
_SLANTED = "Italic"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FORMAT = "Cf"
_UNSEEN = frozenset("\ufe0e\ufe0f")
"""Not seen themselves: they say how what is before them is drawn, as signs of format do."""
_CLINGS = frozenset({"Mn", "Me", "Mc", _FORMAT})
"""What belongs to the character before it (Unicode's general categories)."""
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_BY_SEGMENT, _BY_GROUP = 4, 12
"""The two ways in which a font's table says which characters it has."""


@dataclass(frozen=True, slots=True)
class Font:
    """One file, and the name of its family."""

    family: str
    path: Path

    def draws(self, sign: str) -> bool:
        """Tell whether the file holds a character."""
        starts, ends = _ranges(self.path)
        place = bisect_right(starts, ord(sign)) - 1
        return place >= 0 and ord(sign) <= ends[place]


@cache
def folders() -> tuple[Path, ...]:
    """Give the folders that hold fonts, here."""
    specs = (find_spec(name) for name in PACKAGES)
    return tuple(Path(spec.origin).parent for spec in specs if spec and spec.origin)


@cache
def fonts() -> tuple[Font, ...]:
    """Give every font there is here, the main one first."""
    files = (file for folder in folders() for file in sorted(folder.glob(_FILES[folder.name])))
    found = [Font(_family(file), file) for file in files if _SLANTED not in file.name]
    return tuple(sorted(found, key=lambda font: font.family != MAIN))


def must_be_there() -> None:
    """Refuse to draw where the main font is missing: words would be left out. Raises NotMade."""
    if not any(font.family == MAIN for font in fonts()):
        raise NotMade


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into pieces of one font each, with its family; what none draws is left out."""
    family, piece = "", ""
    for sign in text:
        wanted = _family_for(sign, family)
        if wanted and wanted != family and piece:
            yield family, piece
            piece = ""
        if wanted:
            family, piece = wanted, piece + sign
    if piece:
        yield family, piece


def drawable(text: str, instead: str) -> str:
    """Give what can be drawn of a text; other words where that is nothing."""
    return "".join(piece for _, piece in runs(text)).strip() or instead


def _family_for(sign: str, before: str) -> str:
    """Name the family for a character; what clings to the one before it is drawn with that."""
    drawing = [font.family for font in fonts() if font.draws(sign)]
    if before and (category(sign) in _CLINGS or sign in _TONES):
        unseen = sign in _UNSEEN or category(sign) == _FORMAT
        return before if unseen or before in drawing else ""
    return drawing[0] if drawing else ""


def _family(file: Path) -> str:
    stem = re.split(r"[\[-]", file.name)[0]
    return _COLLECTION.get(stem) or _HUMP.sub(" ", stem)


@lru_cache(maxsize=64)
def _ranges(path: Path) -> tuple[list[int], list[int]]:
    """Read which characters a file holds: where each range begins, and where it ends."""
    raw = path.read_bytes()
    found = sorted(_read(raw, _table(raw)))
    return [start for start, _ in found], [end for _, end in found]


def _table(raw: bytes) -> int:
    """Find the fullest table of characters in a font, or in the first of a collection."""
    head = unpack_from(">I", raw, 12)[0] if raw.startswith(b"ttcf") else 0
    count = unpack_from(">H", raw, head + 4)[0]
    entries = (unpack_from(">4sIII", raw, head + 12 + 16 * one) for one in range(count))
    start: int = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    parts = range(unpack_from(">H", raw, start + 2)[0])
    tables = [start + unpack_from(">I", raw, start + 8 + 8 * one)[0] for one in parts]
    known = {unpack_from(">H", raw, table)[0]: table for table in tables}
    by_group: int | None = known.get(_BY_GROUP)
    return known[_BY_SEGMENT] if by_group is None else by_group


def _read(raw: bytes, table: int) -> Iterator[tuple[int, int]]:
    if unpack_from(">H", raw, table)[0] == _BY_GROUP:
        for one in range(unpack_from(">I", raw, table + 12)[0]):
            start, end, _ = unpack_from(">III", raw, table + 16 + 12 * one)
            yield start, end
        return
    count = unpack_from(">H", raw, table + 6)[0] // 2
    ends = unpack_from(f">{count}H", raw, table + 14)
    starts = unpack_from(f">{count}H", raw, table + 16 + 2 * count)
    yield from zip(starts[:-1], ends[:-1], strict=True)  # the last one says that it ends there
