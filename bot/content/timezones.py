"""What time zones are called: the tables of the zone database, and `timezones.toml` beside them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, read, text_of
from bot.domain.calendar.zone_search import ZoneNames, as_typed

_Zones = tuple[str, ...]
_TO_FLAG = ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") - ord("A")
_OF_THE_MACHINE = frozenset({"localtime", "Factory"})


class _TimezonesFile(BaseModel):
    model_config = STRICT
    big: _Zones
    areas: _Zones
    points: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    letters: Mapping[str, _Zones]
    all_year: Mapping[str, _Zones]
    several: Mapping[str, _Zones]
    elsewhere: Mapping[str, tuple[str, ...]]
    also_called: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]


_SHAPE = TypeAdapter(_TimezonesFile)


@cache
def load() -> ZoneNames:
    """Give every name; read once."""
    file = read(text_of("timezones.toml"), _SHAPE)
    rows = list(_rows("zone.tab"))
    known = dict.fromkeys(row[2] for row in rows)
    links = (row.split() for row in _lines("tzdata.zi") if row.startswith("L "))
    older = {alias: name for _, name, alias in links if alias not in known}
    by_code: dict[str, _Zones] = {}
    for code, _, zone, *_ in rows:
        by_code[code] = (*by_code.get(code, ()), zone)
    return ZoneNames(
        places=tuple(known),
        exact={as_typed(name): older.get(name, name) for name in _every()},
        cities=_cities(known, older, file),
        countries=_countries(by_code, file),
        codes=_codes(by_code, file),
        letters={one: zones for many, zones in file.letters.items() for one in many.split()},
        all_year={one: zones for many, zones in file.all_year.items() for one in many.split()},
        several=file.several,
        elsewhere={name: zone for zone, names in file.elsewhere.items() for name in names},
        big=file.big,
        before=file.before,
        behind=file.behind,
    )


def place_and_country(zone: str) -> tuple[str, str]:
    """Give a zone's name of today and its country's code; both empty where it is no place."""
    place = load().exact.get(as_typed(zone), "")
    code = _country_codes().get(place, "")
    return (place, code) if code else ("", "")


@cache
def _country_codes() -> dict[str, str]:
    return {place: code for code, _, place, *_ in _rows("zone.tab")}


def _countries(by_code: Mapping[str, _Zones], file: _TimezonesFile) -> dict[str, _Zones]:
    """Give the zones of each country by its name, its other names and its flag, and of regions."""
    names = {code: as_typed(name) for code, name in _rows("iso3166.tab")}
    zones = {names[code]: every for code, every in by_code.items()}
    called = {name: zones[one] for one, others in file.also_called.items() for name in others}
    flags = {
        "".join(chr(ord(letter) + _TO_FLAG) for letter in code): by_code[code] for code in by_code
    }
    regions = {name: tuple(key.split()) for key, parts in file.regions.items() for name in parts}
    return {**zones, **called, **flags, **regions}


def _codes(by_code: Mapping[str, _Zones], file: _TimezonesFile) -> dict[str, _Zones]:
    """Give the zones of each code, which may be of a state and of a country at once."""
    codes = {code.lower(): zones for code, zones in by_code.items()}
    for zones, short in file.codes.items():
        for code in short.split():
            codes[code] = (*zones.split(), *codes.get(code, ()))
    return {**codes, "uk": codes["gb"], "usa": codes["us"], "america": codes["us"]}


def _cities(
    known: Mapping[str, str | None], older: Mapping[str, str], file: _TimezonesFile
) -> dict[str, str]:
    """Give the city of each name of a place; a name of today goes before an older one."""
    every = sorted((*older, *known), key=lambda name: name in known)
    parts = {
        as_typed(name.rpartition("/")[2]): older.get(name, name)
        for name in every
        if name.partition("/")[0] in file.areas
    }
    return {part: zone for part, zone in parts.items() if part not in file.points}


def _every() -> list[str]:
    """Give every name of the zone database, without those of the machine's own files."""
    return [name for name in sorted(available_timezones()) if name not in _OF_THE_MACHINE]


def _rows(table: str) -> Iterator[list[str]]:
    """Give the rows of a table of the zone database, without its comments."""
    return (line.split("\t") for line in _lines(table) if line and not line.startswith("#"))


def _lines(table: str) -> list[str]:
    return files("tzdata.zoneinfo").joinpath(table).read_text(encoding="utf-8").splitlines()
