"""Asking for an attendance letter while the meeting runs: nobody in it is told."""

from dataclasses import replace

from bot.domain.attendance.presence import LetterWish
from bot.domain.attendance.statement import name_on_letter
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import NotHere
from bot.domain.person import Actor


def wish_for_letter(meeting: LiveMeeting, by: Actor, name: str | None = None) -> LiveMeeting:
    """Want a letter after the end; the name may come later, and may be changed until then.

    Raises NotHere for who never came in, LetterNeedsName, LetterNameTooLong.
    """
    if meeting.person(by.id) is None and by.id not in meeting.facilitators:
        raise NotHere
    known = wish_of(meeting, by.id)
    kept = known.name if known else ""
    wish = LetterWish(by.id, kept if name is None else name_on_letter(name))
    return replace(meeting, letters=(*_others(meeting, by.id), wish))


def want_no_letter(meeting: LiveMeeting, by: Actor) -> LiveMeeting:
    """Want none after all; told twice is told once."""
    return replace(meeting, letters=_others(meeting, by.id))


def wish_of(meeting: LiveMeeting, member: MemberId) -> LetterWish | None:
    """Give what somebody asked for, or None."""
    return next((wish for wish in meeting.letters if wish.member == member), None)


def _others(meeting: LiveMeeting, member: MemberId) -> tuple[LetterWish, ...]:
    return tuple(wish for wish in meeting.letters if wish.member != member)
