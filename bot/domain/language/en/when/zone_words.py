"""The English pieces that say in which zone a time is: Pacific, London time, EST, my time."""

import re
from collections.abc import Mapping

from bot.domain.language.en.when.day_words import Piece, piece, saying
from bot.domain.language.time_facts import TimeFacts

_NEW_YORK, _CHICAGO, _LONDON = "America/New_York", "America/Chicago", "Europe/London"
_PLACES: Mapping[str, str] = {
    **dict.fromkeys(("eastern", "et", "us eastern", "new york", "ny", "boston"), _NEW_YORK),
    **dict.fromkeys(("central", "ct", "us central", "chicago"), _CHICAGO),
    **dict.fromkeys(("mountain", "us mountain", "denver"), "America/Denver"),
    **dict.fromkeys(
        ("pacific", "pt", "us pacific", "los angeles", "california"), "America/Los_Angeles"
    ),
    **dict.fromkeys(("london", "uk", "british", "england", "scotland"), _LONDON),
    **dict.fromkeys(("dublin", "irish", "ireland"), "Europe/Dublin"),
    **dict.fromkeys(("india", "indian", "delhi", "mumbai", "kolkata"), "Asia/Kolkata"),
    **dict.fromkeys(("sydney", "melbourne", "canberra"), "Australia/Sydney"),
    "brisbane": "Australia/Brisbane",
    "perth": "Australia/Perth",
    "adelaide": "Australia/Adelaide",
    "auckland": "Pacific/Auckland",
    "nz": "Pacific/Auckland",
    **dict.fromkeys(
        ("south africa", "south african", "johannesburg", "cape town"), "Africa/Johannesburg"
    ),
    "toronto": "America/Toronto",
    "berlin": "Europe/Berlin",
    "paris": "Europe/Paris",
    "rome": "Europe/Rome",
    "madrid": "Europe/Madrid",
    "singapore": "Asia/Singapore",
}
"""What people mean by a place, whatever the season."""
_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("est", "edt"), _NEW_YORK),
    **dict.fromkeys(("mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("gmt", "bst"), _LONDON),
    "cdt": _CHICAGO,
    "sast": "Africa/Johannesburg",
    "jst": "Asia/Tokyo",
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "utc": "UTC",
    "hst": "Pacific/Honolulu",
    "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos",
}
"""Short names that belong to one half of the year; in the other they are asked about."""
_FURTHEST_OFFSET = 12
_OF_SEVERAL = "ist|cst|wes?t|msk|ak[sd]t|ac[sd]t|a[sd]t|pkt|sst"


_OTHERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("eastern", "est", "edt", "et"), ("Australia/",)),
    **dict.fromkeys(("central", "ct", "cdt"), ("Australia/", "Europe/", "Africa/", "Asia/")),
    "bst": ("Asia/", "Pacific/"),
    "mst": ("Asia/",),
}
"""Where people mean a zone of their own by the same word."""


def _place(match: re.Match[str]) -> TimeFacts:
    place = match["place"]
    return TimeFacts(zone=_PLACES[place], zone_not_in=_OTHERS.get(place, ()))


def _name(match: re.Match[str]) -> TimeFacts:
    name = match["name"]
    return TimeFacts(zone=_NAMES.get(name, ""), zone_name=name, zone_not_in=_OTHERS.get(name, ()))


def _offset(match: re.Match[str]) -> TimeFacts:
    """Read UTC+1 as the zone that the database calls Etc/GMT-1."""
    hours, minutes = int(match["hours"]), match["minutes"] or "00"
    if hours > _FURTHEST_OFFSET or int(minutes.removeprefix(":")):
        return TimeFacts(zone="")
    turned = "-" if match["sign"] == "+" else "+"
    return TimeFacts(zone=f"Etc/GMT{turned}{hours}" if hours else "UTC")


_ANY_PLACE = "|".join(sorted(_PLACES, key=len, reverse=True))
_ANY_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))

ZONE_PIECES: tuple[Piece, ...] = (
    piece(r"(?:our|local|group|the group's) time|here", saying()),
    piece(r"(?:in )?my (?:own )?(?:time|zone|time ?zone)", saying(zone="mine")),
    piece(r"(?:utc|gmt) ?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?P<minutes>:?[0-9]{2})?", _offset),
    piece(rf"(?:in )?(?P<place>{_ANY_PLACE})(?: standard| daylight)?(?: time)?", _place),
    piece(rf"(?P<name>{_ANY_NAME}|{_OF_SEVERAL})(?: time)?", _name),
    piece(r"(?:lunch|tea|bed|dinner|start|meeting)time", saying()),
    piece(
        r"(?!(?:any|some|what|every|this|that|same|full|part|all|first) )[a-z_]{2,20} time",
        saying(zone=""),
    ),
)
"""An empty zone is one that is said, and not known."""
