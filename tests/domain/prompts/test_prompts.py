"""Which three questions come next, and which sentences to respond with."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import prompts as library
from bot.domain.ids import PromptId
from bot.domain.prompts.prompt import (
    PARTICULAR,
    ChangeStage,
    ChangeTalk,
    Point,
    Prompt,
    Purpose,
    draw,
    stems,
)
from bot.domain.prompts.theme import Theme
from bot.domain.template import StageKey

ALL = library.load()
ASKED = (Purpose.OPEN_QUESTION, Purpose.SCALING)
K = StageKey


def made(name: str, theme: Theme = Theme.GOALS, purpose: Purpose = ASKED[0]) -> Prompt:
    return Prompt(
        id=PromptId(name),
        text=f"What about {name}?",
        point=Point.MOTIVATION,
        purpose=purpose,
        change_talk=ChangeTalk.NONE,
        stage=ChangeStage.ANY,
        themes=frozenset({theme}),
        why="",
    )


def drawn(
    prompts: Collection[Prompt] = ALL,
    *,
    heard: Collection[str] = (),
    offered: Collection[str] = (),
    stage: StageKey = K.DISCUSSION,
    topic: str | None = None,
    pick: int = 1,
    count: int = 3,
) -> tuple[Prompt, ...]:
    return draw(
        prompts,
        heard=[PromptId(name) for name in heard],
        already_offered=[PromptId(name) for name in offered],
        stage_key=stage,
        topic=topic,
        pick=pick,
        count=count,
    )


def names(prompts: Collection[Prompt]) -> list[str]:
    return [prompt.id for prompt in prompts]


@pytest.mark.at_length
@given(pick=st.integers(), stage=st.sampled_from(StageKey))
def test_three_suggestions_differ_and_two_are_open(pick: int, stage: StageKey) -> None:
    three = drawn(pick=pick, stage=stage)
    assert len(set(names(three))) == 3
    assert sum(p.purpose is not Purpose.SCALING for p in three) >= 2
    assert len({p.point for p in three}) == 3


def test_the_same_pick_gives_the_same_three_and_another_pick_others() -> None:
    assert drawn(pick=7) == drawn(pick=7)
    assert drawn(pick=7) != drawn(pick=8)


def test_the_order_of_the_library_does_not_matter() -> None:
    assert drawn(ALL, pick=3) == drawn(ALL[::-1], pick=3)


def test_another_three_never_repeat_until_all_were_offered() -> None:
    some = ALL[::8]
    asked = [p for p in some if p.purpose in ASKED]
    offered: list[str] = []
    for pick in range(len(asked) // 3):
        offered += names(drawn(some, offered=offered, pick=pick))
    assert len(set(offered)) == len(offered)


def test_when_all_were_offered_the_first_ones_come_back() -> None:
    few = [made(name) for name in "abcd"]
    assert names(drawn(few, offered="cadb")) == ["c", "a", "d"]


@pytest.mark.at_length
def test_a_question_heard_lately_is_not_suggested() -> None:
    heard = names(ALL)[:150]
    for pick in range(20):
        assert not set(heard) & set(names(drawn(heard=heard, pick=pick)))


def test_when_the_library_runs_dry_the_one_heard_longest_ago_comes_first() -> None:
    few = [made(name) for name in "abcd"]
    assert names(drawn(few, heard="bdac"))[:2] == ["b", "d"]


def test_one_not_heard_comes_before_all_that_were() -> None:
    few = [made(name) for name in "abcd"]
    assert names(drawn(few, heard="abd"))[0] == "c"


def test_one_heard_long_ago_comes_before_one_offered_tonight() -> None:
    few = [made(name) for name in "abcd"]
    assert set(names(drawn(few, heard="a", offered="bcd")[:1])) == {"a"}


@pytest.mark.parametrize(
    ("topic", "theme"),
    [
        ("cravings", Theme.CRAVINGS),
        ("Getting through the night without sleep", Theme.SLEEP),
        ("my husband and I", Theme.PARTNER),
        ("worried about money", Theme.MONEY),
        ("she slipped on Saturday", Theme.LAPSE_LEARNING),
        ("how to say no at parties", Theme.SAYING_NO),
        ("weed", Theme.CANNABIS),
    ],
)
def test_questions_on_the_topic_come_first(topic: str, theme: Theme) -> None:
    assert theme in drawn(topic=topic)[0].themes


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("Payday", "payday"),
        ("Getting out of bed", "bed"),
        ("Christmas with family", "Christmas"),
        ("what to do when a friend offers", "offer"),
        ("Feeling guilty", "guilt"),
    ],
)
def test_a_question_with_the_topics_own_words_comes_first(topic: str, asked: str) -> None:
    assert asked in drawn(topic=topic)[0].text


def test_what_one_would_type_for_a_question_counts_too() -> None:
    payday = replace(made("a"), when=("it's payday on Friday",))
    assert drawn([made("b"), made("c"), payday], topic="payday")[0] == payday


@pytest.mark.at_length
@pytest.mark.parametrize("topic", [None, "Long Sundays", "zzz qqq"])
def test_nobody_is_asked_about_a_partner_or_opioids_they_did_not_bring_up(topic) -> None:
    for pick in range(30):
        assert not any(p.themes & PARTICULAR for p in drawn(topic=topic, pick=pick))


def test_a_topic_nobody_knows_still_gives_three() -> None:
    assert len(drawn(topic="zzz qqq")) == 3


def test_a_question_that_would_hurt_beside_the_topic_is_left_out() -> None:
    hurting = replace(made("a"), avoid_with=frozenset({Theme.GRIEF}))
    assert drawn([hurting], topic="the funeral of my brother") == ()
    assert drawn([hurting], topic="the new job") == (hurting,)


@pytest.mark.at_length
def test_closing_questions_belong_to_the_end_of_the_evening() -> None:
    assert {p.purpose for p in drawn(stage=K.CHECK_OUT)} == {Purpose.CLOSING}
    assert all(p.purpose in ASKED for pick in range(30) for p in drawn(pick=pick))


def test_when_the_closing_questions_were_heard_open_ones_fill_in() -> None:
    few = [made("a", purpose=Purpose.CLOSING), made("b"), made("c"), made("d")]
    assert set(names(drawn(few, heard="a", stage=K.CLOSE))) == {"b", "c", "d"}


def test_with_only_scales_left_they_are_still_suggested() -> None:
    scales = [made(name, purpose=Purpose.SCALING) for name in "abc"]
    assert len(drawn(scales)) == 3


def test_one_scale_at_most_stands_among_three() -> None:
    mixed = [made(name, purpose=Purpose.SCALING) for name in "abcdef"] + [made("y"), made("z")]
    for pick in range(10):
        assert {"y", "z"} < set(names(drawn(mixed, pick=pick)))


def test_a_small_library_gives_what_it_has() -> None:
    assert drawn([]) == ()
    assert drawn([made("a")]) == (made("a"),)
    assert drawn(count=0) == ()


@pytest.mark.at_length
def test_a_single_suggestion_is_an_open_question() -> None:
    for pick in range(20):
        assert drawn(count=1, pick=pick)[0].purpose is Purpose.OPEN_QUESTION


def test_ways_to_respond_are_sentences_of_one_purpose() -> None:
    found = stems(ALL, Purpose.AFFIRMATION)
    assert {p.purpose for p in found} == {Purpose.AFFIRMATION}
    assert len(found) == sum(p.purpose is Purpose.AFFIRMATION for p in ALL)


def test_ways_to_respond_change_with_the_pick_and_can_be_few() -> None:
    assert len(stems(ALL, Purpose.REFLECTION, pick=2, count=3)) == 3
    assert stems(ALL, Purpose.REFLECTION, pick=2) == stems(ALL, Purpose.REFLECTION, pick=2)
    assert stems(ALL, Purpose.REFLECTION, pick=2) != stems(ALL, Purpose.REFLECTION, pick=3)
