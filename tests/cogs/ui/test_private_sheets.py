from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.person import Actor, Voice, Way
from bot.domain.server.server import Server, Texts
from bot.domain.template import StageKey
from bot.services.meeting.members.door import MustAgree
from bot.text.catalog import speaker
from cogs.ui.door import draw as door
from cogs.ui.journal.checkin import lapse
from cogs.ui.kit import helplines
from cogs.ui.kit.ids import CustomId
from cogs.ui.options import draw as options
from cogs.ui.private_help import draw as helping
from tests.cogs.ui.drawn_evenings import LEAD, NOW, START, actor, evening, full
from tests.cogs.ui.measured import fits, measured

SAY = speaker("en")
SERVER = Server(GuildId(5), country="GB", texts=Texts(audience="Anyone who wants a change"))
TONIGHT = Occurrence(
    OccurrenceId(99), GuildId(5), "Tuesday group", START, 90, "standard-90", RoomKind.VOICE, START,
    topic="Sleep",
)  # fmt: skip
PRESSED = CustomId("join", OccurrenceId(99))


def test_the_door_says_what_comes_and_offers_every_way_in():
    found = fits(door.door(SERVER, TONIGHT, SAY))

    assert found.labels == [
        "Join",
        "Join by typing",
        "Just listening",
        "New here?",
        "What is this about?",
    ]
    for part in ("Tuesday group", "voice", "Sleep", "Anyone who wants a change"):
        assert part in found.text


def test_a_discreet_door_does_not_say_what_it_is_for():
    found = fits(door.door(replace(SERVER, discreet=True), TONIGHT, SAY))

    for part in ("Tuesday", "Sleep", "change", "meeting", "group"):
        assert part not in found.text
    assert len(found.labels) == 5


@pytest.mark.parametrize("discreet", [False, True])
def test_a_shut_door_is_one_line(discreet):
    found = fits(door.door_shut(replace(SERVER, discreet=discreet), TONIGHT, SAY))

    assert found.labels == []
    assert ("Tuesday" in found.text) is not discreet


def test_the_ground_rules_have_at_most_ninety_words():
    assert len(door.rules_text(Texts(), SAY).split()) <= 90


def test_the_rules_are_agreed_to_and_carry_the_way_chosen():
    found = fits(door.rules(MustAgree(SERVER, Way.TYPING, False), PRESSED, SAY))

    assert found.labels == ["I agree"]
    assert found.ids[0].endswith(":typing")


def test_somebody_young_gets_a_kind_sentence_and_lines():
    found = fits(door.young("IE", SAY))

    assert "nothing you said is kept" in found.text


def test_where_no_line_is_for_young_people_the_first_line_of_the_country_is_shown():
    found = fits(door.young("GB", SAY))

    assert "Samaritans" in found.text
    assert "findahelpline.com" in found.text


@pytest.mark.parametrize("stage", list(StageKey))
@pytest.mark.parametrize("way", list(Way))
def test_joining_tells_of_the_microphone_then_the_name_then_the_way(way, stage):
    meeting = evening(8, stage)
    found = fits(door.inside(meeting, Actor(MemberId(3), "Chi"), way, SAY, in_room=False))

    order = [
        found.text.index(part)
        for part in ("microphone", "voice list", "**Chi**", "Here's the room")
    ]
    assert order == sorted(order)
    assert found.labels == ["To the room", "Choose another name", "Good to know"]


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("kind", list(RoomKind))
def test_coming_in_is_told_in_four_lines_and_the_rest_on_a_press(way, kind):
    meeting = evening(8, room_kind=kind)
    first = replace(meeting, people=tuple(replace(one, first_time=True) for one in meeting.people))
    for here in (meeting, first):
        found = fits(door.inside(here, Actor(MemberId(3), "Chi"), way, SAY, in_room=False))
        told = [line for line in found.text.splitlines() if line and line[0] != "#"]
        assert len(told) <= 4
        assert max(map(len, told)) <= 150
    more = fits(door.good_to_know(meeting, Actor(MemberId(3), "Chi"), SAY))
    assert more.labels == ["To the room", "Choose another name", "Attendance letter"]
    assert "Need proof that you were here?" in more.text


