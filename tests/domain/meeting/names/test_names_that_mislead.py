"""Names that would read like a line of ours, who leads, or a help line; and honest ones."""

import pytest

from bot.content import helplines
from bot.domain.language.look_alikes import sounds
from bot.domain.language.spelling_slips import is_slip
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.names import help_line_names, naming
from bot.domain.meeting.names.name_words import says_a_part
from bot.domain.person import Actor, Way
from tests.domain.evenings import ANA, BEN, CHI, FRAN, GIL, evening, join, later, lobby


def with_fran():
    return evening(5, with_fran=True)


def called_at_the_door(meeting, in_server: str) -> str:
    here = naming.fitting(in_server) or "Guest"
    return join(meeting, Actor(GIL.id, here), later(1)).person(GIL.id).name


LINES = [
    ("Fran has the floor", "Fran 2"), ("Ana has the word", "Ana 2"), ("Fran writes:", "Fran 2"),
    ("Ana, then Ben", "Ana 2"), ("next Ana", "Ana 2"), ("Next: Ana, then Ben", "Ana 2"),
    ("Fran h\u0430s the fl00r", "Fran 2"), ("Gil will speak", "Gil"), ("Gil helps to lead", "Gil"),
    ("Gil hasthefloor", "Guest"), ("next", "Guest"), ("hands up", "Guest"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "at_the_door"), LINES, ids=ascii)
def test_nobody_is_called_what_the_cards_say_of_people(name, at_the_door):
    with pytest.raises((naming.NameOfAPart, naming.NameUnfit)):
        participation.rename(with_fran(), BEN, name)
    assert called_at_the_door(with_fran(), name) == at_the_door


PARTS = [
    "Support", "Crisis team", "Samaritans", "Samaritan", "Chair", "Ch-air", "Counsellor", "988",
    "Facillitator", "Facilitatr", "Faciliattor", "Modderator", "Co-facillitator", "call 988",
    "Lifelnie", "Crisis lnie", "0800 543 354", "+1 800 555 0199", "Beyond Blue", "S.O.S.", "Shout",
    "Secretary", "le-ads", "Fran le-ads", "Chairperson", "Dr. Therapist",
]  # fmt: skip


@pytest.mark.parametrize("name", PARTS, ids=ascii)
def test_nobody_is_called_a_part_a_help_line_or_a_slip_of_one(name):
    with pytest.raises(naming.NameOfAPart):
        participation.rename(with_fran(), BEN, name)
    here = naming.fitting(name)
    assert here == "" or not says_a_part(here)


@pytest.mark.parametrize("name", ["You", "yourself", "We", "Them"])
def test_nobody_is_called_what_means_the_reader_or_everybody(name):
    with pytest.raises(naming.NameUnfit):
        participation.rename(with_fran(), BEN, name)
    assert naming.fitting(name) == ""


LEANING = [
    "The real Fran", "Fran official", "Fran II", "Franleads", "Fran \u2b50", "TheRealFran",
    "therealfran", "Fr\u0430n official", "Fran's helper", "Fran-official", "Dr Fran",
    "Fran Miller", "FRAN OFFICIAL", "\u2b50 Fran \u2b50", "franwrites", "ourfranleads", "Fran B.",
]  # fmt: skip


@pytest.mark.parametrize("name", LEANING, ids=ascii)
def test_a_name_that_leans_on_who_leads_is_that_name_with_a_number(name):
    assert participation.rename(with_fran(), BEN, name).person(BEN.id).name == "Fran 2"
    assert called_at_the_door(with_fran(), name) == "Fran 2"


@pytest.mark.parametrize("name", ["F|r|a|n", "F\U0001f642ran", "Fr4n", "F.r.a.n", "Fran\u2665"])
def test_signs_and_pictures_between_letters_make_no_other_name(name):
    assert participation.rename(with_fran(), BEN, name).person(BEN.id).name.endswith(" 2")


