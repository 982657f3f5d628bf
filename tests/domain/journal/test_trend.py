"""The trend: points and gaps, and what is heard of them."""

from dataclasses import fields
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import EntryId
from bot.domain.journal import lapse, urge
from bot.domain.journal.trend import (
    MOOD,
    CurveFacts,
    RatedDay,
    Trend,
    facts,
    period,
    trend,
)
from tests.domain.journal.writing import NOW, SETTINGS, TODAY, check_in, later

A_DAY = timedelta(days=1)


def ago(days: int):
    return TODAY - days * A_DAY


def an_urge(number: int, before: str, after: str, strand: int = 0):
    entry = urge.begun(EntryId(number), {"before": before}, NOW, SETTINGS)
    return urge.logged(urge.rated_again(entry, {"after": after}), {}, SETTINGS, strand)


def curve(seen: Trend, strand: int):
    return next(one for one in seen.curves if one.strand == strand)


def test_the_mood_and_each_strand_have_a_curve_of_their_own():
    seen = trend(
        [
            check_in(1, ago(2), mood="4", urge="7", strand=1),
            check_in(2, ago(1), mood="6", urge="2", strand=3),
            check_in(3, TODAY, urge="3"),
        ],
        30,
        TODAY,
    )
    assert [one.strand for one in seen.curves] == [MOOD, 0, 1, 3]
    assert curve(seen, MOOD).points == (RatedDay(ago(2), 4), RatedDay(ago(1), 6))
    assert curve(seen, 1).points == (RatedDay(ago(2), 7),)
    assert seen.entries == 3


def test_a_gap_stays_a_gap():
    seen = trend([check_in(n, ago(n), mood="5") for n in (1, 2, 4, 9, 10)], 30, TODAY)
    stretches = curve(seen, MOOD).stretches
    assert [[point.day for point in one] for one in stretches] == [
        [ago(10), ago(9)],
        [ago(4)],
        [ago(2), ago(1)],
    ]


def test_several_ratings_of_a_day_are_the_moods_mean_and_the_strongest_urge():
    seen = trend(
        [
            check_in(1, mood="3", urge="2", strand=1),
            check_in(2, mood="4", urge="5", strand=1),
            an_urge(3, "8", "3", strand=1),
        ],
        7,
        TODAY,
    )
    assert curve(seen, MOOD).points == (RatedDay(TODAY, 3.5),)
    assert curve(seen, 1).points == (RatedDay(TODAY, 8),)


def test_a_lapse_is_one_mark_and_changes_nothing_else():
    written = [check_in(n, ago(n), mood="5", urge="4") for n in range(10)]
    noted = lapse.noted(EntryId(99), {}, later(days=-3), SETTINGS)
    before, after = trend(written, 30, TODAY), trend([*written, noted], 30, TODAY)
    assert after.learned == (ago(3),)
    assert after.curves == before.curves
    assert after.entries == before.entries
    assert facts(after) == facts(before)


def test_what_is_heard_is_the_ends_the_lowest_and_the_highest():
    seen = trend([check_in(n, ago(n), mood=str(m)) for n, m in enumerate((6, 2, 9, 4))], 30, TODAY)
    assert facts(seen) == (CurveFacts(MOOD, 4, first=4, last=6, lowest=2, highest=9),)


def test_nothing_is_said_of_days_in_a_row_of_averages_or_of_a_beginning():
    told = {one.name for one in (*fields(CurveFacts), *fields(Trend))}
    assert told == {
        *("strand", "count", "first", "last", "lowest", "highest"),
        *("curves", "learned", "entries"),
    }


def test_one_point_is_no_picture():
    assert not trend([], 30, TODAY).is_picture
    assert not trend([check_in(1, helped="A walk.")], 30, TODAY).is_picture
    assert not trend([check_in(1, mood="5", urge="3")], 30, TODAY).is_picture
    assert not trend([check_in(1, mood="5"), check_in(2, mood="6")], 30, TODAY).is_picture
    assert trend([check_in(1, mood="5"), check_in(2, ago(3), urge="6")], 30, TODAY).is_picture


def test_what_lies_outside_the_days_is_not_in_it():
    written = [check_in(1, ago(7), mood="9"), check_in(2, ago(6), mood="5")]
    assert curve(trend(written, 7, TODAY), MOOD).points == (RatedDay(ago(6), 5),)
    assert trend(written, 7, ago(7) - A_DAY).curves == ()


@given(st.integers())
def test_the_picture_spans_a_week_to_a_year(days):
    first, last = period(days, TODAY)
    assert last == TODAY
    assert 7 <= (last - first).days + 1 <= 365


RATED = st.builds(
    lambda number, days, mood, strength, strand: check_in(
        number, ago(days), strand, mood=str(mood), urge=str(strength)
    ),
    st.integers(1, 300),
    st.integers(0, 40),
    st.integers(0, 10),
    st.integers(0, 10),
    st.sampled_from([0, 1, 3]),
)


@given(st.lists(RATED, max_size=40), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_draws_no_other_picture(written, random):
    shuffled = list(written)
    random.shuffle(shuffled)
    seen = trend(written, 30, TODAY)
    assert trend(shuffled, 30, TODAY) == seen
    for one in seen.curves:
        assert one.points == tuple(point for part in one.stretches for point in part)
        assert [point.day for point in one.points] == sorted({point.day for point in one.points})
        assert all(0 <= point.value <= 10 for point in one.points)


@given(st.lists(RATED, min_size=1, max_size=20), RATED)
def test_an_entry_of_one_day_moves_no_point_of_another(written, more):
    before, after = trend(written, 60, TODAY), trend([*written, more], 60, TODAY)
    for one in before.curves:
        others = [point for point in one.points if point.day != more.day]
        now = curve(after, one.strand).points
        assert [point for point in now if point.day != more.day] == others


def test_the_lowest_and_the_highest_are_those_that_were_given_not_the_middle_of_a_day():
    seen = trend([check_in(1, ago(1), mood="0"), check_in(2, ago(1), mood="8")], 7, TODAY)
    (told,) = facts(seen)
    assert (told.lowest, told.highest, told.count) == (0, 8, 2)
