"""Changes of the calendar that cannot be, and those who may not make them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar.chosen_meeting import ChosenMeeting, value_of_meeting
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId
from bot.services.calendar.changes.refusals import (
    ChangeGone,
    DateOpen,
    DateOver,
    MeetingNotFound,
    MoveNowhere,
    MoveOnto,
    MovePast,
    MoveTooFar,
    SeriesUnread,
    SeveralMeetings,
)
from bot.services.calendar.schedule import NotAFacilitator
from tests.services.calendar.changing import (
    HOUR,
    TUESDAY,
    WEEK,
    held,
    meant,
    move,
    rows,
    skip,
    weekly,
    yes,
)
from tests.services.conftest import GUILD, MINUTE, START, lead, member


async def test_a_date_whose_room_is_open_is_not_changed(story):
    series = await weekly(story)
    await story.until(START - 9 * MINUTE)
    for ask in (story.changes.ask_skip, lambda one: story.changes.ask_move(one, START + HOUR)):
        with pytest.raises(DateOpen):
            await ask(await meant(story, series, 0))


async def test_a_question_that_is_answered_when_the_room_is_open_changes_nothing(story):
    series = await weekly(story)
    asked = await story.changes.ask_skip(await meant(story, series, 0))
    story.clock.at = START - 11 * MINUTE
    asked = await story.changes.ask_skip(await meant(story, series, 0))
    await story.until(START - 9 * MINUTE)
    with pytest.raises(DateOpen):
        await yes(story, asked)
    assert (await rows(story))[TUESDAY].phase is Phase.OPEN


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (START, MoveNowhere),
        (datetime(2026, 12, 1, 16, 59, tzinfo=UTC), MovePast),
        (timedelta(hours=-2), MovePast),
        (timedelta(days=400), MoveTooFar),
        (START + WEEK, MoveOnto),
        (START + WEEK + HOUR / 2, MoveOnto),
        (START + 9 * WEEK, MoveOnto),
    ],
)
async def test_a_move_that_cannot_be_says_why(file_story, to, refusal):
    series = await weekly(file_story)
    with pytest.raises(refusal):
        await file_story.changes.ask_move(await meant(file_story, series, 0), to)


async def test_a_date_may_move_onto_one_that_does_not_take_place(story):
    series = await weekly(story)
    await skip(story, series, 1)
    await move(story, series, 0, START + WEEK)
    assert await held(story, 2) == [START + WEEK, START + 2 * WEEK]


async def test_a_meeting_that_is_over_or_was_never_there_is_not_found(story):
    series = await weekly(story)
    await story.until(START - 9 * MINUTE)
    await story.until(START + 3 * HOUR)
    with pytest.raises(DateOver):
        await story.changes.ask_skip(await meant(story, series, 0))
    elsewhere = value_of_meeting(ChosenMeeting(series.id), GuildId(404))
    for typed in ("whales", "", "~m1|zz||00000000", elsewhere):
        with pytest.raises(MeetingNotFound):
            await story.changes.meant(GUILD, lead(), typed)
    wrong_day = value_of_meeting(ChosenMeeting(series.id, date(2026, 12, 2)), GUILD)
    with pytest.raises(MeetingNotFound):
        await story.changes.ask_skip(await story.changes.meant(GUILD, lead(), wrong_day))


async def test_a_title_that_several_bear_is_asked_back_and_the_whole_one_is_taken(story):
    series = await weekly(story)
    await story.plan(Repeat.WEEKLY, title="Tuesday group for newcomers")
    assert (await story.changes.meant(GUILD, lead(), " TUESDAY  group")).series.id == series.id
    with pytest.raises(SeveralMeetings):
        await story.changes.meant(GUILD, lead(), "tuesday")


async def test_only_those_who_lead_or_manage_change_anything(story):
    series = await weekly(story)
    with pytest.raises(NotAFacilitator):
        await meant(story, series, by=member(1))
    asked = await story.changes.ask_skip(await meant(story, series, 0))
    with pytest.raises(NotAFacilitator):
        await yes(story, asked, member(1))
    done = await yes(story, asked)
    with pytest.raises(NotAFacilitator):
        await story.changes.undo(GUILD, member(1), done.change.id)
    with pytest.raises(ChangeGone):
        await story.changes.undo(404, lead(), done.change.id)


async def test_a_series_that_nobody_can_reckon_with_costs_no_other_its_place_in_the_list(
    file_story,
):
    series = await weekly(file_story)
    other = replace(series, id=series.id + 1, title="Unknown", timezone="Atlantis/Capital")
    await file_story.kept.run(lambda tx: tx.series.put(other))
    offered = await file_story.changes.offered(GUILD, lead(), "")
    assert [one.title for one in offered if one.starts_at is None] == ["Tuesday group", "Unknown"]
    assert {one.title for one in offered if one.starts_at} == {"Tuesday group"}
    for ask in (file_story.changes.show, file_story.changes.meant):
        with pytest.raises(SeriesUnread):
            await ask(GUILD, lead(), "unknown")
    await move(file_story, series, 0, HOUR)


async def test_every_series_of_many_is_offered(story):
    await story.settle_server()
    for number in range(20):
        await story.plan(Repeat.WEEKLY, title=f"Group {number:02}")
    offered = await story.changes.offered(GUILD, lead(), "group")
    assert len({one.chosen.series for one in offered}) == 20
