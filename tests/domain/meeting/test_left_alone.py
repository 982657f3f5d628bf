"""An evening whose facilitator went out of the room: when it goes on by itself, and when not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import leading, leaving
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.self_guided import early, left_alone, steps
from bot.domain.person import Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    GUS,
    at_stage,
    floor,
    forget,
    into_voice,
    join,
    later,
    names,
    out_of_voice,
)
from tests.domain.nobody_leads import A_SECOND, alone, on, pressed, to

TEN = timedelta(minutes=10)


def led(stage=StageKey.CHECK_IN, who=5, **how):
    """An evening that Fran leads, in the room with the others."""
    meeting = at_stage(alone(who, **how), stage)
    return meeting if how else into_voice(meeting, FRAN, later())


def out(meeting, minutes=1):
    """Fran's call ends."""
    return pressed(meeting, later(minutes), out_of_voice, FRAN, later(minutes))


def test_ten_minutes_after_who_leads_went_out_the_evening_goes_on_by_itself_on_a_new_card():
    meeting = out(led(StageKey.DISCUSSION))
    assert not on(meeting, later(11) - A_SECOND).is_guided
    gone_on = on(meeting, later(11))
    assert gone_on.is_guided
    assert gone_on.cards == meeting.cards + 1
    assert gone_on.now_in is StageKey.DISCUSSION
    done, _ = to(gone_on, StageKey.CLOSE, later(11))
    assert done.lead == FRAN.id, "who led may come back"


@pytest.mark.parametrize(
    "why",
    [
        lambda meeting: replace(meeting, self_guided=False),
        lambda meeting: into_voice(meeting, FRAN, later(9)),
        lambda meeting: leading.take_over(meeting, GUS, later(6)),
        lambda meeting: pressed_by_fran(meeting, later(9)),
        lambda meeting: into_voice(helped(meeting), BEN, later(1)),
        lambda meeting: join(meeting, FRAN, later(2), Way.TYPING),
    ],
    ids=["not allowed", "back", "taken over", "has pressed", "a helper is here", "types"],
)
def test_it_does_not_where_somebody_leads(why):
    meeting = why(out(led()))
    assert not on(meeting, later(15), later(10)).is_guided


def pressed_by_fran(meeting, at):
    """Fran presses something on the way."""
    return leading.seen(meeting, FRAN, at)


def helped(meeting):
    return leading.add_co_facilitator(meeting, FRAN, BEN.id)


def test_nor_where_who_leads_never_was_in_the_room_and_does_it_from_the_console():
    meeting = at_stage(alone(5), StageKey.DISCUSSION)
    assert not on(meeting, later(200)).is_guided


def test_nor_in_a_text_room_of_which_nobody_goes_out():
    meeting = at_stage(alone(4, room=RoomKind.TEXT), StageKey.DISCUSSION)
    assert not on(meeting, later(200)).is_guided


def test_a_helper_who_went_out_too_is_waited_for_as_long():
    meeting = out(helped(led()), 1)
    meeting = pressed(meeting, later(5), out_of_voice, BEN, later(5))
    assert left_alone.goes_on_at(meeting) == later(15)


def test_where_nobody_is_left_it_does_not_go_on_and_one_who_is_left_comes_to_a_kind_close():
    two = out(led(StageKey.DISCUSSION, who=2))
    one = pressed(two, later(2), out_of_voice, ANA, later(2))
    nobody = pressed(one, later(3), out_of_voice, BEN, later(3))
    assert left_alone.goes_on_at(nobody) is None
    closing, at = to(one, StageKey.CLOSE, later(3))
    assert at == later(11) + early.AFTER[early.Early.ALONE]
    assert steps.is_over(closing, at + timedelta(minutes=5))


def test_whose_turn_is_long_over_has_half_a_minute_to_find_the_last_sentence():
    meeting = out(led())
    assert names(meeting, [floor(meeting)]) == ["Ana"]
    gone_on = on(meeting, later(11))
    assert names(gone_on, [floor(gone_on)]) == ["Ana"]
    assert steps.next_step_at(gone_on, later(11)) == later(11) + steps.LAST_SENTENCE
    passed = on(gone_on, later(11.5), later(11))
    assert names(passed, [floor(passed)]) == ["Ben"]


def test_a_stage_whose_time_is_long_over_is_left_half_a_minute_later_too():
    meeting = pressed(led(StageKey.WELCOME), later(1), out_of_voice, FRAN, later(1))
    assert to(meeting, StageKey.CHECK_IN, later(1))[1] == later(11.5)


def test_it_goes_on_out_of_a_pause():
    paused = out(clock.pause(led(StageKey.DISCUSSION), FRAN, later()))
    assert on(paused, later(11)).paused_at
    assert not on(paused, later(11.5)).paused_at


def gone_on_by_itself(stage=StageKey.DISCUSSION):
    return on(out(led(stage)), later(11))


def test_who_comes_back_leads_again_with_one_press_and_nothing_comes_by_itself_then():
    back = into_voice(gone_on_by_itself(), FRAN, later(14))
    assert back.is_guided, "being there alone takes nothing over"
    again = pressed(back, later(14), leading.take_over, FRAN, later(14))
    assert (again.lead, again.is_guided) == (FRAN.id, False)
    assert steps.next_step_at(again, later(14)) is None


def test_somebody_else_who_may_takes_over_too_also_while_who_led_is_back_in_the_room():
    back = into_voice(gone_on_by_itself(), FRAN, later(14))
    taken = leading.take_over(back, GUS, later(14))
    assert (taken.lead, taken.is_guided) == (GUS.id, False)
    assert FRAN.id in taken.facilitators


def test_a_press_on_a_console_that_is_still_open_leads_again_as_well():
    meeting = gone_on_by_itself()
    step = stages.advance(meeting, FRAN, later(12), meeting.place)
    after = leading.seen(step, FRAN, later(12))
    assert not after.is_guided


def test_who_says_on_the_way_that_they_leave_does_not_lead_again_by_that():
    inside = join(led(), FRAN, later())
    meeting = on(pressed(inside, later(1), out_of_voice, FRAN, later(1)), later(11))
    left = leading.seen(leaving.leave(meeting, FRAN, later(12)), FRAN, later(12))
    assert left.is_guided


def test_who_goes_out_again_is_waited_for_again():
    again = leading.take_over(gone_on_by_itself(), FRAN, later(14))
    assert on(again, later(23), later(14)).is_guided is False
    assert on(again, later(24), later(14)).is_guided


def test_where_who_led_has_themselves_forgotten_meanwhile_it_goes_on():
    meeting = forget(gone_on_by_itself(), FRAN, later(12))
    assert meeting.is_guided
    assert not leading.take_over(meeting, GUS, later(13)).is_guided


def test_an_evening_whose_end_nobody_presses_ends_and_that_is_none_that_went_by_itself():
    closing = out(led(StageKey.CLOSE))
    over = on(closing, later(11.5))
    assert steps.is_over(over, later(11.5))
    assert not left_alone.went_by_itself(over)
    whole, at = to(gone_on_by_itself(), StageKey.CLOSE, later(11))
    assert left_alone.went_by_itself(whole)
    assert not left_alone.went_by_itself(leading.take_over(whole, FRAN, at))


def test_turns_in_a_round_are_finished_by_whoever_has_them_while_who_leads_is_out():
    meeting = rounds.finish(out(led()), ANA, later(2), led().place)
    assert names(meeting, [floor(meeting)]) == ["Ben"]
