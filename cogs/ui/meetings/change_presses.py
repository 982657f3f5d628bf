"""Presses that make a change of planned meetings, or take it back."""

from bot.domain.ids import ChangeId, SeriesId
from cogs.ui.kit.admission import doors_of
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId, entry_in
from cogs.ui.meetings.changes import asked, done, shown


@on_press("change_yes")
async def make(interaction: Interaction, custom_id: CustomId) -> None:
    """Make a change that was shown; where things stand otherwise by now, show it again."""
    bot, change = interaction.client, ChangeId(entry_in(custom_id.argument))
    by = await bot.actor(interaction)
    work = bot.services.calendar_changes.answer(guild_of(interaction), by, change)
    outlook = await bot.defer_if_slow(interaction, work)
    draw = asked if outlook.has_changed else done
    await privately(interaction, draw(outlook, bot.say(interaction)))


@on_press("clocks_follow")
async def follow_clocks(interaction: Interaction, custom_id: CustomId) -> None:
    """Let planned dates follow the clocks of their zone as they go now."""
    bot, series = interaction.client, SeriesId(entry_in(custom_id.argument))
    by = await bot.actor(interaction)
    work = bot.services.calendar_changes.follow_clocks(guild_of(interaction), by, series)
    found = await bot.defer_if_slow(interaction, work)
    doors = await doors_of(interaction, found.coming)
    await privately(interaction, shown(found, bot.say(interaction), doors))


@on_press("change_undo")
async def undo(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a change back, and show the meeting as it stands again."""
    bot, change = interaction.client, ChangeId(entry_in(custom_id.argument))
    by = await bot.actor(interaction)
    work = bot.services.calendar_changes.undo(guild_of(interaction), by, change)
    found = await bot.defer_if_slow(interaction, work)
    doors = await doors_of(interaction, found.coming)
    await privately(interaction, shown(found, bot.say(interaction), doors, undone=True))
