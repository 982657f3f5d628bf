"""What the lookup knows of a language, a folder each: what was learnt from what people type.

scripts/tune has learnt from scripts/situations where each word points (words.bin), each phrase
(phrases.bin), each question (wanted.bin) and each situation note (notes.bin), and how seldom each
question hurts (tact.bin, one number a row). All are written alike: `ORWT1` and a line feed; then,
each a little-endian unsigned 32-bit number, the CRC-32 of all that follows it, the count of rows,
the numbers in a row and the bytes of the names; the words, or the ids of questions, in UTF-8, one a
line, or the keys of phrases, ascending, four bytes each; a byte of weight for each; and the rows, a
signed byte for each number. A word that begins with ## continues another.
"""

import struct
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zlib import crc32

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, folders_in, read, text_of
from bot.domain.ids import PromptId
from bot.domain.language.embedding_rows import WORD_NORM
from bot.domain.language.phrase_embeddings import PhraseEmbeddings
from bot.domain.language.registry import FALLBACK
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.circumstance import Circumstance

_MAGIC = b"ORWT1\n"
_HEAD, _KEY = struct.Struct("<IIII"), struct.Struct("<I")


class _NeverHurts(BaseModel):
    model_config = STRICT
    told: Circumstance | None = None
    prompts: tuple[PromptId, ...]


class _NeverHurt(BaseModel):
    model_config = STRICT
    never_hurt: tuple[_NeverHurts, ...]


class _QuietRoom(BaseModel):
    model_config = STRICT
    prompts: tuple[PromptId, ...]


_NEVER_HURT = TypeAdapter(_NeverHurt)
_QUIET_ROOM = TypeAdapter(_QuietRoom)


def languages() -> tuple[str, ...]:
    """Name the languages that the lookup understands."""
    return folders_in("lookup")


@cache
def words(language: str = FALLBACK) -> WordEmbeddings:
    """Give the word table of a language; read and checked once."""
    raw = files("bot.content").joinpath(f"lookup/{language}/words.bin").read_bytes()
    return table_in(raw, language)


@cache
def phrases(language: str = FALLBACK) -> PhraseEmbeddings | None:
    """Give where phrases point; None of a language that has none."""
    raw = _file(language, "phrases.bin")
    if raw is None:
        return None
    width, keys, weights, values = _parts(raw)
    return PhraseEmbeddings((key for (key,) in _KEY.iter_unpack(keys)), weights, values, width)


@cache
def wanted(language: str = FALLBACK) -> WordEmbeddings | None:
    """Give where each of our questions points among the words; None of a language that has none."""
    return _learnt(language, "wanted.bin")


@cache
def noted(language: str = FALLBACK) -> WordEmbeddings | None:
    """Give the same for each situation note, and for none of them."""
    return _learnt(language, "notes.bin")


@cache
def tact(language: str = FALLBACK) -> Mapping[PromptId, float]:
    """Tell how seldom each question hurt where it came up, -1 to 1; 0 is usual."""
    table = _learnt(language, "tact.bin")
    if table is None:
        return MappingProxyType({})
    each = {PromptId(one): table.direction(one)[0] / WORD_NORM for one in table.rows}
    return MappingProxyType(each)


def _learnt(language: str, name: str) -> WordEmbeddings | None:
    raw = _file(language, name)
    return None if raw is None else table_in(raw, language)


def _file(language: str, name: str) -> bytes | None:
    file = files("bot.content").joinpath(f"lookup/{language}/{name}")
    return file.read_bytes() if file.is_file() else None


def table_in(raw: bytes, language: str = FALLBACK) -> WordEmbeddings:
    """Read a table; raises ValueError when a byte of it is not as it was written."""
    width, names, weights, values = _parts(raw)
    return WordEmbeddings(names.decode().split("\n"), weights, values, width, language)


def _parts(raw: bytes) -> tuple[int, bytes, bytes, bytes]:
    start = len(_MAGIC) + _HEAD.size
    if not raw.startswith(_MAGIC) or len(raw) < start:
        raise ValueError("This is not a table of words.")
    check, count, width, size = _HEAD.unpack_from(raw, len(_MAGIC))
    whole = start + size + count * (1 + width)
    if len(raw) != whole or crc32(raw[len(_MAGIC) + 4 :]) != check:
        raise ValueError("The table of words is damaged.")
    weights = start + size
    return width, raw[start:weights], raw[weights : weights + count], raw[weights + count :]


@cache
def never_hurt(language: str = FALLBACK) -> Mapping[Circumstance | None, tuple[PromptId, ...]]:
    """Give the questions for when nothing fits well, by what was told, the gravest first.

    Those of None are for anything else.
    """
    rows = read(text_of(f"lookup/{language}/never_hurt.toml"), _NEVER_HURT).never_hurt
    return MappingProxyType({row.told: row.prompts for row in rows})


@cache
def quiet_room(language: str = FALLBACK) -> tuple[PromptId, ...]:
    """Give light questions for everyone, for a room in which nobody knows what to say."""
    return read(text_of(f"lookup/{language}/quiet_room.toml"), _QUIET_ROOM).prompts
