"""What is noted of a schedule: unheard questions, days told of, another time."""

from datetime import time

from bot.domain.journal.schedule import (
    Pause,
    answered,
    asked,
    day_asked_about,
    is_put_off,
    next_due,
    planned_anew,
    scheduled,
    snoozed,
    told_of,
    unheard,
    unreachable,
)
from tests.domain.journal.writing import NOW, TODAY
from tests.domain.zone_changes import A_DAY

EVERY_DAY = range(7)


def test_what_nobody_heard_does_not_count():
    schedule = scheduled(time(21), EVERY_DAY)
    for days in (3, 2, 1):
        schedule = asked(schedule, TODAY - days * A_DAY)
    assert schedule.pause is Pause.UNANSWERED
    assert unheard(schedule, TODAY) == schedule
    counted = unheard(schedule, TODAY - A_DAY)
    assert (counted.pause, counted.unanswered, counted.asked_on) == (None, 2, TODAY - A_DAY)
    assert unheard(answered(counted), TODAY - A_DAY).unanswered == 0
    assert unheard(unreachable(counted), TODAY - A_DAY).pause is Pause.UNREACHABLE


def test_who_has_told_of_a_day_is_asked_about_the_next_one():
    schedule = told_of(scheduled(time(23, 59), EVERY_DAY), TODAY)
    due = next_due(schedule, "UTC", 0, NOW)
    assert due is not None
    assert due.day == TODAY + A_DAY
    assert told_of(asked(schedule, TODAY + A_DAY), TODAY).asked_on == TODAY + A_DAY


def test_a_question_knows_its_day_and_whether_it_comes_once_more():
    schedule = asked(scheduled(time(21), EVERY_DAY), TODAY)
    _, again = snoozed(schedule, TODAY, NOW)
    first = next_due(schedule, "UTC", 0, NOW)
    assert again is not None
    assert first is not None
    assert (day_asked_about(again.number), is_put_off(again.number)) == (TODAY, True)
    assert (day_asked_about(first.number), is_put_off(first.number)) == (first.day, False)


def test_another_schedule_does_not_ask_again_on_the_same_day():
    before = asked(scheduled(time(21), EVERY_DAY), TODAY)
    anew = planned_anew(before, time(22), (1,), "en")
    assert (anew.asked_on, anew.unanswered, anew.days, anew.language) == (TODAY, 0, (1,), "en")
    assert planned_anew(None, time(22), (1,), "en").asked_on is None
