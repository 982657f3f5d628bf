"""Presses under `/setup texts`."""

from bot.services.server.setup import SavedTexts
from cogs.ui.kit.answer import besides, privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId
from cogs.ui.settings.draw import PAGES, not_taken, texts_form, texts_shown


@on_press("texts_rules", "texts_words")
async def edit(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for one page of the group's words."""
    bot = interaction.client
    server = await bot.services.setup.get(guild_of(interaction))
    form = texts_form(custom_id.action, server.texts, bot.say(interaction))
    await open_form(interaction, form)


@on_submit("texts_rules")
@on_submit("texts_words")
async def edited(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep the words and show them as members see them; what was not taken is given back."""
    bot, guild, say = interaction.client, guild_of(interaction), interaction.client.say(interaction)
    written = {name: text_value(filled, name) for name in PAGES[custom_id.action]}
    work = bot.services.setup.save_texts(
        guild, await bot.actor(interaction), written, custom_id.argument
    )
    saved = await bot.defer_if_slow(interaction, work)
    await privately(interaction, texts_shown(saved.server, say, say(_note(saved))))
    for name in saved.not_taken:
        await besides(interaction, not_taken(name, written[name], say))


def _note(saved: SavedTexts) -> str:
    if saved.not_taken:
        return "texts.theirs"
    return "texts.saved_rules" if saved.new_rules else "texts.saved"
