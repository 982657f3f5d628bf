"""Open one room for each occurrence: write the intent, ask Discord once, look before asking again.

See docs/reliability.md#opening-a-room.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import ChannelId
from bot.domain.rooms import opening
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.calendar.occurrences import update_if_unchanged
from bot.services.meeting.first_evening import new_code
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import FoundRoom, Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Trouble
from bot.services.rooms.late_rooms import LateRooms
from bot.services.rooms.new_rooms import StandingRoom, begin_in, close_at_first, create_room
from bot.services.server.setup_monitor import why_no_announcement

NOT_HIDDEN = "not_hidden"
"""Why a room for the holders of one role does not open: the bot may not hide it."""


@dataclass(frozen=True, slots=True)
class RoomOpening:
    """Brings one room into being for one occurrence."""

    store: Store
    clock: Clock
    rooms: Rooms
    late_rooms: LateRooms

    async def open(self, occurrence: Occurrence, server: Server) -> bool:
        """Write the intent, then ask Discord once; gives whether the room is open now."""
        needs = [need.key for need in self.rooms.needs(server) if need.blocks]
        if not is_public(occurrence) and not self.rooms.doorway(server).can_close:
            needs.append(NOT_HIDDEN)
        if needs:
            await self._block(occurrence, needs[0])
            return False
        return await self._ask(server, occurrence)

    async def look(self, occurrence: Occurrence, server: Server) -> bool:
        """See whether the room we asked for is there; ask again only when it has settled.

        Gives whether the room is open now.
        """
        if occurrence.has_early_room and await self._show(occurrence, server):
            return True
        try:
            found = await self.rooms.find(server, occurrence)
        except Trouble as trouble:
            await self._not_seen(occurrence, trouble)
            return False
        late = self.clock.now() > opening.latest_opening(occurrence)
        if found:
            return await self._found(occurrence, server, found, late=late)
        if not opening.has_settled(occurrence, self.rooms.discord_now()):
            await self._look_again(occurrence)
        elif late:
            await self._revise(occurrence, opening.not_there)
        else:
            return await self.open(occurrence, server)
        return False

    async def _show(self, occurrence: Occurrence, server: Server) -> bool:
        """Open a room that was made early; not where it stands otherwise than it should."""
        room, late = occurrence.room, self.clock.now() > opening.latest_opening(occurrence)
        doorway = room and self.rooms.glance(server, room, (), occurrence.visible_to)
        closes = not is_public(occurrence) or self.rooms.doorway(server).closed
        if late or room is None or not doorway or (closes and not doorway.closed):
            return False
        is_empty = not self.rooms.occupants(occurrence.guild, room)  # else they are counted now
        return bool(await self._is_open(occurrence, server, room, doorway, is_new=is_empty))

    async def sweep(self, occurrence: Occurrence) -> None:
        """Remove a room that a request of ours made after we had looked.

        See docs/reliability.md#opening-a-room.
        """
        if not opening.is_swept(occurrence, self.rooms.discord_now()):
            return
        server = await self.store.run(lambda tx: tx.servers.get(occurrence.guild))
        with suppress(Trouble):
            found = await self.rooms.find(server, occurrence)
            await self._remove_spare(occurrence, found)

    async def _ask(self, server: Server, seen: Occurrence) -> bool:
        intent = await self.store.run(lambda tx: self._intend(tx, seen))
        if intent is None:
            return False
        try:
            room = await create_room(
                self.rooms, server, intent, partial(self._tell_of_neutral_name, intent)
            )
        except Blocked as trouble:
            await self._block(intent, trouble.reason)
            return False
        except Trouble:
            # It may be there: the next tick looks before it asks again.
            return False
        doorway = await close_at_first(self.rooms, server, room, intent)
        if doorway is None or not await self._may_open(intent, room, doorway):
            return False
        is_open = await self._is_open(intent, server, room, doorway, is_new=True)
        if is_open is None:
            await self._remove_spare(intent, (FoundRoom(room, empty=True),))
        return bool(is_open)

    async def _tell_of_neutral_name(self, occurrence: Occurrence) -> None:
        now = self.clock.now()
        await self.store.run(lambda tx: tell_organisers(tx, occurrence, "neutral_name", now))

    async def _may_open(self, occurrence: Occurrence, room: ChannelId, doorway: Doorway) -> bool:
        """Tell whether a room stands as it is to; one for some that others see is taken away."""
        if is_public(occurrence) or doorway.closed:
            return True
        with suppress(Trouble):
            await self.rooms.delete(room, f"room not hidden {occurrence.code}")
        await self._block(occurrence, NOT_HIDDEN)
        return False

    def _intend(self, tx: Tx, seen: Occurrence) -> Occurrence | None:
        # What was planned anew has no room yet, whatever marked the one of before.
        known = "" if seen.phase is Phase.PLANNED else seen.code
        code = known or new_code(tx, seen.guild)
        now, discord_now = self.clock.now(), self.rooms.discord_now()
        return update_if_unchanged(
            tx, seen, lambda current: opening.asked(current, code, discord_now, now)
        )

    async def _found(
        self, seen: Occurrence, server: Server, found: tuple[FoundRoom, ...], *, late: bool
    ) -> bool:
        if late:
            if not await self.late_rooms.settle(seen, found):
                await self._revise(seen, opening.not_there)
            return False
        kept = min(room.id for room in found)
        doorway = await close_at_first(self.rooms, server, kept, seen)
        if doorway is None:
            await self._look_again(seen)
            return False
        if not await self._may_open(seen, kept, doorway):
            return False
        is_open = await self._is_open(seen, server, kept, doorway)
        await self._remove_spare(seen, found)
        return bool(is_open)

    async def _is_open(
        self,
        occurrence: Occurrence,
        server: Server,
        room: ChannelId,
        doorway: Doorway,
        *,
        is_new: bool = False,
    ) -> bool | None:
        """Begin in a room; False until its doors open, None where the meeting has moved on."""
        now = self.clock.now()
        early = now < occurrence.doors_at  # then nothing is told of it yet
        no_door = "" if early else self._no_door(server, occurrence)
        closes = self.rooms.doorway(server).closed
        stands = StandingRoom(server, room, doorway, no_door, closes, is_new)
        return await self.store.run(lambda tx: self._record(tx, occurrence, stands, now))

    def _no_door(self, server: Server, occurrence: Occurrence) -> str:
        """Say why the door cannot be posted; nothing where none is to be."""
        announced = is_public(occurrence)
        return why_no_announcement(server, self.rooms.needs(server)) if announced else ""

    def _record(self, tx: Tx, seen: Occurrence, stands: StandingRoom, now: datetime) -> bool | None:
        room = stands.room

        def change(current: Occurrence) -> Occurrence:
            if now < current.doors_at:
                return opening.made_early(current, room)
            return opening.opened(current, room, now, is_new=stands.is_new)

        opened = update_if_unchanged(tx, seen, change)
        if opened is None or opened.phase is not Phase.OPEN:
            return None if opened is None else False
        begin_in(tx, opened, stands, now)
        return True

    async def _remove_spare(self, occurrence: Occurrence, found: tuple[FoundRoom, ...]) -> None:
        """Delete every room with our code that is empty and is not the one we keep."""
        current = await self.store.run(lambda tx: tx.occurrences.get(occurrence.id))
        if current is None or current.room is None:
            return
        for room in found:
            if room.id != current.room and room.empty:
                with suppress(Trouble):
                    await self.rooms.delete(room.id, f"room twice {occurrence.code}")

    async def _not_seen(self, occurrence: Occurrence, trouble: Trouble) -> None:
        if opening.gives_up_looking(occurrence, self.clock.now()):
            await self._revise(occurrence, opening.not_there)
        elif isinstance(trouble, Blocked):
            await self._block(occurrence, trouble.reason)
        else:
            await self._look_again(occurrence)

    async def _look_again(self, occurrence: Occurrence) -> None:
        discord_now = self.rooms.discord_now()
        await self._revise(
            occurrence, lambda current, now: opening.looking_on(current, discord_now, now)
        )

    async def _revise(self, seen: Occurrence, change: opening.Change) -> None:
        now = self.clock.now()
        await self.store.run(
            lambda tx: update_if_unchanged(tx, seen, lambda current: change(current, now))
        )

    async def _block(self, seen: Occurrence, reason: str) -> None:
        now = self.clock.now()

        def work(tx: Tx) -> None:
            blocked = update_if_unchanged(
                tx, seen, lambda current: opening.blocked(current, reason, now)
            )
            early = now < seen.doors_at  # it is tried again then, and told then
            if blocked and not early and reason not in opening.PASSING:
                tell_organisers(tx, blocked, "blocked", now, reason=reason)

        await self.store.run(work)
