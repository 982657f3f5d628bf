from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId, MessageId, PromptId
from bot.domain.meeting.form_entries import AidKind, Held, Post
from bot.domain.meeting.members import participation
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import board, hands
from bot.domain.person import Actor, Voice, Way
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.console.draw import console, console_for
from cogs.ui.console.members.draw import choose_exercise, choose_person
from cogs.ui.console.taking_down.draw import choose_writing
from cogs.ui.console.waiting_requests import aid_card
from cogs.ui.kit.button import Item
from tests.cogs.ui.drawn_evenings import LEAD, NOW, START, actor, evening, full, in_mode
from tests.cogs.ui.measured import fits, measured, more
from tests.domain.evenings import ask_for, hold
from tests.every import every

SAY = speaker("en")
THREE = (PromptId("u001"), PromptId("u002"), PromptId("u003"))
MORE = {
    "+1 min", "Skip", "Back one stage", "Pause", "Resume", "Turns anyway", "Together",
    "Add co-facilitator", "Hand over", "Close the door", "Open the door again",
    "Remove from meeting", "If people come to disrupt",
    "Take something down", "My own options", "End meeting", "What if …", "More questions",
}  # fmt: skip
BUTTONS = {
    "Begin", "Next speaker", "Next stage", "Next topic", "Ask", "Another", "Ways to respond",
    "Call next hand", "Choose worksheet", "Resume", "Turns anyway", "Together", "End meeting",
    "Read", "Read all", "Show it", "Don't show it",
}  # fmt: skip


def drawn(meeting, at=NOW):
    return console(meeting, at, SAY)


def crowded(meeting):
    """The same evening with everything waiting at once."""
    meeting = full(replace(meeting, suggested=THREE))
    for number in range(2, min(len(meeting.here), 8) + 1):
        if meeting.lead:
            meeting = ask_for(meeting, actor(number), note="x" * 300)
        if board.may_hide_name(meeting):
            meeting = hold(meeting, actor(number), "held words " * 90)
    return replace(meeting, suggested=THREE)


@every([*product(StageKey, [1, 3, 4, 12, 25], Mode, [False, True])])
def test_every_console_keeps_within_the_limits_and_speaks_the_words_of_the_house(one):
    stage, size, mode, paused = one
    meeting = crowded(in_mode(evening(size, stage), mode))
    view = drawn(replace(meeting, paused_at=NOW if paused else None))

    found = fits(view)

    assert {label.split(" · ")[0] for label in found.labels} <= BUTTONS
    assert set(more(found)) <= MORE
    assert max(len(lines) for name, lines in found.menus.items() if name[:4] == "More") <= 8
    menus = set(found.menus)
    assert len([row for row in found.rows if not menus & set(row)]) <= 2
    assert found.text.startswith("*Say:*") or size == 1, "alone there is nobody to say it to"
    assert all(isinstance(one, Item) for one in view.walk_children() if one.is_dispatchable())


def test_the_first_button_says_what_it_will_do():
    assert measured(drawn(evening(8))).rows[0][0] == "Begin"
    assert measured(drawn(evening(8, StageKey.WELCOME))).rows[0][0] == "Next stage · Check-in"
    assert measured(drawn(evening(8, StageKey.CHECK_IN))).rows[0][0] == "Next speaker · Ben"
    assert measured(drawn(evening(8, StageKey.CLOSE))).rows[0][0] == "End meeting"


def test_raised_hands_are_called_before_the_next_stage():
    meeting = evening(8, StageKey.DISCUSSION)
    meeting = hands.raise_hand(meeting, actor(4), meeting.place, "to what Ben said")
    found = measured(drawn(meeting))

    assert found.rows[0][:2] == ["Call next hand · Dee", "Next stage · Working together"]
    assert "**Dee**: to what Ben said" in found.text


def test_what_waits_is_shown_with_a_way_to_answer_each():
    meeting = evening(8, StageKey.DISCUSSION)
    meeting = ask_for(meeting, actor(3), AidKind.BOTHERED, "private")
    meeting = hold(meeting, actor(4), "I used last week")
    found = measured(drawn(meeting))

    assert "**Chi** says that someone is bothering them." in found.text
    assert "private" not in found.text
    assert "> I used last week" in found.text
    assert {"Read", "Show it", "Don't show it"} <= set(found.labels)


def test_who_asks_for_a_word_is_named_as_they_are_called_here():
    meeting = ask_for(evening(8, StageKey.DISCUSSION), actor(3))
    meeting = participation.rename(meeting, actor(3), "Heron")

    assert "**Heron** asks for a private word." in measured(drawn(meeting)).text
    stranger = ask_for(meeting, actor(20), AidKind.BOTHERED)
    assert "**Tia** says that someone is bothering them." in measured(drawn(stranger)).text


def test_a_large_group_hears_how_late_turns_would_be():
    found = measured(drawn(evening(25, StageKey.WELCOME)))

    late = START + timedelta(minutes=90) + timedelta(seconds=25 * 45 * 2) - timedelta(minutes=32)
    assert "With 25 people, turns would take 19 minutes, and the evening would end at" in found.text
    assert f"<t:{int(late.timestamp())}:t>" in found.text
    assert "Turns anyway" in found.labels


def test_a_group_that_writes_together_by_choice_hears_of_no_later_end():
    meeting = in_mode(evening(9, StageKey.CHECK_IN), Mode.TOGETHER)
    found = measured(drawn(meeting)).text
    assert "Turns would fit too: about 7 minutes for 9 people." in found
    assert "would end" not in found


