"""The agenda: topics, their form, and one vote each."""

from datetime import datetime

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting.form_entries import Topic
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.rights import must_be_at
from bot.domain.meeting.talk import agenda
from bot.text.catalog import Say, escaped
from cogs.stages.hands import ready, ready_button
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import decide, privately, tell
from cogs.ui.kit.button import Choice, Interaction, Item, button, chosen, menu, on_press
from cogs.ui.kit.form import Form, Given, form, on_submit, open_form, text_field, text_value, tick
from cogs.ui.kit.ids import CustomId, id_for, number_in
from cogs.ui.kit.names import label, named
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

TOPICS = 10
"""Topics on the card; all of them are in the menu of `Vote`."""


def body(meeting: LiveMeeting, _now: datetime, say: Say) -> str:
    """List the topics with their votes."""
    listed = agenda.by_votes(meeting)
    if not listed:
        return paragraphs(say("card.agenda.ask"), say("card.agenda.none"), ready(meeting, say))
    how = "card.agenda.vote" if agenda.takes_votes(meeting) else "card.agenda.no_vote"
    topics = [_topic(meeting, place, topic, say) for place, topic in enumerate(listed[:TOPICS], 1)]
    rest = len(listed) - TOPICS
    more = say("card.agenda.more", count=rest) if rest > 0 else ""
    return paragraphs(lines(*topics, more), say(how, count=len(listed)), ready(meeting, say))


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer to suggest, to vote where there is a vote, and to move on."""
    voting = [button(id_for("vote", meeting), say)] if agenda.takes_votes(meeting) else []
    return [button(id_for("suggest", meeting), say), *voting, ready_button(meeting, say)]


def _topic(meeting: LiveMeeting, place: int, topic: Topic, say: Say) -> str:
    text = escaped(label(topic.text, agenda.LONGEST_TOPIC, say))
    name = named(meeting, topic.by, say) if topic.by else ""
    key = "card.agenda.by" if topic.by else "card.agenda.topic"
    line = say(key, place=place, topic=text, name=name)
    return say("card.agenda.votes", count=len(topic.votes), line=line) if topic.votes else line


@on_press("suggest", "topic_yes")
async def suggest(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a topic."""
    form = topic_form(custom_id, interaction.client.say(interaction))
    await open_form(interaction, form)


@on_submit("suggest")
async def suggested(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Put the topic on the agenda."""
    text, named = text_value(filled, "text"), filled.get("named") is True
    put = lambda m, by, _: agenda.suggest(m, by, text, with_name=named)  # noqa: E731 - one rule
    known = await interaction.client.services.meetings.get(custom_id.meeting)
    redraw = agenda.is_shown(known)  # an edit that shows nothing would tell of it all the same
    meeting = await decide(interaction, custom_id, put, redraw=redraw, counts=Counted.TOPICS)
    # The same words count once: they may stand there already, without this name.
    stands = named and agenda.is_named(meeting, text, MemberId(interaction.user.id))
    await tell(interaction, "finished.added_named" if stands else "finished.added")


@on_press("vote")
async def vote(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the topics to choose from."""
    say, me = interaction.client.say(interaction), MemberId(interaction.user.id)
    await privately(interaction, ballot(await here(interaction, custom_id), custom_id, me, say))


@on_press("vote_for")
async def vote_for(interaction: Interaction, custom_id: CustomId) -> None:
    """Give one's vote to a topic, or move it."""
    number = number_in(chosen(interaction))
    cast = lambda m, by, _: agenda.vote(m, by, custom_id.place, number)  # noqa: E731 - one rule
    meeting = await decide(interaction, custom_id, cast, counts=Counted.PRESSES)
    say, me = interaction.client.say(interaction), MemberId(interaction.user.id)
    await privately(interaction, ballot(meeting, custom_id, me, say, voted=True))


def ballot(
    meeting: LiveMeeting, pressed: CustomId, member: MemberId, say: Say, *, voted: bool = False
) -> ui.LayoutView:
    """Draw the topics to vote for; one's own vote is marked. Raises StageOver."""
    must_be_at(meeting, pressed.place)
    if not agenda.takes_votes(meeting):
        return sheet(say("talk.no_votes", count=len(meeting.topics)))
    choices = [
        Choice(str(one.number), label(one.text, 100, say), chosen=member in one.votes)
        for one in meeting.topics
    ]
    return sheet(
        lines(say("talk.voted") if voted else "", say("talk.vote")),
        row(menu(id_for("vote_for", meeting), say("talk.vote_pick"), choices)),
    )


def topic_form(pressed: CustomId, say: Say) -> Form:
    """Suggest a topic, without a name unless wished."""
    return form(
        CustomId("suggest", pressed.meeting, pressed.place),
        say("button.suggest"),
        text_field("text", say("form.topic"), agenda.LONGEST_TOPIC, say("form.topic_help")),
        tick("named", say("form.named"), say("form.named_help")),
    )
