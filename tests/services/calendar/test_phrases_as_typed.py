"""What people type for a time: none is silently taken for another, and nearly all is understood."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.when.choice import value_of
from bot.domain.calendar.when.reading import Reading
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId
from bot.services.calendar.phrases import read, suggestions, understood
from bot.text.catalog import speaker
from bot.text.dates import reading_shown
from tests.domain.calendar.test_phrase_of_dates import leaps
from tests.domain.calendar.test_series_dates import CHANGING

GUILD = GuildId(9001)
UNDERSTOOD = 0.92
"""Of those that say a time, at least."""
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MOMENTS = st.integers(0, 1200 * 24 * 4).map(
    lambda quarters: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarters)
)


class Labelled(NamedTuple):
    """A phrase, when and where it was typed, and what it means; None where it is to be asked."""

    typed: str
    now: datetime
    zone: str
    start: str | None
    repeat: str


def labelled(name: str) -> list[Labelled]:
    rows = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    fields = (row.split("\t") for row in rows if not row.startswith("#"))
    return [
        Labelled(
            typed,
            datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC),
            zone,
            None if start == "asked" else start,
            repeat,
        )
        for typed, now, zone, start, repeat in fields
    ]


ASIDE, KNOWN = labelled("phrases_aside.tsv"), labelled("phrases_known.tsv")


def reading_of(typed: str, zone: str, now: datetime) -> Reading | None:
    try:
        return read(typed, zone, now)
    except Refusal:
        return None


@pytest.mark.parametrize("phrases", [ASIDE, KNOWN], ids=["aside", "known"])
def test_no_phrase_is_silently_taken_for_another_and_nearly_all_are_understood(phrases):
    found = [(one, reading_of(one.typed, one.zone, one.now)) for one in phrases]
    wrong = [
        one.typed
        for one, reading in found
        if reading
        and (f"{reading.on_the_clock:%Y-%m-%d %H:%M}", reading.repeat) != (one.start, one.repeat)
    ]
    assert wrong == []
    say_a_time = [(one, reading) for one, reading in found if one.start]
    read_ones = [one for one, reading in say_a_time if reading]
    assert len(read_ones) >= UNDERSTOOD * len(say_a_time)


def test_the_phrases_are_many_and_a_third_is_kept_apart():
    assert len(ASIDE) + len(KNOWN) >= 200
    assert len(ASIDE) >= 0.3 * (len(ASIDE) + len(KNOWN))
    assert not {(one.typed, one.now) for one in ASIDE} & {(one.typed, one.now) for one in KNOWN}


def same_chosen_typed_or_copied(typed: str, zone: str, now: datetime) -> None:
    """Check that the list, the words alone and what the list shows mean one thing."""
    say, offered, alone = speaker("en"), suggestions(typed, zone, now), reading_of(typed, zone, now)
    if alone:
        assert offered[0] == alone
    for one in offered:
        assert understood(value_of(one, GUILD), GUILD, zone, now) == one
        copied = understood(reading_shown(one, say), GUILD, zone, now)
        assert (copied.at, copied.repeat) == (one.at, one.repeat)


@pytest.mark.parametrize("one", [*ASIDE, *KNOWN], ids=lambda one: ascii(one.typed))
def test_a_phrase_means_the_same_chosen_typed_or_copied(one):
    same_chosen_typed_or_copied(one.typed, one.zone, one.now)


WORDS = sorted({word for one in (*ASIDE, *KNOWN) for word in one.typed.split(" ")})


@settings(max_examples=150)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
        st.sampled_from([one.typed for one in (*ASIDE, *KNOWN)]),
        st.sampled_from([one.typed[:cut] for one in (*ASIDE, *KNOWN) for cut in (3, 6, 9)]),
    ),
    MOMENTS,
    st.sampled_from(ZONES),
)
def test_whatever_is_typed_wherever_and_whenever_means_the_same_chosen_typed_or_copied(
    typed, now, zone
):
    same_chosen_typed_or_copied(typed, zone, now)


@pytest.mark.parametrize("typed", ["in 30 minutes", "01:30", "every sunday 02:30", "today 00:15"])
def test_where_clocks_change_the_same_holds_in_every_zone_before_and_after(typed):
    for zone in CHANGING:
        for leap in leaps(zone)[:2]:
            for early in (-125, -35, 5, 40):
                same_chosen_typed_or_copied(typed, zone, leap + timedelta(minutes=early))
