"""A removal holds: whatever the removed person does, they change nothing and are not let in."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting import stages
from bot.domain.meeting.members import leading, leaving, newcomers, participation
from bot.domain.meeting.rights import Removed, SweptOut
from bot.domain.meeting.talk import board, posted_words, taking_down
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.people.digests import Digests
from bot.domain.person import Actor
from tests.domain.evenings import ANA, BEN, FRAN, GIL, evening, forget, join, later, lobby
from tests.domain.traces import numbers_in

AT = later()


def test_a_removal_outlives_being_forgotten_and_says_nobody_s_name_or_number():
    removed = leaving.remove(evening(5), FRAN, AT, ANA.id, sure=True)
    gone = forget(removed, ANA, later(1))
    assert ANA.id not in numbers_in(gone)
    assert str(ANA.id) not in repr(gone)
    with pytest.raises(Removed):
        join(gone, Actor(ANA.id, "Somebody new"), later(2))
    with pytest.raises(Removed):
        join(forget(gone, ANA, later(3)), ANA, later(4))
    assert join(gone, GIL, later(2)).person(GIL.id), "nobody else is taken for her"


def test_whoever_was_removed_reads_whom_the_group_says_to_write_to():
    meeting = evening(5)
    named = replace(meeting, texts=replace(meeting.texts, contact=" Kim,\n in the evenings "))
    for known, sure_of in ((meeting, {}), (named, {"contact": "Kim, in the evenings"})):
        removed = leaving.remove(known, FRAN, AT, ANA.id, sure=True)
        swept = newcomers.remove_all(known, FRAN, AT, sure=True)
        for out, kind in ((removed, Removed), (swept, SweptOut)):
            with pytest.raises(kind) as refused:
                join(out, ANA, later(2))
            assert refused.value.facts == sure_of


def test_whoever_was_not_removed_starts_afresh_after_being_forgotten():
    gone = forget(evening(5), ANA, later(1))
    assert gone.shut_out.digests == frozenset()
    assert join(gone, ANA, later(2)).person(ANA.id)


def test_of_two_who_were_removed_and_forgotten_each_may_be_let_back_in():
    meeting = evening(5)
    for one in (ANA, BEN):
        meeting = forget(leaving.remove(meeting, FRAN, AT, one.id, sure=True), one, AT)
    back = leaving.let_back_in(meeting, FRAN, ANA.id)
    assert join(back, ANA, later(1)).person(ANA.id)
    with pytest.raises(Removed):
        join(back, BEN, later(1))


def test_one_person_s_digest_differs_from_meeting_to_meeting():
    one = Digests().adding(ANA.id, "5e" * 16)
    other = Digests().adding(ANA.id, "7a" * 16)
    assert one.digests != other.digests
    assert one.knows(ANA.id)
    assert not one.knows(BEN.id)


# ------------------------------------------------------------------- removed, with the role


def test_a_removed_holder_of_the_role_begins_nothing_and_removes_nobody():
    ivy = Actor(MemberId(6_700_001), "Ivy", leads=True, manages=True)
    meeting = join(lobby(5), ivy, AT)
    out = leaving.remove(meeting, FRAN, AT, ivy.id, sure=True)
    for press in (
        lambda m: stages.begin(m, ivy, AT, m.place),
        lambda m: leaving.remove(m, ivy, AT, ANA.id, sure=True),
        lambda m: leaving.let_back_in(m, ivy, ivy.id),
        lambda m: participation.close_door(m, ivy),
        lambda m: board.take_down(m, ivy, 1),
        lambda m: posted_words.take_down(m, ivy, 1),
        lambda m: posted_words.take_back(m, ivy, 1),
        lambda m: taking_down.clear(m, ivy, Pile.BOARD, sure=True),
        lambda m: leading.take_over(m, ivy, AT),
    ):
        for as_it_is in (out, forget(out, ivy, AT)):
            with pytest.raises(Removed):
                press(as_it_is)


def test_who_was_removed_alone_hears_of_themselves_alone():
    now = leaving.remove(evening(6), FRAN, AT, ANA.id, sure=True)
    with pytest.raises(Removed) as refused:
        join(now, ANA, AT)
    assert not isinstance(refused.value, SweptOut)
