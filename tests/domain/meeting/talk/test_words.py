"""Words without a name, and lines on the shared board."""

from dataclasses import replace

import pytest

from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import EmptyWords, NotFacilitator, NotHere, NotNow, StageOver
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round import seating
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import agenda, board
from bot.domain.meeting.talk.board import GoneAlready
from bot.domain.template import Stage, StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    GUS,
    START,
    at_stage,
    evening,
    hold,
    into_voice,
)
from tests.domain.traces import numbers_in

GRID, PLAN = WorksheetKind("grid"), WorksheetKind("plan")


def working(who=6):
    meeting = evening(who, StageKey.DISCUSSION)
    meeting = board.choose_exercise(meeting, FRAN, GRID)
    return at_stage(meeting, StageKey.WORKING)


def test_words_without_a_name_wait_for_the_facilitator_and_know_no_author():
    meeting = evening(6)
    held = hold(meeting, ANA, " I was afraid to come. ")
    assert [one.text for one in held.held] == ["I was afraid to come."]
    assert ANA.id not in numbers_in(held.held)
    released, text = board.release(held, FRAN, held.held[0].number)
    assert (released.held, text) == ((), "I was afraid to come.")


def test_words_for_the_room_are_twelve_lines_at_most_and_none_is_lost():
    typed = "\n\n".join(str(number) for number in range(20)) + "\n" * 300
    shown = board.for_the_room(typed).split("\n")
    assert shown == [*map(str, range(11)), " ".join(map(str, range(11, 20)))]
    assert board.for_the_room("one\r\n\r\ntwo \u2028\n") == "one\ntwo"


def test_words_are_dealt_with_once_and_by_those_who_lead():
    held = hold(evening(6), ANA)
    number = held.held[0].number
    with pytest.raises(NotFacilitator):
        board.release(held, ANA, number)
    released, _ = board.release(held, FRAN, number)
    with pytest.raises(board.GoneAlready):
        board.release(released, FRAN, number)


def test_among_four_a_missing_name_would_hide_nobody():
    four = evening(4)
    assert not board.may_hide_name(four)
    with pytest.raises(board.TooFewForNoName):
        hold(four, ANA)
    assert board.may_hide_name(evening(5))


def test_a_head_in_voice_that_cannot_write_hides_nobody():
    assert not board.may_hide_name(into_voice(evening(4), GUS, START))


def test_empty_strange_late_and_too_many_words_are_refused():
    meeting = evening(6)
    with pytest.raises(EmptyWords):
        hold(meeting, ANA, "   ")
    with pytest.raises(NotHere):
        hold(meeting, GUS)
    with pytest.raises(StageOver):
        hold(meeting, ANA, place=Place(1))
    for number in range(board.MOST_HELD):
        meeting = hold(meeting, ANA, f"words {number}")
    with pytest.raises(board.TooMuchWaiting):
        hold(meeting, ANA, "one more")


def test_anybody_adds_a_line_without_a_name_to_the_board():
    meeting = board.add_line(working(), ANA, working().place, "for", "  sleep \n better ")
    assert [(line.column, line.text) for line in meeting.board] == [("for", "sleep better")]
    assert ANA.id not in numbers_in(meeting.board)


def test_a_name_stands_beside_a_line_only_where_its_giver_wishes():
    meeting = board.add_line(working(), ANA, working().place, "for", "sleep", with_name=True)
    meeting = board.add_line(meeting, BEN, meeting.place, "for", "rest")
    assert [line.by for line in meeting.board] == [ANA.id, None]


def test_who_has_its_ticket_takes_a_line_without_a_name_back_and_nobody_else():
    meeting = board.add_line(working(), ANA, working().place, "for", "sleep", ticket=77)
    meeting = board.add_line(meeting, BEN, meeting.place, "for", "rest", ticket=78)
    assert ANA.id not in numbers_in(meeting.board)
    after = board.take_back_by_ticket(meeting, ANA, 77)
    assert [line.text for line in after.board] == ["rest"]
    for guessed in (77, 79, 0):
        with pytest.raises(GoneAlready):
            board.take_back_by_ticket(after, ANA, guessed)


def test_a_line_from_before_lines_had_tickets_is_taken_back_by_no_guess():
    meeting = board.add_line(working(), ANA, working().place, "for", "sleep")
    with pytest.raises(GoneAlready):
        board.take_back_by_ticket(meeting, ANA, 0)


def test_a_line_under_ones_own_name_is_taken_back_by_its_number_and_no_other_line():
    meeting = board.add_line(working(), ANA, working().place, "for", "sleep", with_name=True)
    meeting = board.add_line(meeting, BEN, meeting.place, "for", "rest", with_name=True)
    meeting = board.add_line(meeting, ANA, meeting.place, "for", "unnamed")
    mine, bens, unnamed = (line.number for line in meeting.board)
    assert [line.text for line in board.named_lines(meeting, ANA.id)] == ["sleep"]
    assert [line.text for line in board.take_back(meeting, ANA, mine).board] == ["rest", "unnamed"]
    for other in (bens, unnamed):
        with pytest.raises(GoneAlready):
            board.take_back(meeting, ANA, other)


