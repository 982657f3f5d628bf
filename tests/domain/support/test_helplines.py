"""What somebody in a hard moment is shown, by country."""

import pytest

from bot.content import helplines
from bot.domain.support.helpline import (
    Country,
    Directory,
    HelpLine,
    LineKind,
    completed,
    countries,
    find_country,
    lines_for,
    young_lines,
)


def line(country: str, name: str, kind: LineKind = LineKind.CRISIS) -> HelpLine:
    return HelpLine(country, name, kind, source="seen", seen_on="2026-11", number="1")


UK = Country("GB", "United Kingdom", ("999", "112"), ("UK",))
MALTA = Country("MT", "Malta", ("112",))
INDIA = Country("IN", "India")
WORLD = helplines.load()
ENGLAND = "🏴" + "".join(chr(0xE0000 + ord(one)) for one in "gbeng") + "\U000e007f"
KIDS = line("GB", "Kids", LineKind.YOUTH)
FIRST, DRUGS = line("GB", "First"), line("GB", "Drugs", LineKind.DRUGS)
BOOK = Directory((UK, MALTA, INDIA), (KIDS, FIRST, DRUGS, line("IN", "Mind")), "https://a.example")


def test_the_emergency_number_stands_with_one_line_and_then_more() -> None:
    shown = lines_for(BOOK, "GB")
    assert shown.country is UK
    assert shown.emergency == "999 / 112"
    assert shown.first is FIRST
    assert shown.others == (DRUGS, KIDS)
    assert shown.fallback == "https://a.example"


def test_a_country_without_a_known_emergency_number_says_none() -> None:
    shown = lines_for(BOOK, "IN")
    assert shown.emergency is None
    assert shown.first is not None


def test_a_country_without_lines_has_its_emergency_number_and_the_site() -> None:
    shown = lines_for(BOOK, "MT")
    assert (shown.emergency, shown.first, shown.others) == ("112", None, ())


@pytest.mark.parametrize("typed", [None, "", "XX", "Atlantis", "911"])
def test_an_unknown_country_has_the_site_alone(typed: str | None) -> None:
    shown = lines_for(BOOK, typed)
    assert (shown.country, shown.emergency, shown.first, shown.others) == (None, None, None, ())
    assert shown.fallback == "https://a.example"


@pytest.mark.parametrize("typed", ["GB", "gb", " uk ", "United Kingdom", "united kingdom"])
def test_a_country_is_found_by_letters_or_name(typed: str) -> None:
    assert find_country(BOOK, typed) is UK


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("U.S.", "US"), ("u. s. a.", "US"), ("USA", "US"), ("the united states", "US")),
        *(("u.k.", "GB"), ("England", "GB"), ("🇬🇧", "GB"), (ENGLAND, "GB"), ("Britain", "GB")),
        *(("O\u0308sterreich", "AT"), ("Osterreich", "AT"), ("  ÖSTERREICH\u200b", "AT")),
        *(("deutschland", "DE"), ("🇩🇪", "DE"), ("holland", "NL"), ("ελλαδα", "GR")),
        *(("", None), ("\u200b", None), ("The", None), ("🏳️‍🌈", None), ("Narnia", None)),
    ],
)
def test_a_country_is_found_however_its_name_is_written(typed: str, code: str | None) -> None:
    found = find_country(WORLD, typed)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("US", "US", ()),
        ("USA", "US", ()),
        ("U.S", "US", ()),
        ("UK", "GB", ()),
        ("england", "GB", ()),
        ("🇬🇧", "GB", ()),
        ("Deutsch", "DE", ()),
        ("holl", "NL", ()),
        ("osterr", "AT", ()),
        ("kingdom", "GB", ()),
        ("aus", "AU", ("AT",)),
        ("in", "IN", ()),
        ("united", "GB", ("US",)),
    ],
)
def test_what_is_typed_of_a_country_is_completed(
    typed: str, first: str, others: tuple[str, ...]
) -> None:
    assert tuple(one.code for one in completed(WORLD, typed)) == (first, *others)


def test_nothing_typed_yet_is_completed_to_every_country_by_name() -> None:
    assert completed(WORLD, " ") == countries(WORLD)
    assert completed(WORLD, "narnia") == ()


@pytest.mark.parametrize("country", WORLD.countries, ids=lambda one: one.code)
def test_every_name_of_a_country_means_it_alone_and_completes_to_it_first(country) -> None:
    for name in (country.code, country.name, *country.also):
        assert find_country(WORLD, name) is country
        assert completed(WORLD, name)[0] is country


def test_young_people_are_shown_lines_for_them() -> None:
    shown = young_lines(BOOK, "GB")
    assert (shown.emergency, shown.first, shown.others) == ("999 / 112", KIDS, ())


def test_young_people_elsewhere_are_shown_the_site() -> None:
    shown = young_lines(BOOK, "IN")
    assert (shown.first, shown.fallback) == (None, "https://a.example")


def test_another_country_is_chosen_from_a_list_by_name() -> None:
    assert [country.name for country in countries(BOOK)] == ["India", "Malta", "United Kingdom"]
    assert countries(BOOK, with_lines=True) == (INDIA, UK)
