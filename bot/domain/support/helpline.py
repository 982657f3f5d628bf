"""Where to turn in a hard moment: the emergency number first, then one line, then more."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.language.folding import without_marks
from bot.domain.language.registry import articles

_LONGEST = 100
"""Characters of what is read as a country's name; none of ours is as long."""
_FLAG_A = ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_TAG = 0xE0000
_TAG_LETTERS = range(ord("a"), ord("z") + 1)
"""Flags of parts of a country, as England's, are written in these behind a black flag."""


class LineKind(StrEnum):
    """What a help line is there for."""

    CRISIS = "crisis"
    OVERDOSE = "overdose"
    DRUGS = "drugs"
    REFERRAL = "referral"
    POISON = "poison"
    YOUTH = "youth"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of one country; an empty field means that the line does not offer it, or unknown."""

    country: str
    """Two letters, ISO 3166-1."""
    name: str
    kind: LineKind
    source: str
    """Where the number was seen."""
    seen_on: str
    """The month it was seen, as 2026-11."""
    verified_on: str = ""
    """The day a person called or checked it; empty until then."""
    number: str = ""
    text: str = ""
    """How to write by phone, as `HOME to 741741`."""
    chat: str = ""
    """A site with a chat."""
    whatsapp: str = ""
    tty: str = ""
    hours: str = ""
    languages: str = ""
    free: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country we know something about; `emergency` is empty where we know no number."""

    code: str
    name: str
    emergency: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other names that people type."""


@dataclass(frozen=True, slots=True)
class Directory:
    """All countries and lines; `fallback` is a site for everywhere else."""

    countries: tuple[Country, ...]
    lines: tuple[HelpLine, ...]
    fallback: str


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """What one person is shown; without a number say "your local emergency number"."""

    country: Country | None
    emergency: str | None
    first: HelpLine | None
    others: tuple[HelpLine, ...]
    fallback: str


def find_country(directory: Directory, typed: str | None) -> Country | None:
    """Find a country by its two letters, a name of it or its flag; None when we do not know it.

    Case, accents, dots and blanks do not matter: U.S., osterreich.
    """
    wanted = _key(typed or "")
    known = ((country, _key(name)) for country in directory.countries for name in _names(country))
    return next((country for country, key in known if wanted and key == wanted), None)


def completed(directory: Directory, typed: str) -> tuple[Country, ...]:
    """List the countries somebody may mean who is typing still, all of them before they begin.

    Whatever `find_country` finds stands first; then those of which a word begins so.
    """
    wanted, meant = _key(typed), find_country(directory, typed)
    begun = [one for one in countries(directory) if any(_begins(n, wanted) for n in _names(one))]
    return tuple(dict.fromkeys([*([meant] if meant else []), *begun]))


def lines_for(directory: Directory, country: str | None) -> CountryHelp:
    """Give what an adult in this country is shown: emergency, one line, more."""
    found = find_country(directory, country)
    lines = _lines(directory, found)
    by_use = sorted(lines, key=lambda line: line.kind is LineKind.YOUTH)
    return _help(directory, found, tuple(by_use))


def young_lines(directory: Directory, country: str | None) -> CountryHelp:
    """Give what somebody who is not an adult is shown: lines for young people, then the site."""
    found = find_country(directory, country)
    lines = _lines(directory, found)
    return _help(directory, found, tuple(line for line in lines if line.kind is LineKind.YOUTH))


def countries(directory: Directory, *, with_lines: bool = False) -> tuple[Country, ...]:
    """List the countries by name; `with_lines` leaves out those of which we know no line."""
    have = {line.country for line in directory.lines}
    listed = (c for c in directory.countries if c.code in have or not with_lines)
    return tuple(sorted(listed, key=lambda country: country.name))


def _lines(directory: Directory, country: Country | None) -> tuple[HelpLine, ...]:
    if country is None:
        return ()
    return tuple(line for line in directory.lines if line.country == country.code)


def _help(
    directory: Directory, country: Country | None, lines: tuple[HelpLine, ...]
) -> CountryHelp:
    emergency = " / ".join(country.emergency) if country else ""
    return CountryHelp(
        country, emergency or None, next(iter(lines), None), lines[1:], directory.fallback
    )


def _names(country: Country) -> tuple[str, ...]:
    return (country.code, country.name, *country.also)


def _begins(name: str, wanted: str) -> bool:
    return f" {_key(name)}".find(f" {wanted}") >= 0


def _key(name: str) -> str:
    """Give what a country's name is compared by: plain letters, single letters in one word."""
    short = name[:_LONGEST]
    letters = _FLAG_LETTER.sub(lambda flag: chr(ord(flag.group()) - _FLAG_A + ord("a")), short)
    tags = "".join(chr(ord(mark) - _TAG) for mark in letters if ord(mark) - _TAG in _TAG_LETTERS)
    words = re.findall(r"\w+", re.sub(r"[.']", "", without_marks(tags[:2] or letters)))
    together = "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)
    first, _, rest = together.partition(" ")
    return rest if rest and first in articles() else together
