"""Presses for `What if …`: choosing what happened, or saying it in one's own words."""

from bot.content import notes
from bot.domain.errors import BeforeUpdate
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.ui.console.what_if import draw as drawn
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.form import Form, form, open_form, text_field
from cogs.ui.kit.ids import CustomId, id_for

LONGEST = 300
"""Characters of what happened, as in a search for questions."""


@on_press("what_if")
async def what_if(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what may happen, by its kind."""
    meeting = await hosted(interaction, custom_id)
    await privately(interaction, drawn.choose(meeting, interaction.client.say(interaction)))


@on_press("what_if_note")
async def one_note(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the note that was chosen."""
    meeting, wanted = await hosted(interaction, custom_id), chosen(interaction)
    found = next((one for one in notes.library(meeting.language) if one.id == wanted), None)
    if found is None:
        raise BeforeUpdate
    await privately(interaction, drawn.page(meeting, found, interaction.client.say(interaction)))


@on_press("what_if_words")
async def own_words(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for what happened; what it sends is looked up like any other words."""
    meeting = await hosted(interaction, custom_id)
    await open_form(interaction, _own_words(meeting, interaction.client.say(interaction)))


def _own_words(meeting: LiveMeeting, say: Say) -> Form:
    words = text_field("text", say("what_if.label"), LONGEST, say("what_if.unkept"), long=True)
    return form(id_for("what_if_words", meeting), say("what_if.form"), words)
