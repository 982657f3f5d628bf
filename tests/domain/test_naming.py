"""Names chosen at the door: nobody is taken for somebody else."""

import pytest

from bot.domain import naming, people
from tests.domain.evenings import ANA, BEN, CHI, FRAN, GIL, evening, later, lobby


@pytest.mark.parametrize(
    "name",
    ["Ben", "ben", " B e n ", "B.e.n", "\uff22en", "Be\u200bn", "BEN\u00ad"],
)
def test_the_name_of_somebody_who_is_here_is_taken_however_it_is_written(name):
    with pytest.raises(naming.NameTaken):
        people.rename(evening(5), ANA, name)


def test_the_facilitators_name_is_taken_also_before_they_came_through_the_door():
    begun = evening(5)
    assert begun.person(FRAN.id) is None
    with pytest.raises(naming.NameTaken):
        people.rename(begun, ANA, "FRAN")


@pytest.mark.parametrize("name", ["Facilitator", "the  FACILITATOR", "OpenRound", "Open Round"])
def test_no_member_goes_by_the_name_of_a_part(name):
    with pytest.raises(naming.NameOfAPart):
        people.rename(evening(5), ANA, name)


def test_whoever_facilitates_may_say_so_but_nobody_is_this_bot():
    meeting = evening(5, with_fran=True)
    assert people.rename(meeting, FRAN, "Facilitator").lead_known_as == "Facilitator"
    with pytest.raises(naming.NameOfAPart):
        people.rename(meeting, FRAN, "openround")


def test_ones_own_name_in_the_server_is_always_ones_own():
    taken = people.rename(people.rename(lobby(5), ANA, "Heron"), BEN, "Ana B")
    assert people.rename(taken, ANA, "Ana").person(ANA.id).name == "Ana"
    assert people.rename(taken, ANA, "heron").person(ANA.id).name == "heron"


@pytest.mark.parametrize("names", [("\u0915\u0940", "\u0915\u093e"), ("\N{CAT}", "\N{DOG}")])
def test_names_that_look_different_are_different(names):
    first, second = names
    meeting = people.rename(evening(5), ANA, first)
    assert people.rename(meeting, BEN, second).person(BEN.id).name == second


def test_a_name_from_another_evening_gets_a_number_where_somebody_has_it_today():
    meeting = people.rename(people.rename(lobby(5), ANA, "Heron"), BEN, "Heron 2")
    assert naming.free_name(meeting, CHI, "heron") == "heron 3"
    assert naming.free_name(meeting, GIL, "Owl") == "Owl"
    long = people.rename(meeting, CHI, "x" * 32)
    assert naming.free_name(long, GIL, "x" * 32) == "x" * 29 + " 2"
    left = people.leave(meeting, ANA, later(1))
    assert naming.free_name(left, ANA, "Heron") == "Heron"


def test_a_part_that_was_ones_own_on_another_evening_is_not_brought_along():
    meeting = evening(5, with_fran=True)
    assert naming.free_name(meeting, ANA, "Facilitator") == ANA.name
    assert naming.free_name(meeting, FRAN, "Facilitator") == "Facilitator"
    assert naming.free_name(meeting, FRAN, "Open Round") == FRAN.name
