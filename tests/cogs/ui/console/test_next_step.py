"""What the first button of the console says that it will do, and when it is marked."""

from dataclasses import replace
from datetime import timedelta

from discord import ButtonStyle

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting import clock, stages
from bot.domain.meeting.form_entries import Topic
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import board, hands
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.console.buttons import TOPIC_AT_LEAST, step_buttons
from cogs.ui.console.draw import console
from cogs.ui.console.standing import standing
from tests.cogs.ui.drawn_evenings import LEAD, NOW, START, actor, asked, evening, in_mode
from tests.cogs.ui.measured import measured

SAY = speaker("en")


def first(meeting, at=NOW):
    item = step_buttons(meeting, at, SAY)[0].item
    return item.label, item.style is not ButtonStyle.secondary


def labels(meeting):
    return [one.item.label for one in step_buttons(meeting, NOW, SAY)]


def test_in_the_last_turn_there_is_one_way_on():
    meeting = in_mode(evening(5, StageKey.CHECK_IN), Mode.TURNS)
    assert "last turn" not in measured(console(meeting, NOW, SAY)).text
    while floor.up_next(meeting, NOW) is not None:
        assert first(meeting)[0].startswith("Next speaker · ")
        meeting = rounds.next_speaker(meeting, LEAD, NOW, meeting.place)
    assert meeting.round.floor is not None
    assert first(meeting) == ("Next stage · Agenda", True)
    assert not any(one.startswith("Next speaker") for one in labels(meeting))
    assert "That's the last turn of this round." in measured(console(meeting, NOW, SAY)).text


def test_while_somebody_speaks_in_the_talk_no_stage_is_pushed():
    meeting = evening(5, StageKey.DISCUSSION)
    for number in (2, 3):
        meeting = hands.raise_hand(meeting, actor(number), meeting.place)
    meeting = hands.call_next(meeting, LEAD, meeting.place)
    assert first(meeting) == ("Call next hand · Chi", True)
    assert says(meeting, "**Ben** has the floor. After that, press *Call next hand*.")
    alone = hands.lower_hand(meeting, actor(3), meeting.place)
    assert first(alone) == ("Ben has finished", False)
    assert labels(alone) == ["Ben has finished", "Next stage · Working together"]
    assert says(alone, "**Ben** has the floor. After that, wait for a hand or ask a question.")
    late = step_buttons(alone, NOW + timedelta(hours=1), SAY)
    assert [one.item.style is ButtonStyle.primary for one in late] == [False, True]
    shared = step_buttons(alone, NOW, SAY, shared=True)
    assert shared[0].item.label == "The speaker has finished", "it names nobody"


def test_a_question_never_takes_the_turn_of_whoever_was_called():
    meeting = evening(5, StageKey.DISCUSSION, suggested=("b001",))
    meeting = hands.raise_hand(meeting, actor(2), meeting.place)
    meeting = hands.call_next(meeting, LEAD, meeting.place)
    assert says(meeting, "For when **Ben** has finished:\n**If you had two hours all to yourself")
    assert not says(meeting, "Why ask this")
    assert says(meeting, '*Say:* "Ben, over to you."')
    on_card = asked(meeting, "b001")
    assert says(on_card, '*Say, when Ben has finished:* "If you had two hours')
    assert not says(on_card, "over to you")
    chi = hands.raise_hand(on_card, actor(3), on_card.place)
    chi = hands.call_next(chi, LEAD, chi.place)
    assert says(chi, '*Say:* "Thank you, Ben. Chi, over to you."')


def test_after_the_first_turn_the_words_hand_on_to_whoever_is_next():
    meeting = in_mode(evening(5, StageKey.CHECK_IN), Mode.TURNS)
    opening, at = "Tell us your name", START
    assert opening in measured(console(meeting, at, SAY)).text, "everybody hears once what is asked"
    for words in ("Ben, over to you.", "Thank you, Ben. Chi, over to you."):
        at += timedelta(seconds=30)
        meeting = rounds.next_speaker(meeting, LEAD, at, meeting.place)
        now = measured(console(meeting, at, SAY)).text
        assert f'*Say:* "{words}"' in now
        assert opening not in now
    assert "Thank you" not in measured(standing(meeting, at, SAY)).text, "it names nobody"


def test_a_worksheet_that_was_just_chosen_is_not_left_at_once():
    meeting = replace(evening(5, StageKey.WORKING), exercise=WorksheetKind("seven_day_plan"))
    assert first(meeting) == ("Next stage · Check-out", False)
    full = board.add_line(meeting, actor(2), meeting.place, "moment", "Friday")
    assert says(full, "1 line is on the card. When no more come, talk about what")
    assert first(full) == ("Next stage · Check-out", False)
    talking = clock.talk_from(full, NOW)
    assert first(full, talking) == ("Next stage · Check-out", True)
    assert first(meeting, NOW + timedelta(hours=1)) == ("Next stage · Check-out", True)


def says(meeting, words):
    return words in measured(console(meeting, NOW, SAY)).text


