"""Raised hands with a note, and being ready to move on."""

from dataclasses import replace

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut, one_line
from bot.domain.meeting.form_entries import Hand
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    EmptyWords,
    NotNow,
    StageOver,
    must_be_at,
    must_be_welcome,
    must_lead,
    must_take_part,
)
from bot.domain.meeting.round.round import HadYourTurn, NextChanged, NotYourTurn
from bot.domain.meeting.round.seating import has_turn
from bot.domain.meeting.round_state import Mode, Place, Turn
from bot.domain.person import Actor, Way
from bot.domain.template import StageKey

TALK = frozenset({StageKey.AGENDA, StageKey.DISCUSSION, StageKey.WORKING})
"""The stages in which people raise hands and say that they are ready to move on."""
LONGEST_NOTE = 100
"""Characters of the note beside a hand."""


class NoHands(NotNow):
    """Nobody has a hand up."""

    key = "refusal.no_hands"


class TurnsInOrder(NotNow):
    """Everybody has a turn in this round, so that no hand is needed."""

    key = "refusal.turns_in_order"


class HandsUp(AskFirst):
    """Another topic would come before those whose hands are up; they stay up."""

    key = "ask.hands_up"


def takes_hands(meeting: LiveMeeting) -> bool:
    """Tell whether hands are raised now: in talk, and in a round that is not by turns."""
    here = meeting.round
    return meeting.now_in in TALK or (here is not None and here.mode is not Mode.TURNS)


def raise_hand(
    meeting: LiveMeeting, by: Actor, place: Place, note: str | None = None
) -> LiveMeeting:
    """Raise a hand; one that is up stays up, and a note is put beside it.

    Raises NotHere, StageOver, NotNow, TurnsInOrder and HadYourTurn in a round by turns, and
    EmptyWords for a note in which nothing is seen.
    """
    _must_be_in_talk(meeting, by, place)
    words = cut(one_line(note or ""), LONGEST_NOTE)
    if note is not None and not words:
        raise EmptyWords
    if not is_up(meeting, by.id):
        hands = (*meeting.hands, Hand(by.id, words))
        return naming.settled(replace(meeting, hands=hands), by.id)
    if not words:
        return meeting
    noted = Hand(by.id, words)
    kept = tuple(noted if one.member == by.id else one for one in meeting.hands)
    return replace(meeting, hands=kept)


def lower_hand(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """Take one's hand down; nothing changes where it is not up.

    A stage takes its hands along, so a late press finds nothing to do. Raises NotHere, StageOver.
    """
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    return replace(meeting, hands=tuple(one for one in meeting.hands if one.member != by.id))


def is_up(meeting: LiveMeeting, member: MemberId) -> bool:
    """Tell whether somebody's hand is up."""
    return any(one.member == member for one in meeting.hands)


def call_next(
    meeting: LiveMeeting, by: Actor, place: Place, named: MemberId | None = None
) -> LiveMeeting:
    """Give the word to the hand that has been up longest, if that is whom the button `named`.

    The button knows the call before it, so that a double press calls one hand.
    Raises NotFacilitator, StageOver, NextChanged, NoHands.
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    if not meeting.hands:
        raise NoHands
    if place.turn != meeting.calls:
        raise StageOver
    if named is not None and named != meeting.hands[0].member:
        raise NextChanged
    return with_next_called(meeting)


def with_next_called(meeting: LiveMeeting) -> LiveMeeting:
    """Give the meeting with the hand called that has been up longest; there must be one."""
    first, *rest = meeting.hands
    spoke = meeting.spoke_by_hand | {first.member}
    last = meeting.called or meeting.spoke_last
    called = replace(meeting, hands=tuple(rest), called=first.member, spoke_by_hand=spoke)
    thanked = None if last == first.member else last
    return replace(called, spoke_last=thanked, calls=meeting.calls + 1)


def has_floor(meeting: LiveMeeting) -> MemberId | None:
    """Name who has the floor: in a round by turns whose turn it is, else who was called last."""
    here = meeting.round
    return here.floor if here is not None and here.mode is Mode.TURNS else meeting.called


def finish(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """End what one was called to say.

    The button names the call. Raises Removed, StageOver, NotYourTurn.
    """
    must_be_welcome(meeting, by.id)
    must_be_at(meeting, place)
    if meeting.called != by.id or place.turn != meeting.calls:
        raise NotYourTurn
    return _with_call_done(meeting)


def finish_for(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """End for whoever was called what they had to say: they forgot to, or went quiet.

    The button names the call. Raises NotFacilitator, StageOver.
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    if meeting.called is None or place.turn != meeting.calls:
        raise StageOver
    return _with_call_done(meeting)


def _with_call_done(meeting: LiveMeeting) -> LiveMeeting:
    """Give the meeting with nobody called; a question that waited for that is what comes now."""
    waited = meeting.spoke_last == meeting.called
    thanked = None if waited else meeting.called
    return replace(meeting, called=None, called_at=None, spoke_last=thanked)


def must_be_down(meeting: LiveMeeting) -> None:
    """Raise HandsUp while hands are up where hands are taken."""
    if meeting.hands and takes_hands(meeting):
        raise HandsUp(count=len(meeting.hands))


def takes_ready(meeting: LiveMeeting) -> bool:
    """Tell whether people say now that they are ready: in talk.

    Where nobody leads also in the welcome and in a round that has no order.
    """
    here = meeting.round
    quiet = meeting.now_in is StageKey.WELCOME or (here is not None and here.mode is Mode.FREE)
    return meeting.now_in in TALK or (meeting.is_guided and quiet)


def ready(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """Say that one is ready to move on, or take it back; the room sees a count, no names.

    Raises NotHere, StageOver, NotNow.
    """
    _must_be_asked_if_ready(meeting, by, place)
    return replace(meeting, ready=meeting.ready ^ {by.id})


def not_ready(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """Take it back that one is ready; nothing changes for who had not said it.

    Raises NotHere, StageOver, NotNow.
    """
    _must_be_asked_if_ready(meeting, by, place)
    return replace(meeting, ready=meeting.ready - {by.id})


def ready_count(meeting: LiveMeeting) -> int:
    """Count who is ready, of those who are here."""
    return len(meeting.ready & {one.id for one in meeting.here})


def not_heard_yet(meeting: LiveMeeting) -> tuple[MemberId, ...]:
    """Name, for the facilitator alone, who takes part, did not pass and was not heard yet.

    In talk whoever was called by hand, or typed under their name, was heard too.
    """
    here = meeting.check_out if meeting.now_in is StageKey.CHECK_OUT else meeting.check_in
    seats = here.seats if here else ()
    heard = {one.member for one in seats if one.was_heard or one.turn is Turn.PASSED}
    if meeting.now_in in TALK:
        heard |= meeting.spoke_by_hand | {one.author for one in meeting.posts if one.author}
    speaks = has_floor(meeting)
    there = [one for one in meeting.here if one.way is not Way.LISTENING]
    return tuple(one.id for one in there if one.id not in {*heard, speaks})


def _must_be_in_talk(meeting: LiveMeeting, by: Actor, place: Place) -> None:
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    if takes_hands(meeting):
        return
    if meeting.round is None:
        raise NotNow
    raise TurnsInOrder if has_turn(meeting, by.id) else HadYourTurn


def _must_be_asked_if_ready(meeting: LiveMeeting, by: Actor, place: Place) -> None:
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    if not takes_ready(meeting):
        raise NotNow
