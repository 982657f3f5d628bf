"""The gate of names: what nobody may be called, and what becomes of names that Discord shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meeting.members import participation
from bot.domain.meeting.names import naming
from bot.domain.meeting.names.name_words import says_a_part
from tests.domain.evenings import ANA, FRAN, evening

PARTS = [
    "Facilitator", "the  FACILITATOR", "OpenRound", "Open Round", "F\u0430cilitator",
    "Facilitator 2", "Your facilitator", "Host", "Moderator", "Mod", "Admin", "OpenRound bot",
    "Crisis line", "Co-facilitator", "co facilitator", "FacilitatorFran", "Adm1n", "M0derator",
    "F a c i l i t a t o r", "F.a.c.i.l.i.t.a.t.o.r", "\uff28ost", "H\u0332o\u0332s\u0332t\u0332",
    "Fran (leads)", "Help line", "Helpline", "Staff", "Support team", "Organiser", "Organizer Ana",
    "Administrator", "rnoderator", "\U0001f177\U0001f17e\U0001f182\U0001f183", "Hosts",
    "F@cilitator", "Ho\u200bst",
]  # fmt: skip


@pytest.mark.parametrize("name", PARTS, ids=ascii)
def test_no_member_goes_by_the_name_of_a_part(name):
    with pytest.raises(naming.NameOfAPart):
        participation.rename(evening(5), ANA, name)
    assert not says_a_part(naming.fitting(name))


@pytest.mark.parametrize(
    "name",
    ["Hostetler", "Botha", "Modesto", "Abbot", "Robot", "Leadbelly", "Rob Ott", "Mo D", "Staffan"],
)
def test_real_names_that_only_hold_such_letters_are_fine(name):
    assert participation.rename(evening(5), ANA, name).person(ANA.id).name == name
    assert naming.fitting(name) == name


UNFIT = [
    "https://evil.example", "discord.gg/abc", "www.evil.example", "evil.example/x", "Somebody here",
    "somebody", "Somebody 2", "everyone", "@everyone", "@here", "...", "~", "\u00b7\u00b7\u00b7",
    "dis\u200bcord.gg/abc", "ana.com",
]  # fmt: skip


@pytest.mark.parametrize("name", UNFIT, ids=ascii)
def test_links_and_names_that_mean_nobody_are_not_taken(name):
    with pytest.raises(naming.NameUnfit):
        participation.rename(evening(5), ANA, name)
    assert naming.fitting(name) == ""


@pytest.mark.parametrize(
    ("in_server", "here"),
    [
        ("Ana (Facilitator)", "Ana"),
        ("Co-Facilitator Ben", "Ben"),
        ("Your facilitator", ""),
        ("Facilitator 2", ""),
        ("Ana discord.gg/abc", "Ana"),
        ("Anna-Lena", "Anna-Lena"),
        ("Ana — leads", "Ana"),
        ("@Ana", "Ana"),
        ("Ana:", "Ana"),
        ("\u24b6\u24dd\u24d0", "\u24b6\u24dd\u24d0"),
        ("Ana @ home", "Ana @ home"),
        ("Anna-Lena | Mod", "Anna Lena"),
        ("\u3164", ""),
        ("\U000e0020\U000e0041", ""),
        ("\u17b4\u17b5", ""),
        ("\u0301\u0302", ""),
        ("Z\u0335\u0301\u0302\u0303\u0304a", "\u0179\u0335a"),
        ("Ana 🏳️‍🌈", "Ana 🏳️‍🌈"),
        ("🌸", "🌸"),
        ("x" * 31 + "👨‍👩‍👧", "x" * 31),
    ],
    ids=ascii,
)
def test_a_name_in_the_server_is_shown_mended_and_refuses_nobody(in_server, here):
    assert naming.fitting(in_server) == here


@given(st.text(max_size=40))
def test_whatever_discord_calls_somebody_what_is_shown_fits(name):
    here = naming.fitting(name)
    assert len(here) <= naming.LONGEST_NAME
    assert here == "" or not says_a_part(here)
    assert naming.fitting(here) == here


def test_whoever_facilitates_may_say_so_but_nobody_is_this_bot():
    meeting = evening(5, with_fran=True)
    assert participation.rename(meeting, FRAN, "Facilitator").lead_known_as == "Facilitator"
    for name in ("openround", "Crisis line"):
        with pytest.raises(naming.NameOfAPart):
            participation.rename(meeting, FRAN, name)
    assert naming.fitting("Facilitator Fran", leads=True) == "Facilitator Fran"
    assert naming.fitting("Organiser Fran", manages=True) == "Organiser Fran"
    assert naming.fitting("Facilitator Fran", manages=True) == "Fran"
