"""Ana, who wants to be asked to check in, and what came to her."""

from datetime import time, timedelta

from bot.domain.ids import OWN, EntryId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.services.journal.nudges import When
from bot.services.ports.drawings import Nudge, NudgeKind
from tests.services.conftest import member

ANA = member(1).id
EVENING = When(time(21), range(7))
DAY = timedelta(days=1)


def told(story):
    """Every message that came by itself but the first, which shows what it looks like."""
    found = [one for _, one in story.discord.whispers if isinstance(one, Nudge)]
    return [one for one in found if one.kind is not NudgeKind.FIRST]


async def write(story, number=1):
    at = story.clock.at
    entry = JournalEntry(EntryId(number), JournalShelf.CHECKIN, at, at.date(), {"mood": "5"})
    await story.drafts.write(ANA, OWN, entry.id, lambda *_: entry)


async def schedule(story):
    return (await story.choices.settings(ANA)).schedule
