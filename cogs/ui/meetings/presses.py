"""Presses when the meeting is over, or its room is gone."""

from cogs.ui.kit.answer import privately, tell
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import CustomId
from cogs.ui.meetings.draw import still_open


@on_press("keep_open")
async def keep_open(interaction: Interaction, custom_id: CustomId) -> None:
    """Let a text room take messages for half an hour more, and say until when."""
    bot = interaction.client
    by = await bot.actor(interaction)
    until = await bot.services.room_requests.keep_open(custom_id.meeting, by, custom_id.number)
    await privately(interaction, still_open(custom_id.meeting, until, bot.say(interaction)))


@on_press("open_again")
async def open_again(interaction: Interaction, custom_id: CustomId) -> None:
    """Open another room for a meeting whose room somebody deleted."""
    bot = interaction.client
    by = await bot.actor(interaction)
    await bot.defer_if_slow(
        interaction, bot.services.room_requests.open_again(custom_id.meeting, by)
    )
    await tell(interaction, "meeting.opens_again")


@on_press("open_now")
async def open_now(interaction: Interaction, custom_id: CustomId) -> None:
    """Open a meeting now that could not take place at its time."""
    bot = interaction.client
    by = await bot.actor(interaction)
    await bot.defer_if_slow(interaction, bot.services.room_requests.open_now(custom_id.meeting, by))
    await tell(interaction, "meeting.opens_now")
