"""The pictures of the README show what people see today; the same evening says so, undrawn."""

import json
import sys

import pytest

from tests.every import every
from tests.meta.source import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from pictures import readme

ANEW = "`scripts/look readme` makes the pictures anew; look at them before you commit"
NOTED = json.loads(readme.NOTE.read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")


async def test_the_card_and_the_console_are_as_in_the_pictures():
    async with readme.check_in() as scene:
        seen = {name: sight.words async for name, sight in readme.sights(scene)}
    assert set(seen) == {readme.CARD, readme.CONSOLE}
    assert {name: NOTED[name]["shows"] for name in seen} == seen, ANEW


def test_the_page_is_still_made_of_what_it_was_when_its_picture_was_taken():
    assert NOTED[readme.PAGE]["shows"] == readme.page_of_today(), ANEW


@every(NOTED)
def test_a_picture_was_made_together_with_the_note_of_what_it_shows(name):
    assert NOTED[name]["file"] == readme.sum_of(readme.FOLDER / name), ANEW


def test_the_readme_shows_each_of_them_and_the_page_first():
    places = [README.find(f"(docs/pictures/{name})") for name in sorted(NOTED)]
    assert min(places) > 0
    assert min(places) == README.find(f"(docs/pictures/{readme.PAGE})")


@pytest.mark.parametrize("part", ["index.html", "page.css", "page.js"])
def test_another_page_is_noticed(part, monkeypatch, tmp_path):
    (tmp_path / part).write_text("another")
    monkeypatch.setattr(readme, "_PAGE_FILES", tmp_path)
    assert readme.page_of_today() != NOTED[readme.PAGE]["shows"]
