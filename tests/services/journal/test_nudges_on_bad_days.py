"""Being asked to check in, while Discord, the process or the clocks do what they do."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.ids import OWN
from bot.domain.journal.schedule import Pause
from bot.domain.journal.settings import living_in
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.journal.nudges import When
from bot.services.ports.trouble import Unsure
from tests.services.journal.nudging import ANA, EVENING, schedule, told, write
from tests.services.small_discord import Killed, Lost

DAY = timedelta(days=1)


async def test_where_messages_are_closed_it_rests_and_one_is_enough_to_know(planned):
    planned.discord.closed_to.add(ANA)
    await planned.wait(days=5)
    asked = planned.discord.calls["whisper"]
    assert asked == 2, "the first one, and one that came by itself"
    assert (await schedule(planned)).pause is Pause.UNREACHABLE
    planned.discord.closed_to.clear()
    again = await planned.nudges.plan(ANA, EVENING, "en")
    assert again.reached
    await planned.wait(days=1)
    assert len(told(planned)) == 1


async def test_closed_messages_are_told_at_once(file_story):
    story = file_story
    story.discord.closed_to.add(ANA)
    await story.choices.change(ANA, lambda one: living_in(one, "Europe/Rome"))
    assert (await story.nudges.plan(ANA, EVENING, "en")).reached is False
    story.discord.plan("whisper", Unsure())
    story.discord.closed_to.clear()
    assert (await story.nudges.plan(ANA, EVENING, "en")).reached is None


async def test_after_days_away_nobody_is_asked_about_the_days_that_went_by(planned):
    planned.clock.at += 4 * DAY
    await planned.restart()
    await planned.wait(minutes=1)
    assert told(planned) == []
    await planned.wait(days=1)
    assert [one.day.day for one in told(planned)] == [5]
    assert (await schedule(planned)).unanswered == 1, "what was never asked does not count"


async def test_a_little_late_is_not_too_late(planned):
    planned.clock.at = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)
    await planned.restart()
    await planned.wait(minutes=1)
    assert len(told(planned)) == 1


async def test_it_is_never_asked_twice_however_often_the_answer_is_lost(planned):
    planned.discord.plan("whisper", *[Lost()] * 99)
    await planned.until(datetime(2026, 12, 1, 23, tzinfo=UTC))
    assert len(told(planned)) == 1


@pytest.mark.parametrize("place", range(1, 10))
async def test_wherever_the_process_ends_each_day_is_asked_about_once_or_never(planned, place):
    planned.clock.at = datetime(2026, 12, 1, 19, 59, 50, tzinfo=UTC)
    planned.discord.killed_at = planned.discord.boundaries + place
    with pytest.raises(Killed):
        await planned.wait(days=2)
    await planned.restart()
    await planned.until(datetime(2026, 12, 3, 21, tzinfo=UTC))
    days = [one.day for one in told(planned)]
    assert len(days) == len(set(days))
    assert datetime(2026, 12, 3, tzinfo=UTC).date() in days, "the chain goes on"


async def test_the_hour_that_comes_twice_and_the_one_that_is_left_out(file_story):
    story = file_story
    story.clock.at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    await story.choices.change(ANA, lambda one: living_in(one, "Europe/Rome"))
    await story.nudges.plan(ANA, When(time(2, 30), range(7), day_begins=0), "en")
    came = await _instants(story, datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert datetime(2026, 3, 29, 1, 30, tzinfo=UTC) in came, "02:30 comes at 03:30 summer time"
    await write(story)
    story.clock.at = datetime(2026, 10, 24, 12, tzinfo=UTC)
    await story.restart()
    found = await story.nudges.plan(ANA, When(time(2, 30), range(7)), "en")
    assert found.change.twice
    came = await _instants(story, datetime(2026, 10, 26, 12, tzinfo=UTC))
    assert came == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]


async def _instants(story, until):
    """Let time pass, and give when each question was due, to the minute."""
    came = []
    while story.clock.at < until:
        before = len(told(story))
        await story.wait(minutes=15)
        if len(told(story)) > before:
            came.append(story.clock.at.replace(second=0, microsecond=0))
            await write(story, len(came))
    return [at - timedelta(minutes=at.minute % 30) for at in came]


async def test_what_was_planned_goes_with_its_owner_and_no_row_names_them(planned):
    about = Subject.member(OWN, ANA)
    rows = await planned.kept.run(lambda tx: tx.outbox.of(about))
    assert [one.payload for one in rows if one.kind == EntryKind.NUDGE] == [""]
    await planned.privacy.erase(ANA, None)
    left = await planned.kept.run(lambda tx: tx.outbox.of(about))
    assert [one.kind for one in left] == [EntryKind.UNSAY], "what was said is taken back"
    await planned.wait(days=3)
    assert await planned.kept.run(lambda tx: tx.outbox.of(about)) == ()
    assert told(planned) == []


async def test_who_has_been_asked_today_and_plans_anew_is_asked_tomorrow(planned):
    await planned.until(datetime(2026, 12, 1, 20, 0, 20, tzinfo=UTC))
    found = await planned.nudges.plan(ANA, replace(EVENING, at=time(22)), "en")
    assert found.next.at == datetime(2026, 12, 2, 21, tzinfo=UTC)
