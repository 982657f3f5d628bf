"""Asking the facilitator in private."""

import pytest

from bot.domain import aid, leading, people, words
from bot.domain.rights import NotFacilitator, Removed
from bot.domain.said import AidKind
from tests.domain.evenings import ANA, BEN, FRAN, GUS, evening, forget, later, lobby


def test_the_facilitator_sees_who_asks_and_reads_it():
    meeting = aid.ask_for(evening(5), ANA, AidKind.WORD, " after the meeting ")
    asked = meeting.aids[0]
    assert (asked.name, asked.note, asked.read) == ("Ana", "after the meeting", False)
    read = aid.read(meeting, FRAN, asked.number)
    assert read.aids[0].read
    assert aid.read(read, FRAN, asked.number) == read


def test_asking_again_replaces_what_was_asked():
    meeting = aid.ask_for(evening(5), ANA, AidKind.WORD, "one")
    meeting = aid.read(meeting, FRAN, meeting.aids[0].number)
    meeting = aid.ask_for(meeting, ANA, AidKind.WORD, "two")
    meeting = aid.ask_for(meeting, ANA, AidKind.BOTHERED)
    assert [(one.kind, one.note, one.read) for one in meeting.aids] == [
        (AidKind.WORD, "two", False),
        (AidKind.BOTHERED, "", False),
    ]


def test_somebody_who_never_came_in_may_ask_under_the_name_they_have():
    assert aid.ask_for(evening(5), GUS, AidKind.WORD).aids[0].name == "Gus"


def test_the_only_facilitator_is_told_that_nobody_else_would_see_it():
    with pytest.raises(aid.NobodyElseLeads):
        aid.ask_for(evening(5), FRAN, AidKind.WORD)
    helped = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    assert aid.told(aid.ask_for(helped, FRAN, AidKind.WORD), FRAN.id) == BEN.id


def test_whoever_was_removed_asks_nobody_here_any_more():
    removed = people.remove(evening(5), FRAN, later(), ANA.id, sure=True)
    with pytest.raises(Removed):
        aid.ask_for(removed, ANA, AidKind.WORD)


def test_where_nobody_leads_it_says_so_at_once():
    with pytest.raises(aid.NobodyLeads):
        aid.ask_for(lobby(5), ANA, AidKind.WORD)
    alone = forget(evening(5), FRAN, later())
    with pytest.raises(aid.NobodyLeads):
        aid.ask_for(alone, ANA, AidKind.WORD)


def test_requests_are_read_by_those_who_lead_and_only_while_they_are_there():
    meeting = aid.ask_for(evening(5), ANA, AidKind.WORD)
    with pytest.raises(NotFacilitator):
        aid.read(meeting, BEN, meeting.aids[0].number)
    with pytest.raises(words.GoneAlready):
        aid.read(meeting, FRAN, 999)


def test_too_many_requests_wait_for_the_facilitator_to_read():
    meeting = evening(5)
    for number in range(aid.MOST_AIDS):
        asker = people.Actor(people.MemberId(500 + number), "Somebody")
        meeting = aid.ask_for(meeting, asker, AidKind.WORD)
    with pytest.raises(words.TooMuchWaiting):
        aid.ask_for(meeting, ANA, AidKind.WORD)
