"""What follows from one change is told at once: what is posted, who hears, what is next."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from bot.domain.ids import ChannelId, MessageId
from bot.domain.meeting import help_requests
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.form_entries import AidKind, Post, Reached
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.shown.card_place import COVERED_BY
from bot.domain.person import Actor, Alerted
from tests.domain.evenings import ANA, BEN, FRAN, START, ask_for, evening, forget

SOON = START + timedelta(minutes=1)


def follow(before, after, by: Actor | None = None):
    """What follows, with numbers drawn one after the other."""
    return after_change(before, after, SOON, count(1).__next__, by)


def settled(**changes):
    """A meeting in which everybody has a number."""
    return follow(evening(), replace(evening(), **changes)).after


def test_from_nothing_follows_nothing_but_the_next_instant():
    meeting = settled()
    found = follow(meeting, meeting)
    assert (found.changed, found.new_card, found.urgent) == (False, False, False)
    assert found.after == meeting
    assert found.next_at == next_change(meeting, SOON)


def test_whoever_leads_and_presses_was_seen():
    meeting = settled()
    assert follow(meeting, meeting, FRAN).after.lead_seen_at == SOON
    assert not follow(meeting, meeting, ANA).changed


def test_a_card_that_is_covered_is_posted_again_and_soon():
    meeting = settled(card_at=START - timedelta(minutes=5))
    found = follow(meeting, replace(meeting, covered=COVERED_BY))
    assert found.new_card
    assert found.urgent
    assert found.after.cards == meeting.cards + 1


def test_who_leads_is_told_of_a_request_and_no_more_once_it_is_read():
    meeting = settled()
    asked = help_requests.ask_for(meeting, ANA, SOON, AidKind.WORD, number=7)
    found = follow(meeting, asked, ANA)
    assert (found.alert_at, found.heard, found.urgent) == (SOON, False, True)
    read = follow(found.after, help_requests.read(found.after, FRAN, SOON, [7]), FRAN)
    assert (read.alert_at, read.heard, read.urgent) == (None, True, True)


def test_a_message_that_is_not_kept_any_more_is_named_and_taken_down_soon():
    post = Post(1, ChannelId(5), MessageId(6))
    meeting = settled(posts=(post,))
    found = follow(meeting, replace(meeting, posts=()))
    assert found.taken_out == (post,)
    assert found.urgent


def test_a_change_that_only_draws_the_card_again_is_not_urgent():
    meeting = settled()
    found = follow(meeting, replace(meeting, capacity=9))
    assert (found.changed, found.new_card, found.urgent) == (True, False, False)


def test_a_door_that_lets_in_others_than_before_is_drawn_again_at_once():
    meeting = settled()
    closed = replace(meeting, door_closed=True)
    full = replace(meeting, capacity=1)
    assert [follow(meeting, one).door_again for one in (closed, full)] == [True, True]
    assert follow(meeting, closed).urgent
    assert not follow(meeting, replace(meeting, paused_at=SOON)).door_again


def test_a_private_message_is_true_no_more_once_nothing_waits_for_its_reader():
    told = Alerted(FRAN.id, MessageId(3))
    asked = help_requests.alerted(ask_for(settled(), ANA), Reached.MESSAGE, [told])
    assert follow(asked, asked).answered == ()
    read = help_requests.read(asked, FRAN, SOON, [1])
    assert (follow(asked, read).answered, follow(asked, read).after.alerted) == ((told,), ())
    assert follow(asked, read).urgent
    late = help_requests.alerted(follow(asked, read).after, Reached.MESSAGE, [told])
    assert follow(read, late).answered == (told,), "it went out while the request was read"


def test_whoever_is_forgotten_is_written_to_no_more():
    told = Alerted(BEN.id, MessageId(3))
    asked = help_requests.alerted(ask_for(settled(), ANA), Reached.MESSAGE, [told])
    assert follow(asked, forget(asked, BEN, SOON)).answered == ()
    assert forget(asked, BEN, SOON).alerted == ()
