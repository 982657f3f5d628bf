"""The welcome: the opening, what this group is, and who facilitates."""

from datetime import datetime

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.stages.hands import ready, ready_button
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import lead_name, own_words
from cogs.ui.kit.sheet import lines, paragraphs

OWN_TEXT = 1000
"""Characters of a group's own opening or closing on the card."""


def body(meeting: LiveMeeting, _now: datetime, say: Say) -> str:
    """Say the opening, what this group is, and who facilitates."""
    own = own_words(meeting.texts.opening, OWN_TEXT)
    return paragraphs(
        own or say("card.welcome.opening"),
        lines(say("card.welcome.scope"), say("card.welcome.rule")),
        say("card.welcome.self_guided")
        if meeting.is_guided
        else say("card.welcome.lead", name=lead_name(meeting, say)),
        ready(meeting, say) if meeting.is_guided else "",
    )


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer to explain the evening; where nobody leads also to say that one is ready."""
    going_on = [ready_button(meeting, say)] if meeting.is_guided and meeting.stage else []
    return [button(id_for("new_here", meeting), say), *going_on]
