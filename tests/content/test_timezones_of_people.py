"""Time zones in people's own words: a city with its country, a state, `London time`, a flag."""

from datetime import UTC, datetime

import pytest

from bot.content import timezones
from bot.domain.calendar import zone_names
from bot.domain.calendar.zone_names import (
    UnknownZone,
    ZoneAllYear,
    ZoneLikeNone,
    ZoneOfSeveral,
    ZonesOfCountry,
    ZoneWithoutCity,
)
from bot.text.catalog import speaker

NAMES = timezones.load()
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def named(typed: str) -> str:
    return zone_names.zone_named(NAMES, typed, NOW)


def offered(typed: str) -> tuple[str, ...]:
    return zone_names.offered(NAMES, typed, NOW)


def asked(typed: str) -> UnknownZone:
    with pytest.raises(UnknownZone) as refused:
        named(typed)
    return refused.value


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Mumbai, India", "Asia/Kolkata"),
        ("Dublin, Ireland", "Europe/Dublin"),
        ("Johannesburg, South Africa", "Africa/Johannesburg"),
        ("Melbourne, Australia", "Australia/Melbourne"),
        ("Toronto, Canada", "America/Toronto"),
        ("Cork, Ireland", "Europe/Dublin"),
        ("Sydney, Australia", "Australia/Sydney"),
        ("Perth, Australia", "Australia/Perth"),
        ("Manchester, UK", "Europe/London"),
        ("London, UK", "Europe/London"),
        ("New York, NY", "America/New_York"),
        ("Portland, ME", "America/New_York"),
        ("Portland, Oregon, USA", "America/Los_Angeles"),
        ("Birmingham, Alabama", "America/Chicago"),
        ("Birmingham, England", "Europe/London"),
        ("Newcastle, Australia", "Australia/Sydney"),
        ("San José, Costa Rica", "America/Costa_Rica"),
        ("Georgia, USA", "America/New_York"),
        ("Perth, WA", "Australia/Perth"),
        ("Seattle, WA", "America/Los_Angeles"),
        ("Vancouver, CA", "America/Vancouver"),
        ("Berlin, DE", "Europe/Berlin"),
        ("Washington, D.C.", "America/New_York"),
        ("Sydney, Nova Scotia", "America/Halifax"),
        ("Trim, Ireland", "Europe/Dublin"),
        ("Ireland, Cork", "Europe/Dublin"),
        ("London,", "Europe/London"),
        ("Dublin Ireland", "Europe/Dublin"),
        ("Portland Oregon", "America/Los_Angeles"),
        ("Dayton, Ohio", "America/New_York"),
        ("Oxford, UK", "Europe/London"),
    ],
)
def test_a_city_with_its_country_or_state_is_that_city_there(typed, zone):
    assert named(typed) == zone
    assert offered(typed)[0] == zone


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("London, Ontario", "America/Toronto, America/Winnipeg"),
        ("Paris, Texas", "America/Chicago, America/Denver"),
        ("London, KY", "America/New_York, America/Chicago, America/Cayman"),
        ("London, Middle Earth", "Europe/London"),
        ("Springfield, USA", "America/Chicago, America/New_York"),
        ("Sidney, Australia", "Australia/Sydney, Australia/Perth, Australia/Brisbane"),
    ],
)
def test_a_city_that_is_not_certain_with_what_stands_behind_it_is_asked(typed, close):
    assert asked(typed).facts["close"] == close


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("Australia", "Australia/Sydney, Australia/Perth, Australia/Brisbane"),
        ("Brazil", "America/Sao_Paulo, America/Manaus, America/Noronha"),
        ("Russia", "Europe/Moscow, Europe/Kaliningrad, Europe/Astrakhan"),
        ("Canada", "America/Toronto, America/Vancouver, America/Halifax"),
        ("Texas", "America/Chicago, America/Denver"),
        ("New South Wales", "Australia/Sydney, Australia/Broken_Hill"),
        ("Florida", "America/New_York, America/Chicago"),
        ("\U0001f1fa\U0001f1f8", "America/New_York, America/Chicago, America/Los_Angeles"),
    ],
)
def test_a_country_or_state_with_several_times_names_its_big_cities_first(typed, close):
    refused = asked(typed)
    assert type(refused) is ZonesOfCountry
    assert refused.facts["close"] == close


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Western Australia", "Australia/Perth"),
        ("South Australia", "Australia/Adelaide"),
        ("New Jersey", "America/New_York"),
        ("Indian time", "Asia/Kolkata"),
        ("British Summer Time", "Europe/London"),
        ("Cleveland", "America/New_York"),
        ("Nashville", "America/Chicago"),
        ("Jaipur", "Asia/Kolkata"),
        ("Bombay", "Asia/Kolkata"),
        ("Pune", "Asia/Kolkata"),
        ("Port Elizabeth", "Africa/Johannesburg"),
        ("Joburg", "Africa/Johannesburg"),
        ("Galway", "Europe/Dublin"),
        ("Republic of Ireland", "Europe/Dublin"),
        ("Washington DC", "America/New_York"),
        ("\U0001f1ee\U0001f1ea", "Europe/Dublin"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "Europe/London",
        ),
        ("Trinidad and Tobago", "America/Port_of_Spain"),
        ("Ohio", "America/New_York"),
        ("South Korea", "Asia/Seoul"),
        ("London time", "Europe/London"),
        ("London!", "Europe/London"),
        ("the UK", "Europe/London"),
        ("Cork city", "Europe/Dublin"),
        ("Dayton", "America/New_York"),
        ("Boulder", "America/Denver"),
        ("St. Paul", "America/Chicago"),
        ("Hull", "Europe/London"),
        ("Toowoomba", "Australia/Brisbane"),
        ("Paris time zone", "Europe/Paris"),
        ("Salt Lake City", "America/Denver"),
    ],
)
def test_what_has_one_plain_answer_is_taken(typed, zone):
    assert named(typed) == zone


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("Eastern time", ZoneWithoutCity, "America/New_York"),
        ("Pacific Standard Time", ZoneWithoutCity, "America/Los_Angeles"),
        ("Greenwich Mean Time", ZoneAllYear, "Europe/London"),
        ("Coordinated Universal Time", ZoneAllYear, "Europe/London"),
        ("US Central", ZoneWithoutCity, "America/Chicago"),
        ("UTC+10 time", ZoneWithoutCity, "Australia/Brisbane"),
        ("Central European Time", ZoneOfSeveral, "Europe/Paris"),
        ("Saint Petersburg", ZoneOfSeveral, "Europe/Moscow"),
        ("Davis", ZoneOfSeveral, "America/Los_Angeles"),
        ("Casey", ZoneOfSeveral, "Australia/Melbourne"),
        ("Palmer", ZoneOfSeveral, "America/Anchorage"),
        ("Johnston", ZoneOfSeveral, "America/Chicago"),
        ("Macquarie", ZoneOfSeveral, "Australia/Sydney"),
        ("Midway", ZoneOfSeveral, "America/Chicago"),
        ("Oxford", ZoneOfSeveral, "Europe/London"),
        ("Pasadena", ZoneOfSeveral, "America/Chicago"),
    ],
)
def test_what_has_several_answers_is_asked_the_likeliest_first(typed, kind, first):
    refused = asked(typed)
    assert type(refused) is kind
    assert str(refused.facts["close"]).startswith(first)