def test_a_text_room_is_told_that_turns_take_two_minutes_each():
    found = measured(drawn(evening(6, StageKey.WELCOME, room_kind=RoomKind.TEXT)))

    assert "In a text room, everyone writes one answer." in found.text


def test_three_people_are_told_to_talk_freely():
    assert "Talk freely." in measured(drawn(evening(3, StageKey.WELCOME))).text


def test_a_free_talk_that_has_grown_says_so_and_waits_for_the_facilitator():
    meeting = evening(3, StageKey.CHECK_IN)
    for number in (4, 5):
        meeting = participation.join(meeting, actor(number), NOW, Way.SPEAKING, first_time=False)
    found = fits(drawn(meeting))

    assert "There are 5 of you now, and you're still talking freely." in found.text
    assert {"Turns anyway", "Together"} <= set(found.labels)
    assert {"Turns anyway", "Together"} <= set(more(found))
    turns = rounds.choose_mode(meeting, LEAD, NOW, Mode.TURNS)
    assert "still talking freely" not in measured(drawn(turns)).text


def test_everything_that_can_be_taken_down_fits_on_one_sheet():
    meeting = full(evening(12, StageKey.AGENDA))
    lines = full(evening(12, StageKey.WORKING)).board
    posts = tuple(Post(n, meeting.room, MessageId(n), MemberId(1)) for n in range(1, 200))
    written = replace(meeting, board=lines, posts=posts, held=(Held(1, "a"), Held(2, "b")))
    read = {post.message: "**Dee** writes:\n> " + "words " * 200 for post in posts}
    found = fits(choose_writing(written, read, NOW, SAY, "x" * 200))

    assert len(found.menus["A topic"]) == 20
    assert sum(len(one) for one in found.menus.values()) >= 20 + 25


def test_whoever_was_not_heard_is_named_for_the_facilitator_alone():
    meeting = evening(8, StageKey.DISCUSSION)

    assert "Not heard yet: Ben, Chi, Dee" in measured(drawn(meeting)).text


def test_people_who_never_pressed_join_are_counted_with_words_to_invite_them():
    voice = tuple(Voice(MemberId(100 + n)) for n in range(2))
    found = measured(drawn(evening(8, StageKey.DISCUSSION, voice=voice)))

    assert "2 people are in the voice room and haven't pressed *Join*." in found.text


def test_groups_own_words_are_read_out():
    meeting = evening(8, StageKey.WELCOME)
    texts = replace(meeting.texts, opening="Good evening, all of you.")

    assert "*Say:* Good evening, all of you." in measured(drawn(replace(meeting, texts=texts))).text


@pytest.mark.parametrize("stage", [StageKey.WELCOME, StageKey.CLOSE])
def test_of_two_welcomes_it_is_said_that_one_is_enough(stage):
    meeting = evening(8, stage)
    assert "Or read aloud the newest card" in measured(drawn(meeting)).text
    texts = replace(meeting.texts, opening="Good evening.", closing="Good night.")
    assert "the card" not in measured(drawn(replace(meeting, texts=texts))).text
    long = replace(meeting.texts, opening="Hello. " * 99, closing="Good night. " * 99)
    assert "The card has all of it." in measured(drawn(replace(meeting, texts=long))).text


def test_a_closed_door_can_be_opened_again():
    meeting = participation.close_door(evening(8, StageKey.DISCUSSION), LEAD)
    menu = more(measured(drawn(meeting)))

    assert "Open the door again" in menu
    assert "Close the door" not in menu


def test_only_those_who_lead_get_the_console():
    running = evening(8, StageKey.DISCUSSION)
    other = Actor(MemberId(2), "Ben", leads=True)

    assert console_for(running, LEAD, NOW, SAY)
    assert console_for(evening(8), other, NOW, SAY)
    with pytest.raises(NotFacilitator):
        console_for(running, other, NOW, SAY)


@pytest.mark.parametrize("kind", list(AidKind))
def test_the_help_card_says_what_to_say_and_when_to_call(kind):
    meeting = ask_for(evening(8, StageKey.DISCUSSION), actor(3), kind, "it is hard today")
    found = fits(aid_card(meeting, meeting.aids[0], SAY))

    for part in ("What to say:", "What not to ask:", "After:", "> it is hard today", "999"):
        assert part in found.text
    assert ("answer now or later" in found.text) is (kind is AidKind.WORD)


@pytest.mark.parametrize("step", ["hand_over", "add_co", "remove"])
def test_people_are_chosen_from_those_who_are_here(step):
    strangers = {MemberId(1000 + n): f"Guest {n}" for n in range(30)}
    meeting = evening(25, StageKey.DISCUSSION, voice=tuple(map(Voice, strangers)))
    found = fits(choose_person(step, meeting, SAY, strangers))
    listed = [label for menu in found.menus.values() for label in menu]

    assert "Ana" not in listed
    assert "Ben" in listed
    assert ("Guest 1" in listed) is (step == "remove")


def test_alone_there_is_nobody_to_hand_over_to():
    alone = evening(1, StageKey.WELCOME)

    assert "Nobody else is here" in fits(choose_person("hand_over", alone, SAY)).text


def test_every_exercise_can_be_chosen():
    assert len(fits(choose_exercise(evening(4), SAY)).menus["Choose a worksheet"]) >= 3


def test_a_typed_turn_may_be_read_aloud_and_words_without_a_name_may_not():
    meeting = evening(8, StageKey.CHECK_IN)
    named = rounds.typed(meeting, actor(2), NOW, meeting.place)
    hidden = hold(meeting, actor(2))

    assert "**Ben** has typed: read it aloud, if you like." in measured(drawn(named)).text
    assert "aloud" not in measured(drawn(hidden)).text
