"""Being asked to check in: once a day, put off, paused by itself, whatever happens on the way."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.journal.schedule import MOST_UNANSWERED, NothingPlannedYet, Pause
from bot.domain.journal.settings import living_in
from bot.services.journal.nudges import NothingPlanned, NoZoneSaid, When
from bot.services.ports.drawings import NudgeKind
from bot.services.ports.trouble import Unsure
from tests.services.journal.nudging import ANA, EVENING, schedule, told, write


async def test_it_comes_each_day_at_the_time_that_was_chosen(planned):
    for day in range(1, 5):
        await planned.until(datetime(2026, 12, day, 20, 0, 20, tzinfo=UTC))
        assert len(told(planned)) == day
        await write(planned, day)
    assert {one.kind for one in told(planned)} == {NudgeKind.ASKED}
    assert [one.day.day for one in told(planned)] == [1, 2, 3, 4]


async def test_what_it_will_look_like_is_shown_at_once(planned):
    (first,) = [one for _, one in planned.discord.whispers]
    assert first.kind is NudgeKind.FIRST


async def test_nobody_is_asked_before_they_said_where_they_live(file_story):
    with pytest.raises(NoZoneSaid):
        await file_story.nudges.plan(ANA, EVENING, "en")
    assert file_story.discord.whispers == []


async def test_after_three_without_an_answer_it_pauses_and_says_so(planned):
    await planned.wait(days=7)
    kinds = [one.kind for one in told(planned)]
    assert kinds == [NudgeKind.ASKED] * (MOST_UNANSWERED - 1) + [NudgeKind.LAST]
    assert (await schedule(planned)).pause is Pause.UNANSWERED
    assert (await planned.nudges.go_on(ANA)).next is not None
    await planned.wait(days=1)
    assert told(planned)[-1].kind is NudgeKind.ASKED


async def test_whoever_writes_by_themselves_is_asked_again(planned):
    await planned.wait(days=7)
    await write(planned)
    assert (await schedule(planned)).pause is None
    await planned.wait(days=2)
    assert len(told(planned)) == MOST_UNANSWERED + 1


async def test_it_is_put_off_by_an_hour_three_times_a_day(planned):
    await planned.until(datetime(2026, 12, 1, 20, 0, 20, tzinfo=UTC))
    day = told(planned)[0].day
    for times in range(1, 4):
        done = await planned.nudges.put_off(ANA, day)
        assert done.until == planned.clock.at + timedelta(hours=1)
        await planned.until(done.until + timedelta(seconds=10))
        assert [one.kind for one in told(planned)].count(NudgeKind.AGAIN) == times
    done = await planned.nudges.put_off(ANA, day)
    assert done.until is None
    assert done.next.at == datetime(2026, 12, 2, 20, tzinfo=UTC)
    await planned.until(datetime(2026, 12, 2, 19, 59, tzinfo=UTC))
    assert len(told(planned)) == 4
    await planned.wait(minutes=2)
    assert len(told(planned)) == 5


async def test_who_has_answered_meanwhile_is_not_asked_once_more(planned):
    await planned.until(datetime(2026, 12, 1, 20, 0, 20, tzinfo=UTC))
    await planned.nudges.put_off(ANA, told(planned)[0].day)
    await planned.nudges.go_on(ANA)
    await planned.wait(hours=3)
    assert len(told(planned)) == 1


async def test_nobody_is_asked_about_a_day_of_which_they_have_told(planned):
    await write(planned)
    await planned.until(datetime(2026, 12, 2, 19, 59, tzinfo=UTC))
    assert told(planned) == []
    await planned.wait(minutes=2)
    assert [one.day.day for one in told(planned)] == [2]


async def test_what_may_never_have_come_is_none_that_went_by(planned):
    for day in range(1, 6):
        planned.discord.plan("whisper", *[Unsure()] * 30)
        await planned.until(datetime(2026, 12, day, 20, 30, tzinfo=UTC))
        planned.discord.plans["whisper"].clear()
    assert told(planned) == []
    found = await schedule(planned)
    assert (found.unanswered, found.pause) == (0, None)
    await planned.until(datetime(2026, 12, 6, 20, 1, tzinfo=UTC))
    assert len(told(planned)) == 1


async def test_stopped_is_stopped(planned):
    await planned.nudges.stop(ANA)
    await planned.wait(days=3)
    assert told(planned) == []
    with pytest.raises(NothingPlannedYet):
        await planned.nudges.planned(ANA)
    for again in (planned.nudges.stop, planned.nudges.go_on):
        with pytest.raises(NothingPlanned):
            await again(ANA)
    with pytest.raises(NothingPlanned):
        await planned.nudges.put_off(ANA, planned.clock.at.date())


async def test_another_time_takes_the_place_of_the_first(planned):
    await planned.nudges.plan(ANA, When(time(8), (2,)), "en")
    await planned.wait(days=14)
    assert [one.day.weekday() for one in told(planned)] == [2, 2]


async def test_in_another_zone_it_comes_at_the_same_time_there(planned):
    await planned.choices.change(ANA, lambda one: living_in(one, "America/New_York"))
    await planned.until(datetime(2026, 12, 2, 1, 59, tzinfo=UTC))
    assert told(planned) == []
    await planned.wait(minutes=2)
    assert len(told(planned)) == 1
