"""Which zones words may mean: exactly, with the country behind them, half typed or misspelt."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from itertools import chain
from zoneinfo import ZoneInfo

from bot.domain.language.folding import without_marks

LONGEST_ECHO = 60
"""Characters of somebody's own words that are said back."""
_OFFSET = re.compile(
    r"(?:(?:utc|gmt|z) ?(?P<sign>[+-]?)|(?P<alone>[+-])) ?"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
)
_HALF_A_YEAR = timedelta(days=182)
_ALIKE = 0.7
_ALIKE_IN_SHORT = 0.76
"""Of five letters or fewer: `home` is not Rome."""
_ISLANDS = ("Arctic/", "Atlantic/", "Indian/", "Pacific/")
_POLE = "Antarctica/"
_SHORTEST_WORD = 5
"""Letters of `central` and its like; shorter ones, as `cst`, are known when they are complete."""


@dataclass(frozen=True, slots=True)
class ZoneNames:
    """What time zones are called. Names that are typed stand as `as_typed` gives them."""

    places: tuple[str, ...]
    """Those that the zone database names for a place of today, a country's largest first."""
    exact: Mapping[str, str]
    """Every name of the zone database, each with its name of today."""
    cities: Mapping[str, str]
    """The last part of every name of a place, with the zone of today."""
    countries: Mapping[str, tuple[str, ...]]
    """Countries, their flags, states and provinces."""
    codes: Mapping[str, tuple[str, ...]]
    """Short for a country or a state, as behind a city: `uk`, `ny`."""
    letters: Mapping[str, tuple[str, ...]]
    """Letters that lose the summer or have several meanings."""
    all_year: Mapping[str, tuple[str, ...]]
    """The same, each with the name that says it exactly before the cities."""
    several: Mapping[str, tuple[str, ...]]
    """Names that several places bear."""
    elsewhere: Mapping[str, str]
    """Places that the database does not name: what such a name most likely means."""
    big: tuple[str, ...]
    """Zones that are offered before others."""
    before: tuple[str, ...]
    """Words that say nothing before a name, as in `the UK`."""
    behind: tuple[str, ...]
    """Words that say nothing behind one, as in `London time`."""


def as_typed(name: str) -> str:
    """Strip case, accents and marks; a minus before a figure stays, as in Etc/GMT-5."""
    spaced = re.sub(r"[\s_]+|-(?![0-9])", " ", without_marks(name[:LONGEST_ECHO]))
    return re.sub(r"[.,'()!?;\"]", "", spaced).strip().replace(" & ", " and ")


def offset(wanted: str) -> timedelta | None:
    """Give how far from UTC an offset such as `utc+2` is."""
    match = _OFFSET.fullmatch(wanted)
    if match is None:
        return None
    away = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return -away if "-" in {match["sign"], match["alone"]} else away


def without_words_around(names: ZoneNames, typed: str) -> str:
    """Give `london` for `London time` and `uk` for `the UK`, where the whole is no name."""
    wanted = as_typed(typed)
    if _is_known(names, wanted):
        return wanted
    fronts = [len(word) + 1 for word in names.before if wanted.startswith(f"{word} ")]
    ends = [len(word) + 1 for word in names.behind if wanted.endswith(f" {word}")]
    inside = wanted[max(fronts, default=0) : len(wanted) - max(ends, default=0)]
    return inside if _is_known(names, inside) else wanted


def meant(names: ZoneNames, wanted: str, now: datetime) -> tuple[str, ...]:
    """Give the zones that exactly these words may mean."""
    away = offset(wanted)
    if away is not None:
        return _at(names, away, now)
    letters = names.all_year.get(wanted, ())[1:] + names.letters.get(wanted, ())
    several = letters or names.several.get(wanted, ())
    found = names.exact.get(wanted) or names.cities.get(wanted) or names.elsewhere.get(wanted)
    if several or found:
        return several or (str(found),)
    return _one_a_clock(names, names.countries.get(wanted, ()), now)


def narrowed(names: ZoneNames, typed: str, now: datetime) -> tuple[tuple[str, ...], bool]:
    """Give the zones of a city that stands with its country, and whether they are certain.

    The country may have another city of that name: London, Ontario is not in London.
    """
    commas = "," in without_marks(typed[:LONGEST_ECHO])
    for city, *around in _divided(typed):
        zones = meant(names, city, now)
        wider = [_around(names, part) for part in around]
        if not all(wider) or not (zones or commas):
            continue
        certain = True
        for part, there in zip(around, wider, strict=True):
            inside = tuple(zone for zone in zones if zone in there)
            certain = certain and (bool(inside) or part in names.countries)
            zones = inside or _one_a_clock(names, there, now)
        if certain or commas:
            return zones, certain
    city, *_ = next(_divided(typed), ("",))
    return (meant(names, city, now) if commas else ()), False


