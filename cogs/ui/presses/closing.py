"""A press once the evening is over."""

from cogs.ui.answer import privately
from cogs.ui.button import Interaction, pressed
from cogs.ui.ids import Tag
from cogs.ui.meetings import still_open


@pressed("keep_open")
async def keep_open(interaction: Interaction, tag: Tag) -> None:
    """Let a text room take messages for half an hour more, and say until when."""
    bot = interaction.client
    by = await bot.actor(interaction)
    until = await bot.services.schedule.keep_open(tag.meeting, by, tag.number)
    await privately(interaction, still_open(tag.meeting, until, bot.say(interaction)))
