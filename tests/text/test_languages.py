"""Which languages are shipped: the folder is looked at once, however many texts are asked for."""

import pathlib

import pytest

from bot.text import catalog
from bot.text.catalog import language_for, languages
from tests.languages import spoken


class Watched:
    """A folder of languages that counts how often somebody looks into it."""

    def __init__(self, folder: pathlib.Path, *names: str) -> None:
        self.looks = 0
        for name in names:
            (folder / name).mkdir()
        self._folder = folder

    def iterdir(self):
        self.looks += 1
        return self._folder.iterdir()


@pytest.fixture
def watched(monkeypatch, tmp_path):
    folder = Watched(tmp_path, "en", "it", "pt-BR")
    monkeypatch.setattr(catalog, "LOCALES", folder)
    languages.cache_clear()
    yield folder
    languages.cache_clear()


def test_the_folder_is_looked_at_once_for_all_texts_of_all_commands(watched):
    found = [language_for(locale) for locale in ("it", "pt-BR", "pt", "de-AT", "it-CH")]
    assert found == ["it", "pt-BR", "en", "en", "it"]
    assert languages() == ("en", "it", "pt-BR")
    assert watched.looks == 1


def test_a_language_made_for_a_test_is_there_as_long_as_the_test(tmp_path):
    before = languages()
    with spoken(tmp_path, "xx", {}):
        assert languages() == ("en", "xx")
    assert languages() == before
