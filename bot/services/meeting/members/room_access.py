"""Reconcile a room's member permission overwrites with who may be here.

Discord tells us who is named in a room, so only differences are asked for. What is named there can
be read by anybody who sees the room, so nobody is named longer than needed.
"""

from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.services.ports.room_access import AtTheDoor, MemberAccess
from bot.services.ports.rooms import Rooms
from bot.services.ports.trouble import Blocked, Gone, Trouble, Unsure

SEVERAL = 4
"""From so many on, people are let in together."""


async def let_in(
    rooms: Rooms,
    look: Callable[[], Awaitable[LiveMeeting]],
    ordinary: Collection[MemberId] = (),
) -> None:
    """See to it that everyone who is in can reach the room, after a restart or a new room.

    Many at once are let in together, where Discord allows it. No role lets in who is `ordinary`.

    Who has left the server keeps nobody else out, and nor does a request without an answer. Raises
    Blocked, and Unsure where one had none.
    """
    unsure, meeting = None, await look()
    known = rooms.our_overwrites(meeting.guild, meeting.room) or {}
    for member in sorted(meeting.removed):
        if known.get(member) is not MemberAccess.KEPT_OUT:
            with suppress(Gone):
                await rooms.bar(meeting.room, member)
    together = await _together(rooms, look, frozenset(ordinary))
    for member, writes in _not_as_they_should(rooms, meeting).items():
        if member in together:
            continue
        try:
            await rooms.admit(meeting.room, member, writes=writes)
        except Unsure as trouble:
            unsure = trouble
        except Gone:
            continue
    if unsure is not None:
        raise unsure


async def _together(
    rooms: Rooms, look: Callable[[], Awaitable[LiveMeeting]], ordinary: frozenset[MemberId]
) -> frozenset[MemberId]:
    """Let in together who waits at the door; gives for whom nothing is to be done any more."""

    async def people() -> dict[MemberId, bool]:
        try:
            return _not_as_they_should(rooms, await look())
        except MeetingOver:
            return {}

    async def welcome() -> frozenset[MemberId]:
        try:
            return frozenset(_inside(await look()))
        except MeetingOver:
            return frozenset()

    meeting = await look()
    if len(await people()) < SEVERAL:
        return frozenset()
    try:
        return await rooms.admit_all(meeting.room, AtTheDoor(people, welcome, ordinary))
    except Gone:  # one of them has left the server, perhaps: one by one, that is one person alone
        return frozenset()


def is_settled(rooms: Rooms, meeting: LiveMeeting) -> bool:
    """Tell whether everyone who was let in writes in the room, or only listens, as they should."""
    known = rooms.our_overwrites(meeting.guild, meeting.room) or {}
    return not any(
        known.get(one) is MemberAccess.LET_IN for one in _not_as_they_should(rooms, meeting)
    )


async def let_go(rooms: Rooms, look: Callable[[], Awaitable[LiveMeeting]]) -> bool:
    """Take out of a room's names who has left the meeting; they come back through the door.

    So it is with whoever had themselves forgotten: Discord is asked until it has done so.

    Who still sits in voice stays named there until they go out, so that nothing cuts them off.
    Who is back when their turn comes is left alone. Gives whether anybody was taken out: who came
    back in that very moment is to be let in again. Raises MeetingOver.
    """
    dropped, meeting = False, await look()
    for member in _leaving(rooms, meeting):
        if member in _leaving(rooms, await look()):
            dropped = True
            with suppress(Trouble):
                await rooms.unbar(meeting.room, member)
    return dropped


async def keep_out(
    rooms: Rooms, look: Callable[[], Awaitable[LiveMeeting]], refused: Collection[MemberId]
) -> frozenset[MemberId]:
    """Keep out who was removed where Discord did not do so at once; the `refused` are left alone.

    Gives whom Discord refuses to shut out: one person behind a closed door, an administrator
    perhaps; behind an open one the bot mostly may shut out nobody. Raises MeetingOver.
    """
    meeting = await look()
    known = rooms.our_overwrites(meeting.guild, meeting.room)
    found = set(refused)
    for member in sorted(meeting.removed - found) if known is not None else ():
        if known and known.get(member) is MemberAccess.KEPT_OUT:
            continue
        try:
            if member in (await look()).removed:
                await rooms.bar(meeting.room, member)
        except Blocked:
            found.add(member)
            if not meeting.closed_door:
                return frozenset(found | meeting.removed)
        except Trouble:
            continue
    return frozenset(found)


def _leaving(rooms: Rooms, meeting: LiveMeeting) -> tuple[MemberId, ...]:
    known = rooms.our_overwrites(meeting.guild, meeting.room) or {}
    staying = {one.id for one in meeting.let_in} | meeting.in_voice
    staying |= meeting.removed | set(meeting.facilitators)
    return tuple(
        [
            one
            for one, access in known.items()
            if access is MemberAccess.LET_IN and one not in staying
        ]
    )


def _not_as_they_should(rooms: Rooms, meeting: LiveMeeting) -> dict[MemberId, bool]:
    """Name who is in behind a closed door and is not let in yet, or only to listen, or to write.

    Gives whether they write.
    """
    inside = _inside(meeting) if meeting.closed_door else {}
    if not inside:
        return {}
    known = rooms.our_overwrites(meeting.guild, meeting.room) or {}
    listening = rooms.listening(meeting.guild, meeting.room)
    return {
        member: writes
        for member, writes in inside.items()
        if known.get(member) is not MemberAccess.LET_IN or writes is (member in listening)
    }


def _inside(meeting: LiveMeeting) -> dict[MemberId, bool]:
    """Give who came through the door, or leads though no role lets them; and whether they write."""
    here = {one.id: one.leads or meeting.may_write(one.id) for one in meeting.let_in}
    lead = set(meeting.facilitators) - meeting.by_role - meeting.removed
    return here | dict.fromkeys(lead, True)
