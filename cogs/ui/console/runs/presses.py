"""Presses for `A short run`: choosing one, and asking its questions one after the other."""

from bot.domain.errors import BeforeUpdate
from cogs.ui.console.runs import draw as drawn
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.ids import CustomId


@on_press("short_run")
async def short_run(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the runs."""
    meeting = await hosted(interaction, custom_id)
    await privately(interaction, drawn.choose(meeting, interaction.client.say(interaction)))


@on_press("run")
async def one_run(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the steps of the run that was chosen."""
    meeting = await hosted(interaction, custom_id)
    found, _ = drawn.run_in(meeting, chosen(interaction))
    if found is None:
        raise BeforeUpdate
    await privately(interaction, drawn.steps(meeting, found, interaction.client.say(interaction)))


@on_press("run_ask")
async def ask(interaction: Interaction, custom_id: CustomId) -> None:
    """Put a question of the run on the card; the run stays where it is."""
    bot, say = interaction.client, interaction.client.say(interaction)
    found, question = drawn.run_in(await hosted(interaction, custom_id), custom_id.argument)
    if found is None:
        raise BeforeUpdate
    by = await bot.actor(interaction)
    work = bot.services.questions.ask(custom_id.meeting, by, custom_id.place, question)
    meeting = await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.steps(meeting, found, say, say("done.asked")))
