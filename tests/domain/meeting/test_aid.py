"""Asking those who lead in private."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import Aid, AidKind, Reached
from bot.domain.meeting.members import leading, leaving
from bot.domain.meeting.rights import NotFacilitator, Removed
from bot.domain.meeting.talk import board
from bot.domain.person import Actor
from tests.domain.evenings import (
    ANA,
    BEN,
    CAST,
    FRAN,
    GUS,
    ask_for,
    evening,
    forget,
    into_voice,
    later,
    lobby,
)
from tests.domain.traces import numbers_in

HOSTS = (FRAN.id, GUS.id)


def stranger(number):
    return Actor(MemberId(500 + number), f"Somebody {number}")


def crowd(meeting, since=0):
    for number in range(since, since + help_requests.MOST_FROM_OUTSIDE):
        meeting = ask_for(meeting, stranger(number), number=number)
    return meeting


def test_the_facilitator_sees_who_asks_and_reads_it():
    meeting = ask_for(evening(5), ANA, note=" after the meeting ")
    asked = meeting.aids[0]
    assert (asked.name, asked.note, asked.read) == ("Ana", "after the meeting", False)
    read = help_requests.read(meeting, FRAN, later(), [asked.number])
    assert (read.aids[0].read, read.aids[0].read_by) == (True, FRAN.id)
    assert help_requests.read(read, FRAN, later(), [asked.number]) == read
    helped = leading.add_co_facilitator(read, FRAN, BEN.id)
    assert help_requests.read(helped, BEN, later(), [asked.number]).aids[0].read_by == FRAN.id


def test_one_person_has_one_request_and_asking_for_something_else_replaces_it():
    meeting = ask_for(evening(5), ANA, note="one")
    meeting = help_requests.read(meeting, FRAN, later(), [1])
    meeting = ask_for(meeting, ANA, note="two", number=2)
    assert [(one.note, one.read) for one in meeting.aids] == [("two", False)]
    meeting = ask_for(meeting, ANA, AidKind.BOTHERED, number=3)
    assert [(one.kind, one.number) for one in meeting.aids] == [(AidKind.BOTHERED, 3)]


def test_words_added_later_go_to_the_same_request_and_tell_nobody_once_more():
    meeting = ask_for(evening(5), ANA)
    more = ask_for(meeting, ANA, note="I nearly did not come", at=later(3), number=9)
    assert more == replace(meeting, aids=(replace(meeting.aids[0], note="I nearly did not come"),))
    assert ask_for(more, ANA, at=later(4)).aids[0].note == "I nearly did not come"


def test_somebody_who_never_came_in_may_ask_under_the_name_they_have():
    assert ask_for(evening(5), GUS).aids[0].name == "Gus"


def test_the_only_facilitator_is_told_that_nobody_else_would_see_it():
    with pytest.raises(help_requests.NobodyElseLeads):
        ask_for(evening(5), FRAN)
    helped = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    assert help_requests.hearers(ask_for(helped, FRAN), FRAN.id) == (BEN.id,)


def test_whoever_was_removed_asks_nobody_here_any_more():
    removed = leaving.remove(evening(5), FRAN, later(), ANA.id, sure=True)
    with pytest.raises(Removed):
        ask_for(removed, ANA)


def test_where_nobody_leads_it_says_so_at_once():
    with pytest.raises(help_requests.NobodyLeads):
        ask_for(lobby(5), ANA)
    alone = forget(evening(5), FRAN, later())
    with pytest.raises(help_requests.NobodyLeads):
        ask_for(alone, ANA)


def test_before_the_beginning_everyone_in_the_room_who_may_lead_hears_it():
    meeting = ask_for(lobby(5), ANA, hosts=HOSTS)
    assert help_requests.hearers(meeting, ANA.id, HOSTS) == HOSTS
    assert help_requests.read(meeting, GUS, later(), [1]).aids[0].read_by == GUS.id
    with pytest.raises(NotFacilitator):
        help_requests.read(meeting, BEN, later(), [1])


def test_once_somebody_leads_only_those_who_lead_hear_it():
    assert help_requests.hearers(evening(5), ANA.id, HOSTS) == (FRAN.id,)


def test_whoever_may_lead_and_was_removed_hears_nothing():
    removed = leaving.remove(lobby(5, with_fran=True), GUS, later(), FRAN.id, sure=True)
    assert help_requests.hearers(removed, ANA.id, HOSTS) == (GUS.id,)


def test_the_only_one_who_may_lead_asks_nobody_but_themselves():
    with pytest.raises(help_requests.NobodyElseLeads):
        ask_for(lobby(5), FRAN, hosts=[FRAN.id])


def test_requests_are_read_by_those_who_lead_and_only_while_they_are_there():
    meeting = ask_for(evening(5), ANA)
    with pytest.raises(NotFacilitator):
        help_requests.read(meeting, BEN, later(), [meeting.aids[0].number])
    with pytest.raises(board.GoneAlready):
        help_requests.read(meeting, FRAN, later(), [999])


def test_whoever_read_it_and_is_forgotten_stands_in_no_request():
    read = help_requests.read(ask_for(evening(5), ANA), FRAN, later(), [1])
    assert FRAN.id not in numbers_in(forget(read, FRAN, later()))


def test_nobody_reads_their_own_request_for_others():
    helped = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    asked = ask_for(helped, FRAN)
    assert help_requests.read(asked, FRAN, later(), [1]) == asked


def test_a_request_is_taken_back_as_long_as_nobody_has_read_it():
    meeting = ask_for(evening(5), ANA)
    assert help_requests.take_back(meeting, ANA.id).aids == ()
    with pytest.raises(board.GoneAlready):
        help_requests.take_back(meeting, BEN.id)
    with pytest.raises(help_requests.ReadAlready):
        help_requests.take_back(help_requests.read(meeting, FRAN, later(), [1]), ANA.id)


def test_people_outside_fill_no_place_of_those_inside():
    meeting = crowd(evening(5))
    with pytest.raises(board.TooMuchWaiting):
        ask_for(meeting, stranger(99))
    meeting = ask_for(meeting, ANA, number=700)
    assert help_requests.unread(meeting)[0].member == ANA.id
    in_voice = into_voice(meeting, GUS, later())
    assert help_requests.unread(ask_for(in_voice, GUS, number=701))[1].member == GUS.id


def test_however_many_inside_ask_the_next_one_inside_is_heard():
    meeting = evening(9)
    for place, actor in enumerate(CAST):
        meeting = ask_for(meeting, actor, number=place)
    assert len(help_requests.unread(meeting)) == len(CAST)


def test_what_was_read_frees_its_place_and_is_kept_within_bounds():
    meeting = evening(5)
    for night in range(3):
        meeting = crowd(meeting, since=100 * night)
        meeting = help_requests.read(
            meeting, FRAN, later(), [one.number for one in help_requests.unread(meeting)]
        )
    assert len(meeting.aids) <= help_requests.MOST_READ + help_requests.MOST_FROM_OUTSIDE
    ask_for(meeting, stranger(1))


def test_what_was_read_can_be_read_again_by_those_who_lead_but_not_by_whoever_asked():
    meeting = ask_for(ask_for(evening(5), ANA, number=1), BEN, number=2)
    assert help_requests.read_before(meeting, FRAN.id) == ()
    meeting = help_requests.read(meeting, FRAN, later(3), [1])
    meeting = help_requests.read(meeting, FRAN, later(5), [1, 2])
    known = help_requests.read_before(meeting, FRAN.id)
    assert [(one.member, one.read_at) for one in known] == [(ANA.id, later(3)), (BEN.id, later(5))]
    assert [one.member for one in help_requests.read_before(meeting, ANA.id)] == [BEN.id]


def test_a_number_that_is_drawn_twice_is_given_once():
    meeting = ask_for(ask_for(evening(5), ANA, number=4), BEN, number=4)
    assert [one.number for one in meeting.aids] == [4, 5]


def test_the_first_request_alerts_at_once_and_others_wait_for_the_next_minute_together():
    meeting = ask_for(evening(5), ANA, at=later())
    assert (meeting.alerts, meeting.alert_at) == (1, later())
    for second, actor in ((10, BEN), (20, CAST[2]), (59, CAST[3])):
        meeting = ask_for(meeting, actor, at=later(0, second), number=second)
        assert (meeting.alerts, meeting.alert_at) == (2, later(1))
    meeting = ask_for(meeting, CAST[4], at=later(5), number=300)
    assert (meeting.alerts, meeting.alert_at) == (3, later(5))


def test_whoever_leads_from_now_on_is_told_too_where_something_waits():
    asked = ask_for(evening(5), ANA)
    helped = leading.add_co_facilitator(asked, FRAN, BEN.id)
    assert help_requests.passed_on(asked, helped, FRAN, later(3)).alerts == asked.alerts + 1
    assert help_requests.passed_on(asked, helped, BEN, later(3)) == helped, (
        "whoever pressed sees it"
    )
    assert help_requests.passed_on(asked, asked, FRAN, later(3)) == asked
    read = help_requests.read(helped, FRAN, later(), [1])
    assert help_requests.passed_on(asked, read, FRAN, later(3)) == read


def test_a_request_unread_for_two_minutes_is_unheard():
    asked = ask_for(evening(5), ANA).aids[0]
    assert not help_requests.is_unheard(asked, later(1, 59))
    assert help_requests.is_unheard(asked, later(2))
    assert not help_requests.is_unheard(replace(asked, read=True), later(2))
    assert help_requests.is_unheard(Aid(1, ANA.id, "Ana", AidKind.WORD), later()), (
        "kept by a version before"
    )


def test_how_those_who_lead_were_reached_is_noted_for_all_who_wait():
    meeting = help_requests.read(ask_for(evening(5), ANA), FRAN, later(), [1])
    meeting = help_requests.alerted(ask_for(meeting, BEN, number=2), Reached.CALLED)
    assert [one.reached for one in meeting.aids] == [None, Reached.CALLED]
