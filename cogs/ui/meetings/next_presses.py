"""`/meeting next`, in a server or in a private message."""

from discord import ui

from bot.domain.ids import MemberId
from cogs.ui.kit.admission import doors_of
from cogs.ui.kit.button import Interaction
from cogs.ui.kit.command import guild_of
from cogs.ui.meetings.next_meeting import mine_shown, next_shown


async def whats_next(interaction: Interaction) -> ui.LayoutView:
    """Give somebody's own next meetings and the server's; in private, theirs of every server."""
    bot, say = interaction.client, interaction.client.say(interaction)
    if interaction.guild_id is None:
        mine = await bot.services.my_meetings.everywhere(MemberId(interaction.user.id))
        return mine_shown(mine, say)
    guild, by = guild_of(interaction), await bot.actor(interaction)
    found, mine = (
        await bot.services.schedule.next(guild, by),
        await bot.services.my_meetings.here(guild, by),
    )
    there = [*(one.one for one in mine.coming), *([found.coming] if found.coming else [])]
    return next_shown(found, mine, say, await doors_of(interaction, there))
