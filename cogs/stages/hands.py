"""Hands, and being ready to move on: on the card, and when pressed; notes go to the lead alone."""

from datetime import datetime

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.talk import hands
from bot.domain.person import Actor
from bot.text.catalog import Say, Shown
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import besides, decide, follow, on_card, tell
from cogs.ui.kit.button import Interaction, Item, button, on_press
from cogs.ui.kit.form import Form, Given, form, on_submit, open_form, text_field, text_value
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import named
from cogs.ui.kit.sheet import lines, row, sheet

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


def hand_answer(
    meeting: LiveMeeting, member: MemberId, say: Say, *, before: bool = False, note: str = ""
) -> ui.LayoutView:
    """Say that the hand is up, and where it stands, with its own button to lower it; or down.

    Whoever was called reads that they have the floor, with the way to end that. `before`: the hand
    was up already, so that pressing again has changed nothing; `note` is what was just done.
    """
    order = [hand.member for hand in meeting.hands]
    if member not in order and hands.has_floor(meeting) == member:
        return sheet(say("talk.hand_floor"), row(button(id_for("finish", meeting), say, main=True)))
    if member not in order:
        return sheet(say("talk.hand_down"))
    read = not meeting.is_guided  # a note is for whoever leads
    key = "talk.hand_up_before" if before else "talk.hand_up"
    return sheet(
        lines(
            say(key, place=order.index(member) + 1),
            note or say("talk.hand_note" if read else "talk.hand_alone"),
        ),
        row(
            button(id_for("hand_note", meeting), say) if read else None,
            button(id_for("hand_down", meeting), say),
        ),
    )


def ready_answer(meeting: LiveMeeting, member: MemberId, say: Say) -> ui.LayoutView:
    """Say that one counts as ready, with its own button to take it back; or not any more."""
    if member not in meeting.ready:
        return sheet(say("talk.not_ready"))
    return sheet(say("talk.ready"), row(button(id_for("not_ready", meeting), say)))


def note_form(meeting: LiveMeeting, say: Say) -> Form:
    """Put a note beside one's hand."""
    return form(
        id_for("hand_note", meeting),
        say("button.hand_note"),
        text_field("text", say("form.note"), hands.LONGEST_NOTE, say("form.note_help")),
    )


@on_press("hand")
async def raised(interaction: Interaction, custom_id: CustomId) -> None:
    """Raise a hand, with a way to add a note and one to lower it; one that is up stays up."""
    before: list[bool] = []

    def up(meeting: LiveMeeting, by: Actor, _: datetime) -> LiveMeeting:
        before[:] = [hands.is_up(meeting, by.id)]
        return hands.raise_hand(meeting, by, custom_id.place)

    meeting = await decide(interaction, custom_id, up, counts=Counted.PRESSES)
    await _show_hand(interaction, meeting, before=before[0])


@on_press("hand_down")
async def lowered(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a hand down."""
    down = lambda m, by, _: hands.lower_hand(m, by, custom_id.place)  # noqa: E731 - one rule
    await decide(interaction, custom_id, down, counts=Counted.PRESSES)
    await tell(interaction, "talk.hand_down")


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
    meeting = await decide(interaction, custom_id, beside, counts=Counted.PRESSES)
    await _show_hand(interaction, meeting, note=interaction.client.say(interaction)("talk.note"))


async def _show_hand(
    interaction: Interaction, meeting: LiveMeeting, *, before: bool = False, note: str = ""
) -> None:
    """Answer with one's hand; the answer follows what becomes of it, and folds once it is down."""
    me, say = MemberId(interaction.user.id), interaction.client.say(interaction)

    async def draw(now: LiveMeeting | None) -> ui.LayoutView:
        return hand_answer(now, me, say) if now else sheet(say("talk.hand_down"))

    def cares(now: LiveMeeting | None) -> object:
        if now is None:
            return None
        order = [hand.member for hand in now.hands]
        called = now.calls if hands.has_floor(now) == me else None
        return order.index(me) if me in order else None, called

    view = hand_answer(meeting, me, say, before=before, note=note)
    await follow(interaction, "hand", meeting, view, draw, cares)


@on_press("ready")
async def ready_pressed(interaction: Interaction, custom_id: CustomId) -> None:
    """Say that one is ready to move on, or take it back; the card counts, and one is told."""
    ready_now = lambda m, by, _: hands.ready(m, by, custom_id.place)  # noqa: E731 - one rule
    meeting = await on_card(interaction, custom_id, ready_now, Counted.PRESSES)
    me, say = MemberId(interaction.user.id), interaction.client.say(interaction)
    await besides(interaction, ready_answer(meeting, me, say))


@on_press("not_ready")
async def not_ready_pressed(interaction: Interaction, custom_id: CustomId) -> None:
    """Take it back that one is ready."""
    back = lambda m, by, _: hands.not_ready(m, by, custom_id.place)  # noqa: E731 - one rule
    await decide(interaction, custom_id, back, counts=Counted.PRESSES)
    await tell(interaction, "talk.not_ready")
