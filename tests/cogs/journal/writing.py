"""What stories about writing share: whoever keeps it, writes a check-in, and what is kept then."""

from bot.domain.ids import GuildId
from bot.domain.journal.entry import JournalEntry
from bot.rehearsal.cast import Answer
from bot.services.journal.choices import places_of
from tests.cogs.alone import Alone


async def kept_of(alone: Alone) -> tuple[tuple[GuildId, JournalEntry], ...]:
    """Give everything that is kept of somebody, with its place."""
    choices = alone.group.bot.services.choices
    places = places_of(await choices.settings(alone.id))
    return await choices.store.run(lambda tx: tx.entries.all(alone.id, places))


async def keeps(alone: Alone, *, answers: bool = True) -> None:
    """Let somebody choose in the notice."""
    await alone.say("privacy notice")
    await alone.press("Keep my answers" if answers else "Do not keep")


async def writes(alone: Alone, words: dict[str, object]) -> Answer:
    """Let somebody who has chosen check in."""
    await alone.say("checkin now")
    return await alone.fill(words)
