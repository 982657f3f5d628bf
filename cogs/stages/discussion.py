"""The discussion on the card: the topic, the question, and who has the floor."""

from datetime import datetime

from bot.domain.meeting.live_meeting import FREE_TALK, LiveMeeting
from bot.domain.meeting.talk import agenda
from bot.text.catalog import Say
from cogs.stages.hands import called, hand_button, hands_up, ready, ready_button
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.content import asked
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines, paragraphs


def body(meeting: LiveMeeting, _now: datetime, say: Say) -> str:
    """Show the topic, the question, and who has the floor."""
    topic = one_line(agenda.topic_now(meeting), 120)
    about = say("card.discussion.topic", topic=topic) if topic else say("card.discussion.open")
    few = len(meeting.taking_part) <= FREE_TALK
    quiet = not meeting.called and not meeting.hands
    how = say("card.discussion.free" if few else "card.discussion.listen")
    return paragraphs(
        lines(about, asked(meeting, say)),
        lines(called(meeting, say), hands_up(meeting, say), how if quiet else ""),
        ready(meeting, say),
    )


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer a hand, typing, and to move on."""
    return [
        hand_button(meeting, say),
        button(id_for("type", meeting), say),
        ready_button(meeting, say),
    ]
