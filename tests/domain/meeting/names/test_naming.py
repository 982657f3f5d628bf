"""Names: nobody is taken for somebody else, and nobody hears from a name who is here unseen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language.look_alikes import looks
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.names import naming
from bot.domain.meeting.talk import agenda, hands
from bot.domain.person import Actor, Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    FRAN,
    GIL,
    GUS,
    START,
    evening,
    join,
    later,
    lobby,
)

ANOTHER = replace(ANA, id=GIL.id)
"""Somebody else whom Discord calls Ana too."""
LIKE_BEN = [
    "Ben", "ben", " B e n ", "B.e.n", "\uff22en", "Be\u200bn", "BEN\u00ad", "Ben\u2800",
    "B\u034fen", "Ben\ufe0f", "Ben\u17b4", "\u0412en", "B\u0435n", "\U0001d401\U0001d41e\U0001d427",
    "\u0299\u1d07\u0274", "\u24b7en", "B\u00e9n\u0323", "Ben.", "\U0001f171en", "Be\u200dn", "8en",
]  # fmt: skip


def called(meeting, actor):
    return meeting.person(actor.id).name


@pytest.mark.parametrize("name", LIKE_BEN[:-1], ids=ascii)
def test_a_name_that_somebody_has_gets_a_number_however_it_is_written(name):
    meeting = participation.rename(evening(5), ANA, name)
    assert called(meeting, ANA).endswith(" 2")
    assert called(meeting, BEN) == "Ben"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alice", "AIice"),
        ("Olga", "\u041elga"),
        ("Mike", "Rnike"),
        ("Wes", "VVes"),
        ("Loo", "L00"),
        ("\u041e\u043b\u044f", "O\u043b\u044f"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("\U0001f338", "\U0001f338\ufe0f"),
    ],
    ids=ascii,
)
def test_names_that_look_alike_are_alike(one, other):
    meeting = participation.rename(participation.rename(evening(5), ANA, one), BEN, other)
    assert called(meeting, BEN) == f"{other.removesuffix(chr(0xFE0F))} 2" or " 2" in called(
        meeting, BEN
    )


@pytest.mark.parametrize(
    "names",
    [
        ("\u0915\u0940", "\u0915\u093e"),
        ("\N{CAT}", "\N{DOG}"),
        ("Mia", "Mla"),
        ("\u674e", "\u738b"),
    ],
    ids=ascii,
)
def test_names_that_look_different_are_different(names):
    first, second = names
    meeting = participation.rename(evening(5), ANA, first)
    assert called(participation.rename(meeting, BEN, second), BEN) == second


def test_two_people_whom_discord_calls_alike_are_told_apart_from_the_door_on():
    meeting = join(lobby(3), ANOTHER, later())
    assert [one.name for one in meeting.people] == ["Ana", "Ben", "Chi", "Ana 2"]
    back = join(leaving.leave(meeting, ANOTHER, later(1)), ANOTHER, later(2))
    assert called(back, ANOTHER) == "Ana 2"
    left = leaving.leave(meeting, ANA, later(1))
    assert called(join(left, ANA, later(2)), ANA) == "Ana", "her name was not given away"


def test_who_comes_back_to_find_their_name_taken_gets_a_number_too():
    left = leaving.leave(lobby(3), ANA, later())
    meeting = join(join(left, ANOTHER, later(1)), ANA, later(2))
    assert (called(meeting, ANOTHER), called(meeting, ANA)) == ("Ana", "Ana 2")


def listening(meeting):
    return join(meeting, BEN, later(), Way.LISTENING)


def gone(meeting):
    return leaving.leave(meeting, BEN, later())


def removed(meeting):
    return leaving.remove(meeting, FRAN, later(), BEN.id, sure=True)


def never_there(meeting):
    return leaving.forget(meeting, BEN.id, later(), "5e" * 16)


@pytest.mark.parametrize("name", ["Ben", "B\u0435n", "Ben 2"])
def test_a_name_tells_nobody_who_listens_has_left_or_was_removed(name):
    worlds = [world(evening(5)) for world in (listening, gone, removed, never_there)]
    answers = [called(participation.rename(world, ANA, name), ANA) for world in worlds]
    assert answers == [name] * 4
    new = [called(join(world, Actor(GIL.id, name), later(1)), GIL) for world in worlds]
    assert new == [name] * 4


@pytest.mark.parametrize("shown", ["speaks again", "raises a hand", "gives a topic", "leads"])
def test_whoever_is_seen_again_has_a_name_of_their_own(shown):
    meeting = participation.rename(listening(evening(5, StageKey.AGENDA)), ANA, "Ben")
    match shown:
        case "speaks again":
            meeting = join(meeting, BEN, later(1))
        case "raises a hand":
            meeting = hands.raise_hand(meeting, BEN, meeting.place)
        case "gives a topic":
            meeting = agenda.suggest(meeting, BEN, "Sleep", with_name=True)
        case _:
            meeting = leading.add_co_facilitator(meeting, FRAN, BEN.id)
    assert (called(meeting, ANA), called(meeting, BEN)) == ("Ben", "Ben 2")


def test_nobody_in_the_facilitators_lists_has_the_name_of_another():
    meeting = participation.rename(listening(evening(5)), ANA, "Ben")
    meeting = leaving.leave(join(meeting, Actor(GIL.id, "Ben"), later(1)), GIL, later(2))
    listed = [naming.listed_name(meeting, one.id) for one in meeting.people]
    assert len(set(listed)) == len(listed)
    assert naming.listed_name(meeting, ANA.id) == "Ben", "who is shown keeps the name on the card"


def test_the_facilitators_name_is_known_also_before_they_came_through_the_door():
    begun = evening(5)
    assert begun.person(FRAN.id) is None
    assert called(participation.rename(begun, ANA, "FRAN"), ANA) == "FRAN 2"


def test_a_facilitator_whose_name_is_taken_gets_a_number_too():
    meeting = participation.rename(lobby(5), ANA, "Gus")
    away = replace(evening(5), lead_seen_at=START)
    taken = participation.rename(away, ANA, "Gus")
    assert leading.take_over(taken, GUS, later(60)).lead_known_as == "Gus 2"
    assert called(join(meeting, GUS, later()), GUS) == "Gus 2"


@given(st.lists(st.text("aAbB 12\u0430\u200b", min_size=1, max_size=4), max_size=6))
def test_of_whatever_names_no_two_in_a_list_are_alike(names):
    read = [looks(name) for name in naming.apart(names)]
    assert all(not one & other for place, one in enumerate(read) for other in read[:place])


def test_a_number_is_counted_on_and_long_names_make_room_for_it():
    meeting = participation.rename(participation.rename(lobby(5), ANA, "Heron"), BEN, "Heron 2")
    assert naming.free_name(meeting, CHI.id, "heron") == "heron 3"
    assert naming.free_name(meeting, CHI.id, "Heron 2") == "Heron 3"
    assert naming.free_name(meeting, GIL.id, "Owl") == "Owl"
    long = participation.rename(meeting, CHI, "x" * 32)
    assert naming.free_name(long, GIL.id, "x" * 32) == "x" * 28 + " 2"


def test_a_part_that_was_ones_own_on_another_evening_is_not_brought_along():
    meeting = evening(5, with_fran=True)
    assert naming.own_name(meeting, ANA, "Facilitator") == ANA.name
    assert naming.own_name(meeting, FRAN, "Facilitator") == "Facilitator"
    assert naming.own_name(meeting, FRAN, "Open Round") == FRAN.name
    assert naming.own_name(meeting, ANA, "Heron") == "Heron"
    assert naming.own_name(meeting, ANA, "") == ANA.name
