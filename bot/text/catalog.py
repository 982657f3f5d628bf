"""The catalogue: sentences by key, from `locales/<language>/*.toml`, filled with facts.

Nested tables make dotted keys: `[card.check_in] title` is `card.check_in.title`. A key whose table
holds `other` is counted by the fact `count`; the language says which forms it has (`plurals`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol

from bot.domain.language.folding import tidy
from bot.domain.sentence import Sentence
from bot.text.plurals import category

FALLBACK = "en"
"""The language that has every key."""
LOCALES = files("bot.text").joinpath("locales")
"""A folder for each language."""

_MARKDOWN = re.compile(
    r"[\\`*_~|>#\[\]<@]"
    r"|(?<=:)/(?=/)|\.(?=[^\W_]{2,}/)|(?<=www)\."  # links and invitations are not to be followed
    # no line looks like a list of ours
    r"|^[-+](?= )|(?<=^\d)[.)](?= )|(?<=^\d\d)[.)](?= )|(?<=^\d\d\d)[.)](?= )",
    re.IGNORECASE | re.MULTILINE,
)
"""What Discord would make something of."""
_PLACE = re.compile(r"(?P<quote>^> )?\{(?P<name>\w+)\}", re.MULTILINE)


class Say(Protocol):
    """Give the sentence for a key, in one language; facts fill its places."""

    def __call__(self, key: str, /, **facts: object) -> str: ...


class Shown(str):
    """Text that is ready for Discord: a timestamp, a mention, a sentence of ours."""

    __slots__ = ()


def escaped(text: str) -> Shown:
    """Make a person's words plain for Discord: no formatting, link or mention, nothing unseen."""
    return Shown(_MARKDOWN.sub(r"\\\g<0>", tidy(text)))


def speaker(language: str) -> Say:
    """Give the voice of one language; what it lacks is said in English.

    A fact that is text is escaped unless it is `Shown`, and one that is a `Sentence` is said in
    the same language; behind `> ` every line of a fact is quoted.
    Raises KeyError for an unknown key.
    """
    sentences, spare = sentences_of(language), sentences_of(FALLBACK)

    def say(key: str, /, **facts: object) -> str:
        sentence = _found(sentences, key, facts.get("count"), language)
        if not sentence:
            sentence = _found(spare, key, facts.get("count"), FALLBACK) or spare[key]
        return Shown(_PLACE.sub(lambda place: _filled(facts, place, say), sentence))

    return say


@cache
def sentences_of(language: str) -> Mapping[str, str]:
    """Give all sentences of one language by key; none for a language that is not shipped."""
    folder = LOCALES.joinpath(language)
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", language) or not folder.is_dir():
        return MappingProxyType({})
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            found.update(_flat(tomllib.loads(entry.read_text(encoding="utf-8")), ""))
    return MappingProxyType(found)


@cache
def languages() -> tuple[str, ...]:
    """Name the languages that are shipped."""
    return tuple(sorted(entry.name for entry in LOCALES.iterdir() if entry.is_dir()))


def language_for(locale: str) -> str:
    """Give the language for a locale, such as `de` for `de-AT`, where it is shipped."""
    known = languages()
    return next((one for one in (locale, locale.partition("-")[0]) if one in known), FALLBACK)


def _found(sentences: Mapping[str, str], key: str, count: object, language: str) -> str:
    """Give a language's sentence; of a counted one the form for the number, at least `other`."""
    if isinstance(count, int):
        counted = sentences.get(f"{key}.{category(language, count)}") or sentences.get(
            f"{key}.other"
        )
        if counted:
            return counted
    return sentences.get(key, "")


def _filled(facts: Mapping[str, object], place: re.Match[str], say: Say) -> str:
    fact = _fact(facts[place["name"]], say)
    return "> " + fact.replace("\n", "\n> ") if place["quote"] else fact


def _fact(fact: object, say: Say) -> str:
    if isinstance(fact, Sentence):
        return say(fact.key, **fact.facts)
    return escaped(fact) if isinstance(fact, str) and not isinstance(fact, Shown) else str(fact)


def _flat(table: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value).strip("\n")
