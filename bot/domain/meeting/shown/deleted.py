"""What somebody deletes while an evening needs it: it comes back once, then stays away.

Nobody's wish is fought over: whoever deletes the same thing twice in one evening means it, or is a
bot that tidies up. Those who lead hear of it, and may bring it back.
"""

from dataclasses import replace

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import leads, must_be_welcome, not_leading
from bot.domain.outbox_entry import EntryKind
from bot.domain.person import Actor

MOST_DELETED = 2
"""Deleted so often in one evening, a message stays away until somebody wants it."""
NEEDED = (EntryKind.DOOR, EntryKind.CARD, EntryKind.CONSOLE)
"""The messages that an evening needs."""


def number_of(meeting: LiveMeeting, kind: EntryKind) -> int:
    """Count which message of its kind stands now, or is to."""
    numbers = {EntryKind.DOOR: meeting.doors, EntryKind.CARD: meeting.cards}
    return numbers.get(kind, meeting.consoles)


def row_of(meeting: LiveMeeting, kind: EntryKind) -> int:
    """Give the seq of the outbox entry that posted it: all doors of a meeting are one."""
    return 0 if kind is EntryKind.DOOR else number_of(meeting, kind)


def deleted_by_hand(meeting: LiveMeeting, kind: EntryKind) -> LiveMeeting:
    """Take note that somebody has deleted the one that stood: another comes, or none any more."""
    if kind in meeting.away or (kind is EntryKind.CONSOLE and meeting.console_in is None):
        return meeting
    noted = replace(meeting, deleted=(*meeting.deleted, kind))
    if noted.deleted.count(kind) < MOST_DELETED:
        return _again(noted, kind)
    return replace(noted, away=noted.away | {kind})


def brought_back(meeting: LiveMeeting, by: Actor) -> LiveMeeting:
    """Want everything again that stays away; raises Removed and NotFacilitator."""
    must_be_welcome(meeting, by.id)
    if not (by.leads or by.manages or leads(meeting, by)):
        raise not_leading(by)
    back = meeting
    for kind in NEEDED:
        back = _again(back, kind) if kind in meeting.away else back
    return replace(back, away=frozenset())


def came_back(before: LiveMeeting, after: LiveMeeting) -> LiveMeeting:
    """Take note that what stayed away is posted again: a new stage has a card of its own."""
    posted = {one for one in after.away if number_of(after, one) != number_of(before, one)}
    return replace(after, away=after.away - posted) if posted else after


def _again(meeting: LiveMeeting, kind: EntryKind) -> LiveMeeting:
    match kind:
        case EntryKind.DOOR:
            return replace(meeting, doors=meeting.doors + 1)
        case EntryKind.CARD:
            return replace(meeting, cards=meeting.cards + 1)
        case _:
            return replace(meeting, console_at=None)
