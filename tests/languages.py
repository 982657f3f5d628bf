"""Languages made for a test: a catalogue beside the English one, for as long as a test lasts."""

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.text import catalog


@contextmanager
def spoken(folder: Path, language: str, sentences: Mapping[str, str]) -> Iterator[None]:
    """Ship one more language: `sentences` by key."""
    shutil.copytree(Path(str(catalog.LOCALES)) / "en", folder / "en")
    (folder / language).mkdir()
    lines = (f"{json.dumps(key)} = {json.dumps(said)}" for key, said in sentences.items())
    written = "\n".join(lines)
    assert tomllib.loads(written) == dict(sentences)
    (folder / language / "all.toml").write_text(written, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog, "LOCALES", folder)
        _read_anew()
        yield
    _read_anew()


def _read_anew() -> None:
    catalog.languages.cache_clear()
    catalog.sentences_of.cache_clear()
