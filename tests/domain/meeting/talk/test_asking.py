"""Three suggested questions, and the one on the card."""

import pytest

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.meeting import stages
from bot.domain.meeting.rights import NotFacilitator, StageOver
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import hands, questions
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


def test_a_new_question_goes_to_everyone_and_not_to_the_last_hand():
    raised = hands.raise_hand(talk(), ANA, talk().place)
    called = hands.call_next(raised, FRAN, raised.place)
    assert called.called == ANA.id
    assert questions.ask(called, FRAN, called.place, PromptId("p")).called is None


def test_questions_are_for_those_who_lead_in_a_meeting_that_has_begun():
    meeting, chosen = talk(), PromptId("p")
    with pytest.raises(NotFacilitator):
        questions.suggest(meeting, ANA, LIBRARY, ())
    with pytest.raises(NotFacilitator):
        questions.ask(lobby(5), FRAN, Place(0), chosen)
    with pytest.raises(StageOver):
        questions.ask(meeting, FRAN, Place(1), chosen)
