"""When the card is posted again further down in the same stage."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import PromptId
from bot.domain.meeting.shown import card_place
from bot.domain.meeting.shown.card_place import BETWEEN, COVERED_BY
from tests.domain.evenings import START, evening

LATER = START + timedelta(minutes=3)


def covered(meeting, count, at=LATER):
    """So many words are posted below the card, one after the other."""
    for _ in range(count):
        meeting = card_place.repost_if_buried(meeting, card_place.note_message_below(meeting), at)
    return meeting


def test_a_card_under_six_messages_of_ours_is_posted_again():
    before = replace(evening(), card_at=START)
    assert covered(before, COVERED_BY - 1).cards == before.cards
    after = covered(before, COVERED_BY)
    assert (after.cards, after.covered, after.card_at) == (before.cards + 1, 0, LATER)
    assert after.place == before.place


def test_a_hundred_words_at_once_move_the_card_once_and_later_once_more():
    before = replace(evening(), card_at=START)
    after = covered(before, 100)
    assert after.cards == before.cards + 1
    due = card_place.repost_at(after)
    assert due == LATER + BETWEEN
    assert card_place.repost_if_buried(after, after, due).cards == before.cards + 2
    assert card_place.repost_at(before) is None


def test_in_a_text_room_a_new_question_brings_the_card_down():
    before = replace(evening(), card_at=START, room_kind=RoomKind.TEXT)
    asked = replace(before, question=PromptId("m001"))
    assert card_place.repost_if_buried(before, asked, LATER).cards == before.cards + 1
    soon = card_place.repost_if_buried(before, asked, START + BETWEEN / 2)
    assert (soon.cards, card_place.repost_at(soon)) == (before.cards, START + BETWEEN)
    spoken = replace(before, room_kind=RoomKind.VOICE)
    heard = replace(spoken, question=PromptId("m001"))
    assert card_place.repost_if_buried(spoken, heard, LATER).cards == before.cards


def test_a_new_stage_counts_from_nothing():
    before = replace(evening(), covered=4)
    after = card_place.repost_if_buried(before, replace(before, cards=before.cards + 1), LATER)
    assert (after.cards, after.covered, after.card_at) == (before.cards + 1, 0, LATER)
