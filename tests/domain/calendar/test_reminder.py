"""How long before a meeting somebody is reminded, and when a reminder still says something."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce

import pytest

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.calendar.reminder import (
    LeadOutOfRange,
    Reminder,
    UnknownLead,
    Unreached,
    leads_typed,
    next_due,
    says_something,
    unreached,
)
from bot.domain.ids import GuildId, MemberId, OccurrenceId, SeriesId

START = datetime(2026, 12, 1, 18, tzinfo=UTC)
MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
GUILD, SERIES = GuildId(1), SeriesId(2)


def tuesday(week=0, **changes):
    start = START + timedelta(weeks=week)
    one = Occurrence(
        OccurrenceId(10 + week),
        GUILD,
        "Tuesday group",
        start,
        60,
        "standard-60",
        RoomKind.VOICE,
        start,
        SERIES,
        start.date(),
    )
    return replace(one, **changes)


ANA = Reminder(GUILD, MemberId(7), SERIES)


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("90 minutes", (90,)),
        ("90 min before", (90,)),
        ("an hour and a half", (90,)),
        ("1 hour 30 minutes", (90,)),
        ("1h", (60,)),
        ("Two hours", (120,)),
        ("half an hour", (30,)),
        ("in 45 minutes", (45,)),
        ("a day", (1440,)),
        ("24 hours before", (1440,)),
        ("2 hours + 10 minutes", (120, 10)),
        ("10 min, 1 hour", (60, 10)),
        ("\uff15 minutes", (5,)),
    ],
)
def test_a_span_of_time_is_read_as_people_say_it(typed, leads):
    assert leads_typed(typed, "en", "before", "in") == leads


@pytest.mark.parametrize(
    "typed", ["", "soon", "7 pm", "Tuesday", "90", "every hour", "10 minutes + soon", "x" * 400]
)
def test_what_is_no_span_is_asked_about(typed):
    with pytest.raises(UnknownLead):
        leads_typed(typed, "en", "before", "in")


@pytest.mark.parametrize(
    "typed", ["4 minutes", "0 minutes", "25 hours", "3 days", "1 hour + 1 min"]
)
def test_too_little_and_too_much_is_said(typed):
    with pytest.raises(LeadOutOfRange):
        leads_typed(typed, "en", "before", "in")


def test_the_next_of_each_span_comes_for_the_first_date_that_is_far_enough_away():
    found = next_due(ANA, [tuesday(), tuesday(1)], START - 30 * MINUTE)
    assert [(one.minutes, one.one.starts_at) for one in found] == [
        (10, START),
        (60, START + timedelta(weeks=1)),
    ]
    gone = [tuesday(phase=Phase.CANCELLED), tuesday(1, series=SeriesId(3))]
    assert next_due(ANA, gone, START - 90 * MINUTE) == ()
    only = replace(ANA, rule_date=date(2026, 12, 8))
    assert {one.one.id for one in next_due(only, [tuesday(), tuesday(1)], START)} == {11}


@pytest.mark.parametrize(
    ("minutes", "after", "phase", "says"),
    [
        (60, -60, Phase.PLANNED, True),
        (60, -11, Phase.PLANNED, True),
        (60, -10, Phase.OPEN, False),
        (10, -10, Phase.OPENING, True),
        (10, 0, Phase.PLANNED, False),
        (10, 9, Phase.OPEN, True),
        (10, 10, Phase.OPEN, False),
        (10, -5, Phase.CANCELLED, False),
        (10, -5, Phase.DELETED, False),
        (30, -20, Phase.PLANNED, False),
    ],
)
def test_a_reminder_that_is_due_says_something_or_nothing(minutes, after, phase, says):
    now = START + after * MINUTE
    assert says_something(ANA, tuesday(phase=phase), minutes, now) is says


def test_what_could_not_be_sent_waits_once_until_it_is_over():
    first, second = (Unreached(START + week, START + week) for week in (timedelta(), WEEK))
    once = unreached(unreached(ANA, first, START - WEEK), first, START - WEEK)
    assert once.waiting == (first,)
    assert unreached(once, second, START + timedelta(days=1)).waiting == (second,)
    many = [Unreached(START + WEEK, START, str(one)) for one in range(5)]
    assert reduce(lambda known, one: unreached(known, one, START), many, ANA).waiting == tuple(
        many[-3:]
    )


def test_the_number_of_a_reminder_is_its_own_and_small_enough():
    (first,) = next_due(replace(ANA, leads=(10,)), [tuesday()], START - 60 * MINUTE)
    moved = first._replace(one=tuesday(starts_at=START + MINUTE))
    numbers = {
        first.number(ANA.id),
        moved.number(ANA.id),
        first._replace(minutes=60).number(ANA.id),
    }
    assert len(numbers) == 3
    assert max(numbers) < 2**56
