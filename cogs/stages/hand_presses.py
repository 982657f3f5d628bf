"""Presses on hands and on being ready, wherever the card offers them."""

from bot.domain.ids import MemberId
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.talk import hands
from cogs.stages.hands import hand_answer, note_form
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import decide, on_card, privately, tell
from cogs.ui.kit.button import Interaction, on_press
from cogs.ui.kit.form import Given, on_submit, text_value
from cogs.ui.kit.ids import CustomId


@on_press("hand")
async def hand(interaction: Interaction, custom_id: CustomId) -> None:
    """Raise a hand, with a way to add a note; or take it down."""
    me = MemberId(interaction.user.id)
    up = lambda m, by, _: hands.raise_hand(m, by, custom_id.place)  # noqa: E731 - one rule
    meeting = await decide(interaction, custom_id, up, counts=Counted.PRESSES)
    await privately(interaction, hand_answer(meeting, me, interaction.client.say(interaction)))


@on_press("hand_note")
async def note(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a note beside one's hand."""
    bot, meeting = interaction.client, await here(interaction, custom_id)
    await interaction.response.send_modal(note_form(meeting, bot.say(interaction)))


@on_submit("hand_note")
async def noted(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Put the note beside the hand."""
    text = text_value(filled, "text")
    beside = lambda m, by, _: hands.raise_hand(m, by, custom_id.place, text)  # noqa: E731 - one rule
    await decide(interaction, custom_id, beside, counts=Counted.PRESSES)
    await tell(interaction, "talk.note")


@on_press("ready")
async def ready(interaction: Interaction, custom_id: CustomId) -> None:
    """Say that one is ready to move on, or take it back."""
    ready_now = lambda m, by, _: hands.ready(m, by, custom_id.place)  # noqa: E731 - one rule
    await on_card(interaction, custom_id, ready_now, Counted.PRESSES)
