"""Whom a meeting knows: told to them when they ask, and nobody any more once they are forgotten."""

import pytest

from bot.domain.meeting.members import leading, leaving, participation
from tests.domain.evenings import ANA, BEN, FRAN, GIL, all_in_voice, evening, forget, later
from tests.domain.traces import numbers_in

AT = later()


def in_voice_alone(meeting):
    return participation.voice_is(meeting, meeting.in_voice | {GIL.id}, AT)


def removed_from_voice(meeting):
    return leaving.remove(in_voice_alone(meeting), FRAN, AT, GIL.id, sure=True)


def out_of_voice(meeting):
    return participation.voice_is(removed_from_voice(meeting), frozenset(), later(1))


def taken_off(meeting):
    helped = leading.add_co_facilitator(meeting, FRAN, BEN.id)
    return leaving.leave(leading.drop_co_facilitator(helped, FRAN, BEN.id), BEN, AT)


@pytest.mark.parametrize(
    "story",
    [
        lambda meeting: meeting,
        all_in_voice,
        in_voice_alone,
        removed_from_voice,
        out_of_voice,
        taken_off,
        lambda meeting: leaving.leave(meeting, ANA, AT),
        lambda meeting: leaving.remove(meeting, FRAN, AT, ANA.id, sure=True),
        lambda meeting: leaving.left_server(meeting, FRAN.id, AT),
    ],
)
def test_whoever_stands_in_a_meeting_in_any_way_is_known_until_they_are_forgotten(story):
    meeting = story(evening(5))
    for who in (ANA, BEN, FRAN, GIL):
        assert leaving.knows(meeting, who.id) == (who.id in numbers_in(meeting)), who.name
        assert not leaving.knows(forget(meeting, who, later(2)), who.id), who.name


def test_whoever_never_came_near_is_not_known():
    assert not leaving.knows(evening(5), GIL.id)
    assert leaving.knows(in_voice_alone(evening(5)), GIL.id)
