"""A running meeting takes note of how its room stands."""

from dataclasses import replace

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.server.onlookers import Doorway


def door_is(meeting: LiveMeeting, doorway: Doorway) -> LiveMeeting:
    """Note who else sees the room, and who did until now."""
    return replace(
        meeting,
        closed_door=doorway.closed,
        onlookers=doorway.onlookers,
        looked_in=doorway.shut_out or meeting.looked_in,
    )


def came_in(meeting: LiveMeeting) -> frozenset[MemberId]:
    """Give everyone who came through the door or leads, those who have left among them.

    Their way in goes at the next look; who was removed has none.
    """
    known = {one.id for one in meeting.people} | set(meeting.facilitators)
    return frozenset(one for one in known if not meeting.is_removed(one))


def is_off(meeting: LiveMeeting, doorway: Doorway) -> bool:
    """Tell whether a room stands otherwise than its meeting knows, or could be closed by now."""
    known = meeting.onlookers == doorway.onlookers and meeting.closed_door == doorway.closed
    could_close = doorway.can_close and not meeting.closed_door
    return bool(doorway.shut_out) or could_close or not known
