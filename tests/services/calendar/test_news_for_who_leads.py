"""Whoever is down to lead hears what becomes of their dates, once, and not of their own changes."""

from dataclasses import replace

import pytest

from bot.domain.calendar.edited import Edit
from bot.domain.calendar.news import NewsKind
from bot.domain.ids import ReminderId
from bot.services.calendar.reminders.my_meetings import MyMeetings
from bot.services.ports.drawings import NewsMessage
from tests.services.calendar.changing import TUESDAY, WEEK, meant, move, rows, skip, weekly, yes
from tests.services.calendar.reminding import ANA, HOUR, asks, kept
from tests.services.conftest import GUILD, START, lead, member

GIL, CLEO = lead(7), lead(8)
"""Who leads the series, and who helps."""


def news(story, who=GIL):
    found = [(to, one) for to, one in story.discord.whispers if isinstance(one, NewsMessage)]
    return [one for to, one in found if to == who.id]


def kinds(story, who=GIL):
    return [one.news.kind for one in news(story, who)]


async def led(story, **settings):
    """A weekly group, hours before it meets: Gil leads it and Cleo helps."""
    story.clock.at = START - 5 * HOUR
    series = await weekly(story, facilitator=GIL.id, co_facilitator=CLEO.id)
    await story.setup.save(GUILD, lead(), **settings)
    await story.wait(minutes=1)
    assert kinds(story) == [NewsKind.NAMED]
    assert kinds(story, CLEO) == [NewsKind.HELPS]
    story.discord.whispers.clear()
    return series


async def _skip(story, series):
    return await story.changes.ask_skip(await meant(story, series, 0))


async def _move(story, series):
    return await story.changes.ask_move(await meant(story, series, 0), HOUR)


async def _pause(story, series):
    return await story.changes.ask_pause(await meant(story, series), None)


async def _cancel(story, series):
    return await story.changes.ask_cancel(await meant(story, series))


async def _edit(story, series):
    return await story.changes.ask_edit(await meant(story, series), Edit(topic="Sleep"))


async def test_who_is_named_in_a_new_series_hears_it_once_by_its_name_and_who_planned_it_not(
    file_story,
):
    file_story.clock.at, file_story.discord.owner = START - 5 * HOUR, lead().id
    await weekly(file_story, facilitator=GIL.id, co_facilitator=lead().id)
    for _ in range(2):
        await file_story.wait(minutes=1)
        (told,) = news(file_story)
    assert (told.news.kind, told.news.then, told.title) == (NewsKind.NAMED, START, "Tuesday group")
    assert kinds(file_story, lead()) == []


@pytest.mark.parametrize(
    ("ask", "kind", "back"),
    [
        (_skip, NewsKind.NOT_HELD, NewsKind.HELD_AGAIN),
        (_move, NewsKind.MOVED, NewsKind.MOVED),
        (_pause, NewsKind.PAUSED, NewsKind.GOES_ON),
        (_cancel, NewsKind.ENDED, NewsKind.GOES_ON),
        (_edit, NewsKind.CHANGED, NewsKind.CHANGED),
    ],
)
async def test_who_leads_and_who_helps_are_told_and_that_it_was_taken_back(
    file_story, ask, kind, back
):
    series = await led(file_story)
    made = await yes(file_story, await ask(file_story, series))
    await file_story.wait(minutes=1)
    await file_story.changes.undo(GUILD, lead(), made.change.id)
    await file_story.wait(minutes=1)
    assert kinds(file_story) == kinds(file_story, CLEO) == [kind, back]
    assert {to for to, _ in file_story.discord.whispers} == {GIL.id, CLEO.id}
    assert [one.reminder for one in news(file_story)] == [None, None], "there is nothing to stop"


async def test_days_off_are_told_and_in_a_discreet_server_nothing_of_the_group(file_story):
    file_story.discord.owner = lead().id
    await led(file_story, discreet=True)
    await file_story.setup.save(GUILD, lead(), days_off="8 Dec")
    await file_story.changes.keep_days_off(GUILD, lead())
    await file_story.wait(minutes=1)
    (told,) = news(file_story)
    assert (told.news.at, told.group, told.language) == (START + WEEK, "", "en")


