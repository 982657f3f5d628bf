"""What a reminder says and what is kept of it: for whose eyes, and for how long."""

from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ReminderId, RoleId
from bot.domain.journal.settings import living_in
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.calendar.reminders.my_meetings import MyMeetings
from bot.services.calendar.reminders.reminders import MeetingGone, NoReminder
from bot.services.ports.members import Standing
from tests.services.calendar.changing import WEEK, weekly
from tests.services.calendar.reminding import ANA, HOUR, MINUTE, asks, kept, later, reminded, told
from tests.services.conftest import GUILD, START, lead, member


async def test_it_says_whose_meeting_it_is_on_their_own_clock_and_in_discreet_groups_not_even_that(
    file_story,
):
    file_story.discord.owner = lead().id
    await reminded(file_story, 60)
    await file_story.choices.change(ANA.id, lambda one: living_in(one, "Europe/London"))
    await file_story.until(START - HOUR + MINUTE)
    (first,) = told(file_story)
    assert (first.group, first.zone, first.is_open) == ("Our server", "Europe/London", False)
    assert "Tuesday group" not in str(first)
    await file_story.setup.save(GUILD, lead(), discreet=True)
    await later(file_story, START + WEEK)
    assert told(file_story)[1].group == ""


async def test_what_is_kept_of_it_is_told_given_out_and_erased_with_what_was_to_come(file_story):
    await reminded(file_story)
    archive = await file_story.kept.run(
        lambda tx: [
            one.what for each in tx.registry.personal for one in each.holdings(ANA.id, GUILD)
        ]
    )
    assert {"reminder", "asked_for"} <= set(archive)
    await file_story.privacy.erase(ANA.id, GUILD)
    assert await kept(file_story) == ()
    entries = await file_story.kept.run(lambda tx: tx.outbox.of(Subject.member(GUILD, ANA.id)))
    assert [one for one in entries if one.kind == EntryKind.REMIND] == []
    await file_story.until(START)
    assert told(file_story) == []


async def test_a_number_of_nobody_is_no_reminder(file_story):
    with pytest.raises(NoReminder):
        await file_story.reminders.stop(ANA.id, ReminderId(7))


async def test_ones_own_next_meetings_are_shown_here_and_from_everywhere_they_are_still_in(
    file_story,
):
    file_story.discord.owner = lead().id
    series, _ = await reminded(file_story)
    here = await file_story.my_meetings.here(GUILD, ANA)
    assert [(one.one.starts_at, one.one.title) for one in here.coming] == [(START, "Tuesday group")]
    assert await file_story.my_meetings.here(GUILD, member(2)) == MyMeetings()
    await file_story.until(START - 5 * MINUTE)
    (far,) = (await file_story.my_meetings.everywhere(ANA.id)).coming
    assert (far.group, far.one.phase, far.door.guild) == ("Our server", Phase.OPEN, GUILD)
    await file_story.setup.save(GUILD, lead(), discreet=True)
    (far,) = (await file_story.my_meetings.everywhere(ANA.id)).coming
    assert far.group == ""
    (near,) = (await file_story.my_meetings.here(GUILD, ANA)).coming
    assert near.one.title != series.title
    file_story.discord.standings[ANA.id] = None
    assert await file_story.my_meetings.everywhere(ANA.id) == MyMeetings()


async def test_of_a_meeting_for_one_role_only_who_holds_it_is_reminded_and_only_while_they_do(
    file_story,
):
    role = RoleId(77)
    file_story.clock.at = START - 3 * HOUR
    series = await weekly(file_story, visible_to=role)
    with pytest.raises(MeetingGone):
        await asks(file_story, series, 60)
    holds = replace(ANA, roles=frozenset({role}))
    await asks(file_story, series, 90, 60, by=holds)
    file_story.discord.standings[ANA.id] = Standing(roles=frozenset({role}))
    await file_story.until(START - 80 * MINUTE)
    assert len((await file_story.my_meetings.everywhere(ANA.id)).coming) == 1
    file_story.discord.standings[ANA.id] = Standing()
    await file_story.until(START - 50 * MINUTE)
    assert len(told(file_story)) == 1
    assert await file_story.my_meetings.everywhere(ANA.id) == MyMeetings()
    assert len(await kept(file_story)) == 1, "they may hold it again"


async def test_what_waits_of_a_meeting_that_they_may_not_see_any_more_is_not_shown(file_story):
    role = RoleId(77)
    file_story.clock.at = START - 3 * HOUR
    series = await weekly(file_story, visible_to=role)
    holds = replace(ANA, roles=frozenset({role}))
    await asks(file_story, series, 60, by=holds)
    file_story.discord.standings[ANA.id] = Standing(roles=frozenset({role}))
    file_story.discord.closed_to.add(ANA.id)
    await file_story.until(START - 50 * MINUTE)
    mine = file_story.my_meetings
    assert len((await mine.here(GUILD, holds)).waiting) == 1
    assert len((await mine.everywhere(ANA.id)).waiting) == 1
    file_story.discord.standings[ANA.id] = Standing()
    assert (await mine.here(GUILD, ANA)).waiting == ()
    assert (await mine.everywhere(ANA.id)).waiting == ()
