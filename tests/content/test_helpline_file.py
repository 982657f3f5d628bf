"""The directory holds the rows that were seen in a source, and no others."""

import re

import pytest

from bot.content import helplines
from bot.content.source import text_of
from bot.domain.support.helpline import HelpLine, countries, lines_for, young_lines

BOOK = helplines.load()

PERMITTED = {
    ("US", "988", "988"),
    ("US", "", "HOME or DISCORD to 741741"),
    ("US", "800-484-3731", ""),
    ("US", "1-800-662-4357", "your ZIP code to 435748"),
    ("US", "800-222-1222", ""),
    ("CA", "988", "988"),
    ("CA", "1-888-688-6677", ""),
    ("CA", "", "CONNECT to 686868"),
    ("GB", "116 123", ""),
    ("GB", "", "85258"),
    ("GB", "0300 123 6600", ""),
    ("IE", "116 123", ""),
    ("IE", "", "50808"),
    ("AU", "13 11 14", ""),
    ("AU", "1300 22 4636", ""),
    ("AU", "1800 250 015", ""),
    ("AU", "1800 55 1800", ""),
    ("NZ", "1737", "1737"),
    ("NZ", "0508 828 865", ""),
    ("NZ", "0800 543 354", "HELP to 4357"),
    ("DE", "0800 1110111 / 0800 1110222", ""),
    ("FR", "3114", ""),
    ("NL", "113 / 0800-0113", ""),
    ("ES", "024", ""),
    ("PL", "800 70 2222", ""),
    ("IN", "14416 / 1-800-891-4416", ""),
    ("ZA", "0800 567 567", "31393"),
    ("ZA", "0800 12 13 14", "32312"),
    ("BR", "188", ""),
    ("SG", "1767", ""),
    ("SG", "1771", ""),
}
"""Country, number and text of every line seen in a source (V)."""

NOT_SEEN = [
    *("0800 068 4141", "07860 039967", "0477 13 11 14", "0800 787 797", "0800 32 123", "1813"),
    *("SHOUT", "HELLO", "TALK", "143", "142", "90101", "70 201 201", "09 2525 0111", "1201"),
    *("02 2327 2327", "109", "0120-279-338", "18111", "800 911 2000", "135", "1018", "1411"),
]
"""Numbers and keywords that are only known, or seen in an old source (K and V?)."""

EMERGENCY = {
    **dict.fromkeys(["US", "CA"], "911"),
    **dict.fromkeys(["GB", "IE"], "999 / 112"),
    "AU": "000",
    "NZ": "111",
    **dict.fromkeys(["IN", "ZA", "BR", "SG"]),
}
"""Everything else in the list is in the European Union: 112."""


def reached_by(line: HelpLine) -> str:
    return f"{line.number} {line.text} {line.chat} {line.whatsapp} {line.tty}"


def test_every_line_is_a_permitted_one_and_none_is_missing() -> None:
    assert {(line.country, line.number, line.text) for line in BOOK.lines} == PERMITTED
    assert len(BOOK.lines) == len(PERMITTED)


@pytest.mark.parametrize("number", NOT_SEEN)
def test_a_number_that_was_not_seen_in_a_source_is_absent(number: str) -> None:
    apart = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
    assert not [line for line in BOOK.lines if apart.search(reached_by(line))]


def test_countries_have_the_emergency_numbers_of_the_list_and_no_others() -> None:
    found = {c.code: lines_for(BOOK, c.code).emergency for c in BOOK.countries}
    assert found == {**dict.fromkeys(found, "112"), **EMERGENCY}
    assert len(found) == len(EMERGENCY) + 26


def test_no_country_is_listed_without_anything_to_show() -> None:
    for country in BOOK.countries:
        shown = lines_for(BOOK, country.code)
        assert shown.emergency or shown.first


def test_every_row_says_where_and_when_it_was_seen() -> None:
    for line in BOOK.lines:
        assert line.source
        assert line.seen_on == "2026-11"


def test_nothing_counts_as_checked_before_a_person_has() -> None:
    assert not any(line.verified_on for line in BOOK.lines)


def test_codes_are_two_capital_letters_and_stand_once() -> None:
    codes = [country.code for country in BOOK.countries]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_a_list_of_countries_with_lines_fits_one_menu() -> None:
    assert len(countries(BOOK, with_lines=True)) == 15


@pytest.mark.parametrize(
    ("country", "first"), [("US", "988"), ("UK", "116 123"), ("AU", "13 11 14")]
)
def test_the_first_line_is_the_one_to_ring(country: str, first: str) -> None:
    shown = lines_for(BOOK, country)
    assert shown.first is not None
    assert shown.first.number == first


def test_young_people_have_their_lines_or_the_site() -> None:
    names = {
        code: shown.first.name
        for code in ("CA", "AU", "US")
        if (shown := young_lines(BOOK, code)).first
    }
    assert names == {"CA": "Kids Help Phone", "AU": "Kids Helpline"}
    assert young_lines(BOOK, "US").fallback == "https://findahelpline.com"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "crisis"', 'kind = "magic"', "magic"),
        ('country = "US"', 'country = "XX"', "country XX is not listed"),
        ('number = "800-484-3731"\n', "", "no way to reach it"),
        ('source = "TripBot"\n', "", "source"),
        ("free = true", "fee = true", "fee"),
    ],
)
def test_a_mistake_in_the_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        helplines.parse(text_of("helplines.toml").replace(old, new, 1))
