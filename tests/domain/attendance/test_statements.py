"""What a letter states, and the bytes it is signed over."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.presence import Seen, TimePresent
from bot.domain.attendance.statement import (
    LONGEST_NAME,
    MOST_BYTES,
    LetterDamaged,
    LetterNameTooLong,
    LetterNeedsName,
    Occasion,
    name_on_letter,
    payload,
    read,
    stated,
)
from tests.domain.attendance.letters import CODE, NAME, OCCASION, PRESENT, letter
from tests.domain.zone_changes import ZONES


def test_the_bytes_are_these_for_ever():
    expected = (
        f'{{"code":"{CODE}","contact":"tuesday@example.org","end":"2026-12-01T20:30+01:00",'
        '"group":"Tuesday group","issued":"2026-12-01","meeting":"Evening meeting","minutes":84,'
        f'"name":"{NAME}","seen":"voice","start":"2026-12-01T19:00+01:00","zone":"Europe/Prague"}}'
    )
    assert payload(letter()).decode() == expected
    of_old = replace(letter(), seen="")
    assert payload(of_old).decode() == expected.replace('"seen":"voice",', "")


def test_what_was_stated_is_read_back():
    statement = read(payload(letter()))
    assert statement == letter()
    assert statement.date == date(2026, 12, 1)


def test_a_name_comes_out_whole():
    assert name_on_letter(NAME) == NAME
    assert read(payload(letter(NAME))).name == NAME


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u2060"])
def test_a_letter_needs_a_name(typed):
    with pytest.raises(LetterNeedsName):
        name_on_letter(typed)


def test_a_name_that_does_not_fit_is_refused_and_never_cut():
    assert name_on_letter("n" * LONGEST_NAME) == "n" * LONGEST_NAME
    with pytest.raises(LetterNameTooLong):
        name_on_letter("n" * (LONGEST_NAME + 1))


def test_a_name_says_the_same_however_its_letters_are_put_together():
    apart = "S\u030ca\u0301rka"
    assert payload(letter(name_on_letter(apart))) == payload(letter("\u0160\u00e1rka"))


@given(
    st.text(min_size=1, max_size=60),
    st.text(max_size=200),
    st.text(max_size=200),
    st.text(max_size=300),
)
def test_whatever_a_group_calls_itself_the_statement_fits_and_is_read_back(
    name, group, meeting, contact
):
    try:
        fitting = name_on_letter(name)
    except (LetterNeedsName, LetterNameTooLong):
        return
    statement = letter(fitting, Occasion(group, meeting, contact, "Asia/Kolkata"))
    raw = payload(statement)
    assert len(raw) <= MOST_BYTES
    assert read(raw) == statement
    assert statement.name == fitting


def test_the_longest_names_of_a_group_are_shortened_with_a_sign_and_the_persons_is_not():
    long = Occasion("\u674e" * 100, "\u674e" * 80, "https://example.org/" + "x" * 100, "UTC")
    statement = letter("\u674e" * 60, long)
    assert len(payload(statement)) <= MOST_BYTES
    assert statement.name == "\u674e" * 60
    assert statement.group.endswith("…")
    assert statement.contact == long.contact


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.integers(60, 6 * 3600),
    st.sampled_from(ZONES),
)
def test_whenever_and_wherever_a_group_meets_the_letter_is_read_back(start, seconds, zone):
    """Somebody who was there all along: minutes never exceed what start and end show."""
    end = start + timedelta(seconds=seconds)
    present = TimePresent(start, end, seconds // 60, Seen.DOOR)
    statement = stated(CODE, NAME, present, replace(OCCASION, zone=zone), end)
    assert read(payload(statement)) == statement
    assert datetime.fromisoformat(statement.start) == start.replace(second=0, microsecond=0)


@pytest.mark.parametrize(("by", "said"), [(Seen.VOICE, "voice"), (Seen.WRITING, "writing")])
def test_a_letter_says_how_somebody_was_seen(by, said):
    statement = stated(CODE, NAME, replace(PRESENT, by=by), OCCASION, PRESENT.ends)
    assert json.loads(payload(statement))["seen"] == said
    assert read(payload(statement)) == statement


def test_a_letter_of_an_older_version_does_not_and_is_read_all_the_same():
    statement = stated(CODE, NAME, replace(PRESENT, by=Seen.DOOR), OCCASION, PRESENT.ends)
    assert "seen" not in json.loads(payload(statement))
    assert read(payload(statement)) == statement
    with pytest.raises(LetterDamaged):
        read(payload(replace(statement, seen="door")))


SMALL = json.loads(payload(letter()))


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": 91},
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": True},
        {"minutes": 84.0},
        {"minutes": "84"},
        {"name": ""},
        {"name": "S\u030c"},
        {"code": "other"},
        {"issued": "yesterday"},
        {"issued": "20261201"},
        {"start": "2026-12-01T19:00"},
        {"start": "2026-12-01T19:00", "end": "2026-12-01T20:30"},
        {"start": "2026-12-01T19:00:00+01:00"},
        {"start": "2026-12-01T21:00+01:00"},
        {"end": None},
        {"extra": "words"},
        {"zone": ["UTC"]},
    ],
)
def test_what_no_letter_of_ours_states_is_not_read(change):
    raw = json.dumps(
        SMALL | change, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()
    with pytest.raises(LetterDamaged):
        read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 900,
        b'{"a":' * 150,
        b"9" * 901,
        b"x" * 5000,
        json.dumps(SMALL).encode(),
        json.dumps(SMALL, sort_keys=True, separators=(",", ":")).encode(),
        payload(letter()) + b" ",
        payload(letter()).replace(b'"code"', b'"code":"A","code"', 1),
    ],
)
def test_the_same_facts_in_other_bytes_are_no_letter(raw):
    with pytest.raises(LetterDamaged):
        read(raw)


@given(st.binary(max_size=1000))
def test_any_bytes_are_read_or_refused(raw):
    with pytest.raises(LetterDamaged):
        read(raw)


def test_another_fact_gives_other_bytes():
    mine = letter()
    others = [
        replace(mine, name="Somebody else"),
        replace(mine, minutes=83),
        replace(mine, group="Monday group"),
        replace(mine, zone="UTC"),
    ]
    assert len({payload(one) for one in (mine, *others)}) == len(others) + 1
