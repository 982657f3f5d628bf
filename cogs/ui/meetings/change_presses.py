"""Presses that make a change of planned meetings, or take it back."""

from datetime import date

from bot.domain.calendar.chosen_meeting import ChosenMeeting, value_of_meeting
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import ChangeId, SeriesId
from cogs.ui.kit.admission import doors_of
from cogs.ui.kit.answer import privately, tell
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


@on_press("start_later")
async def leave_out(interaction: Interaction, custom_id: CustomId) -> None:
    """Leave out the date of the day on which a series was planned."""
    bot, guild = interaction.client, guild_of(interaction)
    series, _, day = custom_id.argument.partition(".")
    chosen = ChosenMeeting(SeriesId(entry_in(series)), _day_in(day))
    by, changes = await bot.actor(interaction), bot.services.calendar_changes
    meant = await changes.meant(guild, by, value_of_meeting(chosen, guild))
    asked_about = await changes.ask_skip(meant)
    outlook = await bot.defer_if_slow(interaction, changes.answer(guild, by, asked_about.change.id))
    await privately(interaction, done(outlook, bot.say(interaction)))


def _day_in(text: str) -> date:
    """Read the day that a button holds. Raises BeforeUpdate."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BeforeUpdate from None


@on_press("leave_it")
async def leave_it(interaction: Interaction, _: CustomId) -> None:
    """Leave everything as it is, for whoever thinks better of a question."""
    await tell(interaction, "change.left_as_it_is")
