"""Time zones as people type them, and local wall time turned into an instant."""

import re
import unicodedata
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.errors import Refusal

CLOSE_MATCHES = 3
"""So many zones are offered in place of an unknown one, at most."""
LONGEST_ECHO = 60
"""Characters of somebody's own words that are said back."""

_OF_THE_MACHINE = frozenset({"localtime", "Factory"})
_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian")
_POINTS = frozenset({"north", "south", "west"})
"""Last parts of zone names that are no places."""
_WELL_KNOWN = ("Europe/London", "America/New_York", "Australia/Sydney")
_MEANT: dict[str, tuple[str, ...]] = {
    "est edt et eastern": ("America/New_York", "America/Toronto", "America/Panama"),
    "cst cdt ct central": ("America/Chicago", "America/Winnipeg", "America/Costa_Rica"),
    "mst mdt mt mountain": ("America/Denver", "America/Edmonton", "America/Phoenix"),
    "pst pdt pt pacific": ("America/Los_Angeles", "America/Vancouver", "America/Tijuana"),
    "hst": ("Pacific/Honolulu",),
    "bst": ("Europe/London",),
    "cest": ("Europe/Paris", "Europe/Berlin", "Europe/Madrid"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "aest aedt": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"),
}
_ZONES_OF = {letters: zones for many, zones in _MEANT.items() for letters in many.split()}
"""Letters with several meanings, or with none in summer; so they are asked back, never guessed."""


class UnknownZone(Refusal):
    """No time zone goes by that name. Facts: `typed`, and `close` names up to three others."""

    key = "refusal.unknown_zone"


def zone_named(typed: str) -> str:
    """Give the IANA name for what somebody typed, such as `new york`; raises UnknownZone."""
    wanted = _plain(typed)
    found = None if wanted in _ZONES_OF else _names().get(wanted) or _cities().get(wanted)
    if found is None:
        raise UnknownZone(typed=typed.strip()[:LONGEST_ECHO], close=", ".join(close_zones(typed)))
    return found


def close_zones(typed: str) -> tuple[str, ...]:
    """Name one to three zones that somebody may have meant, the closest first."""
    wanted = _plain(typed[:LONGEST_ECHO])
    if wanted in _ZONES_OF:
        return _ZONES_OF[wanted]
    known = {key: name for key, name in (_cities() | _names()).items() if key not in _ZONES_OF}
    likely = get_close_matches(wanted, known, n=2 * CLOSE_MATCHES, cutoff=0.7)
    return tuple(dict.fromkeys(known[key] for key in likely))[:CLOSE_MATCHES] or _WELL_KNOWN


def to_utc(local: datetime, zone: str) -> datetime:
    """Give the instant (aware, UTC) of a naive local wall time in an IANA zone.

    A time the clocks leap over moves on by the leap (02:30 becomes 03:30). A time that comes twice
    means the first, unless its fold says the second (docs/reliability.md#clocks).
    """
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def to_local(at: datetime, zone: str) -> datetime:
    """Give the naive local wall time of an aware instant; its fold tells a second time apart."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instants_of(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Give the one instant of a wall time, or both where the clocks show it twice."""
    once, again = (to_utc(local.replace(fold=fold), zone) for fold in (0, 1))
    return (once, again) if once < again else (once,)


@cache
def _names() -> dict[str, str]:
    return {_plain(name): name for name in sorted(available_timezones() - _OF_THE_MACHINE)}


@cache
def _cities() -> dict[str, str]:
    places = (name for name in sorted(_names().values()) if name.startswith((*_AREAS, "Pacific/")))
    cities = {_plain(name.rpartition("/")[2]): name for name in places}
    return {city: name for city, name in cities.items() if city not in _POINTS}


def _plain(name: str) -> str:
    """Strip case, accents and marks; a minus before a digit stays, as in Etc/GMT-5."""
    letters = unicodedata.normalize("NFKD", name[:LONGEST_ECHO].casefold())
    spaced = re.sub(r"[\s_]+|-(?![0-9])", " ", letters.encode("ascii", "ignore").decode())
    return re.sub(r"[.,']", "", spaced).strip()
