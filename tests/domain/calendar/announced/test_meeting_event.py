"""The event of a meeting: what has to change in it, and what people did is theirs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calendar.announced.meeting_event import (
    SETTLES,
    ByHand,
    EventChange,
    EventShown,
    EventStatus,
    EventWords,
    MeetingEvent,
    StandingEvent,
    WantedEvent,
    as_planned,
    asked_for,
    may_be_made,
    standing,
    was_deleted,
    was_edited,
    words_refused,
)
from bot.domain.ids import EventId, GuildId, OccurrenceId

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS, PLAIN = (
    EventWords("Tuesday", "Topic: Sleep", "here"),
    EventWords("Group", "Come in.", "here"),
)
SHOWN = EventShown(WORDS, NOW + HOUR, NOW + 2 * HOUR)
WANTED = WantedEvent(OccurrenceId(1), SHOWN, PLAIN)
NEW = MeetingEvent(OccurrenceId(1), GuildId(1))


def there(shown=SHOWN, status=EventStatus.SCHEDULED):
    return StandingEvent(EventId(7), shown, status, is_ours=True)


STANDS = standing(NEW, there(), WANTED, NOW)


def test_what_stands_as_wanted_is_in_step_and_nothing_changes():
    assert STANDS.is_in_step(WANTED, NOW)
    assert not STANDS.change_to(WANTED, NOW).is_any
    assert not NEW.is_in_step(WANTED, NOW)


@pytest.mark.parametrize(
    ("shown", "change"),
    [
        (replace(SHOWN, words=PLAIN), EventChange(words=PLAIN)),
        (
            replace(SHOWN, starts_at=NOW + HOUR / 2),
            EventChange(starts_at=NOW + HOUR / 2, ends_at=SHOWN.ends_at),
        ),
        (replace(SHOWN, starts_at=NOW - HOUR), EventChange(ends_at=SHOWN.ends_at)),
    ],
)
def test_only_what_has_changed_of_the_meeting_changes_and_nothing_in_the_past(shown, change):
    wanted = replace(WANTED, shown=shown)
    assert not STANDS.is_in_step(wanted, NOW)
    assert STANDS.change_to(wanted, NOW) == change


def test_a_running_meeting_is_said_to_run_once():
    running = replace(WANTED, is_running=True)
    assert STANDS.change_to(running, NOW) == EventChange(status=EventStatus.ACTIVE)
    begun = standing(STANDS, there(status=EventStatus.ACTIVE), running, NOW)
    assert begun.is_in_step(running, NOW)
    assert begun.is_in_step(WANTED, NOW)  # where Discord has begun it by itself


def test_the_words_that_are_refused_are_left_out_and_then_it_is_left_alone():
    once = words_refused(NEW, WANTED)
    assert once.shows(WANTED).words == PLAIN
    assert not once.is_in_step(WANTED, NOW)
    twice = words_refused(once, WANTED)
    assert twice.is_in_step(WANTED, NOW)
    other = replace(WANTED, shown=replace(SHOWN, words=replace(WORDS, name="Wednesday")))
    assert twice.shows(other) == other.shown


def test_deleted_it_stays_away_until_it_is_wanted_again():
    gone = was_deleted(STANDS)
    assert (gone.by_hand, gone.number) == (ByHand.DELETED, 1)
    assert gone.stays_away
    assert gone.is_in_step(WANTED, NOW)
    assert not as_planned(gone).is_in_step(WANTED, NOW)


def test_edited_again_and_again_it_is_asked_about_once():
    cake = there(replace(SHOWN, words=replace(WORDS, name="Cake")))
    edited = was_edited(was_edited(STANDS, cake), there())
    assert (edited.by_hand, edited.number) == (ByHand.EDITED, 1)
    assert not edited.change_to(WANTED, NOW).is_any
    assert as_planned(edited).change_to(WANTED, NOW).words == WORDS


def test_one_that_nearly_begins_is_not_made():
    assert may_be_made(WANTED, NOW)
    assert not may_be_made(WANTED, NOW + HOUR - timedelta(seconds=30))
    assert NEW.is_in_step(WANTED, NOW + HOUR)


def test_what_was_just_asked_for_may_not_be_listed_yet():
    asked = asked_for(STANDS, NOW)
    assert asked.stands == ""
    assert asked.is_settling(NOW + SETTLES / 2)
    assert not asked.is_settling(NOW + SETTLES)
    assert not NEW.is_settling(NOW)
