from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from discord import ui

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import agenda, hands
from bot.domain.person import Voice
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.card.draw import card, card_text, folded
from cogs.ui.kit.button import Item
from cogs.ui.kit.ids import read
from tests.cogs.ui.drawn_evenings import LEAD, NOW, START, actor, evening, full, in_mode, with_board
from tests.cogs.ui.measured import fits, measured
from tests.domain.evenings import hold
from tests.every import every

SAY = speaker("en")
SIZES = [1, 3, 4, 12, 25]
ALWAYS = ["My options", "Private help"]
OF_STAGE = {
    StageKey.LOBBY: {"Join", "Just listening", "New here?"},
    StageKey.WELCOME: {"New here?"},
    StageKey.CHECK_IN: {"I've finished", "Pass", "Type instead", "Raise hand", "Come back to me"},
    StageKey.AGENDA: {"Suggest a topic", "Vote", "Ready to move on"},
    StageKey.DISCUSSION: {"Raise hand", "Type instead", "Ready to move on"},
    StageKey.WORKING: {"Open worksheet", "Share one line", "Ready to move on"},
    StageKey.CHECK_OUT: {"I've finished", "Pass", "Type instead", "Raise hand", "Come back to me"},
    StageKey.CLOSE: {"Make a 7-day plan", "Remind me", "Attendance letter"},
}


def drawn(meeting: LiveMeeting, at=NOW):
    return card(meeting, at, SAY)


def text(meeting: LiveMeeting, at=NOW) -> str:
    return card_text(meeting, at, SAY)


@every([*product(StageKey, SIZES, Mode, [False, True])])
def test_every_card_keeps_within_the_limits_of_discord(one):
    stage, size, mode, paused = one
    meeting = full(in_mode(evening(size, stage), mode))
    view = drawn(replace(meeting, paused_at=NOW if paused else None))

    found = fits(view)

    *of_stage, always = found.rows
    assert always == ALWAYS
    shown = [label.split(" · ")[0] for row in of_stage for label in row]
    assert len(shown) <= 3
    assert set(shown) <= OF_STAGE[stage]


@pytest.mark.parametrize("stage", list(StageKey))
def test_a_card_holds_dynamic_items_only_and_never_ends(stage):
    view = drawn(full(evening(12, stage)))
    pressable = [one for one in view.walk_children() if one.is_dispatchable()]

    assert pressable
    assert all(isinstance(one, Item) for one in pressable)
    assert view.timeout is None


@pytest.mark.parametrize("stage", list(StageKey))
def test_the_same_meeting_and_time_give_the_same_card_in_a_new_view(stage):
    meeting = full(evening(12, stage))
    first, second = drawn(meeting), drawn(meeting)

    assert first is not second
    assert first.to_components() == second.to_components()


def test_my_options_names_its_card_so_that_it_can_be_found_again():
    meeting = evening(4, StageKey.CHECK_IN)
    ids = [read(one) for one in measured(drawn(meeting)).ids]

    assert [one.argument for one in ids if one.action == "options"] == [f"c{meeting.cards}"]


def test_the_card_says_who_has_the_floor_and_who_is_next():
    words = text(evening(8, StageKey.CHECK_IN))

    assert "**Ana** (leads) has the floor · next **Ben**, then **Chi** · 5 more" in words
    assert f"Check-in · until <t:{int((START + timedelta(minutes=18)).timestamp())}:t>." in words


def test_a_turn_whose_time_is_over_is_asked_for_a_last_sentence():
    meeting = evening(8, StageKey.CHECK_IN)

    assert "finish your thought" not in text(meeting, START)
    assert "finish your thought" in text(meeting, START + timedelta(minutes=3))


def test_three_people_see_the_question_and_no_order():
    words = text(evening(3, StageKey.CHECK_IN))

    assert "no order and no clock" in words
    assert "has the floor" not in words


def test_a_large_group_writes_together():
    found = measured(drawn(evening(25, StageKey.CHECK_IN)))

    assert "Everyone can write one answer" in found.text
    assert found.rows[0] == ["Type instead", "Raise hand", "Pass"]


def test_being_ready_is_counted_in_words_without_names():
    meeting = evening(9, StageKey.DISCUSSION)
    for number in (2, 3, 4, 5):
        meeting = hands.ready(meeting, actor(number), meeting.place)

    assert "4 of 9 are ready to move on." in text(meeting)
    assert "Ben" not in text(meeting)
    assert "Ready to move on · 4" in measured(drawn(meeting)).labels


