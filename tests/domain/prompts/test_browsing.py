"""Leafing through: three at a time, none twice, what was heard last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import prompts
from bot.domain.prompts.browsing import PAGES, THREE, Wanted, three
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.prompt import PARTICULAR, Point, Purpose
from bot.domain.prompts.theme import Theme

LIBRARY = prompts.load()
ANY = Wanted()


@settings(max_examples=25)
@given(st.integers(0, 36**4))
def test_pages_never_repeat_a_question_until_one_begins_anew(pick):
    pages = [three(LIBRARY, ANY, heard=(), pick=pick, page=page) for page in range(PAGES)]
    ids = [one.id for page in pages for one in page]
    assert len(ids) == len(set(ids)) == THREE * PAGES
    assert three(LIBRARY, ANY, heard=(), pick=pick, page=PAGES) == pages[0]


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
