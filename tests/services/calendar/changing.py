"""How people of these stories change what is planned."""

from datetime import date, timedelta

from bot.domain.calendar.chosen_meeting import ChosenMeeting, value_of_meeting
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from tests.services.conftest import GUILD, lead

WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
TUESDAY = date(2026, 12, 1)
"""The first rule date: 19:00 in Rome is `START`."""


async def weekly(story, **wish):
    await story.settle_server()
    return (await story.plan(Repeat.WEEKLY, **wish)).series


async def meant(story, series, weeks=None, by=None):
    day = None if weeks is None else TUESDAY + WEEK * weeks
    value = value_of_meeting(ChosenMeeting(series.id, day), GUILD)
    return await story.changes.meant(GUILD, by or lead(), value)


async def yes(story, outlook, by=None):
    return await story.changes.answer(GUILD, by or lead(), outlook.change.id)


async def move(story, series, weeks, to):
    return await yes(story, await story.changes.ask_move(await meant(story, series, weeks), to))


async def skip(story, series, weeks):
    return await yes(story, await story.changes.ask_skip(await meant(story, series, weeks)))


async def rows(story):
    listed = await story.kept.run(lambda tx: tx.occurrences.of(GUILD))
    return {one.rule_date: one for one in listed}


async def held(story, most=4):
    coming = (await story.changes.show(GUILD, lead(), "tuesday group")).coming
    return [one.starts_at for one in coming if one.phase is Phase.PLANNED][:most]
