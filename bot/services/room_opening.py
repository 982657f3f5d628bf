"""Opening a room: intent, one attempt, settle, look, never two (reliability.md §4.3)."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.content import codes, templates
from bot.domain import opening
from bot.domain.effect import Effect, EffectKind
from bot.domain.ids import ChannelId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import DOORS_BEFORE, Occurrence, Phase
from bot.domain.series import dates
from bot.domain.server import Server
from bot.domain.template import Stage, StageKey, scaled
from bot.services.ports import Blocked, Clock, FoundRoom, Gone, Rooms, Store, Tx, Unsure

LOBBY = Stage(StageKey.LOBBY, int(DOORS_BEFORE / timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class RoomOpening:
    """Brings one room into being for one occurrence."""

    store: Store
    clock: Clock
    rooms: Rooms

    async def open(self, occurrence: Occurrence) -> None:
        """Write the intent, then ask Discord once."""
        server = await self.store.run(lambda tx: tx.servers.get(occurrence.guild))
        needs = [need for need in self.rooms.needs(server) if need.blocks]
        if needs:
            await self._block(occurrence, needs[0].key)
            return
        intent = await self.store.run(lambda tx: self._intend(tx, occurrence))
        await self._ask(server, intent)

    async def look(self, occurrence: Occurrence) -> None:
        """See whether the room we asked for is there; ask again only when it has settled."""
        if occurrence.intent_at is None:
            await self.open(occurrence)
            return
        server = await self.store.run(lambda tx: tx.servers.get(occurrence.guild))
        try:
            found = await self.rooms.find(server, occurrence)
        except Unsure:
            await self._look_again(occurrence)
            return
        except Blocked as trouble:
            await self._block(occurrence, trouble.reason)
            return
        if found:
            kept = min(found, key=lambda room: room.id)
            await self._is_open(occurrence, server, kept.id)
            await self._remove_spare(found, kept)
        elif not opening.has_settled(occurrence, self.rooms.discord_now()):
            await self._look_again(occurrence)
        elif self.clock.now() > opening.latest_opening(occurrence):
            await self._block(occurrence, "discord_down")
        else:
            await self.open(occurrence)

    async def _ask(self, server: Server, intent: Occurrence) -> None:
        try:
            room = await self.rooms.create(server, intent)
        except Unsure:
            return
        except Blocked as trouble:
            await self._block(intent, trouble.reason)
            return
        if not await self._is_open(intent, server, room):
            await self.rooms.delete(room, f"room {intent.code}")

    def _intend(self, tx: Tx, occurrence: Occurrence) -> Occurrence:
        code = occurrence.code or _new_code(tx)
        now = self.clock.now()
        return tx.occurrences.save(opening.asked(occurrence, code, self.rooms.discord_now(), now))

    async def _is_open(self, occurrence: Occurrence, server: Server, room: ChannelId) -> bool:
        closed = self.rooms.door_is_closed(server)
        return await self.store.run(lambda tx: self._record(tx, occurrence, server, room, closed))

    def _record(
        self, tx: Tx, occurrence: Occurrence, server: Server, room: ChannelId, closed: bool
    ) -> bool:
        now = self.clock.now()
        current = tx.occurrences.get(occurrence.id)
        if current is None or current.phase is not Phase.OPENING:
            return current is not None and current.room == room
        opened = replace(current, phase=Phase.OPEN, room=room, due=now, empty_since=now)
        tx.occurrences.save(opened)
        running = tx.evenings.get(occurrence.id)
        if running is None:
            running = first_evening(tx, opened, server, closed=closed, now_in=room)
            tx.evenings.add(running)
        else:
            moved = replace(running, room=room, closed_door=closed, cards=running.cards + 1)
            running = tx.evenings.save(moved)
        tx.effects.want(Effect(occurrence.id, occurrence.guild, EffectKind.DOOR, 0, now))
        tx.effects.want(
            Effect(occurrence.id, occurrence.guild, EffectKind.CARD, running.cards, now)
        )
        return True

    async def _remove_spare(self, found: tuple[FoundRoom, ...], kept: FoundRoom) -> None:
        for room in found:
            if room is not kept and room.empty:
                try:
                    await self.rooms.delete(room.id, "room twice")
                except Gone:
                    continue

    async def _look_again(self, occurrence: Occurrence) -> None:
        later = replace(occurrence, due=self.clock.now() + opening.LOOK_AGAIN)
        await self.store.run(lambda tx: tx.occurrences.save(later))

    async def _block(self, occurrence: Occurrence, reason: str) -> None:
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if occurrence.reason != reason:
                seq = occurrence.attempt
                told = Effect(
                    occurrence.id, occurrence.guild, EffectKind.ORGANISERS, seq, now, "blocked"
                )
                tx.effects.want(told)
            tx.occurrences.save(opening.blocked(occurrence, reason, now))

        await self.store.run(work)


def first_evening(
    tx: Tx, occurrence: Occurrence, server: Server, *, closed: bool, now_in: ChannelId
) -> Meeting:
    """Make the running meeting of an occurrence whose room has just opened, in its lobby."""
    shape = scaled(templates.load()[occurrence.template], occurrence.minutes)
    return Meeting(
        id=occurrence.id,
        guild=occurrence.guild,
        title=occurrence.title,
        room=now_in,
        room_kind=occurrence.room_kind,
        closed_door=closed,
        starts_at=occurrence.starts_at,
        stages=(LOBBY, *shape.stages),
        since=occurrence.doors_at,
        language=server.language,
        country=server.country,
        topic=occurrence.topic,
        texts=server.texts,
        next_at=_next_date(tx, occurrence),
    )


def _next_date(tx: Tx, occurrence: Occurrence) -> datetime | None:
    series = tx.series.get(occurrence.series) if occurrence.series else None
    following = dates(series, occurrence.starts_at, 1) if series else ()
    return following[0][1] if following else None


def _new_code(tx: Tx) -> str:
    free = sorted(codes.load() - tx.occurrences.codes_in_use())
    return secrets.choice(free)
