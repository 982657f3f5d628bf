"""What a running meeting holds of one person: given to them whole, and nothing of others."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import pytest

from bot.domain.attendance.presence import LetterWish
from bot.domain.ids import MessageId
from bot.domain.meeting.form_entries import (
    Aid,
    AidKind,
    BoardLine,
    Hand,
    Held,
    Post,
    Reached,
    Sending,
    Topic,
)
from bot.domain.meeting.members.own_part import facts_of
from bot.domain.meeting.round_state import Mode, Round, Seat, Turn
from bot.domain.person import Alias, Person, Sweep, Voice, Way
from tests.domain.evenings import ANA, BEN, GIL, evening, later

ME, OTHER = ANA.id, BEN.id
AT = later()
STAY = (AT, later(1))
EARLIER = (AT - timedelta(hours=1), AT)


def post(number, author):
    return Post(number, evening().room, MessageId(9000 + number), author)


def on_its_way(number, author):
    return Sending(number, author, 0, 0, "digest", "digest", AT)


def rich(me, other):
    """Give a meeting in which one person stands in every place that there is, and another too."""
    person = Person(
        me, "Heron", Way.TYPING, later(2), True, True, True, True, True, AT, True,
        (STAY,), EARLIER, (EARLIER,),
    )  # fmt: skip
    seats = (Seat(other), Seat(me, Turn.LATER, True, True, timedelta(seconds=90)))
    both = frozenset({me, other})
    return replace(
        evening(),
        facilitators=(me, other),
        by_role=both,
        taken_off=both,
        lead_name="Night Heron",
        lead_seen_at=later(3),
        people=(person, Person(other, "Wren", Way.SPEAKING, AT)),
        voice=(Voice(me, later(4), AT, later(3), (STAY,)), Voice(other)),
        removed=both,
        told=both,
        check_in=Round(Mode.TURNS, seats),
        check_out=Round(Mode.TURNS, seats),
        called=me,
        spoke_last=me,
        spoke_by_hand=both,
        ready=both,
        sweeps=(Sweep(1, both, both),),
        writers=both,
        aliases=(Alias(me, 4711), Alias(other, 4712)),
        **put_into_forms(me, other),
    )


def put_into_forms(me, other):
    """Give what both have put into forms."""
    both = frozenset({me, other})
    return {
        "hands": (Hand(other, "their note"), Hand(me, "my note")),
        "topics": (Topic(1, "my topic", me, both), Topic(2, "their topic", other, both)),
        "board": (BoardLine("a", "my line", 3, me), BoardLine("a", "their line", 4, other)),
        "held": (Held(5, "nameless words"),),
        "aids": (
            Aid(1, me, "Heron", AidKind.WORD, "my wish", True, AT, Reached.CALLED, other, AT),
            Aid(2, other, "Wren", AidKind.WORD, "their wish", True, AT, None, me),
        ),
        "posts": (post(77, me), post(78, other)),
        "sending": (on_its_way(1, me), on_its_way(2, other)),
        "letters": (LetterWish(me, "Ana Heron"), LetterWish(other, "Ben Wren")),
    }


def names(value: object, member: int) -> bool:
    """Tell whether a value holds a member's id anywhere."""
    if is_dataclass(value):
        return any(names(getattr(value, one.name), member) for one in fields(value))
    if isinstance(value, Mapping):
        return any(names(each, member) for pair in value.items() for each in pair)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return any(names(one, member) for one in value)
    return value == member


def emptied(meeting, name):
    """Give the meeting as if nothing had ever been put into one field."""
    kept = getattr(meeting, name)
    others = [one for one in kept if not names(one, ME)] if isinstance(kept, Iterable) else None
    return replace(meeting, **{name: type(kept)(others) if others is not None else None})


MEETING = rich(ME, OTHER)
OF_PEOPLE = [one.name for one in fields(MEETING) if names(getattr(MEETING, one.name), ME)]


def test_the_meeting_of_these_stories_has_people_wherever_the_rules_know_them():
    typed = {one.name for one in fields(MEETING) if "MemberId" in str(one.type)}
    assert typed <= set(OF_PEOPLE)


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_wherever_somebody_stands_in_a_meeting_they_are_given_it(name):
    assert facts_of(emptied(MEETING, name), ME) != facts_of(MEETING, ME)


PARTS = {
    "people": MEETING.people[0],
    "voice": MEETING.voice[0],
    "hands": MEETING.hands[1],
    "aids": MEETING.aids[0],
    "letters": MEETING.letters[0],
}
NOT_GIVEN = {("people", "id"), ("aids", "number"), ("aids", "read_by")}
"""Whose it is, a number drawn at random, and somebody else."""
OF_PARTS = [
    (name, one.name)
    for name, part in PARTS.items()
    for one in fields(part)
    if one.name != "member" and (name, one.name) not in NOT_GIVEN
]


def other_than(value):
    """Give another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, StrEnum):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, str):
        return "something else"
    return EARLIER[0] - timedelta(days=1) if isinstance(value, datetime) else None


@pytest.mark.parametrize(("name", "part"), OF_PARTS)
def test_each_thing_that_is_noted_of_somebody_is_given(name, part):
    mine = PARTS[name]
    value = getattr(mine, part)
    other = () if part in {"stays", "wrote"} else other_than(value)
    changed = replace(mine, **{part: other})
    parts = tuple(changed if one == mine else one for one in getattr(MEETING, name))
    assert facts_of(replace(MEETING, **{name: parts}), ME) != facts_of(MEETING, ME)


def test_nothing_of_anybody_else_is_given():
    mine = str(facts_of(MEETING, ME))
    theirs = [
        "Wren",
        "their note",
        "their topic",
        "their line",
        "their wish",
        "nameless",
        "4712",
        "78",
    ]
    assert [word for word in theirs if word in mine] == []
    assert not names(facts_of(MEETING, ME), OTHER)


def test_who_is_not_in_the_meeting_is_given_nothing():
    assert facts_of(MEETING, GIL.id) == {}
