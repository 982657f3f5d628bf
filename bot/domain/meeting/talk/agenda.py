"""What the group talks about: topics from the check-in and from anyone, one vote each."""

import zlib
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.meeting import clock
from bot.domain.meeting.form_entries import Topic
from bot.domain.meeting.live_meeting import FREE_TALK, LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import EmptyWords, NotNow, must_be_at, must_lead, must_take_part
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import hands
from bot.domain.person import Actor
from bot.domain.template import StageKey

LONGEST_TOPIC = 80
"""Characters of a topic."""
_FIRST = 1_000_000
MOST_TOPICS = 20
"""Topics an evening takes; a select menu holds 25."""
BEFORE_THE_AGENDA = frozenset({StageKey.LOBBY, StageKey.WELCOME, StageKey.CHECK_IN})
BEFORE_THE_TALK = frozenset(
    {StageKey.LOBBY, StageKey.WELCOME, StageKey.CHECK_IN, StageKey.AGENDA, StageKey.DISCUSSION}
)


class AgendaFull(Refusal):
    """There are as many topics as an evening takes."""

    key = "refusal.agenda_full"


class NoSuchTopic(Refusal):
    """The topic is not on the agenda."""

    key = "refusal.no_such_topic"


def suggest(meeting: LiveMeeting, by: Actor, text: str, *, with_name: bool = False) -> LiveMeeting:
    """Put a topic on the agenda, without a name unless wished; the same words count once.

    Until everybody sees the agenda, neither its order nor its numbers tell which topic came first:
    the check-in goes in an order too. Raises NotHere, EmptyWords, NotNow, AgendaFull.
    """
    must_take_part(meeting, by)
    words = cut(one_line(text), LONGEST_TOPIC)
    if not words:
        raise EmptyWords
    if meeting.now_in not in BEFORE_THE_TALK:
        raise NotNow
    if any(fold(topic.text) == fold(words) for topic in meeting.topics):
        return meeting
    if len(meeting.topics) >= MOST_TOPICS:
        raise AgendaFull
    topic = Topic(_number(meeting, words), words, by.id if with_name else None)
    topics = (*meeting.topics, topic)
    if not is_shown(meeting):
        topics = tuple(sorted(topics, key=lambda one: one.number))
    added = replace(meeting, topics=topics)
    return naming.settled(added, by.id) if with_name else added


def is_shown(meeting: LiveMeeting) -> bool:
    """Tell whether the room sees the topics by now."""
    return meeting.now_in not in BEFORE_THE_AGENDA


def is_named(meeting: LiveMeeting, text: str, member: MemberId) -> bool:
    """Tell whether a topic of these words stands under this person's name."""
    words = fold(cut(one_line(text), LONGEST_TOPIC))
    return any(one.by == member and fold(one.text) == words for one in meeting.topics)


def takes_votes(meeting: LiveMeeting) -> bool:
    """Tell whether there is a vote: with three topics or fewer all are talked about."""
    return meeting.now_in is StageKey.AGENDA and len(meeting.topics) > FREE_TALK


def vote(meeting: LiveMeeting, by: Actor, place: Place, number: int) -> LiveMeeting:
    """Give one's one vote to a topic; another vote moves it.

    Raises NotHere, StageOver, NotNow, NoSuchTopic.
    """
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    if not takes_votes(meeting):
        raise NotNow
    _must_have(meeting, number)
    moved = tuple(
        replace(
            topic,
            votes=topic.votes | {by.id} if topic.number == number else topic.votes - {by.id},
        )
        for topic in meeting.topics
    )
    return replace(meeting, topics=moved)


def by_votes(meeting: LiveMeeting) -> tuple[Topic, ...]:
    """List the topics, most votes first; equal ones in the order in which they stand."""
    return tuple(sorted(meeting.topics, key=lambda topic: -len(topic.votes)))


def topic_now(meeting: LiveMeeting) -> str:
    """Give the words of what is being talked about: the chosen topic, or the evening's."""
    for topic in meeting.topics:
        if topic.number == meeting.talking_about:
            return topic.text
    return meeting.topic


def to_come(meeting: LiveMeeting) -> tuple[Topic, ...]:
    """List the topics that the discussion has not come to, in the order of the card."""
    if meeting.now_in is not StageKey.DISCUSSION:
        return ()
    listed = by_votes(meeting)
    places = (at for at, one in enumerate(listed, 1) if one.number == meeting.talking_about)
    return listed[next(places, 0) :]


def talk_about(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, number: int, *, sure: bool = False
) -> LiveMeeting:
    """Choose the topic of the discussion; a topic does not close silently while hands are up.

    The questions were for the topic before, and go with it.
    Raises NotFacilitator, StageOver, NotNow, NoSuchTopic, and asks first (hands.HandsUp).
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    if meeting.now_in is not StageKey.DISCUSSION:
        raise NotNow
    _must_have(meeting, number)
    if meeting.talking_about == number:
        return meeting
    if not sure:
        hands.must_be_down(meeting)
    return with_topic(meeting, number, at)


def with_topic(meeting: LiveMeeting, number: int, at: datetime) -> LiveMeeting:
    """Give the meeting with another topic, without the questions for the one before."""
    moved = replace(meeting, talking_about=number, called=None, spoke_last=None)
    since = clock.spent(meeting, at)
    return replace(moved, question=None, suggested=(), topic_from=since)


def topic_since(meeting: LiveMeeting, at: datetime) -> datetime:
    """Tell since when the group talks about its topic, pauses left out."""
    return at - max(clock.NOTHING, clock.spent(meeting, at) - meeting.topic_from)


def settled(meeting: LiveMeeting) -> LiveMeeting:
    """Give the meeting with the first topic chosen, where there is one and none was."""
    listed = by_votes(meeting)
    if meeting.talking_about or not listed:
        return meeting
    return replace(meeting, talking_about=listed[0].number)


def _number(meeting: LiveMeeting, words: str) -> int:
    """Number a topic by its own words, above all numbers of lines."""
    taken = {one.number for one in meeting.topics}
    number = _FIRST + zlib.crc32(fold(words).encode())
    while number in taken:
        number += 1
    return number


def _must_have(meeting: LiveMeeting, number: int) -> None:
    if all(topic.number != number for topic in meeting.topics):
        raise NoSuchTopic
