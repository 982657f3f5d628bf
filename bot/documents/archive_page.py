"""What is kept of one person, as a page for any browser: no script, and nothing is loaded.

Words come in ready; whatever a member wrote stays text, and keeps its own direction and lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

_TEMPLATE = Path(__file__).with_name("templates") / "archive.html"


@dataclass(frozen=True, slots=True)
class PageFact:
    """One fact below its label: a line or several."""

    label: str
    lines: tuple[str, ...]
    is_code: bool = False
    """Whether it is for a program to read: signed bytes."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One thing that is kept; without a title it goes on where the one before stops."""

    title: str
    facts: tuple[PageFact, ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """What belongs together in one place."""

    title: str
    records: tuple[PageRecord, ...]


@dataclass(frozen=True, slots=True)
class PagePlace:
    """One server, or what is in none."""

    title: str
    counted: str
    """How much there is of it, for the list at the top."""
    sections: tuple[PageSection, ...]


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The whole page in words."""

    language: str
    title: str
    lead: Sequence[str]
    lists: Sequence[tuple[str, Sequence[str]]]
    """What is in it and what is not: a heading and its points each."""
    contents: str
    """The heading above the list of places."""
    places: Sequence[PagePlace]
    foot: str


def archive_html(page: ArchivePage) -> str:
    """Write the page."""
    contents = "".join(
        f'<li><a href="#place-{number}">{_own(one.title)}</a> · {escape(one.counted)}</li>'
        for number, one in enumerate(page.places, 1)
    )
    body = "\n".join(
        (
            f"<h1>{escape(page.title)}</h1>",
            *(f"<p>{escape(one)}</p>" for one in page.lead),
            *(_list(title, points) for title, points in page.lists),
            f"<nav><h2>{escape(page.contents)}</h2><ul>{contents}</ul></nav>",
            *(_place(number, one) for number, one in enumerate(page.places, 1)),
            f"<footer><p>{escape(page.foot)}</p></footer>",
        )
    )
    text = _TEMPLATE.read_text(encoding="utf-8")
    # the body comes last: what a member wrote may look like a place to be filled
    head = {"language": escape(page.language), "title": escape(page.title)}
    for name, value in head.items():
        text = text.replace("{{" + name + "}}", value)
    return text.replace("{{body}}", body)


def _list(title: str, points: Iterable[str]) -> str:
    told = "".join(f"<li>{escape(one)}</li>" for one in points)
    return f"<h2>{escape(title)}</h2>\n<ul>{told}</ul>"


def _place(number: int, place: PagePlace) -> str:
    parts = "\n".join(_section(one) for one in place.sections)
    heading = f'<h2 id="place-{number}">{_own(place.title)}</h2>'
    return f"<section>\n{heading}\n{parts}\n</section>"


def _section(section: PageSection) -> str:
    records = "\n".join(_record(one) for one in section.records)
    return f"<h3>{escape(section.title)}</h3>\n{records}"


def _record(record: PageRecord) -> str:
    title = f"<h4>{_own(record.title)}</h4>" if record.title else ""
    facts = "".join(_fact(one) for one in record.facts)
    return f"<article>{title}<dl>{facts}</dl></article>"


def _fact(fact: PageFact) -> str:
    shown = "".join(f"<dd>{_shown(one, is_code=fact.is_code)}</dd>" for one in fact.lines)
    return f"<div><dt>{escape(fact.label)}</dt>{shown}</div>"


def _shown(text: str, *, is_code: bool) -> str:
    return f"<code>{escape(text)}</code>" if is_code else _own(text)


def _own(text: str) -> str:
    """Give words that may be a member's: they turn nothing around them to the other direction."""
    return f"<bdi>{escape(text)}</bdi>"
