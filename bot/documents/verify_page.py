"""The page that checks letters in any browser, also without internet: one file, with one key."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

_TEMPLATES = Path(__file__).with_name("templates")
_SCRIPTS = ("ed25519.js", "verify.js")


@dataclass(frozen=True, slots=True)
class PageForms:
    """How facts are written, as on the letter."""

    no_contact: str
    seen: Mapping[str, str]
    """How somebody was seen, by what is signed for it."""
    months: tuple[str, ...]
    day: str
    """With the places {day}, {month} and {year}."""
    next_day: str
    """A time of the day after, with the place {time}."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on the page, in one language."""

    language: str
    around: Mapping[str, str]
    """Each by its place: title, lead, no_script, paste, file, check, waiting and key_line."""
    judged: Mapping[str, str]
    """A heading and a line (`…_line`) each for good, bad, other_key and damaged."""
    facts: tuple[tuple[str, str], ...]
    """Every fact of a letter by its name, with its label, in the order they are shown."""
    forms: PageForms
    remarks: tuple[str, ...]
    """What is said below the facts of a genuine letter."""


def verify_page(key_id: str, public: bytes, words: PageWords) -> bytes:
    """Write the page for one public key of Ed25519."""
    forms = words.forms
    page = {
        "language": words.language,
        "kid": key_id,
        "key": urlsafe_b64encode(public).rstrip(b"=").decode(),
        "facts": words.facts,
        "no_contact": forms.no_contact,
        "seen": forms.seen,
        "months": forms.months,
        "day": forms.day,
        "next_day": forms.next_day,
        "remarks": words.remarks,
        **words.judged,
    }
    scripts = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    # an escaped `<` is the same to JSON, and ends no script
    data = json.dumps(page, ensure_ascii=False).replace("<", "\\u003c")
    written = {name: escape(text) for name, text in words.around.items()}
    written |= {"language": escape(words.language), "page": data, "scripts": scripts}
    text = (_TEMPLATES / "verify.html").read_text(encoding="utf-8")
    for name, value in written.items():
        text = text.replace("{{" + name + "}}", value)
    return text.encode()
