"""Typed words on their way into the room: written down before they are posted, so they come once.

The words are not kept, only digests of them. The same words by the same person at the same place
within minutes are the same form sent again, after an answer that was lost on the way.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.domain.ids import MemberId
from bot.domain.meeting.form_entries import Post, Sending
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Place

SENT_AGAIN = timedelta(minutes=5)
"""So long the same words count as the same form; it also outlasts what keeps a post waiting."""
SETTLED_AFTER = timedelta(minutes=2)
"""After this nobody posts them any more: the process that was about to has died."""
_DIGEST_BYTES = 16


def digest(number: int, words: str) -> str:
    """Give what knows words again without telling them; `number` keeps two of a kind apart."""
    key = number.to_bytes(8)
    return blake2b(words.encode(), digest_size=_DIGEST_BYTES, key=key).hexdigest()


def place_of(sending: Sending) -> Place:
    """Give the place that the form was drawn for."""
    return Place(sending.stage, sending.turn)


def sent_before(
    meeting: LiveMeeting, author: MemberId, place: Place, words: str, at: datetime
) -> Sending | None:
    """Find the same words of the same person; None where they are new, or were taken down.

    Those of which their author may not have heard that they came are found in a later turn too.
    """
    for one in reversed([one for one in meeting.sending if one.author == author]):
        if place_of(one) != place and (one.is_known or one.stage != place.stage):
            continue
        recent = at - one.at < SENT_AGAIN
        stands = not one.posted or any(post.number == one.number for post in meeting.posts)
        if recent and stands and one.words == digest(one.number, words):
            return one
    return None


def begun(meeting: LiveMeeting, sending: Sending) -> LiveMeeting:
    """Write down that words are about to be posted; what is long settled is forgotten."""
    kept = [one for one in meeting.sending if not one.posted or sending.at - one.at < SENT_AGAIN]
    return replace(meeting, sending=(*kept, sending))


def tried_again(meeting: LiveMeeting, sending: Sending, at: datetime) -> LiveMeeting:
    """Note that words that may not have come are about to be posted again."""
    again = replace(sending, at=at)
    every = tuple(again if one == sending else one for one in meeting.sending)
    return replace(meeting, sending=every)


def arrived(meeting: LiveMeeting, post: Post, *, heard: bool = True) -> LiveMeeting:
    """Note that words stand in the room; `heard` where their author is told so just now."""
    return replace(
        meeting,
        sending=tuple(
            replace(one, posted=True, unheard=not heard) if one.number == post.number else one
            for one in meeting.sending
        ),
    )


def given_up(meeting: LiveMeeting, number: int, at: datetime) -> LiveMeeting:
    """Forget words that never came into the room, unless somebody is posting them again."""
    over = {one for one in unsettled(meeting, at) if one.number == number}
    return replace(meeting, sending=tuple(one for one in meeting.sending if one not in over))


def unsettled(meeting: LiveMeeting, at: datetime) -> tuple[Sending, ...]:
    """Give the words of which nobody noted whether they came, and nobody is about to any more."""
    waiting = (one for one in meeting.sending if not one.posted)
    return tuple(one for one in waiting if at - one.at >= SETTLED_AFTER)
