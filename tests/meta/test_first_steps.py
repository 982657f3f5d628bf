"""The first steps of a newcomer: what the pages say to get, type and look at is so."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.cli.commands import main
from tests.every import every
from tests.meta.source import ROOT, text, tracked

README = Path("README.md")
HOW_TO = [
    Path("docs/how-to") / f"{name}.md"
    for name in ("run-for-your-group", "keep-it-running", "update-move-remove")
]
PICTURES = [path for path in tracked() if path.parts[:2] == ("docs", "pictures")]
DRAWINGS = [path for path in PICTURES if path.suffix == ".svg"]
COMMAND = re.compile(r"scripts/run ([a-z]+)")
SHOWN = re.compile(r"!\[([^\]]+)\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"https?://[^\s>)]+")
NONE_YET = "no download address"
DRAWN = {"svg", "title", "g", "rect", "circle", "path", "text"}
"""Shapes and words: a drawing that fetches nothing and runs nothing."""


def section(heading: str) -> str:
    """Give one section of the README."""
    return text(README).partition(f"## {heading}\n")[2].partition("\n## ")[0]


def is_found_where(said: str, urls: list[str]) -> bool:
    """Tell whether the words name the one address there is, or say plainly that there is none."""
    return ADDRESS.findall(said) == urls[:1] and (NONE_YET in " ".join(said.split())) != bool(urls)


def test_the_readme_says_where_to_get_it_and_invents_no_address():
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]
    assert is_found_where(section("Where to get it"), list(project.get("urls", {}).values()))


@pytest.mark.parametrize(
    ("said", "urls", "is_right"),
    [
        ("It has no download address yet.", [], True),
        ("From <https://example.org/openround>.", ["https://example.org/openround"], True),
        ("From <https://example.org/openround>.", [], False),
        ("It has no download address yet.", ["https://example.org/openround"], False),
    ],
)
def test_an_address_that_nobody_gave_is_noticed(said, urls, is_right):
    assert is_found_where(said, urls) is is_right


def test_whoever_has_only_a_phone_reads_first_that_practising_needs_a_computer():
    before, shell, _ = section("Try it, without Discord").partition("```sh")
    assert shell
    assert "This page, and running the bot, need a computer." in before


@every([README, *HOW_TO])
def test_every_command_that_a_newcomer_is_told_to_type_exists(page):
    named = set(COMMAND.findall(text(page)))
    assert named
    assert named <= set(main.commands)


def test_the_readme_links_every_page_of_the_first_steps():
    assert [page for page in HOW_TO if f"({page.as_posix()})" not in text(README)] == []


def test_what_is_run_on_every_change_stands_in_the_readme():
    workflow = text(Path(".github/workflows/tests.yml"))
    lines = re.findall(r"run: python (scripts/run rehearse .*)", workflow)
    said = section("Try it, without Discord")
    assert lines
    assert [word for line in lines for word in line.split()[1:] if word not in said] == []
    assert "scripts/test " in said


@every(PICTURES)
def test_every_picture_is_shown_on_a_page_with_words_for_who_cannot_see_it(path):
    if path.suffix == ".json":
        return
    pages = [page for page in tracked() if page.suffix == ".md"]
    shown = [
        words
        for page in pages
        for words, link in SHOWN.findall(text(page))
        if (ROOT / page.parent / link).resolve() == (ROOT / path).resolve()
    ]
    assert shown
    assert min(len(words.split()) for words in shown) > 8


@every(DRAWINGS)
def test_a_drawing_is_shapes_and_words_alone_and_says_what_it_shows(path):
    root = ET.fromstring(text(path))
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert tags <= DRAWN
    assert not [name for one in root.iter() for name in one.attrib if "href" in name]
    assert root[0].tag.endswith("title")
    assert "drawing" in (root[0].text or "")
