"""When the console in the facilitators' channel is posted anew, and when it goes."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import ChannelId
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.shown.deleted import deleted_by_hand
from bot.domain.meeting.shown.standing_console import LASTS, console_due_at, stands_in
from bot.domain.outbox_entry import EntryKind
from tests.domain.evenings import START, evening

HERE, THERE = ChannelId(31), ChannelId(32)
LATER = START + timedelta(minutes=3)
STANDS = replace(evening(), console_in=HERE, console_at=START)


def following(after, at=LATER, before=STANDS):
    return after_change(before, after, at, lambda: 1)


def test_it_is_young_enough_for_half_an_hour_and_replaced_before_fifty_minutes():
    assert timedelta(minutes=30) < LASTS < timedelta(minutes=50)
    due = console_due_at(STANDS)
    assert due == START + LASTS
    assert next_change(STANDS, due - timedelta(seconds=1)) == due
    change = following(STANDS, due - timedelta(seconds=1))
    assert (change.new_console, change.old_console) == (False, False)
    change = following(STANDS, due)
    assert (change.new_console, change.old_console, change.urgent) == (True, True, True)
    assert (change.after.consoles, change.after.console_at) == (STANDS.consoles + 1, due)


def test_where_the_clock_was_put_back_nobody_knows_its_age_and_a_new_one_comes():
    change = following(replace(STANDS, door_closed=True), START - timedelta(minutes=10))
    assert (change.new_console, change.old_console) == (True, True)
    again = following(change.after, START - timedelta(minutes=9), before=change.after)
    assert (again.new_console, again.old_console) == (False, False)
    two_at_once = following(STANDS, START - timedelta(seconds=1))
    assert (two_at_once.new_console, two_at_once.old_console) == (False, False)


def test_a_new_stage_and_another_channel_bring_a_new_one_and_anything_else_does_not():
    for after in (replace(STANDS, stage=STANDS.stage + 1), stands_in(STANDS, THERE)):
        change = following(after)
        assert (change.new_console, change.old_console) == (True, True)
    change = following(replace(STANDS, door_closed=True))
    assert (change.new_console, change.old_console) == (False, False)


def test_switched_on_one_comes_and_switched_off_it_goes():
    off = stands_in(STANDS, None)
    change = following(off)
    assert (change.new_console, change.old_console, change.urgent) == (False, True, True)
    assert next_change(off, LATER) != console_due_at(STANDS)
    change = following(stands_in(off, HERE), before=off)
    assert (change.new_console, change.old_console) == (True, False)


def test_one_that_was_lost_comes_again_where_one_is_to_stand():
    lost = deleted_by_hand(STANDS, EntryKind.CONSOLE)
    assert following(lost).after.consoles == STANDS.consoles + 1
    nowhere = evening()
    assert deleted_by_hand(nowhere, EntryKind.CONSOLE) == nowhere


def test_where_none_is_to_stand_nothing_follows_all_evening():
    nowhere = evening()
    change = following(replace(nowhere, stage=nowhere.stage + 1), before=nowhere)
    assert (change.new_console, change.old_console) == (False, False)
