"""Presses on the console that stands in the facilitators' channel, by whoever reads it.

A step changes that console, as it would a card: a private one for each press would fill the
channel. What is for one person alone is answered in private.
"""

from collections.abc import Iterable

from bot.domain.errors import Refusal
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.rights import NotFacilitator
from cogs.ui.console.keeping_shown import show_console
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, button, on_refusal, scoped_to_guild
from cogs.ui.kit.ids import CustomId, id_for, is_standing_mark, read
from cogs.ui.kit.names import lead_name
from cogs.ui.kit.sheet import row, sheet


async def stepped(interaction: Interaction, meeting: LiveMeeting, note: str = "") -> None:
    """Answer a step on the console it was pressed on, as it stands now.

    `note` is the key of a sentence on what was just done. Raises NotFacilitator.
    """
    if is_standing(interaction):
        await interaction.client.console_renderer.answer(interaction, meeting.id)
    else:
        await show_console(interaction, meeting, note)


@on_refusal
async def offered_to_take_over(
    interaction: Interaction, custom_id: CustomId, refused: Refusal
) -> bool:
    """Tell whoever has the role and does not lead who does, with `Take over`; False for others."""
    if not isinstance(refused, NotFacilitator) or not is_standing(interaction):
        return False
    bot = interaction.client
    try:
        scoped = await scoped_to_guild(interaction, custom_id)
        meeting = await bot.services.meetings.get(scoped.meeting)
    except Refusal:
        return False
    if not leading.may_take_over(meeting, await bot.actor(interaction)):
        return False
    say = bot.say(interaction)
    told = "options.nobody_leads" if meeting.is_guided else "standing.led_by"
    words = say(told, name=lead_name(meeting, say)) if meeting.lead else say(told)
    await privately(interaction, sheet(words, row(button(id_for("take_over", meeting), say))))
    return True


def is_standing(interaction: Interaction) -> bool:
    """Tell whether a press was on a console that stands in the facilitators' channel."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return False
    return any(
        one.action == "console" and is_standing_mark(one.argument)
        for one in _ids(message.components)
    )


def _ids(parts: Iterable[object]) -> Iterable[CustomId]:
    for part in parts:
        found = read(getattr(part, "custom_id", None) or "")
        if found is not None:
            yield found
        yield from _ids(getattr(part, "children", ()))
