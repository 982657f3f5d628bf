"""What somebody deletes comes back once; deleted again it stays away until somebody wants it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, MemberId
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.shown.card_place import COVERED_BY, repost_at
from bot.domain.meeting.shown.deleted import NEEDED, brought_back, deleted_by_hand, number_of
from bot.domain.meeting.shown.standing_console import LASTS
from bot.domain.outbox_entry import EntryKind
from bot.domain.person import Actor
from tests.domain.evenings import START, evening

AT = START + timedelta(minutes=3)
STANDS = replace(evening(), console_in=ChannelId(31), console_at=START)


def following(after, before=STANDS, at=AT):
    return after_change(before, after, at, lambda: 1)


def twice(kind):
    once = following(deleted_by_hand(STANDS, kind)).after
    return once, following(deleted_by_hand(once, kind), once)


@pytest.mark.parametrize("kind", NEEDED)
def test_the_first_time_another_comes_and_the_second_time_none(kind):
    once, again = twice(kind)
    assert number_of(once, kind) == number_of(STANDS, kind) + 1
    assert number_of(again.after, kind) == number_of(once, kind)
    assert (again.stays_away, again.urgent) == ({kind}, True)
    assert deleted_by_hand(again.after, kind) == again.after


@pytest.mark.parametrize("kind", NEEDED)
def test_whoever_leads_brings_it_back_and_nobody_else(kind):
    away = twice(kind)[1].after
    with pytest.raises(NotFacilitator):
        brought_back(away, Actor(MemberId(99), "Somebody"))
    back = following(brought_back(away, Actor(MemberId(99), "Olu", leads=True)), away)
    assert number_of(back.after, kind) == number_of(away, kind) + 1
    assert (back.after.away, back.stays_away) == (frozenset(), frozenset())


@pytest.mark.parametrize("kind", [EntryKind.CARD, EntryKind.CONSOLE])
def test_a_new_card_or_console_is_not_away_any_more(kind):
    away = twice(kind)[1].after
    step = replace(away, stage=away.stage + 1, cards=away.cards + 1)
    assert following(step, away).after.away == frozenset()


def test_nothing_that_stays_away_is_posted_by_time_alone():
    away = replace(STANDS, away=frozenset(NEEDED), covered=COVERED_BY)
    late = START + 2 * LASTS
    assert repost_at(away) is None
    change = following(replace(away, door_closed=True), away, late)
    assert (change.new_card, change.new_console, change.new_door) == (False, False, False)
    due = next_change(away, late)
    assert due is None or due > late
