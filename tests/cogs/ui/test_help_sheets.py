"""Private help as one person sees it: what is asked, of whom, and what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import GuildId, MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind, Reached
from bot.domain.meeting.members import leaving
from bot.domain.server.server import Server
from bot.domain.template import StageKey
from bot.services.meeting.private_help import Ears
from bot.text.catalog import speaker
from cogs.ui.console.waiting_requests import all_aids
from cogs.ui.private_help import draw as helping
from cogs.ui.private_help import someone_bothers_me
from cogs.ui.private_help.request_status import asked
from tests.cogs.ui.drawn_evenings import LEAD, NOW, actor, evening
from tests.cogs.ui.measured import fits
from tests.domain.evenings import ask_for

SAY = speaker("en")
CHI = MemberId(3)
WORD, BOTHERED = AidKind.WORD, AidKind.BOTHERED
ORGANISERS = {"organisers": True}
CONTACT = {"contact": "Kim, kim@example.org"}


def talk():
    return evening(8, StageKey.DISCUSSION)


def helped(meeting, member=CHI, **more):
    return fits(helping.private_help(Ears(meeting, **more), member, NOW, SAY))


def request(meeting, at=NOW, **more):
    return fits(asked(Ears(meeting, **more), CHI, at, SAY))


def choice(meeting, member=CHI, **more):
    return fits(someone_bothers_me.who_hears(Ears(meeting, **more), member, SAY))


def asking(kind=WORD, reached=None, **more):
    meeting = ask_for(talk(), actor(3), kind, at=NOW, **more)
    return help_requests.alerted(meeting, reached) if reached else meeting


def test_help_names_the_number_first_and_says_who_would_be_told():
    found = helped(talk())
    assert found.text.index("999") < found.text.index("Samaritans") < found.text.index("**Ana**")
    assert [one[0] for one in found.rows[:2]] == [
        "Another country",
        "Ask the facilitator for a private word",
    ], "the countries are behind a press"
    assert found.menus == {}
    assert found.labels == [
        "Another country",
        "Ask the facilitator for a private word",
        "Someone is bothering me",
        "How this works",
    ]


def test_help_says_at_once_when_no_facilitator_is_here():
    found = helped(evening(8))
    assert "no facilitator here" in found.text
    assert found.labels == ["Another country", "Someone is bothering me", "How this works"]


def test_before_the_beginning_it_names_those_in_the_room_who_may_lead():
    hosts = {MemberId(1): "Ana", MemberId(40): "Ivy", MemberId(41): "Olu", MemberId(42): "Max"}
    found = helped(evening(8), hosts=hosts)
    assert "only those who may lead see it: **Ana**, **Ivy**, **Olu** and **1 more**." in found.text
    assert "Ask the facilitator for a private word" in found.labels
    alone = helped(evening(8), LEAD.id, hosts={LEAD.id: "Ana"})
    assert "You're leading this evening" in alone.text
    assert "Ask the facilitator for a private word" not in alone.labels


def test_help_is_there_without_a_meeting_too():
    found = helped(None, country="US", **CONTACT)
    assert "No meeting is running" in found.text
    assert "Your group's own contact: Kim, kim@example.org" in found.text
    assert found.labels == ["Another country", "Someone is bothering me", "How this works"]


def test_whoever_was_removed_has_the_lines_and_the_organisers():
    removed = leaving.remove(talk(), LEAD, NOW, CHI, sure=True)
    assert helped(removed).labels == [
        "Another country",
        "Someone is bothering me",
        "How this works",
    ]
    assert choice(removed, **ORGANISERS).labels == ["Tell the organisers", "Private help"]


def test_whoever_asked_sees_who_can_read_it_and_whether_it_was_read():
    meeting = asking()
    assert "**Ana** has your request." in request(meeting).text
    two = replace(meeting, facilitators=(*meeting.facilitators, MemberId(2)))
    assert "have your request." in request(two).text
    assert "Not read yet" in request(meeting).text
    assert "You'll see it here" in request(meeting).text, "it follows what becomes of it"
    assert "**Not read yet.** Press *My request*" in helped(meeting).text, "this one doesn't"
    assert "My request" in helped(meeting).labels
    read = help_requests.read(meeting, LEAD, NOW, [1])
    assert "**Ana** has read it." in request(read).text
    assert "**Ana** has read it." in helped(read).text
    assert "has read it" not in helped(read, MemberId(4)).text
    assert "They may need a moment before they can write to you" in request(read).text
    assert request(read).labels == ["Private help"], "it changes by itself"


def test_whoever_waits_already_is_not_told_what_asking_would_do():
    assert "If you ask" in helped(talk()).text
    assert "If you ask" not in helped(asking()).text
    assert "If you ask" in helped(help_requests.read(asking(), LEAD, NOW, [1])).text


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (None, "We'll send them a message within a minute."),
        (Reached.MESSAGE, "We've sent them a private message."),
        (Reached.CALLED, "A line in the facilitators' own channel is calling **Ana**."),
        (Reached.NOBODY, "Discord couldn't deliver a message about it,"),
    ],
)
def test_whoever_asked_hears_how_those_who_lead_were_told(reached, said):
    assert said in request(asking(reached=reached)).text


def test_a_request_that_nobody_has_read_for_two_minutes_shows_the_lines_and_the_organisers():
    meeting = asking(reached=Reached.MESSAGE)
    waiting = request(meeting, NOW + timedelta(seconds=119), **ORGANISERS, **CONTACT)
    assert "Samaritans" not in waiting.text
    assert "Tell the organisers" not in waiting.labels
    found = request(meeting, NOW + timedelta(minutes=2), **ORGANISERS, **CONTACT)
    assert "Nobody has read it yet, and you don't have to wait." in found.text
    assert "Not read yet" not in found.text, "it is said once"
    for other in ("999", "Samaritans", "The organisers of this server", "Kim, kim@example.org"):
        assert other in found.text
    assert found.labels == [
        "Add a few words",
        "Take it back",
        "Tell the organisers",
        "Private help",
    ]


def test_where_no_message_could_come_the_others_are_shown_at_once():
    found = request(asking(reached=Reached.NOBODY), **ORGANISERS)
    assert "Samaritans" in found.text
    assert "Tell the organisers" in found.labels


def test_without_organisers_and_contact_the_servers_own_moderators_are_named():
    assert "this server's moderators" in request(asking(reached=Reached.NOBODY)).text
    assert "this server's moderators" not in request(asking(BOTHERED), **CONTACT).text


def test_whoever_is_bothered_has_the_organisers_beside_them_all_the_time():
    found = request(asking(BOTHERED), **ORGANISERS)
    assert "Tell the organisers" in found.labels
    assert "block them in Discord" in found.text


def test_a_request_that_went_with_its_meeting_says_so_and_shows_the_lines():
    found = request(None, country="GB", **CONTACT)
    assert "This meeting is over" in found.text
    for other in ("999", "Samaritans", "Kim, kim@example.org"):
        assert other in found.text
    assert found.labels == ["Private help"]
    assert found.text.index("over") < found.text.index("call")
    assert "Nobody sees anything." in request(talk(), country="GB").text
    assert "your local emergency number" in request(None).text, "nobody knows the country"


def test_whoever_is_bothered_is_asked_who_hears_first_and_nothing_is_sent():
    found = choice(talk(), **ORGANISERS)
    assert "Nobody has been told yet." in found.text
    assert "**Ana** would see your name" in found.text
    assert found.labels == ["Tell the facilitator", "Tell the organisers", "Private help"]


def test_it_says_where_those_who_lead_read_along():
    assert "can read that channel too" in choice(talk(), shared=True, **ORGANISERS).text
    assert "can read that channel too" not in choice(talk(), **ORGANISERS).text


def test_both_ways_are_offered_in_the_same_place_and_colour():
    view = someone_bothers_me.who_hears(Ears(talk(), organisers=True), CHI, SAY)
    (row,) = [node for node in view.to_components()[0]["components"] if node["type"] == 1]
    first, second = row["components"][:2]
    assert first["style"] == second["style"]


def test_where_the_only_facilitator_asks_the_organisers_are_left():
    assert choice(talk(), LEAD.id, **ORGANISERS).labels == ["Tell the organisers", "Private help"]


def test_without_organisers_the_choice_says_whom_one_can_write_to():
    found = choice(talk(), **CONTACT)
    assert found.labels == ["Tell the facilitator", "Private help"]
    assert "Your group's own contact: Kim" in found.text
    assert "this server's moderators" in choice(talk()).text


def test_the_organisers_line_is_shown_word_for_word_before_it_is_sent():
    ears, server = Ears(talk(), organisers=True), Server(GuildId(5), language="en")
    named = replace(actor(3), name="**Chi** <@1>")
    found = fits(someone_bothers_me.preview(ears, server, named, "chi_42", 7, SAY))
    unnamed, _, with_name = found.text.partition("With your name, it says:")
    assert "> Somebody in **Tuesday group** says" in unnamed
    assert "Chi" not in unnamed
    assert "(chi\\_42), who is in **Tuesday group**" in with_name
    assert "<@1>" not in with_name
    assert found.labels == ["Send without my name", "Send with my name", "Back"]


@pytest.mark.parametrize("named", [False, True])
def test_what_was_sent_to_the_organisers_can_be_taken_back(named):
    found = fits(someone_bothers_me.organisers_told(Ears(organisers=True), SAY, named=named))
    assert "OpenRound can't see whether they've read it." in found.text
    assert found.labels == ["Take it back", "Private help"]


def test_eight_requests_with_long_notes_are_read_on_one_sheet():
    meeting = evening(12, StageKey.DISCUSSION)
    for number in range(2, 10):
        meeting = ask_for(meeting, actor(number), note="x" * 300, number=number)
    found = fits(all_aids(meeting, help_requests.unread(meeting), SAY))
    assert found.text.count("asks for a private word") == 8
    assert "What to say" in found.text


def test_how_it_works_fits():
    assert fits(helping.how_this_works(evening(4), SAY)).labels == ["Private help"]
