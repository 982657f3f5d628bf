"""Presses below the group's own templates."""

from bot.domain.ids import TemplateId
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId, entry_in
from cogs.ui.settings.templates import asked, removed


@on_press("template_remove")
async def ask(interaction: Interaction, _: CustomId) -> None:
    """Ask before one is removed."""
    bot, which = interaction.client, TemplateId(entry_in(chosen(interaction)))
    by = await bot.actor(interaction)
    work = bot.services.own_templates.in_use(guild_of(interaction), by, which)
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, asked(found, bot.say(interaction)))


@on_press("template_gone")
async def remove(interaction: Interaction, custom_id: CustomId) -> None:
    """Remove one, and show what is left."""
    bot, guild = interaction.client, guild_of(interaction)
    by, which = await bot.actor(interaction), TemplateId(entry_in(custom_id.argument))
    work = bot.services.own_templates.remove(guild, by, which)
    found = await bot.defer_if_slow(interaction, work)
    own = await bot.services.own_templates.of(guild)
    await privately(interaction, removed(found, own, bot.say(interaction)))
