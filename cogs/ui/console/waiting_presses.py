"""Presses on what waits on the console: requests in private, and words without a name."""

from collections.abc import Collection

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from cogs.ui.console.keeping_shown import show_console
from cogs.ui.console.waiting_requests import (
    AGAIN,
    READ_AT_ONCE,
    aid_card,
    all_aids,
    known_by_name,
)
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.ids import CustomId


@on_press("held_show", "held_drop")
async def release(interaction: Interaction, custom_id: CustomId) -> None:
    """Show words without a name, or let them go."""
    bot, show = interaction.client, custom_id.action == "held_show"
    by = await bot.actor(interaction)
    work = bot.services.words.release(custom_id.meeting, by, custom_id.number, show=show)
    key = "done.shown" if show else "done.dropped"
    await show_console(interaction, await bot.defer_if_slow(interaction, work), key)


@on_press("aid_read")
async def aid_read(interaction: Interaction, custom_id: CustomId) -> None:
    """Read a request; whoever asked can see that it was read."""
    meeting = await _read(interaction, custom_id, (custom_id.number,))
    one = next(each for each in meeting.aids if each.number == custom_id.number)
    say, known = (
        interaction.client.say(interaction),
        known_by_name(interaction.guild, meeting, [one]),
    )
    await privately(interaction, aid_card(meeting, one, say, known))


@on_press("aid_read_all")
async def aid_read_all(interaction: Interaction, custom_id: CustomId) -> None:
    """Read all requests that fit on one sheet, for the first time or again."""
    say, meeting = interaction.client.say(interaction), await hosted(interaction, custom_id)
    if custom_id.argument == AGAIN:
        before = help_requests.read_before(meeting, MemberId(interaction.user.id))
        latest = before[: -READ_AT_ONCE - 1 : -1]
    else:
        latest = help_requests.unread(meeting)[:READ_AT_ONCE]
        meeting = await _read(interaction, custom_id, [one.number for one in latest])
    known = known_by_name(interaction.guild, meeting, latest)
    await privately(interaction, all_aids(meeting, latest, say, known))


async def _read(
    interaction: Interaction, custom_id: CustomId, numbers: Collection[int]
) -> LiveMeeting:
    bot = interaction.client
    work = bot.services.support.read(custom_id.meeting, await bot.actor(interaction), numbers)
    return await bot.defer_if_slow(interaction, work)
