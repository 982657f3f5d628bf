"""Three suggested questions, and the one on the card."""

import pytest

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.meeting import stages
from bot.domain.meeting.rights import NotFacilitator, StageOver
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import hands, questions
from bot.domain.prompts.prompt import Purpose
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, FRAN, evening, later, lobby

LIBRARY = tuple(prompts.load("en"))


def talk():
    return evening(5, StageKey.DISCUSSION)


def test_another_three_are_three_others():
    first = questions.suggest(talk(), FRAN, LIBRARY, ())
    second = questions.suggest(first, FRAN, LIBRARY, ())
    assert len(first.suggested) == len(second.suggested) == questions.SUGGESTIONS
    assert not set(first.suggested) & set(second.suggested)
    assert second.offered == (*first.suggested, *second.suggested)


def test_a_question_that_comes_round_again_is_the_newest_offer():
    few = LIBRARY[:4]
    meeting = questions.suggest(talk(), FRAN, few, ())
    again = questions.suggest(meeting, FRAN, few, ())
    assert len(again.offered) == len(set(again.offered))
    assert again.offered[-len(again.suggested) :] == again.suggested


def test_the_asked_question_is_on_the_card_until_the_stage_is_over():
    meeting = questions.suggest(talk(), FRAN, LIBRARY, ())
    chosen = meeting.suggested[0]
    asked = questions.ask(meeting, FRAN, meeting.place, chosen)
    assert asked.question == chosen
    assert questions.ask(asked, FRAN, asked.place, chosen).asked == (chosen,)
    moved = stages.advance(asked, FRAN, later(1), asked.place)
    assert (moved.question, moved.suggested, moved.asked) == (None, (), (chosen,))


def test_whoever_was_called_keeps_the_floor_when_a_question_is_put_on_the_card():
    raised = hands.raise_hand(talk(), ANA, talk().place)
    called = hands.call_next(raised, FRAN, raised.place)
    asked = questions.ask(called, FRAN, called.place, PromptId("p"))
    assert hands.has_floor(asked) == ANA.id
    assert hands.finish(asked, ANA, asked.place).called is None


def test_what_was_asked_is_not_offered_again_when_another_is_found_and_asked():
    meeting = questions.suggest(talk(), FRAN, LIBRARY, ())
    first, second, third = meeting.suggested
    asked = questions.ask(meeting, FRAN, meeting.place, first)
    found = next(one.id for one in LIBRARY if one.id not in meeting.suggested)
    again = questions.ask(asked, FRAN, asked.place, found)
    assert questions.shown(again) == second
    early = questions.ask(again, FRAN, again.place, third)
    assert early.suggested == (second,)
    last = questions.ask(early, FRAN, early.place, second)
    assert questions.shown(last) is None
    assert not questions.has_next(last)


def test_what_was_asked_this_evening_comes_after_all_others():
    few = [one for one in LIBRARY if one.purpose is Purpose.OPEN_QUESTION][:5]
    meeting = talk()
    for one in few[:2]:
        meeting = questions.ask(meeting, FRAN, meeting.place, one.id)
    for _ in range(4):
        meeting = questions.suggest(meeting, FRAN, few, ())
        assert set(meeting.suggested) == {one.id for one in few[2:]}


def test_questions_are_for_those_who_lead_in_a_meeting_that_has_begun():
    meeting, chosen = talk(), PromptId("p")
    with pytest.raises(NotFacilitator):
        questions.suggest(meeting, ANA, LIBRARY, ())
    with pytest.raises(NotFacilitator):
        questions.ask(lobby(5), FRAN, Place(0), chosen)
    with pytest.raises(StageOver):
        questions.ask(meeting, FRAN, Place(1), chosen)
