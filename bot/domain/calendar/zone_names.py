"""Time zones as people type them: a city, a country, letters, an offset; taken, or asked back."""

from datetime import datetime

from bot.domain.calendar.zone_search import (
    LONGEST_ECHO,
    ZoneNames,
    alike,
    beginning,
    meant,
    narrowed,
    offset,
    without_words_around,
)
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, one_line

MOST_OFFERED = 25
"""So many zones are offered while somebody types."""
MOST_SAID = 3
"""So many stand in a sentence."""


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


class ZoneLikeNone(UnknownZone):
    """Nothing is spelt like it either, so no guess is made: `close` is empty."""

    key = "refusal.zone_like_none"


def zone_named(names: ZoneNames, typed: str, now: datetime) -> str:
    """Give the IANA name of today for what somebody typed, such as `new york`.

    What may mean several zones is never taken. Raises UnknownZone and its kinds.
    """
    wanted = without_words_around(names, typed)
    said = cut(one_line(typed), LONGEST_ECHO)
    _must_say_one_place(names, wanted, said, now)
    zones = meant(names, wanted, now)
    if len(zones) > 1:
        raise ZonesOfCountry(typed=said, close=_named(zones))
    certain = bool(zones)
    if not zones:
        zones, certain = narrowed(names, typed, now)
    if certain and len(zones) == 1:
        return zones[0]
    close = _named(zones or _likely(names, typed, now))
    raise UnknownZone(typed=said, close=close) if close else ZoneLikeNone(typed=said, close="")


def offered(names: ZoneNames, typed: str, now: datetime) -> tuple[str, ...]:
    """Name one to 25 zones that somebody may mean who has typed so far, the likeliest first.

    Those meant by exactly these words, then what begins so, then what is spelt alike.
    """
    return (_likely(names, typed, now) or names.big)[:MOST_OFFERED]


def _likely(names: ZoneNames, typed: str, now: datetime) -> tuple[str, ...]:
    wanted = without_words_around(names, typed)
    found = dict.fromkeys(meant(names, wanted, now) or narrowed(names, typed, now)[0])
    if offset(wanted) is None:
        exact = bool(found)
        found |= dict.fromkeys(beginning(names, wanted))
        if len(found) < MOST_SAID and not exact:
            found |= dict.fromkeys(alike(names, wanted))
    return tuple(found)


def _must_say_one_place(names: ZoneNames, wanted: str, said: str, now: datetime) -> None:
    if wanted in names.all_year:
        exact, *zones = names.all_year[wanted]
        raise ZoneAllYear(typed=said, exact=exact, close=_named(zones))
    if wanted in names.letters:
        raise ZoneWithoutCity(typed=said, close=_named(names.letters[wanted]))
    if offset(wanted) is not None:
        raise ZoneWithoutCity(typed=said, close=_named(offered(names, wanted, now)))
    if wanted in names.several:
        raise ZoneOfSeveral(typed=said, close=_named(names.several[wanted]))


def _named(zones: tuple[str, ...] | list[str]) -> str:
    return ", ".join(zones[:MOST_SAID])
