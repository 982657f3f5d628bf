"""Presses in agenda and discussion: topics, votes, hands, ready (product.md §2)."""

from bot.domain import agenda, hands
from bot.domain.ids import MemberId
from bot.domain.limits import Counted
from cogs.ui import votes
from cogs.ui import words as forms
from cogs.ui.admission import here
from cogs.ui.answer import decide, on_card, privately, tell
from cogs.ui.button import Interaction, chosen, pressed
from cogs.ui.form import Given, sent, words
from cogs.ui.ids import Tag, number_in


@pressed("suggest", "topic_yes")
async def suggest(interaction: Interaction, tag: Tag) -> None:
    """Open the form for a topic."""
    form = forms.topic_form(tag, interaction.client.say(interaction))
    await interaction.response.send_modal(form)


@sent("suggest")
async def suggested(interaction: Interaction, tag: Tag, filled: Given) -> None:
    """Put the topic on the agenda."""
    text, named = words(filled, "text"), filled.get("named") is True
    put = lambda m, by, _: agenda.suggest(m, by, text, with_name=named)  # noqa: E731 - one rule
    known = await interaction.client.services.meetings.get(tag.meeting)
    redraw = agenda.is_shown(known)  # an edit that shows nothing would tell of it all the same
    meeting = await decide(interaction, tag, put, redraw=redraw, counts=Counted.TOPICS)
    # The same words count once: they may stand there already, without this name.
    stands = named and agenda.is_named(meeting, text, MemberId(interaction.user.id))
    await tell(interaction, "finished.added_named" if stands else "finished.added")


@pressed("vote")
async def vote(interaction: Interaction, tag: Tag) -> None:
    """Show the topics to choose from."""
    say, me = interaction.client.say(interaction), MemberId(interaction.user.id)
    await privately(interaction, votes.ballot(await here(interaction, tag), tag, me, say))


@pressed("vote_for")
async def vote_for(interaction: Interaction, tag: Tag) -> None:
    """Give one's vote to a topic, or move it."""
    number = number_in(chosen(interaction))
    cast = lambda m, by, _: agenda.vote(m, by, tag.place, number)  # noqa: E731 - one rule
    meeting = await decide(interaction, tag, cast, counts=Counted.PRESSES)
    say, me = interaction.client.say(interaction), MemberId(interaction.user.id)
    await privately(interaction, votes.ballot(meeting, tag, me, say, voted=True))


@pressed("hand")
async def hand(interaction: Interaction, tag: Tag) -> None:
    """Raise a hand, with a way to add a note; or take it down."""
    me = MemberId(interaction.user.id)
    up = lambda m, by, _: hands.raise_hand(m, by, tag.place)  # noqa: E731 - one rule
    meeting = await decide(interaction, tag, up, counts=Counted.PRESSES)
    await privately(
        interaction, votes.hand_answer(meeting, me, interaction.client.say(interaction))
    )


@pressed("hand_note")
async def note(interaction: Interaction, tag: Tag) -> None:
    """Open the form for a note beside one's hand."""
    bot, meeting = interaction.client, await here(interaction, tag)
    await interaction.response.send_modal(forms.note_form(meeting, bot.say(interaction)))


@sent("hand_note")
async def noted(interaction: Interaction, tag: Tag, filled: Given) -> None:
    """Put the note beside the hand."""
    text = words(filled, "text")
    beside = lambda m, by, _: hands.raise_hand(m, by, tag.place, text)  # noqa: E731 - one rule
    await decide(interaction, tag, beside, counts=Counted.PRESSES)
    await tell(interaction, "talk.note")


@pressed("ready")
async def ready(interaction: Interaction, tag: Tag) -> None:
    """Say that one is ready to move on, or take it back."""
    ready_now = lambda m, by, _: hands.ready(m, by, tag.place)  # noqa: E731 - one rule
    await on_card(interaction, tag, ready_now, Counted.PRESSES)
