"""`Next` and `Back` in the walk through an evening."""

import asyncio

from bot.domain.errors import BeforeUpdate
from bot.services.calendar.leading import must_plan
from bot.services.meeting.facilitating.rehearsed import MadeUp, evening_in, moment_in
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.ids import CustomId
from cogs.ui.walkthrough.draw import STEPS, step_shown


@on_press("rehearse")
async def rehearse(interaction: Interaction, custom_id: CustomId) -> None:
    """Show another step of the walk."""
    await show_step(interaction, custom_id.place.stage)


async def show_step(interaction: Interaction, number: int) -> None:
    """Show a step to somebody who may lead; nobody else sees it, and nothing is kept.

    Raises NotAFacilitator, and BeforeUpdate for a step that there is not.
    """
    bot, guild = interaction.client, guild_of(interaction)
    by, server = await bot.actor(interaction), await bot.services.setup.get(guild)
    must_plan(by, server)
    if number >= len(STEPS):
        raise BeforeUpdate
    say = bot.say(interaction)
    now = moment_in(STEPS[number].stage, bot.services.clock.now())
    made_up = MadeUp(say("meeting.default_title"), say("rehearse.people").split())
    # The first that needs a question reads the library.
    evening = await asyncio.to_thread(evening_in, STEPS[number].stage, by, server, made_up, now)
    await privately(interaction, step_shown(number, evening, now, say))
