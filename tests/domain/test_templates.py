"""The shape of an evening and how it is fitted to a length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.template import (
    LONGEST,
    SHORTEST,
    MinutesOutOfRange,
    Stage,
    StageKey,
    Template,
    lint,
    scaled,
)
from bot.text.catalog import speaker
from bot.text.plain import finding_line

K = StageKey
SAY = speaker("en")
SIXTY = Template(
    "sixty",
    (
        Stage(K.WELCOME, 4),
        Stage(K.CHECK_IN, 12),
        Stage(K.AGENDA, 3),
        Stage(K.DISCUSSION, 16),
        Stage(K.WORKING, 12),
        Stage(K.CHECK_OUT, 9),
        Stage(K.CLOSE, 4),
    ),
)


def evening(*stages: tuple[StageKey, int]) -> Template:
    return Template("mine", tuple(Stage(key, minutes) for key, minutes in stages))


def minutes_of(template: Template, key: StageKey) -> int:
    return next(stage.minutes for stage in template.stages if stage.key is key)


def rules(template: Template, declared: int | None = None) -> list[str]:
    return [finding.rule for finding in lint(template, declared)]


def test_the_length_of_an_evening_is_the_sum_of_its_stages() -> None:
    assert SIXTY.total_minutes == 60


def test_an_evening_fitted_to_its_own_length_stays_as_it_is() -> None:
    assert scaled(SIXTY, 60) == SIXTY


def test_the_remainder_goes_to_the_discussion() -> None:
    longer = scaled(SIXTY, 75)
    assert [stage.minutes for stage in longer.stages] == [5, 15, 3, 21, 15, 11, 5]


def test_without_a_discussion_the_remainder_goes_to_the_longest_stage() -> None:
    plain = evening((K.CHECK_IN, 10), (K.WORKING, 15), (K.CHECK_OUT, 5))
    assert [stage.minutes for stage in scaled(plain, 40).stages] == [13, 21, 6]


def test_a_tiny_stage_keeps_a_minute_when_the_evening_is_short() -> None:
    long = evening((K.WELCOME, 1), (K.CHECK_IN, 100), (K.DISCUSSION, 1), (K.CHECK_OUT, 100))
    assert [stage.minutes for stage in scaled(long, 20).stages] == [1, 9, 1, 9]


@given(
    parts=st.lists(st.integers(1, 120), min_size=1, max_size=9),
    minutes=st.integers(SHORTEST, LONGEST),
)
def test_any_fitted_evening_has_the_length_asked_for(parts: list[int], minutes: int) -> None:
    keys = [key for key in StageKey for _ in range(2)][: len(parts)]
    fitted = scaled(evening(*zip(keys, parts, strict=True)), minutes)
    assert fitted.total_minutes == minutes
    assert min(stage.minutes for stage in fitted.stages) >= 1


@pytest.mark.parametrize("minutes", [-5, 0, SHORTEST - 1, LONGEST + 1])
def test_a_length_no_evening_can_have_is_refused(minutes: int) -> None:
    with pytest.raises(MinutesOutOfRange) as refused:
        scaled(SIXTY, minutes)
    assert refused.value.facts == {"minutes": minutes, "least": SHORTEST, "most": LONGEST}


def test_more_stages_than_minutes_are_refused() -> None:
    crowded = evening(*[(K.DISCUSSION, 1)] * 30)
    with pytest.raises(MinutesOutOfRange):
        scaled(crowded, 25)


def test_an_evening_without_stages_is_refused() -> None:
    with pytest.raises(MinutesOutOfRange):
        scaled(evening(), 60)


def test_a_good_evening_has_no_findings() -> None:
    assert lint(SIXTY, 60) == ()


def test_working_may_come_before_the_discussion() -> None:
    turned = evening((K.CHECK_IN, 10), (K.WORKING, 10), (K.DISCUSSION, 10), (K.CHECK_OUT, 5))
    assert lint(turned) == ()


def test_a_sum_that_differs_from_the_promise_is_found() -> None:
    assert rules(SIXTY, 90) == ["template.sum"]


@pytest.mark.parametrize(
    ("stages", "rule"),
    [
        ([(K.DISCUSSION, 20), (K.CHECK_OUT, 5)], "template.missing"),
        ([(K.CHECK_IN, 20), (K.DISCUSSION, 20)], "template.missing"),
        ([(K.CHECK_IN, 20), (K.CHECK_OUT, 5)], "template.missing"),
        ([(K.CHECK_IN, 0), (K.WORKING, 20), (K.CHECK_OUT, 5)], "template.minutes"),
        ([(K.CHECK_IN, 5), (K.WORKING, 5), (K.CHECK_OUT, 5)], "template.length"),
        ([(K.CHECK_IN, 99), (K.WORKING, 99), (K.CHECK_OUT, 99)], "template.length"),
        ([(K.WORKING, 20), (K.CHECK_IN, 9), (K.CHECK_OUT, 5)], "template.order"),
        ([(K.CHECK_IN, 9), (K.WORKING, 20), (K.CHECK_OUT, 5), (K.WELCOME, 2)], "template.order"),
        ([(K.LOBBY, 10), (K.CHECK_IN, 9), (K.WORKING, 9), (K.CHECK_OUT, 5)], "template.lobby"),
        (
            [(K.CHECK_IN, 9), (K.WORKING, 9), (K.WORKING, 9), (K.CHECK_OUT, 5)],
            "template.twice",
        ),
    ],
)
def test_a_poor_evening_is_found_out(stages: list[tuple[StageKey, int]], rule: str) -> None:
    assert rules(evening(*stages)) == [rule]


def test_every_finding_says_what_and_how_to_mend() -> None:
    finding = lint(evening((K.CHECK_IN, 10), (K.DISCUSSION, 15)))[0]
    assert finding_line(finding, SAY) == (
        "mine: There's no check_out stage. Add a check_out stage. [template.missing]"
    )
