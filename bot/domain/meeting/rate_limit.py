"""How much one person may do in a while, and everybody together, so that a room stays readable.

None of it is stored: who put which topic or line is nobody's business. Those who lead are never
refused (docs/evening.md#words).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import inf

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round.seating import has_turn
from bot.domain.person import Actor


class Counted(StrEnum):
    """What is counted."""

    PRESSES = "presses"
    """Hands, votes, names, being ready to move on: whatever may be pressed again and again."""
    WORDS = "words"
    """Typed words under a name."""
    UNNAMED = "unnamed"
    """Typed words without a name: no turn, and nothing that the room reads at once."""
    TOPICS = "topics"
    LINES = "lines"
    """Lines on one board."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within some time."""

    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Done:
    """Somebody did something that is counted."""

    by: MemberId
    at: datetime
    in_turn: bool = False
    """Words that were their turn in a round: too much of everybody, never of one person."""


OF_ONE = {
    Counted.PRESSES: Limit(5, timedelta(seconds=10)),
    Counted.WORDS: Limit(5, timedelta(minutes=1)),
    Counted.UNNAMED: Limit(5, timedelta(minutes=1)),
}
OF_ALL = {
    Counted.PRESSES: Limit(30, timedelta(seconds=10)),
    Counted.WORDS: Limit(20, timedelta(seconds=30)),
}
KEPT_FREE = 5
"""Of everybody's typed words, so many places are not for those who came just now."""
JUST_NOW = timedelta(minutes=10)
MOST_OF_ONE = {Counted.TOPICS: 5, Counted.LINES: 8}
"""So many of one person stand on an agenda, or on a board."""


class ManyPresses(Refusal):
    """Somebody has pressed several times within a few seconds."""

    key = "refusal.many_presses"
    can_be_mended = True


class ManyWords(Refusal):
    """Somebody has typed several times within a minute."""

    key = "refusal.many_words"
    can_be_mended = True


class RoomIsBusy(Refusal):
    """So many press at once that whoever has pressed already waits a moment."""

    key = "refusal.room_is_busy"
    can_be_mended = True


class RoomIsFull(Refusal):
    """So much is being typed that nobody could read more."""

    key = "refusal.room_is_full"
    can_be_mended = True


class EnoughTopics(Refusal):
    """Somebody has put as many topics on the agenda as one person may."""

    key = "refusal.enough_topics"


class EnoughLines(Refusal):
    """Somebody has put as many lines on the board as one person may."""

    key = "refusal.enough_lines"


def is_free(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether somebody is never refused: those who lead, and who could."""
    return by.leads or by.id in meeting.facilitators


def within_window(what: Counted, done: Sequence[Done], at: datetime) -> tuple[Done, ...]:
    """Give what still counts by now."""
    longest = max(limits[what].within for limits in (OF_ONE, OF_ALL) if what in limits)
    return tuple(one for one in done if at - one.at < longest)


def must_keep_pace(
    meeting: LiveMeeting, member: MemberId, what: Counted, done: Sequence[Done], at: datetime
) -> None:
    """Raise ManyPresses, ManyWords, RoomIsBusy or RoomIsFull where it is too much at once.

    One's own turn in a round is never too much of one person. Where too many press, whoever has
    not pressed yet is heard all the same.
    """
    recent = [one for one in _recent(done, at, OF_ONE[what]) if one.by == member]
    mine = sum(not one.in_turn for one in recent)
    in_turn = what is Counted.WORDS and has_turn(meeting, member)
    if mine >= OF_ONE[what].most and not in_turn:
        raise ManyPresses if what is Counted.PRESSES else ManyWords
    of_all = len(_recent(done, at, OF_ALL[what])) if what in OF_ALL else 0
    if what is Counted.PRESSES and recent and of_all >= OF_ALL[what].most:
        raise RoomIsBusy
    if what is Counted.WORDS and of_all >= _readable(meeting, member, at):
        raise RoomIsFull


def must_leave_room(what: Counted, count: int) -> None:
    """Raise EnoughTopics or EnoughLines where somebody has put as many as one person may."""
    if count >= MOST_OF_ONE[what]:
        raise EnoughTopics if what is Counted.TOPICS else EnoughLines


def _readable(meeting: LiveMeeting, member: MemberId, at: datetime) -> float:
    """Give how many words of all leave room for this person's; whoever has the floor has room."""
    if meeting.round is not None and meeting.round.floor == member:
        return inf
    most = OF_ALL[Counted.WORDS].most
    return most - KEPT_FREE if _came_just_now(meeting, member, at) else most


def _recent(done: Sequence[Done], at: datetime, limit: Limit) -> list[Done]:
    return [one for one in done if at - one.at < limit.within]


def _came_just_now(meeting: LiveMeeting, member: MemberId, at: datetime) -> bool:
    person = meeting.person(member)
    return person is None or at - person.came_at < JUST_NOW
