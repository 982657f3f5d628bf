from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import worksheets
from bot.domain import agenda, aid
from bot.domain.ids import GuildId, MeetingId, MemberId
from bot.domain.meeting import StageOver
from bot.domain.occurrence import Occurrence, RoomKind
from bot.domain.person import Actor, Voice, Way
from bot.domain.said import AidKind
from bot.domain.server import Server, Texts
from bot.domain.template import StageKey
from bot.domain.turn import Place
from bot.services.ports import Card, Door, Folded, Line, Need
from bot.text.catalog import speaker
from cogs.ui import door, helplines, options, paper, settings, votes, words
from cogs.ui import help as helping
from cogs.ui.draw import draw
from cogs.ui.ids import Tag, tag
from cogs.ui.presses.round import passed
from tests.cogs.ui.drawn_evenings import LEAD, NOW, START, actor, evening, full, with_board
from tests.cogs.ui.measured import fits, form_fits, measured

SAY = speaker("en")
SERVER = Server(GuildId(5), country="GB", texts=Texts(audience="Anyone who wants a change"))
TONIGHT = Occurrence(
    MeetingId(99), GuildId(5), "Tuesday group", START, 90, "standard-90", RoomKind.VOICE, START,
    topic="Sleep",
)  # fmt: skip
PRESSED = Tag("join", MeetingId(99))


def test_the_door_says_what_comes_and_offers_every_way_in():
    found = fits(door.door(SERVER, TONIGHT, SAY))

    assert found.labels == ["Join", "Join by typing", "Just listening", "New here?"]
    for part in ("Tuesday group", "voice", "Sleep", "Anyone who wants a change"):
        assert part in found.text


def test_a_discreet_door_does_not_say_what_it_is_for():
    found = fits(door.door(replace(SERVER, discreet=True), TONIGHT, SAY))

    for part in ("Tuesday", "Sleep", "change", "meeting", "group"):
        assert part not in found.text
    assert len(found.labels) == 4


@pytest.mark.parametrize("discreet", [False, True])
def test_a_shut_door_is_one_line(discreet):
    found = fits(door.door_shut(replace(SERVER, discreet=discreet), TONIGHT, SAY))

    assert found.labels == []
    assert ("Tuesday" in found.text) is not discreet


def test_the_ground_rules_have_at_most_ninety_words():
    assert len(door.rules_text(Texts(), SAY).split()) <= 90


def test_the_rules_are_agreed_to_and_carry_the_way_chosen():
    found = fits(door.rules(SERVER, PRESSED, Way.TYPING, SAY))

    assert found.labels == ["I agree"]
    assert found.ids[0].endswith(":typing")


def test_somebody_young_gets_a_kind_sentence_and_lines():
    found = fits(door.young("IE", SAY))

    assert "nothing you said is kept" in found.text


@pytest.mark.parametrize("stage", list(StageKey))
@pytest.mark.parametrize("way", list(Way))
def test_joining_tells_of_the_microphone_then_the_name_then_the_way(way, stage):
    meeting = evening(8, stage)
    found = fits(door.inside(meeting, MemberId(3), way, SAY, in_room=False))

    order = [found.text.index(part) for part in ("microphone", "voice list", "**Chi**", "room:")]
    assert order == sorted(order)
    assert found.labels == ["To the room", "Choose another name"]


def test_a_text_room_needs_no_word_on_microphones():
    meeting = evening(4, room_kind=RoomKind.TEXT)
    found = fits(door.inside(meeting, MemberId(3), Way.SPEAKING, SAY, in_room=True))

    assert "icrophone" not in found.text


def test_whoever_comes_late_gets_a_catch_up_of_four_lines():
    meeting = evening(8, StageKey.DISCUSSION)
    found = fits(door.inside(meeting, MemberId(3), Way.SPEAKING, SAY, in_room=False))

    assert found.text.split("## Where we are\n")[1].count("• ") == 4


def test_new_here_is_told_in_six_lines_and_a_next_step():
    found = fits(door.new_here(SAY, at_door=True))

    assert [line[0] for line in found.text.splitlines() if line[0].isdigit()] == list("123456")
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

    assert "## **Ana** has the floor" in fits(options.larger(meeting, NOW, SAY)).text


def test_help_names_the_number_first_and_says_who_would_be_told():
    found = fits(helping.private_help(evening(8, StageKey.DISCUSSION), MemberId(3), NOW, SAY))

    assert found.text.index("999") < found.text.index("Samaritans") < found.text.index("**Ana**")
    assert found.labels == [
        "How this works",
        "Ask the facilitator for a private word",
        "Someone is bothering me",
    ]


def test_help_says_at_once_when_no_facilitator_is_here():
    found = fits(helping.private_help(evening(8), MemberId(3), NOW, SAY))

    assert "no facilitator here" in found.text
    assert found.labels == ["How this works"]


def test_help_is_there_without_a_meeting_too():
    assert (
        "No meeting is running"
        in fits(helping.private_help(None, MemberId(3), NOW, SAY, "US")).text
    )


