"""A pack: a file of questions that one group gives to another, as TOML or as a table."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.prompts import table
from bot.content.prompts.rows import prompt_in, rows_of
from bot.content.source import LARGEST, too_large
from bot.domain.finding import Unreadable
from bot.domain.prompts.own_prompt import MOST
from bot.domain.prompts.pack import Refused
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Prompt, Purpose

_SPARE: dict[str, object] = {
    "id": "",
    "purpose": Purpose.OPEN_QUESTION.value,
    "change_talk": ChangeTalk.NONE.value,
    "stage": ChangeStage.ANY.value,
    "themes": [],
    "why": "",
}
"""What a row that leaves a field out stands for."""
_BREAKS = frozenset("\t\r\n")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Format(StrEnum):
    """The kinds of files; each is also how such a file's name ends."""

    TOML = "toml"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Pack:
    """What a file holds: rows that could be read, and those that could not."""

    prompts: tuple[Prompt, ...]
    unread: tuple[Refused, ...] = ()


def read(name: str, data: bytes) -> Pack:
    """Read a file by the end of its name; raises Unreadable.

    At most 64 KiB and 500 rows; nothing in it can take long (T-FUZZ-3).
    """
    kind = name.lower().rpartition(".")[2]
    if kind not in set(Format):
        raise Unreadable("ending")
    text = _text(data)
    rows = rows_of(text) if kind == Format.TOML else table.read(text)
    if not rows:
        raise Unreadable("no_row")
    if len(rows) > MOST:
        raise Unreadable("too_many_rows", count=len(rows), most=MOST)
    made = [(row, prompt_in(_SPARE | row, number)) for number, row in enumerate(rows, start=1)]
    return Pack(
        tuple(prompt for _, prompt in made if isinstance(prompt, Prompt)),
        tuple(
            Refused(found[0].where, str(row.get("text", "")), found)
            for row, found in made
            if not isinstance(found, Prompt)
        ),
    )


def write(prompts: Sequence[Prompt], kind: Format) -> tuple[bytes, ...]:
    """Write prompts as files that `read` takes; more than one when one would be too large."""
    text, encoding = (_toml, "utf-8") if kind is Format.TOML else (table.write, "utf-8-sig")
    return tuple(_parts(prompts, lambda some: text(some).encode(encoding)))


def _parts(prompts: Sequence[Prompt], made: Callable[[Sequence[Prompt]], bytes]) -> Iterator[bytes]:
    whole = made(prompts)
    if len(whole) <= LARGEST or len(prompts) == 1:
        yield whole
        return
    half = len(prompts) // 2
    yield from _parts(prompts[:half], made)
    yield from _parts(prompts[half:], made)


def _toml(prompts: Iterable[Prompt]) -> str:
    return "\n".join(
        "\n".join(["[[prompts]]", *(f"{column} = {_value(one, column)}" for column in _told(one))])
        + "\n"
        for one in prompts
    )


def _told(prompt: Prompt) -> Iterator[str]:
    return (column for column in table.COLUMNS if getattr(prompt, column))


def _value(prompt: Prompt, column: str) -> str:
    value: str | frozenset[str] = getattr(prompt, column)
    words = value if isinstance(value, str) else sorted(value)
    # A string of JSON is one of TOML, but for this one character.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise too_large()
    if data.startswith(_WIDE_MARKS):
        raise Unreadable("utf_16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Unreadable("not_utf_8", line=line) from fault
    strange = next((c for c in text if c < " " and c not in _BREAKS), None)
    if strange is not None:
        line = text.count("\n", 0, text.index(strange)) + 1
        raise Unreadable("not_text", line=line)
    if not text.strip().strip(_MARK):
        raise Unreadable("empty")
    return text
