"""Ana, who wants to be reminded of the group's Tuesdays, and what came to her."""

from datetime import timedelta

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.services.calendar.reminders.reminders import ReminderAsked
from bot.services.ports.drawings import ReminderMessage
from tests.services.calendar.changing import TUESDAY, WEEK, weekly
from tests.services.conftest import GUILD, START, member

ANA = member(1)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def asks(story, series, *leads, week=None, by=ANA, keeps=False):
    day = None if week is None else TUESDAY + WEEK * week
    asked = ReminderAsked(ChosenMeeting(series.id, day), "en", tuple(leads), keeps)
    return await story.reminders.ask(GUILD, by, asked)


async def reminded(story, *leads, week=None):
    """A weekly group, three hours before it meets first, and Ana's wish."""
    story.clock.at = START - timedelta(hours=3)
    series = await weekly(story)
    return series, (await asks(story, series, *leads, week=week)).reminder


def told(story, who=ANA):
    """Every reminder that came to somebody."""
    found = [(to, one) for to, one in story.discord.whispers if isinstance(one, ReminderMessage)]
    return [one for to, one in found if to == who.id]


def starts(story):
    return [one.starts_at for one in told(story)]


async def kept(story, who=ANA):
    return await story.kept.run(lambda tx: tx.reminders.of(who.id, [GUILD]))


async def later(story, at):
    """Let time pass in leaps: a look each evening half an hour before the group meets, then on."""
    evening = START - 90 * MINUTE
    while evening < at:
        if evening > story.clock.at:
            story.clock.at = evening
            await story.until(min(at, evening + 2 * HOUR))
        evening += WEEK
    await story.until(at)
