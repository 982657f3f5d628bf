"""References: whoever follows one, in a page, a docstring or a comment, finds what it names."""

from pathlib import Path

import pytest

from tests.every import every
from tests.meta.references import (
    anchors,
    codes_in,
    linked_from,
    missing,
    pages,
    programs,
    told,
)
from tests.meta.source import text

INDEX = Path("docs/index.md")
README = Path("README.md")
TESTING = Path("docs/testing.md")


@every(pages())
def test_every_page_and_file_that_a_page_names_is_there(path):
    assert missing(path, told(path)) == []


@every(programs())
def test_every_page_and_file_that_a_docstring_or_comment_names_is_there(path):
    assert missing(path, told(path)) == []


def test_every_page_of_the_docs_is_reached_from_the_index():
    found, ahead = set(), [README]
    while ahead:
        page = ahead.pop()
        if page not in found and page.suffix == ".md":
            found.add(page)
            ahead.extend(linked_from(page))
    assert INDEX in found
    assert {page for page in pages() if page.parts[0] == "docs"} <= found


def test_every_code_in_a_docstring_is_explained_and_every_explained_one_is_used():
    used = set().union(*(codes_in(told(path)) for path in programs()))
    assert used == codes_in(text(TESTING))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("See reliability.md §4.", ["reliability.md"]),
        ("See docs/nowhere.md.", ["docs/nowhere.md"]),
        ("See docs/index.md#nowhere.", ["docs/index.md#nowhere"]),
        ("As in `bot.domain.nowhere`.", ["bot.domain.nowhere"]),
        ("As in `bot.domain.errors.Nowhere`.", ["bot.domain.errors.Nowhere"]),
        ("(tests/nowhere.py)", ["tests/nowhere.py"]),
        ("as nowhere.py says, beside client.py", ["nowhere.py"]),
        ("`Nowhere` in `bot/domain/errors.py`", ["Nowhere"]),
        ("See docs/index.md, SECURITY.md and `bot.domain.errors.Refusal`.", []),
        ("A folder bot/content/prompts/<language> of its own.", []),
    ],
)
def test_what_is_not_there_is_noticed_in_a_docstring(said, found):
    assert missing(Path("bot/client.py"), said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("[a](nowhere.md)", ["nowhere.md"]),
        ("![a](pictures/nowhere.png)", ["pictures/nowhere.png"]),
        ("[a](/docs/index.md)", ["/docs/index.md"]),
        ("[a](#nowhere)", ["#nowhere"]),
        ("[a](../../outside.md)", ["../../outside.md"]),
        ("[a](terms.md) and <https://example.org/nowhere.md>", []),
        ("```\n[a](nowhere.md)\n```", []),
    ],
)
def test_a_link_that_leads_nowhere_is_noticed(said, found):
    assert missing(INDEX, said) == found


def test_a_heading_gives_the_anchor_that_readers_see():
    assert anchors("# How to …\n\n## `Now`: what's up?\n") == {"how-to-", "now-whats-up"}
