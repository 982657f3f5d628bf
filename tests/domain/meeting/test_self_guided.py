"""An evening that nobody leads: what comes by itself, when, and for whom it waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import leading, leaving
from bot.domain.meeting.rights import NobodyLeadsNow
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.self_guided import early, steps
from bot.domain.meeting.talk import agenda, board, hands
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    DAN,
    EVA,
    FRAN,
    floor,
    forget,
    hold,
    into_voice,
    join,
    later,
    lobby,
    names,
    out_of_voice,
    turn,
)
from tests.domain.nobody_leads import A_SECOND, BEGINS, alone, on, pressed, ticked, to


def test_an_evening_begins_by_itself_ten_minutes_late_where_two_are_there():
    meeting = alone(2)
    assert on(meeting, BEGINS - A_SECOND).stage == 0
    begun = on(meeting, BEGINS)
    assert (begun.now_in, begun.lead, begun.cards) == (StageKey.WELCOME, None, meeting.cards + 1)


@pytest.mark.parametrize(
    "why",
    [
        lambda meeting: replace(meeting, self_guided=False),
        lambda meeting: stages.begin(meeting, FRAN, later(), meeting.place),
        lambda meeting: leaving.leave(meeting, ANA, later()),
        lambda meeting: out_of_voice(meeting, ANA, later(9)),
    ],
    ids=["not allowed", "somebody leads", "one has left", "one is out of the voice room"],
)
def test_nothing_comes_by_itself_otherwise(why):
    meeting = why(alone(2))
    assert on(meeting, later(15)).stage == meeting.stage


def test_one_who_waits_alone_begins_with_the_second_but_not_when_it_would_have_ended():
    meeting = alone(1)
    assert steps.next_step_at(meeting, later(12)) is None
    two = into_voice(join(meeting, BEN, later(12)), BEN, later(12))
    assert steps.on_time(two, later(12)).now_in is StageKey.WELCOME
    assert steps.on_time(two, later(20)).stage == 0


def test_a_room_that_opened_late_waits_five_minutes():
    meeting = replace(alone(3), since=later(8))
    assert steps.next_step_at(meeting, later(9)) == later(13)


def test_a_whole_evening_goes_through_all_its_stages_each_in_its_time():
    meeting, now = to(alone(2), StageKey.WELCOME)
    seen = []
    while not steps.is_over(meeting, now):
        seen.append((meeting.now_in, now))
        now = steps.next_step_at(meeting, now)
        meeting = ticked(meeting, now)
    minutes = [int((at - BEGINS) / clock.ONE_MINUTE) for _, at in seen]
    keys = [stage for stage, _ in seen]
    assert list(zip(keys, minutes, strict=True)) == [
        (StageKey.WELCOME, 0),
        (StageKey.CHECK_IN, 5),
        (StageKey.DISCUSSION, 23),
        (StageKey.WORKING, 47),
        (StageKey.CHECK_OUT, 67),
        (StageKey.CLOSE, 81),
    ]
    assert now == BEGINS + timedelta(minutes=86)


def test_the_floor_passes_on_half_a_minute_after_its_time_and_each_has_it_once():
    meeting, now = to(alone(5), StageKey.CHECK_IN)
    assert meeting.round.mode is Mode.TURNS
    heard = []
    while meeting.round.floor:
        heard += names(meeting, [floor(meeting)])
        assert meeting.now_in is StageKey.CHECK_IN
        due = steps.next_step_at(meeting, now)
        assert due == meeting.round.turn_ends_at + steps.LAST_SENTENCE
        now, meeting = due, ticked(meeting, due)
    assert heard == ["Ana", "Ben", "Chi", "Dan", "Eva"]
    assert to(meeting, StageKey.AGENDA, now)[1] == now + early.AFTER[early.Early.ALL_HEARD]


def test_whoever_is_done_early_lets_the_next_one_speak_at_once():
    meeting, now = to(alone(5), StageKey.CHECK_IN)
    meeting = rounds.finish(meeting, ANA, now, meeting.place)
    assert names(meeting, [floor(meeting)]) == ["Ben"]


def test_who_asks_to_come_back_is_waited_for_though_everyone_else_has_spoken():
    meeting, now = to(alone(4), StageKey.CHECK_IN)
    for one in (ANA, BEN, CHI, DAN):
        meeting = pressed(meeting, now, rounds.pass_on, one, now, meeting.place)
    assert meeting.moves_on_at == now + timedelta(seconds=30)
    back = pressed(meeting, now, rounds.come_back, BEN, meeting.place)
    assert back.moves_on_at is None
    floor_given = ticked(back, now)
    assert (floor_given.now_in, turn(floor_given, BEN)) == (StageKey.CHECK_IN, Turn.FLOOR)


def test_a_lost_call_is_waited_for_two_minutes_and_has_the_floor_when_it_is_back():
    meeting, now = to(alone(4), StageKey.CHECK_IN)
    gone = out_of_voice(meeting, BEN, now)
    for one in (ANA, CHI, DAN):
        gone = pressed(gone, now, rounds.pass_on, one, now, gone.place)
    at = now + timedelta(seconds=119)
    late = on(gone, at, now)
    assert late.now_in is StageKey.CHECK_IN
    back = ticked(pressed(late, at, into_voice, BEN, at), at)
    assert turn(back, BEN) is Turn.FLOOR
    assert to(gone, StageKey.AGENDA, now)[1] == now + timedelta(minutes=2)


def test_most_who_are_ready_move_on_after_half_a_minute_and_may_take_it_back():
    meeting, now = to(alone(4), StageKey.DISCUSSION)
    for one in (ANA, BEN):
        meeting = pressed(meeting, now, hands.ready, one, meeting.place)
    assert meeting.moves_on_at is None
    most = pressed(meeting, now, hands.ready, CHI, meeting.place)
    assert to(most, StageKey.WORKING, now)[1] == now + timedelta(seconds=30)
    fewer = pressed(most, now, hands.ready, CHI, most.place)
    assert fewer.moves_on_at is None


def test_a_further_press_does_not_put_off_what_most_want():
    meeting, now = to(alone(5), StageKey.DISCUSSION)
    for seconds, one in enumerate((ANA, BEN, CHI, DAN)):
        at = now + timedelta(seconds=seconds)
        meeting = pressed(meeting, at, hands.ready, one, meeting.place)
    assert meeting.moves_on_at == now + timedelta(seconds=2 + 30)


def test_the_welcome_and_free_talk_take_ready_too_only_where_nobody_leads():
    meeting, now = to(alone(2), StageKey.WELCOME)
    for one in (ANA, BEN):
        meeting = pressed(meeting, now, hands.ready, one, meeting.place)
    meeting, now = to(meeting, StageKey.CHECK_IN, now)
    assert meeting.round.mode is Mode.FREE
    assert hands.takes_ready(meeting)
    led = leading.take_over(meeting, FRAN, now)
    assert not hands.takes_ready(led)


def test_hands_are_called_in_their_order_a_minute_each_before_the_talk_ends():
    meeting, now = to(alone(5), StageKey.DISCUSSION)
    end = clock.ends_at(meeting, now)
    at = end - A_SECOND
    for one in (BEN, DAN, EVA):
        meeting = pressed(meeting, at, hands.raise_hand, one, meeting.place)
    called = []
    while meeting.now_in is StageKey.DISCUSSION:
        at = max(at, steps.next_step_at(meeting, at) or at)
        meeting = ticked(meeting, at)
        called += names(meeting, [meeting.called] if meeting.called else [])
    assert called == ["Ben", "Dan", "Eva"]
    assert at == end - A_SECOND + timedelta(minutes=3)


def test_each_topic_has_its_share_of_the_discussion():
    meeting, now = to(alone(5), StageKey.CHECK_IN)
    for words in ("Sleep", "Sundays", "Friends"):
        meeting = agenda.suggest(meeting, ANA, words)
    meeting, now = to(meeting, StageKey.DISCUSSION, now)
    listed = [topic.number for topic in meeting.topics]
    seen = {meeting.talking_about: 0}
    begun = now
    while meeting.now_in is StageKey.DISCUSSION:
        now = steps.next_step_at(meeting, now)
        meeting = ticked(meeting, now)
        seen.setdefault(meeting.talking_about, int((now - begun) / clock.ONE_MINUTE))
    assert seen == dict(zip(listed, (0, 8, 16), strict=True))


def test_one_who_is_left_alone_is_waited_with_and_then_thanked():
    meeting, now = to(alone(2), StageKey.DISCUSSION)
    left = pressed(meeting, now, leaving.leave, ANA, now)
    assert early.why_early(left) is early.Early.ALONE
    closing, at = to(left, StageKey.CLOSE, now)
    assert at == now + timedelta(minutes=5)
    assert steps.is_over(closing, at + timedelta(minutes=5))
    back = pressed(left, now, join, ANA, now + timedelta(minutes=2))
    assert back.moves_on_at is None


def test_a_facilitator_who_comes_later_leads_with_one_press_and_nothing_comes_by_itself_then():
    meeting, now = to(alone(4), StageKey.CHECK_IN)
    led = pressed(meeting, now, leading.take_over, FRAN, now)
    assert (led.lead, led.is_guided) == (FRAN.id, False)
    assert steps.next_step_at(led, now) is None
    assert steps.on_time(led, later(200)) == led
    begun = steps.begin(meeting, FRAN, now, lobby(4).place)
    assert begun.lead == FRAN.id, "who pressed Begin a moment too late leads all the same"
    with pytest.raises(NobodyLeadsNow):
        leading.take_over(meeting, ANA, now)


def test_where_who_took_over_is_forgotten_it_goes_on_by_itself_out_of_a_pause_too():
    meeting, now = to(alone(4), StageKey.CHECK_IN)
    led = leading.take_over(meeting, FRAN, now)
    paused = clock.pause(led, FRAN, now)
    left = forget(paused, FRAN, now)
    assert left.is_guided
    assert on(left, now + timedelta(minutes=9), now).paused_at
    assert not on(left, now + timedelta(minutes=10), now).paused_at


def test_nobody_could_read_words_without_a_name_first_so_none_are_taken():
    meeting, _ = to(alone(5), StageKey.CHECK_IN)
    assert not board.may_hide_name(meeting)
    with pytest.raises(board.NobodyReadsFirst):
        hold(meeting, ANA)