def test_a_text_room_needs_no_word_on_microphones():
    meeting = evening(4, room_kind=RoomKind.TEXT)
    found = fits(door.inside(meeting, Actor(MemberId(3), "Chi"), Way.SPEAKING, SAY, in_room=True))

    assert "icrophone" not in found.text
    assert "Write your turn with *Type instead*" in found.text
    assert "in order" not in found.text


def test_whoever_comes_late_gets_a_catch_up_of_four_lines():
    meeting = evening(8, StageKey.DISCUSSION)
    found = fits(door.inside(meeting, Actor(MemberId(3), "Chi"), Way.SPEAKING, SAY, in_room=False))

    assert found.text.split("## Where we are\n")[1].count("• ") == 4


def test_in_a_round_without_an_order_nobody_is_told_to_wait_for_a_turn():
    few, many = evening(3, StageKey.CHECK_IN), evening(25, StageKey.CHECK_IN)

    for meeting, rule in ((few, "talking freely"), (many, "can write one answer")):
        told = fits(options.whats_now(meeting, actor(2), SAY)).text
        assert rule in told
        assert "There's no order now" in told


def test_new_here_is_told_in_six_lines_and_a_next_step():
    found = fits(door.new_here(SAY, "door"))

    assert [line[0] for line in found.text.splitlines() if line[0] in "1234•"] == list("1234••")
    assert "Ready? Press *Join*" in found.text


@pytest.mark.parametrize("stage", list(StageKey))
@pytest.mark.parametrize("number", [3, 30])
def test_my_options_fit_for_those_inside_and_outside(stage, number):
    meeting = full(evening(8, stage))
    by = actor(3) if number == 3 else Actor(MemberId(30), "Zed")

    labels = fits(options.options(meeting, by, NOW, SAY, "Done.")).labels

    assert ("Leave" in labels) is (number == 3)
    assert ("Join" in labels) is (number == 30)
    assert fits(options.whats_now(meeting, by, SAY))
    assert fits(options.larger(meeting, NOW, SAY))


def test_taking_over_is_offered_to_a_role_holder_when_the_facilitator_is_away():
    away = evening(8, StageKey.DISCUSSION, voice=(Voice(LEAD.id, START),))
    later, other = START + timedelta(minutes=10), Actor(MemberId(2), "Ben", leads=True)

    assert "Take over" in measured(options.options(away, other, later, SAY)).labels
    assert "Take over" not in measured(options.options(away, actor(3), later, SAY)).labels


def test_larger_text_holds_the_words_of_the_card():
    meeting = evening(8, StageKey.CHECK_IN)

    assert "## **Ana** (leads) has the floor" in fits(options.larger(meeting, NOW, SAY)).text


def test_a_lapse_names_the_numbers_of_every_country_that_may_be_meant():
    assert "Call 999 / 112 (United Kingdom) now" in fits(lapse.first_safe(["GB"], SAY)).text
    both = fits(lapse.first_safe(["GB", "US"], SAY)).text
    assert "999 / 112 (United Kingdom), 911 (United States)" in both
    assert "Samaritans" in both
    assert "988" in both
    assert "your local emergency number" in fits(lapse.first_safe([], SAY)).text


@pytest.mark.parametrize("country", ["US", "GB", "XX", None])
def test_crisis_begins_with_the_emergency_number(country):
    found = fits(helplines.crisis(country, SAY))

    assert "danger, call" in found.text.splitlines()[1]


def test_how_it_works_fits():
    assert fits(helping.how_this_works(evening(4), SAY)).labels == ["Private help"]
