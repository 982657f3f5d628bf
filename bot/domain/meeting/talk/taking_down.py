"""Taking down many things at once: a whole board or agenda, or all that removed people wrote."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import must_host
from bot.domain.meeting.talk import agenda, posted_words
from bot.domain.meeting.talk.board import GoneAlready
from bot.domain.person import Actor


class Pile(StrEnum):
    """What is taken down together."""

    BOARD = "board"
    AGENDA = "agenda"
    HELD = "held"
    """Words without a name that wait for the facilitator."""
    REMOVED = "removed"
    """Typed words, topics and lines under the names of people who were removed."""


class SureToClearBoard(AskFirst):
    """Lines that are gone do not come back."""

    key = "ask.clear_board"


class SureToClearAgenda(AskFirst):
    """Topics that are gone do not come back, nor their votes."""

    key = "ask.clear_agenda"


class SureToClearHeld(AskFirst):
    """Nobody will read what waits."""

    key = "ask.clear_held"


class SureToClearRemoved(AskFirst):
    """Words that are gone do not come back, though their author may be let back in."""

    key = "ask.clear_removed"


_ASKS: dict[Pile, type[AskFirst]] = {
    Pile.BOARD: SureToClearBoard,
    Pile.AGENDA: SureToClearAgenda,
    Pile.HELD: SureToClearHeld,
    Pile.REMOVED: SureToClearRemoved,
}


def size(meeting: LiveMeeting, pile: Pile) -> int:
    """Count what would be taken down."""
    match pile:
        case Pile.BOARD:
            return len(meeting.board)
        case Pile.AGENDA:
            return len(meeting.topics) if agenda.is_shown(meeting) else 0
        case Pile.HELD:
            return len(meeting.held)
        case Pile.REMOVED:
            return count_of(meeting, _removed(meeting))


def clear(meeting: LiveMeeting, by: Actor, pile: Pile, *, sure: bool = False) -> LiveMeeting:
    """Take it all down; nobody is told. Raises NotFacilitator, GoneAlready, and asks first."""
    must_host(meeting, by)
    count = size(meeting, pile)
    if not count:
        raise GoneAlready
    if not sure:
        raise _ASKS[pile](count=count)
    match pile:
        case Pile.BOARD:
            return replace(meeting, board=())
        case Pile.AGENDA:
            return _without_topics(meeting, {topic.number for topic in meeting.topics})
        case Pile.HELD:
            return replace(meeting, held=())
        case Pile.REMOVED:
            return without_words_of(meeting, _removed(meeting))


def without_words_of(meeting: LiveMeeting, members: Collection[MemberId]) -> LiveMeeting:
    """Take out what some people wrote under their names; what has no name is linked to nobody."""
    less = posted_words.without(meeting, {p.number for p in meeting.posts if p.author in members})
    board = tuple(line for line in less.board if line.by not in members)
    topics = {t.number for t in meeting.topics if t.by in members}
    return _without_topics(replace(less, board=board), topics)


def _without_topics(meeting: LiveMeeting, numbers: set[int]) -> LiveMeeting:
    less = replace(meeting, topics=tuple(t for t in meeting.topics if t.number not in numbers))
    if meeting.talking_about in numbers:
        return replace(less, talking_about=None, question=None, suggested=())
    return less


def count_of(meeting: LiveMeeting, members: Collection[MemberId]) -> int:
    """Count what some people wrote under their names."""
    return sum(author in members for author in _authors(meeting))


def _removed(meeting: LiveMeeting) -> frozenset[MemberId]:
    """Name those with words in the meeting who were removed."""
    return frozenset(one for one in _authors(meeting) if meeting.is_removed(one))


def _authors(meeting: LiveMeeting) -> list[MemberId]:
    """Name whoever wrote what stands under a name, once for each of these things."""
    authors = [post.author for post in meeting.posts]
    authors += [topic.by for topic in meeting.topics]
    authors += [line.by for line in meeting.board]
    return [one for one in authors if one is not None]