def beginning(names: ZoneNames, wanted: str) -> Iterator[str]:
    """Give what begins so: a city or a country, then a whole name, then a word of either."""
    if not wanted:
        return
    cities = {**names.cities, **names.elsewhere}
    words = {key: zones for key, zones in names.letters.items() if len(key) >= _SHORTEST_WORD}
    yield from chain(*(zones for key, zones in words.items() if key.startswith(wanted)))
    starts = [zone for key, zone in names.cities.items() if key.startswith(wanted)]
    lands = [zones for key, zones in names.countries.items() if key.startswith(wanted)]
    towns = [zone for key, zone in names.elsewhere.items() if key.startswith(wanted)]
    yield from _in_order(names, [*(one for one in starts if one in names.big), *chain(*lands)])
    yield from _in_order(names, [*starts, *towns])
    yield from chain(*(zones for key, zones in names.several.items() if key.startswith(wanted)))
    whole = [zone for key, zone in names.exact.items() if key.startswith(wanted)]
    yield from _in_order(names, [zone for zone in whole if _is_a_place(zone)])
    inside = [zone for key, zone in cities.items() if f" {wanted}" in key]
    lands = [zones for key, zones in names.countries.items() if f" {wanted}" in key]
    yield from _in_order(names, [*inside, *chain(*lands)])


def alike(names: ZoneNames, wanted: str) -> Iterator[str]:
    """Give what is spelt alike."""
    countries = dict.fromkeys(names.countries, "")
    known = {**names.exact, **countries, **names.elsewhere, **names.cities}
    cutoff = _ALIKE if len(wanted) > _SHORTEST_WORD else _ALIKE_IN_SHORT
    for key in get_close_matches(wanted, known, n=len(names.big), cutoff=cutoff):
        zones = (known[key],) if known[key] else _in_order(names, names.countries[key])
        yield from (zone for zone in zones if _is_a_place(zone))


def _is_known(names: ZoneNames, wanted: str) -> bool:
    tables = (names.all_year, names.letters, names.several, names.exact, names.cities)
    known = (*tables, names.elsewhere, names.countries)
    return offset(wanted) is not None or any(wanted in table for table in known)


def _divided(typed: str) -> Iterator[list[str]]:
    """Give the parts between commas, else every two parts of the words, then the other way."""
    text = without_marks(typed[:LONGEST_ECHO])
    parts = [part for part in map(as_typed, text.split(",")) if part]
    words = as_typed(typed).split()
    pairs = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    divided = ([parts] if parts else []) if "," in text else pairs
    yield from divided
    yield from (one[::-1] for one in divided)


def _around(names: ZoneNames, part: str) -> tuple[str, ...]:
    """Give the zones of a country or state that stands beside a city."""
    known = (names.countries, names.several, names.codes)
    return tuple(chain(*(table.get(part, ()) for table in known)))


def _at(names: ZoneNames, away: timedelta, now: datetime) -> tuple[str, ...]:
    """Give the places that are so far from UTC now, then those that are in the other half-year."""
    every = _in_order(names, (*names.big, *names.places))
    there = [
        zone
        for at in (now, now + _HALF_A_YEAR)
        for zone in every
        if at.astimezone(ZoneInfo(zone)).utcoffset() == away
    ]
    return tuple(sorted(dict.fromkeys(there), key=lambda zone: zone.startswith(_POLE)))


def _one_a_clock(names: ZoneNames, zones: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """Give the zones of a country, one for each way its clocks go."""
    ways: dict[tuple[timedelta | None, ...], str] = {}
    for zone in _in_order(names, zones):
        clocks = (at.astimezone(ZoneInfo(zone)) for at in (now, now + _HALF_A_YEAR))
        ways.setdefault(tuple(clock.utcoffset() for clock in clocks), zone)
    return tuple(ways.values())


def _is_a_place(zone: str) -> bool:
    return "/" in zone and not zone.startswith("Etc/")


def _in_order(names: ZoneNames, zones: Iterable[str]) -> list[str]:
    """Put the big ones first, in their order; islands come late and the pole last."""
    big = {zone: place for place, zone in enumerate(names.big)}

    def place(zone: str) -> tuple[int, bool, bool]:
        return big.get(zone, len(big)), zone.startswith(_POLE), zone.startswith(_ISLANDS)

    return sorted(dict.fromkeys(zones), key=place)
