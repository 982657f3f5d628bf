"""Who is meant in a facilitator's private menu: a number that leads to no account."""

from dataclasses import replace
from itertools import count

import pytest

from bot.domain.ids import OccurrenceId, long
from bot.domain.meeting.members import leaving
from bot.domain.meeting.members.member_token import member_for_token, member_token, numbered
from bot.domain.meeting.rights import NobodyThere
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    GUS,
    evening,
    forget,
    into_voice,
    later,
    out_of_voice,
)

IN_TURN = count(1000)


def known(meeting):
    return numbered(meeting, IN_TURN.__next__)


def test_whoever_is_here_in_voice_or_removed_is_found_again():
    meeting = known(into_voice(evening(5), GUS, later()))
    removed = leaving.remove(meeting, FRAN, later(), ANA.id, sure=True)
    for who in (ANA, GUS):
        assert member_for_token(known(removed), member_token(meeting, who.id)) == who.id


def test_a_reference_is_the_number_that_was_drawn_and_nothing_of_an_account():
    evenings = [evening(5), replace(evening(5), id=OccurrenceId(8))]
    starts = (7, 70)
    drawn = [numbered(one, count(n).__next__) for one, n in zip(evenings, starts, strict=True)]
    numbers = [[long(member_token(one, person.id)) for person in one.people] for one in drawn]
    assert numbers == [[7, 8, 9, 10, 11], [70, 71, 72, 73, 74]]


def test_a_number_stays_with_its_bearer_and_no_two_have_one():
    meeting = numbered(evening(5), lambda: 7)
    first = [member_token(meeting, person.id) for person in meeting.people]
    assert len(set(first)) == 5
    more = numbered(into_voice(meeting, GUS, later()), lambda: 7)
    assert [member_token(more, person.id) for person in more.people] == first
    assert numbered(more, lambda: 99) is more


def test_whoever_is_forgotten_or_was_never_in_has_no_number_any_more():
    meeting = known(into_voice(evening(5), GUS, later()))
    text = member_token(meeting, ANA.id)
    with pytest.raises(NobodyThere):
        member_for_token(forget(meeting, ANA, later(1)), text)
    assert member_token(known(out_of_voice(meeting, GUS, later(1))), GUS.id) == ""


@pytest.mark.parametrize("text", ["", "zzzz", "-"])
def test_a_number_that_was_never_drawn_means_nobody(text):
    with pytest.raises(NobodyThere):
        member_for_token(known(evening(5)), text)
    with pytest.raises(NobodyThere):
        member_for_token(evening(5), member_token(known(evening(5)), BEN.id))
