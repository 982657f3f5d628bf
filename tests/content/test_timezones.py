"""Time zones as people type them: taken where one is meant, asked back where it may be another."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import timezones
from bot.domain.calendar import zone_names, zone_search
from bot.domain.calendar.zone_names import (
    UnknownZone,
    ZoneAllYear,
    ZoneLikeNone,
    ZoneOfSeveral,
    ZonesOfCountry,
    ZoneWithoutCity,
)
from bot.text.catalog import speaker
from tests.every import every

NAMES = timezones.load()
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
WINTER, SUMMER = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
NO_PLACES = [zone for zone in ZONES if "/" not in zone or zone.startswith("Etc/")]


def named(typed: str, now: datetime = WINTER) -> str:
    return zone_names.zone_named(NAMES, typed, now)


def offered(typed: str, now: datetime = WINTER) -> tuple[str, ...]:
    return zone_names.offered(NAMES, typed, now)


def asked(typed: str, now: datetime = WINTER) -> UnknownZone:
    with pytest.raises(UnknownZone) as refused:
        named(typed, now)
    return refused.value


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        (" LONDON ", "Europe/London"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St. John's", "America/St_Johns"),
        ("St. John’s", "America/St_Johns"),
        ("port-au-prince", "America/Port-au-Prince"),
        ("istanbul", "Europe/Istanbul"),
        ("İstanbul", "Europe/Istanbul"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("us/eastern", "America/New_York"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("calcutta", "Asia/Kolkata"),
        ("GB", "Europe/London"),
        ("montreal", "America/Toronto"),
        ("Oslo", "Europe/Oslo"),
        ("America/Argentina/San_Juan", "America/Argentina/San_Juan"),
        ("Australia/Victoria", "Australia/Melbourne"),
        ("uk", "Europe/London"),
        ("Germany", "Europe/Berlin"),
        ("boston", "America/New_York"),
        ("etc/utc", "Etc/UTC"),
        ("Etc/GMT-5", "Etc/GMT-5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_known_by_its_name_its_city_or_its_country_and_has_its_name_of_today(typed, zone):
    assert named(typed) == zone


@every([zone for zone in ZONES if zone not in NO_PLACES])
def test_every_zone_answers_to_its_own_name(name):
    assert named(name.lower().replace("_", " ")) == NAMES.exact[zone_search.as_typed(name)]


def test_a_name_of_a_place_of_today_stays_and_any_other_becomes_one():
    assert {name for name in NAMES.places if named(name) != name} == set()
    others = {named(name) for name in ZONES if name not in {*NAMES.places, *NO_PLACES}}
    assert others <= set(NAMES.places)


def test_a_slip_of_the_finger_is_answered_with_what_is_close():
    refused = asked("Londn")
    assert refused.key == "refusal.unknown_zone"
    assert refused.facts == {"typed": "Londn", "close": "Europe/London"}


@pytest.mark.parametrize(
    "typed", ["GMT+2", "UTC+2", "gmt +2", "UTC+02:00", "+2", "utc 2", "GMT+2 ", "GMT\uff0b2"]
)
def test_an_offset_asks_for_a_city_and_offers_those_that_are_there_now(typed):
    refused = asked(typed)
    assert type(refused) is ZoneWithoutCity
    assert str(refused.facts["close"]).startswith("Europe/Athens")
    assert len(offered(typed)) == 25
    assert str(asked(typed, SUMMER).facts["close"]).startswith("Europe/Paris")


@given(st.integers(-15, 15), st.sampled_from(["GMT", "UTC", "gmt ", ""]), st.booleans())
def test_no_offset_is_ever_answered_with_one_the_other_way_round(hours, letters, minus_sign):
    figure = f"{hours:+}".replace("-", "\u2212" if minus_sign else "-")
    zones = offered(f"{letters}{figure}")
    assert not [zone for zone in zones if zone in NO_PLACES]
    with pytest.raises(UnknownZone):
        named(f"{letters}{figure}")


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("EST", "America/New_York, America/Toronto, America/Panama"),
        ("wet", "Europe/Lisbon, Atlantic/Canary, Atlantic/Madeira"),
        ("CET", "Europe/Paris, Europe/Berlin, Europe/Madrid"),
        ("EST5EDT", "America/New_York, America/Toronto, America/Panama"),
    ],
)
def test_letters_that_lose_the_summer_are_asked_back_with_cities(typed, close):
    refused = asked(typed)
    assert type(refused) is ZoneWithoutCity
    assert refused.facts["close"] == close
    assert ", ".join(offered(typed)[:3]) == close


@pytest.mark.parametrize(
    ("typed", "exact"),
    [("gmt", "Etc/GMT"), ("UTC", "Etc/UTC"), ("zulu", "Etc/UTC"), ("Z", "Etc/UTC")],
)
def test_what_has_no_summer_is_asked_back_with_london_first_and_can_still_be_had(typed, exact):
    refused = asked(typed)
    assert type(refused) is ZoneAllYear
    assert str(refused.facts["close"]).startswith("Europe/London")
    said = speaker("en")(refused.key, **refused.facts)
    assert f"write {exact}." in said
    assert named(exact) == exact


@pytest.mark.parametrize("name", [zone for zone in NO_PLACES if "/" not in zone])
def test_no_letters_of_the_zone_database_are_taken_for_a_zone_without_summer(name):
    try:
        zone = named(name)
    except UnknownZone:
        return
    assert zone not in NO_PLACES


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("San Juan", "America/Puerto_Rico"),
        ("easter", "America/New_York"),
        ("Victoria", "America/Vancouver"),
        ("Birmingham", "Europe/London"),
        ("Córdoba", "America/Argentina/Cordoba"),
        ("Santiago", "America/Santiago"),
        ("Samoa", "Pacific/Apia"),
        ("usa", "America/New_York"),
    ],
)
def test_a_name_of_several_places_is_asked_and_never_taken(typed, first):
    refused = asked(typed)
    assert type(refused) is ZoneOfSeveral
    assert str(refused.facts["close"]).startswith(first)
    assert offered(typed)[0] == first


def test_a_country_with_several_times_is_asked_and_offers_one_city_for_each():
    refused = asked("spain")
    assert type(refused) is ZonesOfCountry
    assert refused.facts["close"] == "Europe/Madrid, Atlantic/Canary"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("kuala", "Asia/Kuala_Lumpur"),
        ("los", "America/Los_Angeles"),
        ("den", "America/Denver"),
        ("hong", "Asia/Hong_Kong"),
        ("auck", "Pacific/Auckland"),
        ("johan", "Africa/Johannesburg"),
        ("buenos", "America/Argentina/Buenos_Aires"),
        ("tor", "America/Toronto"),
        ("ams", "Europe/Amsterdam"),
        ("America/Ne", "America/New_York"),
        ("aires", "America/Argentina/Buenos_Aires"),
        ("germ", "Europe/Berlin"),
        ("birm", "Europe/London"),
        ("europe/l", "Europe/London"),
    ],
)
def test_while_somebody_types_what_begins_so_comes_first(typed, zone):
    assert offered(typed)[0] == zone


def test_what_begins_so_fills_the_whole_list_before_what_is_spelt_alike():
    assert offered("dub")[:2] == ("Europe/Dublin", "Asia/Dubai")
    assert set(offered("dub")[2:]) == {"America/Chicago", "Australia/Sydney"}  # Dubuque and Dubbo
    assert len(offered("europe/")) == len(offered("")) == 25
    assert all(zone.startswith("Europe/") for zone in offered("europe/"))


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_zone_or_up_to_three_others_that_work(typed):
    try:
        assert named(typed) in ZONES
    except UnknownZone as refused:
        close = [zone for zone in str(refused.facts["close"]).split(", ") if zone]
        no_guess = isinstance(refused, ZoneLikeNone)
        assert no_guess == (not close)
        assert len(close) <= 3
        assert [named(name) for name in close] == close


def test_every_zone_that_is_offered_is_one_of_today():
    lists = (NAMES.letters, NAMES.all_year, NAMES.several)
    mentioned = {zone for one in lists for zones in one.values() for zone in zones}
    mentioned |= {*NAMES.elsewhere.values(), *NAMES.big}
    assert {zone for zone in mentioned if zone not in ("Etc/UTC", "Etc/GMT")} <= set(NAMES.places)
    beside = {
        zone for lists in (NAMES.countries, NAMES.codes) for one in lists.values() for zone in one
    }
    assert beside <= set(NAMES.places)
    typed = [*NAMES.letters, *NAMES.all_year, *NAMES.several, *NAMES.elsewhere]
    every = [*typed, *NAMES.countries, *NAMES.codes]
    assert [name for name in every if zone_search.as_typed(name) != name] == []
    assert len(typed) == len(set(typed))
