"""A whole board or agenda goes in one press, asked once; so does what removed people wrote."""

from dataclasses import replace

import pytest

from bot.domain.errors import AskFirst
from bot.domain.ids import MessageId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.talk import agenda, board, posted_words, taking_down
from bot.domain.meeting.talk.board import GoneAlready
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, BEN, CHI, FRAN, at_stage, evening, hold, later


def full():
    """Ana and Ben wrote all sorts of things, and Ana was removed."""
    now = evening(6, StageKey.DISCUSSION)
    now = agenda.suggest(now, ANA, "coins", with_name=True)
    now = agenda.suggest(now, BEN, "sleep", with_name=True)
    now = agenda.suggest(now, CHI, "rest")
    for number, author in enumerate((ANA.id, BEN.id, None), start=1):
        now = posted_words.noted(now, Post(number, now.room, MessageId(number), author))
    now = board.choose_exercise(hold(now, BEN, "unsaid"), FRAN, WorksheetKind("grid"))
    now = at_stage(now, StageKey.WORKING)
    for text in ("one", "two"):
        now = board.add_line(now, BEN, now.place, "a", text)
    now = board.add_line(now, ANA, now.place, "a", "sold here", with_name=True)
    return leaving.remove(now, FRAN, later(), ANA.id, sure=True)


@pytest.mark.parametrize("pile", Pile)
def test_it_asks_once_with_the_number_and_then_all_of_it_is_gone(pile):
    now = full()
    with pytest.raises(AskFirst) as asked:
        taking_down.clear(now, FRAN, pile)
    assert asked.value.facts == {"count": taking_down.size(now, pile)}
    after = taking_down.clear(now, FRAN, pile, sure=True)
    assert taking_down.size(after, pile) == 0
    with pytest.raises(GoneAlready):
        taking_down.clear(after, FRAN, pile, sure=True)


@pytest.mark.parametrize("pile", Pile)
def test_each_pile_leaves_the_others_alone(pile):
    now = full()
    after = taking_down.clear(now, FRAN, pile, sure=True)
    others = set(Pile) - {pile} - ({Pile.REMOVED} if pile in {Pile.AGENDA, Pile.BOARD} else set())
    if pile is not Pile.REMOVED:
        assert [taking_down.size(after, one) for one in others if one is not Pile.AGENDA] == [
            taking_down.size(now, one) for one in others if one is not Pile.AGENDA
        ]


def test_of_removed_people_only_what_stands_under_their_names_goes():
    after = taking_down.clear(full(), FRAN, Pile.REMOVED, sure=True)
    assert [post.author for post in after.posts] == [BEN.id, None]
    assert [topic.text for topic in after.topics] == ["sleep", "rest"]
    assert [line.text for line in after.board] == ["one", "two"]


def test_a_topic_that_is_talked_about_goes_with_its_question():
    theirs = next(one.number for one in full().topics if one.text not in {"sleep", "rest"})
    now = replace(full(), talking_about=theirs)
    for pile in (Pile.AGENDA, Pile.REMOVED):
        assert taking_down.clear(now, FRAN, pile, sure=True).talking_about is None


@pytest.mark.parametrize("pile", Pile)
def test_nobody_but_who_leads_clears_anything(pile):
    with pytest.raises(NotFacilitator):
        taking_down.clear(full(), BEN, pile, sure=True)
