"""Time zones as people type them: a city, a country, letters, an offset; taken, or asked back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, one_line, without_marks

MOST_OFFERED = 25
"""So many zones are offered while somebody types."""
MOST_SAID = 3
"""So many stand in a sentence."""
LONGEST_ECHO = 60
"""Characters of somebody's own words that are said back."""
_OFFSET = re.compile(
    r"(?:(?:utc|gmt|z) ?(?P<sign>[+-]?)|(?P<alone>[+-])) ?"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
)
_HALF_A_YEAR = timedelta(days=182)
_ALIKE = 0.7


class UnknownZone(Refusal):
    """No time zone goes by that name. Facts: `typed`, and `close` names up to three others."""

    key = "refusal.unknown_zone"


class ZoneWithoutCity(UnknownZone):
    """An offset or letters, which lose the summer. The same facts; `close` names cities there."""

    key = "refusal.zone_without_city"


class ZoneAllYear(UnknownZone):
    """UTC or GMT, which have no summer; `exact` is what to write if it is meant all the same."""

    key = "refusal.zone_all_year"


class ZoneOfSeveral(UnknownZone):
    """Several places are called so. The same facts."""

    key = "refusal.zone_of_several"


class ZonesOfCountry(UnknownZone):
    """A country with several time zones. The same facts."""

    key = "refusal.zones_of_country"


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
    letters: Mapping[str, tuple[str, ...]]
    """Letters that lose the summer or have several meanings."""
    all_year: Mapping[str, tuple[str, ...]]
    """The same, each with the name that says it exactly before the cities."""
    several: Mapping[str, tuple[str, ...]]
    """Names that several places bear."""
    elsewhere: Mapping[str, str]
    """Big places that the database does not name."""
    big: tuple[str, ...]
    """Zones that are offered before others."""


def zone_named(names: ZoneNames, typed: str, now: datetime) -> str:
    """Give the IANA name of today for what somebody typed, such as `new york`.

    What may mean several zones is never taken. Raises UnknownZone and its kinds.
    """
    wanted, said = as_typed(typed), cut(one_line(typed), LONGEST_ECHO)
    _must_say_one_place(names, wanted, said, now)
    found = names.exact.get(wanted) or names.cities.get(wanted) or names.elsewhere.get(wanted)
    if found:
        return found
    zones = _of_country(names, wanted, now)
    if len(zones) == 1:
        return zones[0]
    if zones:
        raise ZonesOfCountry(typed=said, close=_named(zones))
    raise UnknownZone(typed=said, close=_named(offered(names, typed, now)))


def offered(names: ZoneNames, typed: str, now: datetime) -> tuple[str, ...]:
    """Name one to 25 zones that somebody may mean who has typed so far, the likeliest first.

    Those meant by exactly these words, then what begins so, then what is spelt alike.
    """
    wanted = as_typed(typed)
    found = dict.fromkeys(_meant(names, wanted, now))
    if _offset(wanted) is None:
        found |= dict.fromkeys(_beginning(names, wanted))
        if len(found) < MOST_SAID:
            found |= dict.fromkeys(_alike(names, wanted))
    return tuple(found or names.big)[:MOST_OFFERED]


def as_typed(name: str) -> str:
    """Strip case, accents and marks; a minus before a figure stays, as in Etc/GMT-5."""
    spaced = re.sub(r"[\s_]+|-(?![0-9])", " ", without_marks(name[:LONGEST_ECHO]))
    return re.sub(r"[.,'()]", "", spaced).strip()


def _must_say_one_place(names: ZoneNames, wanted: str, said: str, now: datetime) -> None:
    if wanted in names.all_year:
        exact, *zones = names.all_year[wanted]
        raise ZoneAllYear(typed=said, exact=exact, close=_named(zones))
    if wanted in names.letters:
        raise ZoneWithoutCity(typed=said, close=_named(names.letters[wanted]))
    if _offset(wanted) is not None:
        raise ZoneWithoutCity(typed=said, close=_named(offered(names, wanted, now)))
    if wanted in names.several:
        raise ZoneOfSeveral(typed=said, close=_named(names.several[wanted]))


def _named(zones: tuple[str, ...] | list[str]) -> str:
    return ", ".join(zones[:MOST_SAID])


def _offset(wanted: str) -> timedelta | None:
    match = _OFFSET.fullmatch(wanted)
    if match is None:
        return None
    away = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return -away if "-" in {match["sign"], match["alone"]} else away


def _meant(names: ZoneNames, wanted: str, now: datetime) -> tuple[str, ...]:
    """Give the zones that exactly these words may mean."""
    away = _offset(wanted)
    if away is not None:
        return _at(names, away, now)
    letters = names.all_year.get(wanted, ())[1:] + names.letters.get(wanted, ())
    return letters or names.several.get(wanted, ()) or _of_country(names, wanted, now)


def _at(names: ZoneNames, away: timedelta, now: datetime) -> tuple[str, ...]:
    """Give the places that are so far from UTC now, then those that are in the other half-year."""
    every = dict.fromkeys((*names.big, *names.places))
    there = [
        zone
        for at in (now, now + _HALF_A_YEAR)
        for zone in every
        if at.astimezone(ZoneInfo(zone)).utcoffset() == away
    ]
    return tuple(dict.fromkeys(there))


def _of_country(names: ZoneNames, wanted: str, now: datetime) -> tuple[str, ...]:
    """Give the zones of a country, one for each way its clocks go."""
    ways: dict[tuple[timedelta | None, ...], str] = {}
    for zone in names.countries.get(wanted, ()):
        clocks = (at.astimezone(ZoneInfo(zone)) for at in (now, now + _HALF_A_YEAR))
        ways.setdefault(tuple(clock.utcoffset() for clock in clocks), zone)
    return tuple(ways.values())


def _beginning(names: ZoneNames, wanted: str) -> Iterator[str]:
    """Give what begins so: a city, then a whole name, then a word of a city, then a country."""
    if not wanted:
        return
    cities = {**names.cities, **names.elsewhere}
    several = {name: zones for name, zones in names.several.items() if name.startswith(wanted)}
    yield from _in_order(names, [zone for key, zone in cities.items() if key.startswith(wanted)])
    yield from (zone for zones in several.values() for zone in zones)
    whole = [zone for key, zone in names.exact.items() if key.startswith(wanted)]
    yield from _in_order(names, [zone for zone in whole if _is_a_place(zone)])
    words = [zone for key, zone in cities.items() if f" {wanted}" in f" {key}"]
    yield from _in_order(names, words)
    for country, zones in names.countries.items():
        if f" {wanted}" in f" {country}":
            yield from zones


def _alike(names: ZoneNames, wanted: str) -> Iterator[str]:
    countries = dict.fromkeys(names.countries, "")
    known = {**names.exact, **countries, **names.elsewhere, **names.cities}
    for key in get_close_matches(wanted, known, n=MOST_OFFERED, cutoff=_ALIKE):
        zones = (known[key],) if known[key] else names.countries[key]
        yield from (zone for zone in zones if _is_a_place(zone))


def _is_a_place(zone: str) -> bool:
    return "/" in zone and not zone.startswith("Etc/")


def _in_order(names: ZoneNames, zones: list[str]) -> list[str]:
    """Put the big ones first."""
    return sorted(dict.fromkeys(zones), key=lambda zone: zone not in names.big)