def test_words_without_a_name_are_counted_and_never_shown():
    meeting = evening(6, StageKey.DISCUSSION)
    for number in (2, 3):
        meeting = hold(meeting, actor(number), "it is about my sister")

    assert "2 lines without a name are waiting for the facilitator." in text(meeting)
    assert "sister" not in text(meeting)


def test_a_name_cannot_format_the_card_or_mention_anyone():
    meeting = evening(4, StageKey.CHECK_IN)
    people = tuple(
        replace(one, name="**@everyone** <@1>") if one.id == 2 else one for one in meeting.people
    )
    words = text(replace(meeting, people=people))

    assert "@everyone" not in words.replace("\\@", "")
    assert "<@1>" not in words


def test_the_agenda_has_a_vote_only_where_there_is_something_to_choose():
    few = evening(6, StageKey.AGENDA)
    many = few
    for words in ("sleep", "money", "the holidays", "my brother"):
        many = agenda.suggest(many, actor(2), words)
    for words in ("sleep", "money"):
        few = agenda.suggest(few, actor(2), words)

    assert "Vote" not in measured(drawn(few)).labels
    assert "we don't need a vote" in text(few)
    assert "Vote" in measured(drawn(many)).labels


def test_topics_stand_in_the_order_of_their_votes():
    meeting = evening(6, StageKey.AGENDA)
    for words in ("sleep", "money", "the holidays", "my brother"):
        meeting = agenda.suggest(meeting, actor(2), words)
    meeting = agenda.vote(meeting, actor(3), meeting.place, meeting.topics[2].number)

    assert "1. the holidays · 1 vote\n2. sleep" in text(meeting)


def test_the_last_third_of_the_working_time_is_for_talking():
    meeting = with_board(evening(6, StageKey.WORKING), 2)

    assert "About 10 minutes to add lines." in text(meeting)
    later = START + timedelta(minutes=15)
    assert "Now we talk about it." in text(meeting, later)
    assert "Looking at both sides together" in text(meeting, later)


def test_a_full_board_keeps_its_newest_lines_and_counts_the_rest():
    words = text(with_board(evening(6, StageKey.WORKING), 40))

    assert "• 39 it gives me" in words
    assert "earlier lines" in words


def test_lines_whose_exercise_has_no_such_column_are_still_shown():
    meeting = with_board(evening(6, StageKey.WORKING), 1)
    board = (replace(meeting.board[0], column="gone"),)

    assert "• 0 it gives me" in text(replace(meeting, board=board))


def test_the_close_names_the_next_date_and_where_to_turn():
    next_at = START + timedelta(days=7)
    words = text(evening(6, StageKey.CLOSE, next_at=next_at))

    assert f"Next time: <t:{int(next_at.timestamp())}:F>." in words
    assert words.index("999") < words.index("Samaritans")


def test_a_text_room_says_what_becomes_of_it():
    words = text(evening(6, StageKey.CLOSE, room_kind=RoomKind.TEXT))

    assert "A day later, the room is deleted with everything in it" in words


def test_a_pause_stops_the_clock_on_the_card():
    words = text(evening(6, StageKey.DISCUSSION, paused_at=NOW))

    assert words.startswith("## Discussion · paused")
    assert "until <t:" not in words


def test_a_stage_over_its_time_hurries_nobody():
    meeting = evening(6, StageKey.DISCUSSION, voice=(Voice(LEAD.id),))
    words = text(meeting, START + timedelta(hours=1))

    assert "There's no rush" in words
    assert "away" not in words


def test_a_missing_facilitator_can_be_taken_over_from():
    gone = (Voice(LEAD.id, START),)

    assert "Take" not in text(evening(6, StageKey.DISCUSSION, voice=(Voice(LEAD.id),)))
    words = text(evening(6, StageKey.DISCUSSION, voice=gone), START + timedelta(minutes=10))
    assert "take over in *My options*" in words


def test_an_old_card_is_one_line_without_buttons():
    for stage in StageKey:
        found = fits(folded(stage, SAY))
        assert found.labels == []
        assert "\n" not in found.text


def test_groups_own_words_take_the_place_of_ours():
    meeting = evening(6, StageKey.WELCOME)
    texts = replace(meeting.texts, opening="Grüß euch, liebe Runde.")

    assert "Grüß euch" in text(replace(meeting, texts=texts))


def test_a_view_of_a_card_is_made_of_one_container():
    view = drawn(evening(4, StageKey.CHECK_IN))

    assert [type(one) for one in view.children] == [ui.Container]
    assert MemberId(1) not in [read(one).number for one in measured(view).ids]
