"""One date for every date of the rule, whatever the clocks do: awkward zones, and some by chance.

`python -m tests.domain.calendar.every_zone` takes every zone there is.
"""

import random

import pytest

from tests.domain.calendar.every_zone import ZONES, changes, walked

AWKWARD = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Chatham",
)
BY_CHANCE = random.Random(20261129).sample([one for one in ZONES if one not in AWKWARD], 6)


MET = 3
"""So many changes of each, by chance too: the first, the last and what lies between differ."""


@pytest.mark.parametrize("zone", [*AWKWARD, *BY_CHANCE])
def test_every_change_of_a_zone_gives_one_date_for_each_of_the_rule(zone: str) -> None:
    known = changes(zone)
    some = random.Random(zone).sample(known, min(MET, len(known)))
    assert walked(zone, some) == []


def test_awkward_zones_do_change() -> None:
    assert [zone for zone in AWKWARD if len(changes(zone)) < MET] == []