def test_whoever_asked_sees_whether_it_was_read():
    meeting = evening(8, StageKey.DISCUSSION)
    meeting = aid.ask_for(meeting, actor(3), AidKind.WORD)
    mine = meeting.aids[0]

    assert "with **Ana**" in fits(helping.sent(meeting, mine, NOW, SAY)).text
    assert "Not read yet" in fits(helping.private_help(meeting, MemberId(3), NOW, SAY)).text
    meeting = aid.read(meeting, LEAD, mine.number)
    assert "has read it" in fits(helping.private_help(meeting, MemberId(3), NOW, SAY)).text
    assert "has read it" not in fits(helping.private_help(meeting, MemberId(4), NOW, SAY)).text


@pytest.mark.parametrize("country", ["US", "GB", "XX", None])
def test_crisis_begins_with_the_emergency_number(country):
    found = fits(helplines.crisis(country, SAY))

    assert "danger, call" in found.text.splitlines()[1]


def test_how_it_works_fits():
    assert fits(helping.how_this_works(evening(4), SAY)).labels == ["Private help"]


def test_the_ballot_marks_ones_own_vote_and_is_stale_afterwards():
    meeting = full(evening(6, StageKey.AGENDA))
    meeting = agenda.vote(meeting, actor(2), meeting.place, 2)

    assert fits(votes.ballot(meeting, tag("vote", meeting), MemberId(2), SAY))
    with pytest.raises(StageOver):
        votes.ballot(meeting, Tag("vote", meeting.id, Place(1)), MemberId(2), SAY)


def test_a_pass_is_fine_and_offers_to_come_back():
    found = fits(passed(evening(8, StageKey.CHECK_IN), MemberId(2), SAY))

    assert found.text.startswith("That is fine.")
    assert found.labels == ["Come back to me"]


def test_every_worksheet_can_be_read_alone():
    for one in worksheets.load().values():
        assert fits(paper.paper(one, SAY)).labels == []


@pytest.mark.parametrize("needs", [(), (Need("no_view", {"category": "Rooms"}),)])
def test_settings_and_their_check_fit(needs):
    assert fits(settings.panel(SERVER, needs, SAY))
    for closed in (False, True):
        assert fits(settings.checked(SERVER, needs, SAY, closed=closed))


def test_the_check_does_not_list_the_door_among_what_is_missing():
    shown = fits(
        settings.checked(SERVER, (Need("door_open", {}, blocks=False),), SAY, closed=False)
    )

    assert "Good to have" not in shown.text


def test_texts_are_shown_as_members_see_them_within_the_limits():
    long = "word " * 160
    texts = Texts(*(long.strip() for _ in range(6)))

    assert fits(settings.texts_shown(replace(SERVER, texts=texts), SAY))
    assert fits(door.rules(replace(SERVER, texts=texts), PRESSED, Way.SPEAKING, SAY))


def test_every_form_keeps_within_the_limits():
    small, large = evening(4, StageKey.CHECK_IN), evening(8, StageKey.CHECK_IN)
    board = with_board(evening(8, StageKey.WORKING), 1)
    forms = [
        words.type_form(small, PRESSED, SAY),
        words.type_form(large, PRESSED, SAY),
        words.topic_form(PRESSED, SAY),
        words.note_form(large, SAY),
        words.line_form(board, tag("line", board), SAY),
        words.name_form(PRESSED, "Ana", SAY),
        words.aid_form(large, AidKind.WORD, "known", SAY),
        *(settings.texts_form(page, SERVER.texts, SAY) for page in settings.PAGES),
    ]

    for one in forms:
        form_fits(one)


def test_a_missing_name_is_offered_from_five_people_on():
    small, large = evening(4, StageKey.CHECK_IN), evening(5, StageKey.CHECK_IN)

    assert len(words.type_form(small, PRESSED, SAY).children) == 1
    assert len(words.type_form(large, PRESSED, SAY).children) == 2


FACTS = {
    "title": "Tuesday group", "reason": "no_view", "starts_at": START, "room_kind": "voice",
    "contact": "Kim", "room": 7,
}  # fmt: skip


@pytest.mark.parametrize(
    "drawing",
    [
        Card(evening(4), NOW),
        Folded("en", "check_in"),
        Door(SERVER, TONIGHT),
        Door(SERVER, TONIGHT, shut=True),
        Line("en", "words.typed", {"name": "Ana", "text": "hello\nyou"}),
        Line("en", "words.without_name", {"text": "hello"}),
        *(Line("en", f"note.{one}", FACTS) for one in
          ("ended", "nobody_began", "deserted", "still_here")),
        *(Line("en", f"organisers.{one}", FACTS) for one in
          ("blocked", "missed", "abandoned", "still_here", "removed")),
    ],
)  # fmt: skip
def test_everything_the_use_cases_want_can_be_drawn(drawing):
    assert fits(draw(drawing))


def test_a_reason_without_words_is_still_a_sentence():
    line = Line("en", "organisers.missed", {**FACTS, "reason": "never_heard_of"})

    assert "something in Discord is in the way" in measured(draw(line)).text


def test_a_need_without_words_is_still_a_sentence():
    assert "never heard of" in settings.need(Need("never_heard_of", {}), SAY)
