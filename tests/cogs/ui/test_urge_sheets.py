"""What the buttons of an urge remember, and that each step fits on a telephone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId
from bot.domain.journal.answers import LONGEST, SCALE
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.urge import PlanPart, PlanStep, UrgeField, UrgeTurn, UrgeWay
from bot.text.catalog import sentences_of, speaker
from cogs.ui.journal.urge import draw
from cogs.ui.journal.urge.carried import carried, read
from cogs.ui.kit.ids import PATTERN
from tests.cogs.ui.measured import fits

SAY = speaker("en")
AT = datetime(2026, 12, 1, 2, 7, tzinfo=UTC)
NUMBERS = st.none() | st.sampled_from([str(one) for one in SCALE])
LONGEST_ID = 40


def an_urge(before="8", after="5", ways=(UrgeWay.WAIT,), number=2**63 - 1, at=AT):
    told = {UrgeField.BEFORE: before, UrgeField.AFTER: after, UrgeField.WAYS: "\n".join(ways)}
    answers = {str(field): text for field, text in told.items() if text}
    return JournalEntry(EntryId(number), JournalShelf.URGE, at, at.date(), answers, done=False)


@given(
    before=NUMBERS,
    after=NUMBERS,
    ways=st.lists(st.sampled_from(UrgeWay), unique=True),
    number=st.integers(0, 2**63 - 1),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2080, 1, 1)),  # noqa: DTZ001 - made aware below
    step=st.none() | st.integers(0, 9),
)
def test_whatever_was_told_comes_back_from_the_button(before, after, ways, number, at, step):
    at = at.replace(microsecond=0, tzinfo=UTC)
    urge = an_urge(before, after, ways, number, at)
    text = carried(urge, step)
    assert len(f"urge.{carried(urge)}") <= LONGEST_ID, "it fits behind the choice too"
    assert PATTERN.fullmatch(f"or:urge_plan:0:0:0:{text}")
    assert read(text) == (urge, step or 0)


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1.2.11.-.-", "1.2.-.-.x", "1.2.-.-.-.12", "Z.2.-.-.-"]
)
def test_what_no_button_of_ours_says_is_from_before_an_update(text):
    with pytest.raises(BeforeUpdate):
        read(text)


def test_every_step_fits_and_has_help_lines():
    words = ("x" * LONGEST, "y" * LONGEST)
    plan = tuple(PlanStep(part, words[: 1 + (part is PlanPart.IF_THEN)]) for part in PlanPart)
    urge = an_urge()
    steps = [
        draw.begin(urge, "GB", SAY),
        draw.begin(urge, None, SAY),
        draw.what_now(urge, plan, SAY),
        draw.what_now(urge, (), SAY, AT),
        draw.what_now(urge, None, SAY),
        draw.breathe(urge, SAY),
        draw.wait(urge, AT, SAY, writes=True),
        draw.wait(urge, AT, SAY, writes=False),
        draw.forgotten(urge, AT, SAY),
        *(draw.plan_step(urge, plan, at, SAY) for at in range(len(plan) + 1)),
        draw.ideas(urge, SAY, away=True),
        draw.ideas(urge, SAY, away=False),
        draw.again(urge, "?", SAY),
        draw.compared(urge, SAY),
        draw.compared(an_urge("", "", ()), SAY),
        draw.ended("Done.", SAY),
        draw.not_logged(urge, SAY),
        draw.back(urge, None, SAY),
        draw.back(urge, AT, SAY),
    ]
    for step in steps:
        assert "Help lines" in fits(step).labels


def test_nothing_told_is_nothing_to_log():
    assert "Log it" not in fits(draw.compared(an_urge("", "", ()), SAY)).labels


def test_every_turn_and_every_step_of_a_plan_has_its_words():
    keys = sentences_of("en")
    for turn in UrgeTurn:
        assert f"urge.again.{turn}" in keys
    for part in PlanPart:
        assert f"urge.plan.{part}" in keys


def test_the_voice_is_the_same_whether_it_is_less_or_more():
    for key, text in sentences_of("en").items():
        if key.startswith("urge.again."):
            assert "!" not in text
            assert "well done" not in text.lower()
