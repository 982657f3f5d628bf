"""Leafing through: three at a time, none twice, what was heard last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.prompts.browsing import THREE, Wanted, least_heard, three
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.prompt import PARTICULAR, Point, Purpose
from bot.domain.prompts.theme import Theme

LIBRARY = prompts.load()
ANY = Wanted()


@pytest.mark.at_length
@settings(max_examples=25)
@given(st.integers(0, 36**4), st.integers(3, 40))
def test_no_question_comes_again_before_all_others_were_shown(pick, count):
    few = LIBRARY[:count]
    for heard in ((), [one.id for one in few[::4]]):
        pages = [three(few, ANY, heard=heard, pick=pick, page=page) for page in range(3 * count)]
        shown = [one.id for page in pages for one in page]
        fitting = len({one.id for one in few if ANY.fits(one)})
        assert shortest_gap(shown) >= fitting - 2 * (THREE - 1)
        assert set(shown[: fitting + THREE]) == {one.id for one in few if ANY.fits(one)}


@pytest.mark.at_length
def test_leafing_through_the_library_shows_hundreds_before_one_comes_again():
    pages = [three(LIBRARY, ANY, heard=(), pick=5, page=page) for page in range(100)]
    ids = [one.id for page in pages for one in page]
    assert len(ids) == len(set(ids)) == 300


def test_three_others_each_time_come_round_too_while_a_meeting_remembers_what_it_was_offered():
    few = LIBRARY[:10]
    offered: list[PromptId] = []
    shown: list[PromptId] = []
    for pick in range(30):
        found = [one.id for one in three(few, ANY, heard=(), offered=offered, pick=pick)]
        offered = [one for one in offered if one not in found] + found
        shown += found
    assert shortest_gap(shown) >= len({one.id for one in few if ANY.fits(one)}) - 2 * (THREE - 1)


@given(st.integers(0, 36**4), st.integers(2, 12))
def test_one_at_a_time_comes_round_only_once_all_were_shown(pick, count):
    few = LIBRARY[:count]
    shown = [least_heard(few, (), pick, page).id for page in range(3 * count)]
    assert shortest_gap(shown) == count


def shortest_gap(shown):
    """How many questions lie between two showings of the same one, at the least."""
    last: dict[PromptId, int] = {}
    gaps = [len(shown)]
    for at, one in enumerate(shown):
        gaps += [at - last[one]] if one in last else []
        last[one] = at
    return min(gaps)


def test_the_three_are_on_different_points_and_take_nothing_for_granted():
    for pick in range(50):
        found = three(LIBRARY, ANY, heard=(), pick=pick)
        assert len({one.point for one in found}) == THREE
        assert not [one for one in found if one.themes & PARTICULAR]
        assert {one.purpose for one in found} <= ASKED


def test_what_was_heard_or_offered_comes_last():
    few = LIBRARY[:10]
    heard, offered = [one.id for one in few[:4]], [one.id for one in few[4:7]]
    found = three(few, ANY, heard=heard, offered=offered, pick=1)
    assert {one.id for one in found} == {one.id for one in few[7:]}
    rest = three(few[:7], ANY, heard=heard, offered=offered, pick=1)
    assert len(rest) == THREE


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(point=Point.URGES),
        Wanted(theme=Theme.GRIEF),
        Wanted(purpose=Purpose.SUMMARY),
        Wanted(Point.MOTIVATION, Theme.VALUES, Purpose.OPEN_QUESTION),
    ],
)
def test_only_what_was_wanted_comes(wanted):
    found = three(LIBRARY, wanted, heard=(), pick=3)
    assert found
    assert all(wanted.fits(one) for one in found)


def test_where_nothing_fits_nothing_comes():
    assert three((), ANY, heard=(), pick=0, page=7) == ()
