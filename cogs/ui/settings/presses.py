"""Presses under `/setup texts`, and where the bot was taken in again."""

from bot.services.server.setup import SavedTexts, must_manage
from bot.text.catalog import speaker
from cogs.ui.kit.answer import besides, privately, tell
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.settings.draw import (
    PAGES,
    as_shown,
    not_taken,
    page_asked,
    really_anew,
    texts_form,
    texts_shown,
)
from cogs.ui.settings.own_words import as_kept
from cogs.ui.settings.panel import panel
from cogs.ui.settings.planned import zones_moved

LONGEST_SERVER_NAME = 100


@on_press("texts_rules", "texts_words")
async def edit(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for one page of the group's words."""
    bot = interaction.client
    server = await bot.services.setup.get(guild_of(interaction))
    form = texts_form(
        custom_id.action, server.texts, bot.say(interaction), speaker(server.language)
    )
    await open_form(interaction, form)


@on_submit("texts_rules")
@on_submit("texts_words")
async def edited(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep the words and show them as members see them; what was not taken is given back."""
    bot, guild, say = interaction.client, guild_of(interaction), interaction.client.say(interaction)
    group = speaker((await bot.services.setup.get(guild)).language)
    written = {name: text_value(filled, name) for name in PAGES[custom_id.action]}
    work = bot.services.setup.save_texts(
        guild, await bot.actor(interaction), as_kept(written, group), custom_id.argument
    )
    saved = await bot.defer_if_slow(interaction, work)
    await privately(interaction, texts_shown(saved.server, say, say(_note(saved))))
    for name in saved.not_taken:
        await besides(interaction, not_taken(name, written[name], say))


def _note(saved: SavedTexts) -> str:
    if saved.not_taken:
        return "texts.theirs"
    return "texts.saved_rules" if saved.new_rules else "texts.saved"


@on_press("keep_set")
async def keep_set(interaction: Interaction, _: CustomId) -> None:
    """Let all go on in a server that has taken the bot in again."""
    bot, guild = interaction.client, guild_of(interaction)
    work = bot.services.departures.take_back(guild, await bot.actor(interaction))
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "back.kept")


@on_press("zones_move")
async def zones_move(interaction: Interaction, _: CustomId) -> None:
    """Let what was planned in another time zone keep its hour in the group's."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    work = bot.services.calendar_changes.move_to_groups_zone(guild_of(interaction), by)
    made = await bot.defer_if_slow(interaction, work)
    await privately(interaction, zones_moved(made, bot.say(interaction)))


@on_press("start_anew")
async def start_anew(interaction: Interaction, _: CustomId) -> None:
    """Ask once more before all that was set is deleted."""
    must_manage(await interaction.client.actor(interaction))
    await privately(interaction, really_anew(interaction.client.say(interaction)))


@on_press("anew_sure")
async def anew_sure(interaction: Interaction, _: CustomId) -> None:
    """Delete all that was set."""
    bot, guild = interaction.client, guild_of(interaction)
    work = bot.services.departures.start_anew(guild, await bot.actor(interaction))
    await bot.defer_if_slow(interaction, work)
    await tell(interaction, "back.anew")


@on_press("page_on")
async def page_on(interaction: Interaction, _: CustomId) -> None:
    """Say what a web page would show, and ask."""
    bot, guild = interaction.client, guild_of(interaction)
    must_manage(await bot.actor(interaction))
    server = await bot.services.setup.get(guild)
    if server.discreet:
        await tell(interaction, "settings.page_discreet")
        return
    await privately(interaction, page_asked(_own_name(interaction), bot.say(interaction)))


@on_press("page_yes", "page_off")
async def page(interaction: Interaction, custom_id: CustomId) -> None:
    """Let meetings stand on the web page, or take them off, and show the settings."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    name = _own_name(interaction) if custom_id.action == "page_yes" else ""
    await bot.defer_if_slow(interaction, bot.services.setup.save(guild, by, published_as=name))
    server, needs = await bot.services.setup.check(guild, by)
    doorway, say = bot.services.setup.doorway(server), bot.say(interaction)
    shown = as_shown(interaction.guild, say)
    await privately(interaction, panel(server, needs, say, doorway, shown))


def _own_name(interaction: Interaction) -> str:
    """Give the name of the server, as it can stand on a page."""
    guild = interaction.client.get_guild(guild_of(interaction))
    name = one_line(guild.name if guild else "", LONGEST_SERVER_NAME)
    return name or interaction.client.say(interaction)("room.discreet")
