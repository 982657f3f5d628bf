"""Presses for when many come to do harm."""

from bot.domain.errors import AskFirst
from cogs.ui.console.keeping_shown import show_console, strangers
from cogs.ui.console.newcomers import draw as drawn
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import CustomId


async def choose(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what can be done if people come to disrupt."""
    meeting = await hosted(interaction, custom_id)
    await privately(interaction, drawn.choose(meeting, interaction.client.say(interaction)))


@on_press("sweep_ask")
async def ask(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask whether everyone who is new is to be removed."""
    bot, say = interaction.client, interaction.client.say(interaction)
    await hosted(interaction, custom_id)
    by, new = await bot.actor(interaction), await bot.services.newcomers.look(custom_id.meeting)
    work = bot.services.newcomers.remove_all(custom_id.meeting, by, sure=False)
    try:
        await bot.defer_if_slow(interaction, work)
    except AskFirst as asked:
        await privately(
            interaction, drawn.question(asked, new, strangers(interaction, new.meeting), say)
        )


@on_press("sweep")
async def sweep(interaction: Interaction, custom_id: CustomId) -> None:
    """Remove everyone who is new, with or without what they wrote."""
    bot, say = interaction.client, interaction.client.say(interaction)
    by, words_too = await bot.actor(interaction), custom_id.argument == drawn.WITH_WORDS
    work = bot.services.newcomers.remove_all(custom_id.meeting, by, sure=True, words_too=words_too)
    meeting = await bot.defer_if_slow(interaction, work)
    names, hear = strangers(interaction, meeting), bot.services.newcomers.leaves_in_voice(meeting)
    view = drawn.removed(meeting, meeting.sweeps[-1], names, say, hear=hear)
    await privately(interaction, view)


@on_press("sweep_undo")
async def undo(interaction: Interaction, custom_id: CustomId) -> None:
    """Bring everyone back whom one press removed."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.newcomers.let_all_back_in(custom_id.meeting, by, custom_id.number)
    await show_console(interaction, await bot.defer_if_slow(interaction, work), "done.swept_back")


@on_press("only_listen")
async def only_listen(interaction: Interaction, custom_id: CustomId) -> None:
    """Let only those write who are here now."""
    await _let(interaction, custom_id, only=True)


@on_press("all_write")
async def all_write(interaction: Interaction, custom_id: CustomId) -> None:
    """Let everyone write again."""
    await _let(interaction, custom_id, only=False)


async def _let(interaction: Interaction, custom_id: CustomId, *, only: bool) -> None:
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.newcomers.only_listen(custom_id.meeting, by, only=only)
    note = "" if only else "done.all_write"  # the console itself says that newcomers listen
    await show_console(interaction, await bot.defer_if_slow(interaction, work), note)
