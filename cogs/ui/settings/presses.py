"""Presses under `/setup texts`."""

from dataclasses import replace

from bot.domain.server.server import Texts
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, text_value
from cogs.ui.kit.ids import CustomId
from cogs.ui.settings.draw import texts_form, texts_shown


@on_press("texts_rules", "texts_words")
async def edit(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for one page of the group's words."""
    bot = interaction.client
    server = await bot.services.setup.get(guild_of(interaction))
    form = texts_form(custom_id.action, server.texts, bot.say(interaction))
    await interaction.response.send_modal(form)


@on_submit("texts_rules")
@on_submit("texts_words")
async def edited(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep the words and show them as members see them."""
    bot, guild = interaction.client, guild_of(interaction)
    by, known = await bot.actor(interaction), (await bot.services.setup.get(guild)).texts
    texts = with_words(known, custom_id.action, filled)
    server = await bot.defer_if_slow(interaction, bot.services.setup.save_texts(guild, by, texts))
    changed = server.texts.rules_version != known.rules_version
    note = "texts.saved_rules" if changed else "texts.saved"
    say = bot.say(interaction)
    await privately(interaction, texts_shown(server, say, say(note)))


def with_words(texts: Texts, page: str, filled: Given) -> Texts:
    """Give the texts with what stands in one page of the form."""
    if page == "texts_rules":
        return replace(
            texts, rules=text_value(filled, "rules"), used_today=text_value(filled, "used_today")
        )
    return replace(
        texts,
        opening=text_value(filled, "opening"),
        closing=text_value(filled, "closing"),
        audience=text_value(filled, "audience"),
        contact=text_value(filled, "contact"),
    )
