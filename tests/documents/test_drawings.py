"""What stands in the drawings: words escaped, shapes apart, colours that can be read."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.documents import colours as palette
from bot.documents.rulers import rulers_svg
from bot.documents.svg import WIDTH, shortened
from bot.documents.trend import TrendWords, trend_svg
from bot.documents.wheel import Scale, ScaleWords, wheel_svg
from bot.domain.journal.trend import MOOD, Curve, RatedDay, Trend
from tests.documents.pictures import contrast

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 11, 1)
WORDS = TrendWords("How it went", "1 Nov", "30 Nov", "Something learned")
BAD = '</text><image href="file:///etc/passwd"/>&"\u202e'


def a_trend(days=30, numbers=((MOOD, (0, 1, 2, 5)), (0, (0, 2))), learned=()):
    curves = tuple(
        Curve(strand, tuple(RatedDay(FIRST + timedelta(day), float(day % 11)) for day in rated))
        for strand, rated in numbers
    )
    marks = tuple(FIRST + timedelta(day) for day in learned)
    return Trend(FIRST, FIRST + timedelta(days - 1), curves, marks, 6)


def names(*called):
    return dict(zip((MOOD, 0, 1, 2, 3, 4, 5), called, strict=False))


def height_of(svg):
    return float(ET.fromstring(svg).get("height", ""))


def texts(svg):
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


def shapes(svg, tag):
    return list(ET.fromstring(svg).iter(f"{SVG}{tag}"))


def test_a_trend_says_its_days_and_names_every_curve():
    said = texts(trend_svg(a_trend(learned=(4,)), names("Mood", "Evenings"), WORDS))
    assert said == [
        "How it went", "0", "5", "10", "1 Nov", "30 Nov", "Mood", "Evenings", "Something learned",
    ]  # fmt: skip


def test_a_gap_is_not_bridged():
    svg = trend_svg(a_trend(numbers=((MOOD, (0, 1, 5, 6, 9)),)), names("Mood"), WORDS)
    strokes = [one for one in shapes(svg, "polyline") if one.get("stroke") == palette.CURVES[0]]
    assert [len(one.get("points").split()) for one in strokes] == [2, 2, 2]  # the last: the legend


def test_days_on_which_nothing_was_learned_have_no_mark_and_no_word_for_it():
    svg = trend_svg(a_trend(), names("Mood", "Evenings"), WORDS)
    assert "Something learned" not in texts(svg)
    assert palette.LEARNED not in svg


@pytest.mark.parametrize("days", [7, 30, 90, 365])
def test_everything_stays_inside_the_picture_however_long_the_time(days):
    every = tuple(range(days))
    numbers = tuple((strand, every) for strand in (MOOD, 0, 1, 2, 3, 4, 5))
    svg = trend_svg(a_trend(days, numbers, learned=(0, days - 1)), names(*"abcdefg"), WORDS)
    height = height_of(svg)
    for one in shapes(svg, "circle"):
        assert 0 <= float(one.get("cx")) <= WIDTH
        assert 0 <= float(one.get("cy")) <= height
    for one in (*shapes(svg, "polyline"), *shapes(svg, "polygon")):
        spots = [tuple(map(float, spot.split(","))) for spot in one.get("points").split()]
        assert all(0 <= across <= WIDTH and 0 <= down <= height for across, down in spots)


def test_two_curves_never_look_alike_without_their_colour_and_shape():
    numbers = tuple((strand, (0,)) for strand in (MOOD, 0, 1, 2, 3, 4, 5))
    svg = trend_svg(a_trend(numbers=numbers), names(*"abcdefg"), WORDS)
    assert all(svg.count(colour) >= 2 for colour in palette.CURVES[:7])


def test_in_a_long_time_lines_differ_by_their_pattern_and_the_legend_shows_it():
    numbers = tuple((strand, (0, 1, 2)) for strand in (MOOD, 0, 1, 2, 3, 4, 5))
    svg = trend_svg(a_trend(365, numbers), names(*"abcdefg"), WORDS)
    looks = [
        [one.get("stroke-dasharray") for one in shapes(svg, "polyline") if one.get("stroke") == own]
        for own in palette.CURVES[:7]
    ]
    assert all(drawn == legend for drawn, legend in looks)
    assert len({drawn for drawn, _ in looks}) == 7
    assert "dasharray" not in trend_svg(a_trend(30, numbers), names(*"abcdefg"), WORDS)


def test_a_name_that_no_font_has_is_a_letter_and_the_order_tells_which():
    said = texts(trend_svg(a_trend(), names("\U00012000", "\U00012001"), WORDS))
    assert said[-2:] == ["A", "B"]


def test_what_a_member_typed_is_words_and_never_a_shape():
    svg = trend_svg(a_trend(), names(BAD, "b"), WORDS)
    assert shapes(svg, "image") == []
    assert any(one.startswith("</text><image") for one in texts(svg))


def test_a_long_name_is_cut_and_wide_characters_count_as_two():
    assert shortened("x" * 40, 40) == "x" * 40
    assert shortened("x" * 41, 40) == "x" * 39 + "…"
    assert shortened("李" * 21, 40) == "李" * 19 + "…"


PARTS = tuple(Scale(f"Part {place}", value) for place, value in enumerate((7, None, 0, 10)))
SAYS = ScaleWords("Balance wheel", "left blank")


def test_a_wheel_names_every_part_with_its_number_or_that_it_was_left_blank():
    said = texts(wheel_svg(PARTS, SAYS))
    rows = [said[place : place + 3] for place in range(5, len(said), 3)]
    assert rows == [
        ["1", "Part 0", "7"], ["2", "Part 1", "left blank"], ["3", "Part 2", "0"],
        ["4", "Part 3", "10"],
    ]  # fmt: skip
    assert len(shapes(wheel_svg(PARTS, SAYS), "path")) == 2  # 0 and blank have nothing to fill


@pytest.mark.parametrize("count", range(3, 13))
def test_a_wheel_of_every_size_has_a_part_for_each_and_grows_with_them(count):
    svg = wheel_svg([Scale("a", 5)] * count, SAYS)
    assert len(shapes(svg, "path")) == count
    smaller = wheel_svg([Scale("a", 5)] * (count - 1), SAYS)
    assert height_of(svg) > height_of(smaller)


def test_what_matters_most_is_said_beside_its_number():
    said = texts(wheel_svg([*PARTS, Scale("Home", 3, "to grow:")], SAYS))
    assert said[-1] == "to grow: 3"


def test_rulers_put_the_mark_on_the_number_and_leave_a_blank_one_empty():
    marks = [
        float(shapes(rulers_svg([Scale("a", value)], SAYS), "circle")[0].get("cx"))
        for value in range(11)
    ]
    assert all(right - left == pytest.approx(marks[1] - marks[0], abs=0.2)
               for left, right in pairwise(marks))  # fmt: skip
    blank = rulers_svg([Scale("a", None)], SAYS)
    assert shapes(blank, "circle") == []
    assert "left blank" in texts(blank)


@pytest.mark.parametrize("ink", [palette.INK, palette.FAINT_INK])
def test_words_can_be_read_on_their_ground(ink):
    assert contrast(ink, palette.PAPER) >= 4.5


@pytest.mark.parametrize("colour", [*palette.CURVES, palette.LEARNED, palette.FILLED, palette.EDGE])
def test_whatever_says_something_stands_out_from_its_ground(colour):
    assert contrast(colour, palette.PAPER) >= 3
