"""What the list shows while a time is typed: how it is read, in the group's zone and one's own."""

from discord import app_commands

from bot.domain.calendar.when.choice import value_of
from bot.domain.calendar.when.reading import Reading
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut
from bot.services.calendar import phrases
from bot.text.catalog import Say
from bot.text.dates import reading_shown, shown_beside
from cogs.ui.kit.command import Interaction, guild_of

LONGEST_CHOICE = 100
"""Characters of a choice's name, which Discord allows."""


async def times_offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer how a phrase is read; a choice carries that reading whole to the answer."""
    bot = interaction.client
    server = await bot.services.setup.get(guild_of(interaction))
    if server.timezone is None:
        return []
    mine = (await bot.services.choices.settings(MemberId(interaction.user.id))).zone
    now, say = bot.services.clock.now(), bot.say(interaction)
    readings = phrases.suggestions(typed, server.timezone, now, server.language, mine)
    return [
        app_commands.Choice(name=_name(one, mine, say), value=value_of(one, server.id))
        for one in readings
    ]


def _name(reading: Reading, mine: str | None, say: Say) -> str:
    """Say how it is read; beside it on the reader's own clock, where that is another and fits."""
    shown = reading_shown(reading, say)
    beside = shown_beside(reading, mine, say) if mine else shown
    return cut(beside if len(beside) <= LONGEST_CHOICE else shown, LONGEST_CHOICE)
