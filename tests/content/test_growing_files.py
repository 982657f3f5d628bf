"""Whatever reads a file works in step with the size of the file: none of 64 KiB stops the bot."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from bot.config.mistakes import ConfigMistakes
from bot.config.sources import of_file
from bot.content import prompts, worksheets
from bot.content.prompts import pack
from bot.content.source import LARGEST
from bot.content.templates.reading import judged
from bot.domain.ids import PromptId
from bot.domain.prompts.pack import compare
from tests.content.growing import TABLES, TOML, Built
from tests.growth import IN_STEP, growth

SMALL = LARGEST // 4
MOST_TIMES = 4 * IN_STEP
"""As often as long a file four times as large may take; the square is 16 times."""
BESIDE = 100
"""Questions of the library that stand beside a file: what they cost does not grow with it."""


def imported(ending: str) -> Callable[[str], object]:
    """What `/prompt import` does with a file, the library beside it."""

    def read(text: str) -> object:
        found = pack.read(f"a.{ending}", text.encode())
        fresh = [PromptId(f"g{number}") for number, _ in enumerate(found.prompts)]
        return compare((), prompts.load()[:BESIDE], found.prompts, fresh, found.unread)

    return read


def settings(text: str) -> object:
    """What every command of `openround` does with `config.toml`."""
    path = Path("config.toml")
    path.write_text(text, encoding="utf-8")
    return of_file(path)


READERS: dict[str, tuple[Callable[[str], object], Mapping[str, Built]]] = {
    "import-toml": (imported("toml"), TOML),
    "import-table": (imported("csv"), TABLES),
    "lint-toml": (prompts.linted, TOML),
    "lint-own-toml": (lambda text: pack.linted("a.toml", text.encode()), TOML),
    "lint-table": (lambda text: pack.linted("a.csv", text.encode()), TABLES),
    "lint-template": (judged, TOML),
    "worksheet": (worksheets.parse, TOML),
    "settings": (settings, TOML),
}


def read_or_refuse(read: Callable[[str], object], text: str) -> None:
    """Read a file; one that is refused is as good."""
    with suppress(ValueError, ConfigMistakes):
        read(text)


@pytest.mark.parametrize("reader", READERS)
def test_the_work_on_a_file_grows_in_step_with_its_size(reader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pack, "load", lambda: prompts.load()[:BESIDE])
    read, files = READERS[reader]
    grown = {name: growth(*_two_sizes(read, files[name])) for name in files}
    assert {name: times for name, times in grown.items() if times >= MOST_TIMES} == {}


def _two_sizes(read: Callable[[str], object], built: Built) -> Iterator[Callable[[], None]]:
    for size in (SMALL, LARGEST - 1):
        yield partial(read_or_refuse, read, built(size))


@pytest.mark.parametrize("name", [*TOML, *TABLES])
def test_the_files_are_as_large_as_a_file_may_be(name):
    built = TOML.get(name) or TABLES[name]
    assert LARGEST * 0.9 < len(built(LARGEST - 1).encode()) <= LARGEST
