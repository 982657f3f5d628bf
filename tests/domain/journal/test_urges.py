"""An urge, step by step."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import EntryId
from bot.domain.journal import filling, urge
from bot.domain.journal.entry import JournalEntry, NothingSaid
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.strands import NoSuchStrand
from bot.domain.journal.urge import PlanPart, PlanStep, UrgeLogged, UrgeTurn, UrgeWay
from tests.domain.journal.writing import NOW, SETTINGS, later, sheet

RATINGS = st.one_of(st.none(), st.integers(0, 10))


def an_urge(before: int | None = 8, after: int | None = None) -> JournalEntry:
    rated = {} if before is None else {"before": str(before)}
    entry = urge.begun(EntryId(1), rated, NOW, SETTINGS)
    return entry if after is None else urge.rated_again(entry, {"after": str(after)})


def written(kind, at=NOW, number=9, **typed):
    form = sheet(kind)
    entry = filling.opened(EntryId(number), form, at, SETTINGS)
    for page in range(len(form.pages)):
        entry = filling.filled(entry, form, page, typed)
    return entry


def test_it_begins_without_a_number_a_choice_or_a_zone():
    entry = urge.begun(EntryId(1), {}, NOW, JournalSettings())
    assert (entry.answers, entry.done) == ({}, False)


def test_both_numbers_and_what_was_tried_are_logged_in_one_press():
    entry = urge.tried(urge.tried(an_urge(), UrgeWay.BREATHE), UrgeWay.WAIT)
    done = urge.logged(urge.rated_again(entry, {"after": "5"}), {}, SETTINGS, strand=1)
    assert done.answers == {"before": "8", "ways": "breathe\nwait", "after": "5"}
    assert (done.done, done.strand) == (True, 1)


def test_what_was_done_twice_is_named_once():
    entry = an_urge()
    for way in (UrgeWay.WAIT, UrgeWay.PLAN, UrgeWay.WAIT):
        entry = urge.tried(entry, way)
    assert entry.answers["ways"] == "wait\nplan"


def test_of_two_messages_about_one_urge_the_first_answered_logs_it():
    done = urge.logged(an_urge(after=5), {"helped": "Cold water."}, SETTINGS)
    with pytest.raises(UrgeLogged):
        urge.logged(done, {}, SETTINGS)


def test_without_a_number_or_a_word_there_is_nothing_to_log():
    with pytest.raises(NothingSaid):
        urge.logged(an_urge(before=None), {}, SETTINGS)


def test_an_urge_about_something_that_is_gone_is_not_logged_under_it():
    with pytest.raises(NoSuchStrand):
        urge.logged(an_urge(), {}, SETTINGS, strand=2)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (8, 5, UrgeTurn.LOWER),
        (8, 8, UrgeTurn.SAME),
        (8, 9, UrgeTurn.HIGHER),
        (8, 0, UrgeTurn.GONE),
        (0, 0, UrgeTurn.GONE),
        (None, 4, UrgeTurn.NO_FIRST),
        (None, 0, UrgeTurn.GONE),
        (8, None, UrgeTurn.UNRATED),
    ],
)
def test_what_is_said_of_the_second_number_is_true(before, after, turn):
    assert urge.turn(an_urge(before, after)) is turn


@given(RATINGS, st.lists(st.integers(0, 10)))
def test_the_last_rating_counts_however_often_one_rates(before, afters):
    entry = an_urge(before)
    for after in afters:
        entry = urge.rated_again(entry, {"after": str(after)})
    known = [one for one in (before, *afters[-1:]) if one is not None]
    assert urge.strongest(entry) == (max(known) if known else None)


def test_the_private_message_comes_back_before_its_token_ends():
    assert urge.WAIT - timedelta(minutes=1) < urge.COMES_BACK < timedelta(minutes=15)


def test_without_a_plan_there_is_nothing_to_read_back():
    assert urge.plan_steps([]) == ()
    assert urge.plan_steps([filling.opened(EntryId(1), sheet("urge_menu"), NOW, SETTINGS)]) == ()


def test_ones_own_reasons_plan_and_people_come_step_by_step():
    steps = urge.plan_steps(
        [
            written("seven_day_plan", if_situation="I pass the shop", support="my sister"),
            written("urge_menu", first_action="Shoes on.", leave="The library.", contact="Chi"),
            written("values", ranked="mornings\nmy brother"),
            written("urge_voice", answer="Nice try."),
        ]
    )
    assert steps == (
        PlanStep(PlanPart.REASONS, ("mornings\nmy brother",)),
        PlanStep(PlanPart.IF_THEN, ("I pass the shop", "")),
        PlanStep(PlanPart.FIRST, ("Shoes on.",)),
        PlanStep(PlanPart.ANSWER, ("Nice try.",)),
        PlanStep(PlanPart.LEAVE, ("The library.",)),
        PlanStep(PlanPart.WHO, ("Chi",)),
    )


def test_of_two_worksheets_of_a_kind_the_later_one_with_words_counts():
    old = written("urge_menu", at=later(days=-30), number=8, leave="The park.")
    new = written("urge_menu", at=later(days=-2), number=2, leave="The library.")
    begun_only = filling.opened(EntryId(3), sheet("urge_menu"), NOW, SETTINGS)
    for order in ([old, new, begun_only], [begun_only, new, old]):
        assert urge.plan_steps(order) == (PlanStep(PlanPart.LEAVE, ("The library.",)),)


@pytest.mark.parametrize("part", PlanPart)
def test_every_field_that_is_read_back_stands_on_its_worksheet(part):
    for kind, fields in urge._FOUND_IN[part]:
        assert set(fields) <= {field.id for field in sheet(kind).fields}
        assert [step.part for step in urge.plan_steps([written(kind, **{fields[0]: "words"})])] == [
            part
        ]