def test_a_topic_under_ones_own_name_is_taken_back_with_its_votes_and_no_other_topic():
    meeting = evening(3)
    for by, words, named in ((ANA, "sleep", True), (BEN, "rest", True), (ANA, "unnamed", False)):
        meeting = agenda.suggest(meeting, by, words, with_name=named)
    by_words = {one.text: one.number for one in meeting.topics}
    assert [one.text for one in board.named_topics(meeting, ANA.id)] == ["sleep"]
    talked = replace(meeting, talking_about=by_words["sleep"])
    after = board.take_back(talked, ANA, by_words["sleep"])
    assert {one.text for one in after.topics} == {"rest", "unnamed"}
    assert after.talking_about is None
    for other in ("rest", "unnamed"):
        with pytest.raises(GoneAlready):
            board.take_back(meeting, ANA, by_words[other])


def test_who_is_forgotten_takes_their_named_lines_along_and_no_others():
    meeting = working()
    for with_name in (True, False):
        meeting = board.add_line(
            meeting, ANA, meeting.place, "for", f"named: {with_name}", with_name=with_name
        )
    meeting = board.add_line(meeting, BEN, meeting.place, "for", "rest", with_name=True)
    after = leaving.forget(meeting, ANA.id, START, "00" * 8)
    assert [line.text for line in after.board] == ["named: False", "rest"]
    assert ANA.id not in numbers_in(after)


def test_lines_need_words_a_board_and_somebody_who_is_here():
    meeting = working()
    with pytest.raises(EmptyWords):
        board.add_line(meeting, ANA, meeting.place, "for", " \n ")
    with pytest.raises(NotHere):
        board.add_line(leaving.leave(meeting, BEN, START), BEN, meeting.place, "for", "sleep")
    with pytest.raises(StageOver):
        board.add_line(meeting, ANA, Place(1), "for", "sleep")
    for bare in (evening(6), evening(6, StageKey.WORKING)):
        with pytest.raises(NotNow):
            board.add_line(bare, ANA, bare.place, "for", "sleep")
    for number in range(board.MOST_LINES):
        meeting = board.add_line(meeting, ANA, meeting.place, "for", f"line {number}")
    with pytest.raises(board.TooMuchWaiting):
        board.add_line(meeting, ANA, meeting.place, "for", "one more")


def test_another_exercise_clears_the_board_and_the_same_one_does_not():
    meeting = board.add_line(working(), ANA, working().place, "for", "sleep")
    assert board.choose_exercise(meeting, FRAN, GRID) == meeting
    assert board.choose_exercise(meeting, FRAN, PLAN).board == ()


def test_the_exercise_is_chosen_by_those_who_lead_while_it_is_to_come():
    with pytest.raises(NotFacilitator):
        board.choose_exercise(evening(6), ANA, GRID)
    with pytest.raises(NotNow):
        board.choose_exercise(evening(6, StageKey.CHECK_OUT), FRAN, GRID)


def test_an_evening_without_a_working_stage_has_no_exercise():
    meeting = evening(6)
    bare = replace(meeting, stages=(*meeting.stages[:3], Stage(StageKey.CHECK_OUT, 9)))
    with pytest.raises(NotNow):
        board.choose_exercise(bare, FRAN, GRID)


def test_a_line_is_taken_down_without_a_trace_and_nothing_else_is():
    meeting = board.add_line(working(), ANA, working().place, "for", "spam")
    meeting = board.add_line(meeting, BEN, meeting.place, "for", "sleep")
    spam = meeting.board[0].number
    with pytest.raises(NotFacilitator):
        board.take_down(meeting, ANA, spam)
    after, text = board.take_down(meeting, FRAN, spam)
    assert (text, [one.text for one in after.board]) == ("spam", ["sleep"])
    assert ANA.id not in numbers_in(meeting.board)
    with pytest.raises(board.GoneAlready):
        board.take_down(after, FRAN, spam)


def test_a_topic_is_taken_down_with_its_votes_and_the_talk_about_it():
    meeting = evening(6, StageKey.AGENDA)
    for each in ("spam", "rest", "work", "sleep"):
        meeting = agenda.suggest(meeting, ANA, each)
    spam = meeting.topics[0].number
    meeting = agenda.vote(meeting, BEN, meeting.place, spam)
    talk = at_stage(meeting, StageKey.DISCUSSION)
    assert talk.talking_about == spam
    after, _ = board.take_down(talk, FRAN, spam)
    assert [one.text for one in after.topics] == ["rest", "work", "sleep"]
    assert (after.talking_about, agenda.topic_now(after)) == (None, "")
    rest = after.topics[0].number
    assert agenda.vote(meeting, BEN, meeting.place, rest).topics[1].votes == {BEN.id}


def test_ones_own_turn_is_theirs_until_it_is_done():
    meeting = evening(6)
    assert seating.has_turn(meeting, BEN.id)
    after = rounds.typed(meeting, BEN, START, meeting.place)
    assert not seating.has_turn(after, BEN.id)
    assert not seating.has_turn(evening(6, StageKey.DISCUSSION), BEN.id)
