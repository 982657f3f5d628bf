"""Presses for `What if …`: choosing what happened, or saying it in one's own words."""

from bot.content import notes
from bot.content.notes.groups import grouped
from bot.domain.errors import BeforeUpdate
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.ui.console.what_if import draw as drawn
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.form import Form, form, open_form, text_field
from cogs.ui.kit.ids import CustomId, id_for, number_in

LONGEST = 300
"""Characters of what happened, as in a search for questions."""


@on_press("what_if")
async def what_if(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask what is going on."""
    meeting = await hosted(interaction, custom_id)
    await privately(interaction, drawn.choose(meeting, interaction.client.say(interaction)))


@on_press("what_if_kind")
async def one_kind(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the first notes of what was chosen."""
    await _notes(interaction, custom_id, chosen(interaction), 0)


@on_press("what_if_note")
async def one_note(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the note that was chosen, or the notes after those that were offered."""
    wanted = chosen(interaction)
    if wanted == drawn.ON:
        group, _, place = custom_id.argument.partition(".")
        await _notes(interaction, custom_id, group, number_in(place))
        return
    meeting = await hosted(interaction, custom_id)
    found = next((one for one in notes.library(meeting.language) if one.id == wanted), None)
    if found is None:
        raise BeforeUpdate
    await privately(interaction, drawn.page(meeting, found, interaction.client.say(interaction)))


async def _notes(interaction: Interaction, custom_id: CustomId, group: str, place: int) -> None:
    meeting = await hosted(interaction, custom_id)
    if place >= len(grouped(meeting.language).get(group, ())):
        raise BeforeUpdate
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.choose_note(meeting, group, place, say))


@on_press("what_if_words")
async def own_words(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for what happened; what it sends is looked up like any other words."""
    meeting = await hosted(interaction, custom_id)
    await open_form(interaction, _own_words(meeting, interaction.client.say(interaction)))


def _own_words(meeting: LiveMeeting, say: Say) -> Form:
    words = text_field("text", say("what_if.label"), LONGEST, say("what_if.unkept"), long=True)
    return form(id_for("what_if_words", meeting), say("what_if.form"), words)
