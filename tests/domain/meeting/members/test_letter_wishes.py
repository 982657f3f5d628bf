"""Asking for a letter while the meeting runs."""

import pytest

from bot.domain.attendance.statement import LetterNameTooLong, LetterNeedsName
from bot.domain.meeting.members import leaving, letter_wishes
from bot.domain.meeting.rights import NotHere
from tests.domain.evenings import ANA, BEN, FRAN, GIL, evening, forget, later


def test_the_name_may_come_later_and_may_be_changed():
    meeting = letter_wishes.wish_for_letter(evening(3), ANA)
    assert letter_wishes.wish_of(meeting, ANA.id).name == ""
    named = letter_wishes.wish_for_letter(meeting, ANA, " Ana  Novak ")
    assert letter_wishes.wish_of(named, ANA.id).name == "Ana Novak"
    assert letter_wishes.wish_for_letter(named, ANA) == named
    other = letter_wishes.wish_for_letter(named, ANA, "A. Novak")
    assert [one.name for one in other.letters] == ["A. Novak"]


def test_a_wish_is_taken_back_without_a_trace():
    meeting = evening(3)
    asked = letter_wishes.wish_for_letter(meeting, ANA, "Ana Novak")
    taken = letter_wishes.want_no_letter(asked, ANA)
    assert taken == letter_wishes.want_no_letter(taken, ANA) == meeting


def test_whoever_left_or_leads_may_ask_and_whoever_never_came_may_not():
    meeting = leaving.leave(evening(3), ANA, later(20))
    meeting = letter_wishes.wish_for_letter(meeting, ANA, "Ana")
    meeting = letter_wishes.wish_for_letter(meeting, FRAN, "Fran")
    assert [one.member for one in meeting.letters] == [ANA.id, FRAN.id]
    with pytest.raises(NotHere):
        letter_wishes.wish_for_letter(meeting, GIL, "Gil")


@pytest.mark.parametrize(
    ("name", "refusal"), [(" ", LetterNeedsName), ("n" * 61, LetterNameTooLong)]
)
def test_a_name_that_cannot_be_printed_is_refused(name, refusal):
    with pytest.raises(refusal):
        letter_wishes.wish_for_letter(evening(3), ANA, name)


def test_whoever_has_themselves_forgotten_wants_no_letter():
    meeting = evening(3)
    for actor in (ANA, BEN):
        meeting = letter_wishes.wish_for_letter(meeting, actor, actor.name)
    left = forget(meeting, ANA, later(30))
    assert [one.member for one in left.letters] == [BEN.id]
    assert not leaving.knows(left, ANA.id)
