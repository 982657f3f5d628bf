"""The agenda and the discussion on the card (product.md §2)."""

from bot.domain import agenda
from bot.domain.meeting import FREE_TALK, Meeting
from bot.domain.said import Topic
from bot.text.catalog import Say, escaped
from cogs.ui.button import Item, button
from cogs.ui.cards.hands import called, hand_button, hands_up, ready, ready_button
from cogs.ui.cards.question import asked
from cogs.ui.ids import tag
from cogs.ui.names import label, named, one_line
from cogs.ui.sheet import lines, paragraphs

TOPICS = 10
"""Topics on the card; all of them are in the menu of `Vote`."""


def agenda_body(meeting: Meeting, say: Say) -> str:
    """List the topics with their votes."""
    listed = agenda.by_votes(meeting)
    if not listed:
        return paragraphs(say("card.agenda.ask"), say("card.agenda.none"), ready(meeting, say))
    how = say("card.agenda.vote" if agenda.takes_votes(meeting) else "card.agenda.no_vote")
    topics = [_topic(meeting, place, topic, say) for place, topic in enumerate(listed[:TOPICS], 1)]
    rest = len(listed) - TOPICS
    more = say("card.agenda.more", count=rest) if rest > 0 else ""
    return paragraphs(lines(*topics, more), how, ready(meeting, say))


def agenda_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer to suggest, to vote where there is a vote, and to move on."""
    voting = [button(tag("vote", meeting), say)] if agenda.takes_votes(meeting) else []
    suggesting = button(tag("suggest", meeting), say, main=not voting)
    return [suggesting, *voting, ready_button(meeting, say)]


def discussion_body(meeting: Meeting, say: Say) -> str:
    """Show the topic, the question, and who has the word."""
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


def discussion_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer a hand, typing, and to move on."""
    return [
        hand_button(meeting, say),
        button(tag("type", meeting), say),
        ready_button(meeting, say),
    ]


def _topic(meeting: Meeting, place: int, topic: Topic, say: Say) -> str:
    text = escaped(label(topic.text, agenda.LONGEST_TOPIC, say))
    name = named(meeting, topic.by, say) if topic.by else ""
    key = "card.agenda.by" if topic.by else "card.agenda.topic"
    line = say(key, place=place, topic=text, name=name)
    return say("card.agenda.votes", count=len(topic.votes), line=line) if topic.votes else line
