"""A time that is said in a zone of its own: read there, and turned into the group's."""

from datetime import datetime, timedelta

from bot.domain.calendar.when.reading import Reading, at_instant
from bot.domain.calendar.when.refusals import WhenMyTime, WhenZoneSaid
from bot.domain.language.time_facts import TimeFacts
from bot.domain.zones import in_zone

_A_YEAR = 53
_WEEK = timedelta(weeks=1)


def zone_said(facts: TimeFacts, zone: str, mine: str | None, now: datetime, typed: str) -> str:
    """Give the zone in which a phrase is to be read; the group's where it says none.

    Raises WhenMyTime, where the person has no zone of their own, and WhenZoneSaid.
    """
    if "zone" not in facts:
        return zone
    if facts["zone"] == "mine":
        if not mine:
            raise WhenMyTime(typed=typed, zone=zone)
        return mine
    if _is_named(facts, zone, now) or _is_named(facts, zone, now + _WEEK * 26):
        return zone
    if not facts["zone"] or zone.startswith(facts.get("zone_not_in", ())):
        raise WhenZoneSaid(typed=typed, zone=zone)
    return facts["zone"]


def in_groups_zone(
    reading: Reading, facts: TimeFacts, zone: str, now: datetime, typed: str
) -> Reading:
    """Give a reading on the group's clock; what comes back must show the same hour all year there.

    Raises WhenZoneSaid, also where a name such as EST is not right for the season.
    """
    dates = 1 if reading.repeat.is_once else _A_YEAR
    for week in range(dates):
        at = reading.at + _WEEK * week
        same = in_zone(at, zone).utcoffset() == in_zone(at, reading.zone).utcoffset()
        named = "zone_name" not in facts or _is_named(facts, reading.zone, at)
        if not named or (dates > 1 and not same):
            raise WhenZoneSaid(typed=typed, zone=zone)
    if reading.zone == zone:
        return reading
    if reading.repeat.is_once:
        return at_instant(reading.at, zone, now, typed, reading.minutes)
    return Reading(reading.local, reading.at, zone, reading.repeat, reading.minutes)


def _is_named(facts: TimeFacts, zone: str, at: datetime) -> bool:
    """Tell whether the clocks of a zone go by the short name that was said, at that instant."""
    return in_zone(at, zone).tzname() == facts.get("zone_name", "").upper()
