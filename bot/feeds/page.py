"""The page of meetings: one file that needs no script, no cookie and nobody else's server.

A line of script beside it shows each time on the reader's own clock as well.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from bot.feeds.public import PublicDate, PublicGroup, PublicMeeting

EVERY_MEETING = "meetings.ics"
FEED = "meetings.json"
_TEMPLATES = Path(__file__).with_name("templates")


def page(groups: Sequence[PublicGroup], words: Mapping[str, str], now: datetime) -> bytes:
    """Draw the page; `words` stand around the groups, in the language `words["language"]`."""
    style, script = (_template(name) for name in ("meetings.css", "meetings.js"))
    places = {name: escape(said) for name, said in words.items()} | {
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "made": f'<time datetime="{_instant(now)}">{now:%Y-%m-%d}</time>',
        "links": _links(groups),
        "groups": "\n".join(_group(one, number) for number, one in enumerate(groups, start=1))
        or f"<p>{escape(words['nothing'])}</p>",
    }
    # Places are those of the template alone: what is put into one is text, whatever it looks like.
    parts = _template("meetings.html").split("{{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        filled.append(places[name] + rest)
    return "".join(filled).encode()


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Give the hash by which the page allows just this style or script."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _links(groups: Sequence[PublicGroup]) -> str:
    """Give ways to each group, where there are several."""
    if len(groups) <= 1:
        return ""
    items = (
        f'<li><a href="#group-{number}">{escape(one.name)}</a></li>'
        for number, one in enumerate(groups, start=1)
    )
    return f"<nav><ul>{''.join(items)}</ul></nav>"


def _group(one: PublicGroup, number: int) -> str:
    there = f'<p><a href="{escape(one.url)}" rel="noreferrer">{escape(one.words["open"])}</a></p>'
    meetings = "\n".join(_meeting(each, one.words) for each in one.meetings)
    heading = f"group-{number}"
    return (
        f'<section aria-labelledby="{heading}" lang="{escape(one.language)}">'
        f'<h2 id="{heading}" dir="auto">{escape(one.name)}</h2>'
        f"{there if one.url else ''}\n{meetings}</section>"
    )


def _meeting(one: PublicMeeting, words: Mapping[str, str]) -> str:
    topic = f'<p dir="auto">{escape(one.topic)}</p>' if one.topic else ""
    dates = "".join(f"<li>{_date(each)}</li>" for each in one.dates)
    listed = f"<ul>{dates}</ul>" if dates else f"<p>{escape(words['no_dates'])}</p>"
    return (
        f'<article id="{one.slug}"><h3 dir="auto">{escape(one.title)}</h3>{topic}'
        f"<p>{escape(one.said)} {escape(one.kind)}</p>{listed}"
        f'<p><a href="{one.slug}.ics">{escape(words["file"])}'
        f'<span class="unseen"> {escape(one.title)}</span></a></p></article>'
    )


def _date(one: PublicDate) -> str:
    shown = f'<time datetime="{_instant(one.at)}">{escape(one.said)}</time>'
    told = shown if one.held else f"<s>{shown}</s>"
    return f"{told} {escape(one.note)}".strip()


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
