"""Presses on favourites: looking at them, keeping one more, letting one go."""

from collections.abc import Sequence

from bot.domain.ids import PromptId
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.prompts import favourites as drawn
from cogs.ui.prompts.draw import ids_in


@on_press("favourites")
async def favourites(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one's own, and offer to keep what was seen just before."""
    await show(interaction, custom_id, offered=ids_in(custom_id))


@on_press("favourites_page")
async def following(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the next page."""
    await show(interaction, custom_id, custom_id.number)


@on_press("favourite_keep")
async def keep(interaction: Interaction, custom_id: CustomId) -> None:
    """Keep the one that was chosen."""
    bot, one = interaction.client, PromptId(chosen(interaction))
    work = bot.services.favourites.keep(guild_of(interaction), await bot.actor(interaction), one)
    await bot.defer_if_slow(interaction, work)
    await show(interaction, custom_id, offered=ids_in(custom_id))


@on_press("favourite_let_go")
async def let_go(interaction: Interaction, custom_id: CustomId) -> None:
    """Keep the one that was chosen no longer."""
    bot, one = interaction.client, PromptId(chosen(interaction))
    by = await bot.actor(interaction)
    work = bot.services.favourites.let_go(guild_of(interaction), by, one)
    await bot.defer_if_slow(interaction, work)
    await show(interaction, custom_id, custom_id.number)


async def show(
    interaction: Interaction,
    custom_id: CustomId,
    number: int = 0,
    offered: Sequence[PromptId] = (),
) -> None:
    """Show one page, and what can be kept."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    work = bot.services.favourites.page(guild, by, number)
    seen = await bot.defer_if_slow(interaction, work)
    others = (await bot.services.prompts.again(guild, by, offered)).prompts if offered else ()
    view = drawn.page(seen, custom_id, number, others, bot.say(interaction))
    await privately(interaction, view)
