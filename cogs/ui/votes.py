"""Private answers in the talk: the ballot, and what becomes of a raised hand."""

from discord import ui

from bot.domain import agenda
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.rights import must_be_at
from bot.text.catalog import Say
from cogs.ui.button import Choice, button, menu
from cogs.ui.ids import Tag, tag
from cogs.ui.names import label
from cogs.ui.sheet import lines, row, sheet


def ballot(
    meeting: Meeting, pressed: Tag, member: MemberId, say: Say, *, voted: bool = False
) -> ui.LayoutView:
    """Draw the topics to vote for; one's own vote is marked. Raises StageOver."""
    must_be_at(meeting, pressed.place)
    if not agenda.takes_votes(meeting):
        return sheet(say("talk.no_votes"))
    choices = [
        Choice(str(one.number), label(one.text, 100, say), chosen=member in one.votes)
        for one in meeting.topics
    ]
    return sheet(
        lines(say("talk.voted") if voted else "", say("talk.vote")),
        row(menu(tag("vote_for", meeting), say("talk.vote_pick"), choices)),
    )


def hand_answer(meeting: Meeting, member: MemberId, say: Say) -> ui.LayoutView:
    """Say that the hand is up, and where it stands; or that it is down."""
    order = [hand.member for hand in meeting.hands]
    if member not in order:
        return sheet(say("talk.hand_down"))
    return sheet(
        say("talk.hand_up", place=order.index(member) + 1),
        row(
            button(tag("hand_note", meeting), say),
            button(tag("hand", meeting), say, label="hand_down"),
        ),
    )
