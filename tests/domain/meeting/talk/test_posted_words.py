"""Words that were posted are known by their place alone, and can be taken out again."""

import pytest

from bot.domain.ids import MessageId
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.talk import posted_words
from bot.domain.meeting.talk.board import GoneAlready
from tests.domain.evenings import ANA, BEN, FRAN, evening, forget, later


def written():
    """Ana wrote twice, Ben once, and somebody without a name."""
    now = evening()
    for number, author in enumerate((ANA.id, BEN.id, None, ANA.id), start=1):
        now = posted_words.noted(now, Post(number, now.room, MessageId(70 + number), author))
    return now


def numbers(meeting):
    return [post.number for post in meeting.posts]


def test_a_message_is_noted_once():
    now = written()
    assert posted_words.noted(now, now.posts[0]) == now


def test_ones_own_words_are_listed_newest_first():
    assert [post.number for post in posted_words.of(written(), ANA.id)] == [4, 1]


def test_whoever_wrote_takes_back_their_own_words():
    assert numbers(posted_words.take_back(written(), ANA, 1)) == [2, 3, 4]


@pytest.mark.parametrize("number", [2, 3, 99])
def test_nobody_takes_back_what_others_wrote_or_what_has_no_name(number):
    with pytest.raises(GoneAlready):
        posted_words.take_back(written(), ANA, number)


def test_who_leads_takes_down_any_words():
    now = written()
    for number in (1, 2, 3, 4):
        now = posted_words.take_down(now, FRAN, number)
    assert now.posts == ()
    with pytest.raises(GoneAlready):
        posted_words.take_down(now, FRAN, 1)


def test_nobody_else_takes_down_words():
    with pytest.raises(NotFacilitator):
        posted_words.take_down(written(), BEN, 2)


def test_who_is_forgotten_leaves_no_message_with_their_name():
    now = forget(written(), ANA, later())
    assert numbers(now) == [2, 3]
