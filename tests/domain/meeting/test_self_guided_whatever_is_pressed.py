"""Whatever members press in an evening that nobody leads, it ends, and passes over nobody."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.errors import Refusal
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.members import leaving
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.self_guided import steps
from bot.domain.meeting.talk import agenda, hands
from bot.domain.template import StageKey
from tests.domain.evenings import CAST, forget, into_voice, join, out_of_voice
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
        try:
            meeting = after_change(meeting, press(meeting, by, now), now, lambda: 1).after
        except Refusal:
            continue
    end = now + timedelta(hours=4)
    assert steps.is_over(on(meeting, end, now), end), "it never ends"
