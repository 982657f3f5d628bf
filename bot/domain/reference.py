"""Who is meant in a facilitator's private button or menu, without a member's id standing in it."""

from hashlib import blake2b

from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.rights import NobodyThere

_BYTES = 6
"""48 bits: no two people of one meeting share a reference."""


def reference(meeting: Meeting, member: MemberId) -> str:
    """Give twelve letters that mean this person in this meeting, and nobody in another one."""
    return blake2b(b"%d:%d" % (meeting.id, member), digest_size=_BYTES).hexdigest()


def referred(meeting: Meeting, text: str) -> MemberId:
    """Give who is meant. Raises NobodyThere for somebody whom this meeting does not know."""
    known = {one.id for one in meeting.people} | {one.member for one in meeting.voice}
    for member in known | meeting.removed | set(meeting.facilitators):
        if reference(meeting, member) == text:
            return member
    raise NobodyThere