def test_whoever_helps_to_lead_and_who_may_begin_are_leaned_on_by_nobody():
    helped = leading.add_co_facilitator(with_fran(), FRAN, CHI.id)
    assert participation.rename(helped, BEN, "Chi official").person(BEN.id).name == "Chi 2"
    before = lobby(3, with_fran=True)
    assert participation.rename(before, BEN, "The real Fran").person(BEN.id).name == "Fran 2"
    assert participation.rename(before, FRAN, "Fran Miller").person(FRAN.id).name == "Fran Miller"
    assert participation.rename(helped, CHI, "Fran and Chi").person(CHI.id).name == "Fran and Chi"


def test_a_number_is_all_that_two_of_one_name_need():
    meeting = participation.rename(with_fran(), BEN, "Fran 2")
    assert meeting.person(BEN.id).name == "Fran 2"
    again = join(meeting, Actor(GIL.id, "Fran"), later(1))
    assert again.person(GIL.id).name == "Fran 3"
    assert join(again, Actor(GIL.id, "Fran 3"), later(2)).person(GIL.id).name == "Fran 3"


@pytest.mark.parametrize("name", ["Ben official", "The real Ben", "Ben Miller"])
def test_a_name_beside_somebodys_who_does_not_lead_tells_nothing_of_them(name):
    listening = join(evening(5), BEN, later(), Way.LISTENING)
    for world in (evening(5), listening, leaving.leave(evening(5), BEN, later())):
        assert participation.rename(world, ANA, name).person(ANA.id).name == name


def test_a_role_holder_who_only_listens_is_not_told_of_by_a_name():
    listening = join(lobby(3), FRAN, later(-1), Way.LISTENING)
    for world in (lobby(3), listening):
        assert (
            participation.rename(world, BEN, "Fran official").person(BEN.id).name == "Fran official"
        )


HONEST = [
    "Chairat", "Grace", "Hope", "Faith", "Joy", "Francesca", "Ana Mar\u00eda", "O'Neil",
    "O\u2019Neil", "\u674e\u96f7", "Supatra", "Mary-Lou", "Noor \u2665", "Frank", "Franz", "Ali",
    "Al", "Frances", "Floor", "Ken Then", "Chapman", "Ghost", "Pauline", "Bea Ryder", "Writer",
    "Sayso", "Wordsworth", "Nexton", "Youssef", "You Li", "Wes", "Theo", "Ana 5", "Realf",
    "Leadbetter", "Sam 24", "\u0110\u1ee9c", "Spencer", "Stafford", "Mar\u00eda Jos\u00e9",
]  # fmt: skip


@pytest.mark.parametrize("name", HONEST, ids=ascii)
def test_honest_names_are_taken_as_they_are(name):
    assert participation.rename(with_fran(), BEN, name).person(BEN.id).name == name
    assert called_at_the_door(evening(0, with_fran=True), name) == name


@pytest.mark.parametrize(
    ("lead", "name"),
    [("Lou", "Mary-Lou"), ("Neil", "O'Neil"), ("Ian", "Ianthe"), ("Jo", "Joy"), ("Al", "Ai Kato")],
)
def test_a_name_that_only_holds_the_letters_of_who_leads_is_an_honest_one(lead, name):
    meeting = participation.rename(with_fran(), FRAN, lead)
    assert participation.rename(meeting, BEN, name).person(BEN.id).name == name


def test_two_honest_people_of_one_name_come_in_as_ana_and_ana_2():
    meeting = join(lobby(1), Actor(GIL.id, "Ana"), later())
    assert [one.name for one in meeting.people] == ["Ana", "Ana 2"]


def test_no_help_line_of_our_list_is_anybodys_name():
    names = {line.name for line in helplines.load().lines}
    assert len(names) > 20
    for name in names:
        barred = says_a_part(name)
        assert barred or name.casefold() in help_line_names.ORDINARY, name


def test_a_slip_is_one_letter_in_a_long_word():
    long = sounds("counsellor")
    for word in ("counselor", "counseellor", "counsallor", "cuonsellor"):
        assert is_slip(sounds(word), long)
    for word in ("counsellor", "counslor", "chancellor"):
        assert not is_slip(sounds(word), long)
    assert not is_slip("hosst", "host")
