"""Hands, and being ready to move on: on the card, and when pressed; notes go to the lead alone."""

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.talk import hands
from bot.text.catalog import Say, Shown
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import decide, on_card, privately, tell
from cogs.ui.kit.button import Interaction, Item, button, on_press
from cogs.ui.kit.form import Form, Given, form, on_submit, open_form, text_field, text_value
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import named
from cogs.ui.kit.sheet import row, sheet

SHOWN = 3
"""Names of raised hands on the card; more are counted."""


def called(meeting: LiveMeeting, say: Say) -> str:
    """Say whose hand was called last."""
    if meeting.called is None:
        return ""
    return say("card.discussion.called", name=named(meeting, meeting.called, say))


def hands_up(meeting: LiveMeeting, say: Say) -> str:
    """Say whose hands are up, the longest first."""
    if not meeting.hands:
        return ""
    names = [named(meeting, one.member, say) for one in meeting.hands[:SHOWN]]
    rest = len(meeting.hands) - len(names)
    more = [say("card.more_people", count=rest)] if rest else []
    return say("card.hands", names=Shown(", ".join(names + more)))


def ready(meeting: LiveMeeting, say: Say) -> str:
    """Count in words who is ready to move on, without names."""
    count = hands.ready_count(meeting)
    return say("card.ready", count=count, all=len(meeting.here)) if count else ""


def hand_button(meeting: LiveMeeting, say: Say) -> Item:
    """Offer to raise a hand; the count stands beside it."""
    return button(id_for("hand", meeting), say, tail=len(meeting.hands) or "")


def ready_button(meeting: LiveMeeting, say: Say) -> Item:
    """Offer to say that one is ready; the count stands beside it."""
    return button(id_for("ready", meeting), say, tail=hands.ready_count(meeting) or "")


def hand_answer(meeting: LiveMeeting, member: MemberId, say: Say) -> ui.LayoutView:
    """Say that the hand is up, and where it stands; or that it is down."""
    order = [hand.member for hand in meeting.hands]
    if member not in order:
        return sheet(say("talk.hand_down"))
    read = not meeting.is_guided  # a note is for whoever leads
    return sheet(
        say("talk.hand_up" if read else "talk.hand_up_alone", place=order.index(member) + 1),
        row(
            button(id_for("hand_note", meeting), say) if read else None,
            button(id_for("hand", meeting), say, label="hand_down"),
        ),
    )


def note_form(meeting: LiveMeeting, say: Say) -> Form:
    """Put a note beside one's hand."""
    return form(
        id_for("hand_note", meeting),
        say("button.hand_note"),
        text_field("text", say("form.note"), hands.LONGEST_NOTE, say("form.note_help")),
    )


@on_press("hand")
async def raised(interaction: Interaction, custom_id: CustomId) -> None:
    """Raise a hand, with a way to add a note; or take it down."""
    me = MemberId(interaction.user.id)
    up = lambda m, by, _: hands.raise_hand(m, by, custom_id.place)  # noqa: E731 - one rule
    meeting = await decide(interaction, custom_id, up, counts=Counted.PRESSES)
    await privately(interaction, hand_answer(meeting, me, interaction.client.say(interaction)))


@on_press("hand_note")
async def note(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a note beside one's hand."""
    bot, meeting = interaction.client, await here(interaction, custom_id)
    await open_form(interaction, note_form(meeting, bot.say(interaction)))


@on_submit("hand_note")
async def noted(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Put the note beside the hand."""
    text = text_value(filled, "text")
    beside = lambda m, by, _: hands.raise_hand(m, by, custom_id.place, text)  # noqa: E731 - one rule
    await decide(interaction, custom_id, beside, counts=Counted.PRESSES)
    await tell(interaction, "talk.note")


@on_press("ready")
async def ready_pressed(interaction: Interaction, custom_id: CustomId) -> None:
    """Say that one is ready to move on, or take it back."""
    ready_now = lambda m, by, _: hands.ready(m, by, custom_id.place)  # noqa: E731 - one rule
    await on_card(interaction, custom_id, ready_now, Counted.PRESSES)
