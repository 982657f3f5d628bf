"""Days off and the group's time zone: what is planned follows, and nothing silently."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar.days_off import DayOffUnclear, TooManyDaysOff
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId
from bot.services.calendar.changes.refusals import MeetingNotFound
from bot.services.calendar.schedule import NotAFacilitator
from bot.services.server.setup import NotAnOrganiser
from tests.services.calendar.changing import (
    HOUR,
    TUESDAY,
    WEEK,
    held,
    meant,
    move,
    rows,
    weekly,
    yes,
)
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, START, lead, member


async def set_off(story, text):
    server = await story.setup.save(GUILD, lead(), days_off=text)
    off = await story.changes.keep_days_off(GUILD, lead())
    return server.days_off, [one.starts_at for one in off]


async def test_today_is_the_day_of_the_group_however_late_it_is_elsewhere(story):
    await story.setup.save(GUILD, lead(), timezone="America/Chicago")
    await story.until(START + 6 * HOUR)
    days, _ = await set_off(story, "1 Dec")
    assert days == (date(2026, 12, 1),)


async def test_a_date_on_a_day_off_does_not_take_place_and_that_is_said(story):
    await weekly(story)
    days, off = await set_off(story, "8 Dec, 2026-12-29 ; 1 Jan")
    assert days == (date(2026, 12, 8), date(2026, 12, 29), date(2027, 1, 1))
    assert off == [START + WEEK, START + 4 * WEEK]
    assert await held(story, 3) == [START, START + 2 * WEEK, START + 3 * WEEK]
    await story.until(START + WEEK + HOUR)
    assert story.discord.made == 1, "the first one alone"
    assert (await rows(story))[TUESDAY + WEEK].reason == "day_off"


async def test_a_day_off_that_is_taken_away_gives_the_date_back(story):
    await weekly(story)
    await set_off(story, "1 Dec")
    assert await held(story, 1) == [START + WEEK]
    assert await set_off(story, "none") == ((), [])
    assert await held(story, 1) == [START]
    await story.until(START - 9 * MINUTE)
    assert story.discord.made == 1


async def test_dates_planned_later_know_the_days_off(story):
    await weekly(story)
    await set_off(story, "2026-12-29")
    story.clock.at = START + 3 * WEEK
    await story.restart()
    await story.schedule.plan_ahead()
    assert (await rows(story))[TUESDAY + 4 * WEEK].phase is Phase.CANCELLED


async def test_what_somebody_moved_onto_a_day_off_takes_place(story):
    series = await weekly(story)
    await set_off(story, "2026-12-09")
    await move(story, series, 1, timedelta(days=1))
    assert (await held(story, 2))[1] == START + WEEK + timedelta(days=1)


async def test_an_open_evening_names_the_next_date_that_is_no_day_off(story):
    await weekly(story)
    await set_off(story, "2026-12-08")
    await story.until(START - 9 * MINUTE)
    assert (await story.meetings.get((await story.occurrence()).id)).next_at == START + 2 * WEEK


@pytest.mark.parametrize("text", ["soon", "2026-11-30", "30 Feb", "every Tuesday", "8 Dec, whale"])
async def test_what_is_no_day_to_come_changes_nothing(file_story, text):
    await weekly(file_story)
    with pytest.raises(DayOffUnclear):
        await file_story.setup.save(GUILD, lead(), days_off=text)
    assert (await file_story.setup.get(GUILD)).days_off == ()


async def test_more_days_than_are_kept_are_refused(story):
    days = ",".join(str(TUESDAY + timedelta(days=n)) for n in range(41))
    with pytest.raises(TooManyDaysOff):
        await story.setup.save(GUILD, lead(), days_off=days)


async def test_meetings_keep_their_hour_in_the_groups_new_zone_once_that_is_wished(story):
    series = await weekly(story)
    await move(story, series, 1, HOUR)
    await story.setup.save(GUILD, lead(), timezone="London")
    assert await held(story, 2) == [START, START + WEEK + HOUR], "nothing moves by itself"
    (kept,) = await story.schedule.in_other_zones(GUILD, "Europe/London")
    assert kept.next_dates == (START,)
    with pytest.raises(NotAnOrganiser):
        await story.changes.move_to_groups_zone(GUILD, member(1))
    (made,) = await story.changes.move_to_groups_zone(GUILD, lead())
    assert await held(story, 3) == [START + HOUR, START + WEEK + HOUR, START + 2 * WEEK + HOUR]
    assert await story.changes.move_to_groups_zone(GUILD, lead()) == ()
    await story.changes.undo(GUILD, lead(), made.change.id)
    assert await held(story, 3) == [START, START + WEEK + HOUR, START + 2 * WEEK]


async def test_a_series_that_has_ended_is_not_moved(story):
    series = await weekly(story)
    await yes(story, await story.changes.ask_cancel(await meant(story, series)))
    await story.setup.save(GUILD, lead(), timezone="London")
    assert await story.changes.move_to_groups_zone(GUILD, lead()) == ()


async def test_a_meeting_that_takes_place_once_knows_days_off_too(story):
    await story.settle_server(days_off="1 Dec")
    await story.plan(Repeat.ONCE)
    assert (await rows(story))[TUESDAY].phase is Phase.CANCELLED


async def test_new_rules_for_the_clocks_move_nothing_until_somebody_wants_it(story):
    series = await weekly(story)

    def planned_by_older_rules(tx):
        for one in tx.occurrences.of_series(series.id):
            at = one.starts_at + HOUR
            tx.occurrences.save(replace(one, starts_at=at, due=at - 10 * MINUTE))

    await story.kept.run(planned_by_older_rules)
    await story.schedule.plan_ahead()
    await story.schedule.plan_ahead()
    await story.tick()
    assert await held(story, 2) == [START + HOUR, START + WEEK + HOUR]
    assert story.discord.keys(ORGANISERS) == ["organisers.clocks_changed"]
    shown = await story.changes.show(GUILD, lead(), series.title)
    assert [at for _, at in shown.drifted] == [START, START + WEEK]
    assert (await story.changes.show(GUILD, member(1), series.title)).drifted == ()
    for who, where, refusal in (
        (member(1), GUILD, NotAFacilitator),
        (lead(), GuildId(404), MeetingNotFound),
    ):
        with pytest.raises(refusal):
            await story.changes.follow_clocks(where, who, series.id)
    assert (await story.changes.follow_clocks(GUILD, lead(), series.id)).drifted == ()
    assert await held(story, 2) == [START, START + WEEK]


async def test_what_hands_have_moved_has_not_drifted(story):
    series = await weekly(story)
    await move(story, series, 0, HOUR)
    assert (await story.changes.show(GUILD, lead(), series.title)).drifted == ()
