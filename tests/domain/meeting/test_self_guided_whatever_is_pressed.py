"""Whatever is pressed in an evening that nobody leads, it ends, and passes over nobody."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.errors import Refusal
from bot.domain.meeting import clock, stages
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.members import leading, leaving
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.self_guided import left_alone, steps
from bot.domain.meeting.talk import agenda, hands
from bot.domain.template import StageKey
from tests.domain.evenings import CAST, FRAN, START, forget, into_voice, join, out_of_voice
from tests.domain.nobody_leads import alone, on, to

WHO = st.sampled_from(CAST[:6])
PRESSES = (
    lambda m, who, at: rounds.finish(m, who, at, m.place),
    lambda m, who, at: rounds.pass_on(m, who, at, m.place),
    lambda m, who, at: rounds.come_back(m, who, m.place),
    lambda m, who, at: rounds.typed(m, who, at, m.place),
    lambda m, who, at: hands.raise_hand(m, who, m.place),
    lambda m, who, at: hands.ready(m, who, m.place),
    lambda m, who, at: agenda.suggest(m, who, who.name),
    leaving.leave,
    join,
    out_of_voice,
    into_voice,
    forget,
)
"""What members do, at any instant."""


LEADS = (
    lambda m, who, at: stages.advance(m, who, at, m.place, sure=True),
    lambda m, who, at: stages.back(m, who, at, m.place),
    lambda m, who, at: rounds.next_speaker(m, who, at, m.place),
    lambda m, who, _: leading.add_co_facilitator(m, who, CAST[1].id),
    clock.pause,
    clock.resume,
    leading.take_over,
    leaving.leave,
    join,
    out_of_voice,
    into_voice,
)
"""What somebody who leads does."""


@given(
    who=st.integers(2, 6),
    room=st.sampled_from(RoomKind),
    waits=st.lists(st.integers(0, 900), max_size=40),
    data=st.data(),
)
def test_whatever_members_press_it_ends_and_nobody_who_waits_is_passed_over(who, room, waits, data):
    meeting, now = to(alone(who, room=room), StageKey.WELCOME)
    for seconds in waits:
        before, now = now, now + timedelta(seconds=seconds)
        meeting = on(meeting, now, before)
        press, by = data.draw(st.sampled_from(PRESSES)), data.draw(WHO)
        meeting = pressed_if_allowed(meeting, press, by, now)
    end = now + timedelta(hours=4)
    assert steps.is_over(on(meeting, end, now), end), "it never ends"


def pressed_if_allowed(meeting, press, by, now):
    """Somebody presses something, which changes nothing where it is refused."""
    try:
        return after_change(meeting, press(meeting, by, now), now, lambda: 1, by).after
    except Refusal:
        return meeting


@given(
    who=st.integers(2, 5),
    waits=st.lists(st.tuples(st.integers(0, 1200), st.booleans()), max_size=40),
    data=st.data(),
)
def test_whatever_who_leads_presses_it_ends_once_they_are_out_of_the_room(who, waits, data):
    meeting = stages.enter(alone(who), 1, START)
    meeting = leading.take_over(into_voice(meeting, FRAN, START), FRAN, START)
    now = START
    for seconds, leads in waits:
        before, now = now, now + timedelta(seconds=seconds)
        meeting = on(meeting, now, before)
        press = data.draw(st.sampled_from(LEADS if leads else PRESSES[:10]))
        meeting = pressed_if_allowed(meeting, press, FRAN if leads else data.draw(WHO), now)
    for leaves in (FRAN, CAST[1]):
        meeting = out_of_voice(into_voice(meeting, leaves, now), leaves, now)
    assert left_alone.goes_on_at(meeting) or meeting.is_guided or not meeting.heads
    end = now + timedelta(hours=5)
    over = on(meeting, end, now)
    assert steps.is_over(over, end) or not over.heads, "it never ends"
