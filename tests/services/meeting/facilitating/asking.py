"""What people of these stories say to who leads, and what they read."""

from datetime import timedelta

from bot.domain.ids import ChannelId, MemberId
from bot.domain.person import Actor
from bot.services.ports.drawings import Line, NewsMessage
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import MINUTE, START

FACILITATORS = ChannelId(15)
OLU = Actor(MemberId(70_707_070), "Olu", leads=True)
SECOND = timedelta(seconds=1)
ASKED, NEEDED = START - 15 * MINUTE, START - 5 * MINUTE


async def yes(story, by=OLU, start=START):
    return await story.who_leads.yes((await story.occurrence()).id, by, int(start.timestamp()))


async def take(story, by):
    return await story.who_leads.take((await story.occurrence()).id, by)


async def cannot(story, by=OLU):
    return await story.who_leads.give_back((await story.occurrence()).id, by.id)


def asked(story):
    """Whom something was asked or told in one sentence; news of the calendar is not among it."""
    whispers = story.discord.whispers
    return [(who, line.key) for who, line in whispers if not isinstance(line, NewsMessage)]


def everything_said(story):
    """Every sentence that anybody could read, as it stands and as it stood."""
    lines = [line for _, line in story.discord.whispers]
    lines += [each for one in story.discord.said() for each in (one.drawing, *one.edits)]
    return [line_text(one, speaker("en")) for one in lines if isinstance(one, Line)]
