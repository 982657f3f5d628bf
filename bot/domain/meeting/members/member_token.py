"""Who is meant in a facilitator's private button or menu, without a member's id standing in it."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.ids import MemberId, short
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import NobodyThere
from bot.domain.person import Alias


def numbered(meeting: LiveMeeting, draw: Callable[[], int]) -> LiveMeeting:
    """Give everybody whom the meeting knows a number that `draw` draws at random.

    It is kept with the meeting and goes with it: whoever has the number alone has no account.
    """
    known = _known(meeting)
    kept = {one.member: one.number for one in meeting.aliases if one.member in known}
    for member in sorted(known - kept.keys()):
        number = draw()
        while number in kept.values():
            number += 1
        kept[member] = number
    aliases = tuple(Alias(member, number) for member, number in kept.items())
    return meeting if aliases == meeting.aliases else replace(meeting, aliases=aliases)


def is_numbered(meeting: LiveMeeting) -> bool:
    """Tell whether everybody has a number: not in a meeting that an older version began."""
    return _known(meeting) <= {one.member for one in meeting.aliases}


def _known(meeting: LiveMeeting) -> set[MemberId]:
    known = {one.id for one in meeting.people} | {one.member for one in meeting.voice}
    return known | meeting.removed


def member_token(meeting: LiveMeeting, member: MemberId) -> str:
    """Give what means this person in this meeting; nothing for who has no number in it."""
    found = (one.number for one in meeting.aliases if one.member == member)
    return next((short(number) for number in found), "")


def member_for_token(meeting: LiveMeeting, text: str) -> MemberId:
    """Give who is meant. Raises NobodyThere for somebody whom this meeting does not know."""
    for one in meeting.aliases:
        if short(one.number) == text:
            return one.member
    raise NobodyThere
