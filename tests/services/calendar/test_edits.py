"""This and all later meetings edited: dates follow, hands' work stays, and it is taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar.chosen_meeting import ChosenMeeting, value_of_meeting
from bot.domain.calendar.edited import Edit, EditWhichDays
from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Often, Repeat, monthly, weekly
from bot.domain.ids import MemberId
from bot.services.calendar.changes.refusals import EditSaysNothing, NothingToChange, TooLateToUndo
from bot.services.calendar.doubles import PlannedAlready
from bot.services.calendar.phrases import understood
from tests.services.conftest import GUILD, MINUTE, START, lead

WEEK, HOUR, DAY = timedelta(weeks=1), timedelta(hours=1), timedelta(days=1)
TUESDAY = date(2026, 12, 1)
ROME = "Europe/Rome"


async def planned(story, repeat=Repeat.WEEKLY, **wish):
    await story.settle_server()
    return (await story.plan(repeat, **wish)).series


async def meant(story, series, weeks=None):
    day = None if weeks is None else TUESDAY + WEEK * weeks
    return await story.changes.meant(
        GUILD, lead(), value_of_meeting(ChosenMeeting(series.id, day), GUILD)
    )


async def ask(story, series, weeks, when=None, **edit):
    reading = understood(when, GUILD, ROME, story.clock.now()) if when else None
    found = await meant(story, series, weeks)
    return await story.changes.ask_edit(found, Edit(when=reading, **edit))


async def yes(story, outlook):
    return await story.changes.answer(GUILD, lead(), outlook.change.id)


async def edit(story, series, weeks, when=None, **changes):
    return await yes(story, await ask(story, series, weeks, when, **changes))


async def coming(story, series):
    value = value_of_meeting(ChosenMeeting(series.id), GUILD)
    return (await story.changes.show(GUILD, lead(), value)).coming


async def held(story, series, most=4):
    dates = [one for one in await coming(story, series) if one.phase is Phase.PLANNED]
    return [one.starts_at for one in dates][:most]


async def test_words_change_from_a_date_on_and_the_dates_before_stay_as_they_are(story):
    series = await planned(story, topic="Sleep")
    await edit(
        story, series, 3, title="New name", topic="Work", room_kind=RoomKind.TEXT,
        facilitator=MemberId(7), template="newcomers-45",
    )  # fmt: skip
    story.clock.at = START + 2 * WEEK - DAY
    await story.schedule.plan_ahead()
    found = await coming(story, series)
    assert [one.title for one in found[:3]] == ["Tuesday group", "New name", "New name"]
    assert (found[0].topic, found[0].minutes, found[0].facilitator) == ("Sleep", 60, None)
    new = found[1]
    assert (new.topic, new.minutes, new.facilitator) == ("Work", 45, MemberId(7))
    assert (new.room_kind, new.template) == (RoomKind.TEXT, "newcomers-45")
    kept = await story.kept.run(lambda tx: tx.series.of(GUILD))
    assert [one.id for one in kept] == [series.id], "the same meeting, for ever"


async def test_another_hour_holds_from_the_chosen_date_on(story):
    series = await planned(story)
    asked = await ask(story, series, 1, "2026-12-08 20:00")
    assert [one.starts_at for one in asked.then[:3]] == [
        START, START + WEEK + HOUR, START + 2 * WEEK + HOUR,
    ]  # fmt: skip
    await yes(story, asked)
    assert await held(story, series) == [
        START, START + WEEK + HOUR, START + 2 * WEEK + HOUR, START + 3 * WEEK + HOUR,
    ]  # fmt: skip
    await story.until(START + WEEK + HOUR - 9 * MINUTE)
    assert (await coming(story, series))[0].phase is Phase.OPEN


async def test_another_day_of_the_week_is_that_of_the_chosen_week(story):
    series = await planned(story)
    await edit(story, series, 6, "Wednesday 19:00")
    expected = [START + WEEK * number for number in range(6)] + [START + 6 * WEEK + DAY]
    story.clock.at = START - HOUR / 2
    for number, at in enumerate(expected):
        assert (await held(story, series, 1)) == [at], number
        story.clock.at = at + 3 * HOUR
        await story.schedule.plan_ahead()
        await story.restart()
        await story.tick()


async def test_another_day_drops_the_old_dates_and_plans_the_new_ones(story):
    series = await planned(story)
    done = await edit(story, series, 0, "Wednesday 18:00")
    assert await held(story, series, 3) == [START + DAY - HOUR + WEEK * n for n in range(3)]
    rows = await story.kept.run(lambda tx: tx.occurrences.of_series(series.id))
    assert {one.rule_date.weekday() for one in rows} == {2}
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, series, 3) == [START, START + WEEK, START + 2 * WEEK]
    rows = await story.kept.run(lambda tx: tx.occurrences.of_series(series.id))
    assert {one.rule_date.weekday() for one in rows} == {1}


async def test_how_often_changes_alone(story):
    series = await planned(story)
    await edit(story, series, 1, repeat=Often.FORTNIGHTLY)
    assert await held(story, series) == [
        START, START + WEEK, START + 3 * WEEK, START + 5 * WEEK,
    ]  # fmt: skip
    await edit(story, series, 1, repeat=Often.DAILY)
    assert await held(story, series, 3) == [START, START + WEEK, START + WEEK + DAY]


@pytest.mark.parametrize(
    ("before", "when", "after"),
    [
        (Repeat.WEEKLY, "Thursday 19:00", weekly(3)),
        (weekly(1, interval=2), "Thursday 19:00", weekly(3, interval=2)),
        (weekly(1, 3), "Thursday 20:00", weekly(1, 3)),
        (Repeat.DAILY, "Thursday 20:00", Repeat.DAILY),
        (monthly(1, 1), "2026-12-10 19:00", monthly(2, 3)),
        (Repeat.WEEKLY, "every tuesday and thursday 19:00", weekly(1, 3)),
    ],
)
async def test_a_new_day_keeps_how_often_where_that_is_clear(file_story, before, when, after):
    series = await planned(file_story, before)
    await edit(file_story, series, 0, when)
    (kept,) = await file_story.kept.run(lambda tx: tx.series.of(GUILD))
    assert kept.repeat.on(kept.first) == after


async def test_a_new_day_of_several_is_asked_back(story):
    series = await planned(story, weekly(1, 3))
    with pytest.raises(EditWhichDays):
        await ask(story, series, 0, "Friday 20:00")


async def test_what_hands_have_changed_is_listed_and_stays(story):
    series = await planned(story)
    await yes(story, await story.changes.ask_move(await meant(story, series, 1), 2 * HOUR))
    await yes(story, await story.changes.ask_skip(await meant(story, series, 9)))
    asked = await ask(story, series, 0, "2026-12-01 20:00", title="Other")
    assert [one.rule_date for one in asked.by_hand] == [TUESDAY + WEEK, TUESDAY + 9 * WEEK]
    await yes(story, asked)
    found = await coming(story, series)
    assert [one.starts_at for one in found[:3]] == [
        START + HOUR, START + WEEK + 2 * HOUR, START + 2 * WEEK + HOUR,
    ]  # fmt: skip
    assert found[1].title == "Other"
    assert found[1].moved_from == START + WEEK + HOUR


async def test_an_edit_is_taken_back_until_its_first_doors_without_touching_later_words(story):
    series = await planned(story)
    first = await edit(story, series, 0, title="One")
    second = await edit(story, series, 0, topic="Two")
    assert first.change.until == START - 10 * MINUTE
    await story.changes.undo(GUILD, lead(), first.change.id)
    one = (await coming(story, series))[0]
    assert (one.title, one.topic) == ("Tuesday group", "Two")
    story.clock.at = START - 5 * MINUTE
    with pytest.raises(TooLateToUndo):
        await story.changes.undo(GUILD, lead(), second.change.id)


async def test_two_who_edit_at_once_the_second_is_asked_again_and_both_hold(story):
    series = await planned(story)
    one, other = await ask(story, series, 0, title="One"), await ask(story, series, 0, topic="Two")
    await yes(story, one)
    again = await yes(story, other)
    assert again.has_changed
    assert not (await yes(story, again)).has_changed
    found = (await coming(story, series))[0]
    assert (found.title, found.topic) == ("One", "Two")


async def test_an_edit_that_changes_nothing_or_makes_a_double_is_refused(story):
    series = await planned(story)
    for nothing in ({"title": "Tuesday group"}, {"when": "2026-12-01 19:00"}):
        with pytest.raises(NothingToChange):
            await ask(story, series, 0, **nothing)
    with pytest.raises(EditSaysNothing):
        await ask(story, series, 0)
    other = (await story.plan(Repeat.WEEKLY, title="Other")).series
    with pytest.raises(PlannedAlready):
        await ask(story, other, 0, title="tuesday GROUP")


async def test_a_meeting_that_takes_place_once_gets_another_day(story):
    series = await planned(story, Repeat.ONCE)
    done = await edit(story, series, 0, "Friday 20:00")
    assert await held(story, series) == [START + 3 * DAY + HOUR]
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, series) == [START]


async def test_who_is_to_lead_is_forgotten_in_what_can_be_taken_back_too(story):
    series = await planned(story, facilitator=MemberId(7))
    done = await edit(story, series, 0, facilitator=MemberId(8))
    for who, left in ((7, {MemberId(8)}), (8, set())):
        await story.kept.run(lambda tx, who=who: tx.changes.forget(MemberId(who), GUILD))
        assert await story.kept.run(lambda tx: tx.changes.members(GUILD)) == left
    kept = await story.kept.run(lambda tx: tx.changes.get(done.change.id))
    assert replace(kept.after, facilitator=None) == kept.after


async def test_an_edit_over_a_change_of_the_clocks_keeps_the_hour_on_the_wall(story):
    series = await planned(story)
    await edit(story, series, 0, "2026-12-01 20:00")
    story.clock.at = START.replace(year=2027, month=4, day=1)
    await story.schedule.plan_ahead()
    assert await held(story, series, 1) == [datetime.fromisoformat("2027-04-06T18:00+00:00")]