async def test_nobody_is_told_of_their_own_change(file_story):
    series = await led(file_story)
    await asks(file_story, series, by=CLEO)
    made = await yes(file_story, await _skip(file_story, series), by=GIL)
    await file_story.wait(minutes=1)
    assert (kinds(file_story), kinds(file_story, CLEO)) == ([], [NewsKind.NOT_HELD])
    await file_story.changes.undo(GUILD, CLEO, made.change.id)
    await file_story.wait(minutes=1)
    assert kinds(file_story) == [NewsKind.HELD_AGAIN]
    assert kinds(file_story, CLEO) == [NewsKind.NOT_HELD]


@pytest.mark.parametrize("week", [None, 0])
async def test_who_leads_and_asked_for_reminders_too_is_told_once(file_story, week):
    series = await led(file_story)
    await asks(file_story, series, by=GIL, week=week)
    await skip(file_story, series, 0)
    await file_story.wait(minutes=1)
    assert kinds(file_story) == [NewsKind.NOT_HELD]
    await yes(file_story, await _pause(file_story, series))
    await file_story.wait(minutes=1)
    assert kinds(file_story) == [NewsKind.NOT_HELD, NewsKind.PAUSED]


async def test_who_stepped_in_for_one_date_hears_of_that_date_alone(file_story):
    file_story.discord.owner = lead().id
    series = await led(file_story)
    first = (await rows(file_story))[TUESDAY]
    stepped_in = replace(first, facilitator=lead(3).id, co_facilitator=None)
    await file_story.kept.run(lambda tx: tx.occurrences.save(stepped_in))
    await skip(file_story, series, 1)
    await file_story.wait(minutes=1)
    assert kinds(file_story, lead(3)) == []
    await move(file_story, series, 0, HOUR)
    await file_story.wait(minutes=1)
    assert kinds(file_story, lead(3)) == [NewsKind.MOVED]
    assert [one.title for one in news(file_story, lead(3))] == ["Tuesday group"]


async def test_whoever_is_named_instead_and_whoever_was_named_before_both_hear_it(file_story):
    series = await led(file_story)
    edit = Edit(facilitator=lead(3).id)
    await yes(file_story, await file_story.changes.ask_edit(await meant(file_story, series), edit))
    await file_story.wait(minutes=1)
    assert kinds(file_story) == [NewsKind.CHANGED]
    assert kinds(file_story, lead(3)) == [NewsKind.NAMED], "it's theirs now"
    await skip(file_story, series, 0)
    await file_story.wait(minutes=1)
    assert kinds(file_story) == [NewsKind.CHANGED], "it isn't theirs any more"


async def test_where_messages_are_closed_it_waits_and_nothing_else_is_kept(file_story):
    series = await led(file_story)
    file_story.discord.closed_to.add(GIL.id)
    await move(file_story, series, 0, HOUR)
    await file_story.wait(minutes=1)
    mine = await file_story.my_meetings.here(GUILD, GIL)
    assert (mine.coming, [one.kind for one in mine.waiting]) == ((), ["moved"])
    holdings = await file_story.kept.run(lambda tx: tx.reminders.holdings(GIL.id, GUILD))
    assert [one.what for one in holdings] == ["lead_news"]
    await file_story.reminders.plan_ahead()
    await file_story.wait(days=3)
    await file_story.kept.run(lambda tx: tx.registry.prune(file_story.clock.now()))
    assert await kept(file_story, GIL) == ()
    assert await file_story.my_meetings.here(GUILD, GIL) == MyMeetings()


async def test_what_waits_stays_when_reminders_are_asked_for_and_is_not_taken_for_a_wish(
    file_story,
):
    series = await led(file_story)
    file_story.discord.closed_to.add(GIL.id)
    await skip(file_story, series, 0)
    await file_story.wait(minutes=1)
    (waits,) = await kept(file_story, GIL)
    assert (waits.leads, waits.id == ReminderId(0)) == ((), False)
    asked = (await asks(file_story, series, by=GIL, keeps=True)).reminder
    assert (asked.leads, len(asked.waiting)) == ((60, 10), 1)
    await skip(file_story, series, 1)
    await file_story.wait(minutes=1)
    (mine,) = await kept(file_story, GIL)
    assert (mine.leads, len(mine.waiting)) == ((60, 10), 2)


async def test_whoever_left_the_server_hears_nothing_and_members_hear_nothing_unasked(file_story):
    series = await led(file_story)
    file_story.discord.standings[GIL.id] = None
    await skip(file_story, series, 0)
    await file_story.wait(minutes=1)
    assert kinds(file_story) == kinds(file_story, ANA) == kinds(file_story, member(2)) == []
