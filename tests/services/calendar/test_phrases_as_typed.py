"""What people type for a time: none is silently taken for another, and nearly all is understood."""

import re
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
from tests.domain.calendar.test_phrase_of_dates import leaps, of_each_kind
from tests.every import every

GUILD = GuildId(9001)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
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
    meant: str | None


BLOCK = re.compile(r"\[(?P<now>\S+) (?P<zone>\S+)\]")


def labelled(name: str) -> list[Labelled]:
    rows = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    found: list[Labelled] = []
    now, zone = NOW, "UTC"
    for row in rows:
        if block := BLOCK.fullmatch(row):
            zone = block["zone"]
            local = datetime.fromisoformat(block["now"])
            now = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        elif row and not row.startswith("#"):
            _, typed, meant = row.split(" | ")
            found.append(Labelled(typed, now, zone, None if meant == "ask" else meant))
    return found


ASIDE, TUNED = labelled("phrases_kept_aside.txt"), labelled("phrases_tuned.txt")


def reading_of(typed: str, zone: str, now: datetime) -> Reading | None:
    try:
        return read(typed, zone, now)
    except Refusal:
        return None


def meaning(found: Reading) -> str:
    return f"{found.on_the_clock:%Y-%m-%dT%H:%M} {found.repeat.value}"


@pytest.mark.parametrize("phrases", [ASIDE, TUNED], ids=["aside", "tuned"])
def test_no_phrase_is_silently_taken_for_another_and_nearly_all_are_understood(phrases):
    found = [(one, reading_of(one.typed, one.zone, one.now)) for one in phrases]
    wrong = [one.typed for one, reading in found if reading and meaning(reading) != one.meant]
    assert wrong == []
    say_a_time = [(one, reading) for one, reading in found if one.meant]
    read_ones = [one for one, reading in say_a_time if reading]
    assert len(read_ones) >= UNDERSTOOD * len(say_a_time)


def test_the_phrases_are_many_and_a_third_is_kept_apart():
    assert len(ASIDE) + len(TUNED) >= 200
    assert len(ASIDE) * 3 >= len(ASIDE) + len(TUNED)
    assert not {(one.typed, one.now) for one in ASIDE} & {(one.typed, one.now) for one in TUNED}


def same_chosen_typed_or_copied(typed: str, zone: str, now: datetime) -> None:
    """Check that the list, the words alone and what the list shows mean one thing."""
    say, offered, alone = speaker("en"), suggestions(typed, zone, now), reading_of(typed, zone, now)
    if alone:
        assert offered[0] == alone
    for one in offered:
        assert understood(value_of(one, GUILD), GUILD, zone, now) == one
        copied = understood(reading_shown(one, say), GUILD, zone, now)
        assert (copied.at, copied.repeat) == (one.at, one.repeat)


@every([*ASIDE, *TUNED])
def test_a_phrase_means_the_same_chosen_typed_or_copied(one):
    same_chosen_typed_or_copied(one.typed, one.zone, one.now)


WORDS = sorted({word for one in (*ASIDE, *TUNED) for word in one.typed.split(" ")})


@settings(max_examples=150)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
        st.sampled_from([one.typed for one in (*ASIDE, *TUNED)]),
        st.sampled_from([one.typed[:cut] for one in (*ASIDE, *TUNED) for cut in (3, 6, 9)]),
    ),
    MOMENTS,
    st.sampled_from(ZONES),
)
def test_whatever_is_typed_wherever_and_whenever_means_the_same_chosen_typed_or_copied(
    typed, now, zone
):
    same_chosen_typed_or_copied(typed, zone, now)


@pytest.mark.parametrize("typed", ["in 30 minutes", "01:30", "every sunday 02:30", "today 00:15"])
def test_where_clocks_change_the_same_holds_in_zones_of_every_kind_before_and_after(typed):
    for zone in of_each_kind():
        for leap in leaps(zone)[:2]:
            for early in (-125, -35, 5, 40):
                same_chosen_typed_or_copied(typed, zone, leap + timedelta(minutes=early))