@pytest.mark.parametrize("typed", ["x" * 100, "asdfgh", "home", "somewhere", "London Paris", "???"])
def test_what_is_like_no_zone_gets_no_guess_but_is_asked_for_a_big_city(typed):
    refused = asked(typed)
    assert type(refused) is ZoneLikeNone
    assert "Please add the state or country" in speaker("en")(refused.key, **refused.facts)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ire", "Europe/Dublin"),
        ("Joh", "Africa/Johannesburg"),
        ("South", "Africa/Johannesburg"),
        ("Ind", "Asia/Kolkata"),
        ("East", "America/New_York"),
        ("Pac", "America/Los_Angeles"),
        ("Cent", "America/Chicago"),
        ("UTC+10", "Australia/Brisbane"),
        ("Austr", "Australia/Sydney"),
        ("Mumbai, In", "Asia/Kolkata"),
        ("Tex", "America/Chicago"),
    ],
)
def test_while_somebody_types_the_likeliest_comes_first(typed, first):
    assert offered(typed)[0] == first


@pytest.mark.parametrize("typed", ["UTC+10", "UTC+8", "UTC+5", "D"])
def test_the_poles_come_after_all_places_where_people_live(typed):
    poles = [zone.startswith("Antarctica/") for zone in offered(typed)]
    assert poles == sorted(poles)
