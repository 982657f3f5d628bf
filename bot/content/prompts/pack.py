"""A pack: a file of questions that one group gives to another, as TOML or as a table."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.content import encoding
from bot.content.prompts import load, table
from bot.content.prompts.rows import NO_NAMES, Row, prompt_in, rows_of
from bot.content.prompts.values import Names
from bot.content.source import LARGEST
from bot.domain.finding import Finding, Unreadable
from bot.domain.ids import PromptId
from bot.domain.prompts.own_prompt import MOST
from bot.domain.prompts.pack import Refused
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Prompt, Purpose
from bot.domain.prompts.verdict import judge_all

_SPARE: dict[str, object] = {
    "id": "",
    "purpose": Purpose.OPEN_QUESTION.value,
    "change_talk": ChangeTalk.NONE.value,
    "stage": ChangeStage.ANY.value,
    "themes": [],
    "why": "",
}
"""What a row that leaves a field out stands for."""


class Format(StrEnum):
    """The kinds of files; each is also how such a file's name ends."""

    TOML = "toml"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Pack:
    """What a file holds: rows that could be read, and those that could not."""

    prompts: tuple[Prompt, ...]
    unread: tuple[Refused, ...] = ()
    places: tuple[str, ...] = ()
    """Where each of `prompts` stands in the file."""


def read(name: str, data: bytes, names: Names = NO_NAMES) -> Pack:
    """Read a file by the end of its name; raises Unreadable.

    At most 64 KiB and 500 rows; nothing in it can take long (T-FUZZ-3). `names` are those by which
    people see the values of fields.
    """
    rows = _rows(name, data)
    if len(rows) > MOST:
        raise Unreadable("too_many_rows", count=len(rows), most=MOST)
    made = [(row, prompt_in(replace(row, fields={**_SPARE, **row.fields}), names)) for row in rows]
    good = [(row.where, prompt) for row, prompt in made if isinstance(prompt, Prompt)]
    return Pack(
        tuple(prompt for _, prompt in good),
        tuple(
            Refused(found[0].where, str(row.fields.get("text", "")), found)
            for row, found in made
            if not isinstance(found, Prompt)
        ),
        tuple(place for place, _ in good),
    )


def linted(name: str, data: bytes, names: Names = NO_NAMES) -> tuple[Finding, ...]:
    """Say of each row what `read`, and then the judge of a group's own questions, say of it.

    Raises Unreadable.
    """
    found = read(name, data, names)
    places = {PromptId(f"row-{number}"): place for number, place in enumerate(found.places)}
    named = [replace(one, id=id_) for one, id_ in zip(found.prompts, places, strict=True)]
    verdicts = judge_all(named, load())
    return (
        *(finding for row in found.unread for finding in row.findings),
        *(
            replace(finding, where=places[verdict.prompt.id])
            for verdict in verdicts
            for finding in (*verdict.faults, *verdict.hints)
        ),
    )


def _rows(name: str, data: bytes) -> tuple[Row, ...]:
    kind = name.lower().rpartition(".")[2]
    if kind == Format.TOML:
        return rows_of(encoding.text_in(data, Format.TOML))
    if kind != Format.CSV:
        raise Unreadable("ending")
    rows = table.read(encoding.text_in(data, Format.CSV))
    if not rows:
        raise Unreadable("no_row")
    return rows


def write(prompts: Sequence[Prompt], kind: Format) -> tuple[bytes, ...]:
    """Write prompts as files that `read` takes; more than one when one would be too large."""
    text, form = (_toml, "utf-8") if kind is Format.TOML else (table.write, "utf-8-sig")
    return tuple(_parts(prompts, lambda some: text(some).encode(form)))


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
    value: str | tuple[str, ...] | frozenset[str] = getattr(prompt, column)
    words = sorted(value) if isinstance(value, frozenset) else value
    # A string of JSON is one of TOML, but for this one character.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