def test_the_next_topic_is_marked_once_the_topic_has_had_some_time_and_nobody_speaks():
    topics = tuple(Topic(number, f"topic {number}") for number in (1, 2))
    meeting = replace(evening(5, StageKey.DISCUSSION), topics=topics, talking_about=1)
    begun = replace(meeting, topic_from=NOW - meeting.since)
    assert first(begun) == ("Next topic · topic 2", False)
    later = NOW + TOPIC_AT_LEAST + timedelta(seconds=1)
    assert first(begun, later) == ("Next topic · topic 2", True)
    speaking = replace(begun, called=begun.here[1].id)
    assert labels(speaking)[:2] == ["Ben has finished", "Next topic"]
    assert first(speaking, later) == ("Ben has finished", False)


def test_a_discussion_that_has_only_just_begun_is_not_left_at_the_first_button():
    begun = replace(evening(5, StageKey.DISCUSSION), since=NOW)
    assert first(begun) == ("Next stage · Working together", False)
    later = NOW + TOPIC_AT_LEAST + timedelta(seconds=1)
    assert first(begun, later) == ("Next stage · Working together", True)
    assert first(begun, NOW + timedelta(hours=1)) == ("Next stage · Working together", True)


def test_while_hands_are_up_the_next_topic_is_one_press_away():
    topics = tuple(Topic(number, f"topic {number}") for number in (1, 2))
    meeting = replace(evening(5, StageKey.DISCUSSION), topics=topics, talking_about=1)
    meeting = hands.raise_hand(meeting, actor(2), meeting.place)
    assert labels(meeting) == [
        "Call next hand · Ben", "Next topic", "Next stage · Working together"
    ]  # fmt: skip
    paused = replace(meeting, paused_at=NOW)
    assert labels(paused)[:3] == ["Resume", "Call next hand · Ben", "Next topic"]


def test_before_the_close_it_is_said_that_it_sends_nobody_out():
    close = "Next comes *Close*: a last word together. The evening goes on until you"
    meeting = in_mode(evening(5, StageKey.CHECK_OUT), Mode.TURNS)
    while floor.up_next(meeting, NOW) is not None:
        assert not says(meeting, close)
        meeting = rounds.next_speaker(meeting, LEAD, NOW, meeting.place)
    assert first(meeting) == ("Next stage · Close", True)
    assert says(meeting, close)
    assert not says(in_mode(evening(5, StageKey.CHECK_IN), Mode.FREE), "Next comes *Close*")


def test_at_the_close_it_is_said_what_becomes_of_the_room():
    close = evening(5, StageKey.CLOSE)
    assert says(close, "the room is deleted five minutes after the last person leaves.")
    written = replace(close, room_kind=RoomKind.TEXT)
    assert says(written, "After *End meeting* everyone can write here for 15 more minutes.")


def test_once_a_turn_has_had_its_time_it_is_said_what_to_do_if_nobody_answers():
    meeting = in_mode(evening(5, StageKey.CHECK_IN), Mode.TURNS)
    skip = "No answer at all? *Skip*, in *More · the evening*, lets them come back later."
    late = NOW + timedelta(minutes=9)
    assert skip not in measured(console(meeting, late, SAY)).text, "it's their own turn"
    passed_on = rounds.next_speaker(meeting, LEAD, NOW, meeting.place)
    assert not says(passed_on, skip)
    assert skip in measured(console(passed_on, late, SAY)).text


def test_whoever_was_called_and_has_finished_is_thanked_until_something_else_comes():
    meeting = evening(5, StageKey.DISCUSSION, suggested=("b001",))
    for number in (2, 3):
        meeting = hands.raise_hand(meeting, actor(number), meeting.place)
    ben = hands.call_next(meeting, LEAD, meeting.place)
    assert says(ben, '*Say:* "Ben, over to you."')
    chi = hands.call_next(ben, LEAD, ben.place)
    assert says(chi, '*Say:* "Thank you, Ben. Chi, over to you."')
    done = hands.finish(chi, actor(3), chi.place)
    assert says(
        done, '*Say:* "Thank you, Chi. Who would like to go next? You can also just listen."'
    )
    assert "Chi" not in measured(standing(done, NOW, SAY)).text, "it names nobody"
    assert not says(asked(done, "b001"), "Thank you")
    assert not says(stages.enter(done, done.stage + 1, NOW), "Thank you")
    again = hands.call_next(hands.raise_hand(done, actor(3), done.place), LEAD, done.place)
    assert says(again, '*Say:* "Chi, over to you."')


def test_a_question_is_said_once_its_time_has_come_and_not_again_after_a_hand():
    meeting = evening(5, StageKey.DISCUSSION, suggested=("b001",))
    chi = hands.call_next(hands.raise_hand(meeting, actor(3), meeting.place), LEAD, meeting.place)
    waited = asked(chi, "b001")
    now = hands.finish(waited, actor(3), waited.place)
    assert says(now, '*Say:* "If you had two hours')
    ben = hands.call_next(hands.raise_hand(now, actor(2), now.place), LEAD, now.place)
    done = hands.finish(ben, actor(2), ben.place)
    assert says(
        done, '*Say:* "Thank you, Ben. Who would like to go next? You can also just listen."'
    )
    assert not says(done, "Then:")
