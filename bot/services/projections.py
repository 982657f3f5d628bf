"""Making Discord so: every effect is wanted, claimed, done; a crash anywhere is healed here."""

import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.effect import Effect, EffectKind, EffectState
from bot.domain.ids import ChannelId, MeetingId, MessageId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import Occurrence
from bot.domain.server import Server
from bot.services.ports import (
    Blocked,
    Card,
    Clock,
    Door,
    Drawing,
    Folded,
    Gone,
    Line,
    Messages,
    Rooms,
    Store,
    Trouble,
    Tx,
    Unsure,
)

AGAIN = timedelta(seconds=5)
MOST_ATTEMPTS = 30
LONGEST_WAIT = timedelta(minutes=2)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything that an effect is drawn from."""

    effect: Effect
    occurrence: Occurrence
    server: Server
    meeting: Meeting | None
    earlier: Effect | None
    """The effect that posted the message which this one edits."""


@dataclass(frozen=True, slots=True)
class Projections:
    """Carries out effects, one at a time for each meeting, in the order they were wanted."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages

    async def carry_out(self, meeting: MeetingId) -> None:
        """Carry out everything that is due for a meeting; what fails stays due for later."""
        now = self.clock.now()
        effects = await self.store.run(lambda tx: tx.effects.of(meeting))
        open_ones = [e for e in effects if e.state in {EffectState.WANTED, EffectState.CLAIMED}]
        for effect in sorted((e for e in open_ones if e.due <= now), key=_order):
            await self._one(effect)

    async def _one(self, effect: Effect) -> None:
        was_claimed = effect.state is EffectState.CLAIMED
        scene = await self.store.run(lambda tx: self._claim(tx, effect))
        if scene is None:
            return
        try:
            message = await self._do(scene, look_first=was_claimed)
        except Gone:
            await self._settle(replace(scene.effect, state=EffectState.DONE))
        except (Blocked, Unsure) as trouble:
            await self._later(scene.effect, trouble)
        else:
            done = replace(scene.effect, state=EffectState.DONE)
            await self._settle(replace(done, message=message or done.message))

    def _claim(self, tx: Tx, effect: Effect) -> _Scene | None:
        occurrence = tx.occurrences.get(effect.meeting)
        if occurrence is None:
            tx.effects.save(replace(effect, state=EffectState.GIVEN_UP))
            return None
        server = tx.servers.get(occurrence.guild)
        channel = _channel(effect, occurrence, server)
        if channel is None:
            tx.effects.save(replace(effect, state=EffectState.GIVEN_UP))
            return None
        claimed = replace(
            effect,
            state=EffectState.CLAIMED,
            channel=channel,
            claimed_at=effect.claimed_at or self.clock.now(),
            attempts=effect.attempts + 1,
        )
        tx.effects.save(claimed)
        earlier = _earlier(tx, claimed)
        return _Scene(claimed, occurrence, server, tx.evenings.get(effect.meeting), earlier)

    async def _do(self, scene: _Scene, *, look_first: bool) -> MessageId | None:
        effect, channel = scene.effect, scene.effect.channel
        if channel is None:
            return None
        if effect.kind is EffectKind.TEXT_LOCK:
            await self.rooms.lock(effect.guild, channel)
            return None
        drawing = _drawing(scene, self.clock)
        if drawing is None:
            return None
        if effect.kind in {EffectKind.FOLD, EffectKind.DOOR_SHUT}:
            await self._edit(drawing, scene.earlier)
            return None
        return await self.messages.send(drawing, channel, effect, look_first=look_first)

    async def _edit(self, drawing: Drawing, earlier: Effect | None) -> None:
        if earlier and earlier.channel and earlier.message:
            await self.messages.edit(drawing, earlier.channel, earlier.message)

    async def _settle(self, effect: Effect) -> None:
        await self.store.run(lambda tx: tx.effects.save(effect))

    async def _later(self, effect: Effect, trouble: Trouble) -> None:
        given_up = effect.attempts >= MOST_ATTEMPTS
        wait = min(AGAIN * effect.attempts, LONGEST_WAIT)
        state = EffectState.GIVEN_UP if given_up else EffectState.CLAIMED
        code = trouble.reason if isinstance(trouble, Blocked) else "unsure"
        log.warning(
            "effect.later",
            extra={"kind": effect.kind, "attempt": effect.attempts, "code": code},
        )
        await self._settle(replace(effect, state=state, due=self.clock.now() + wait))


def _order(effect: Effect) -> tuple[int, int]:
    """Fold the old card only after the new one stands; say the last words after the card."""
    ranks = [
        EffectKind.CARD,
        EffectKind.DOOR,
        EffectKind.FOLD,
        EffectKind.ROOM_NOTE,
        EffectKind.TEXT_LOCK,
        EffectKind.DOOR_SHUT,
        EffectKind.ORGANISERS,
    ]
    return ranks.index(effect.kind), effect.seq


def _channel(effect: Effect, occurrence: Occurrence, server: Server) -> ChannelId | None:
    match effect.kind:
        case EffectKind.DOOR | EffectKind.DOOR_SHUT:
            return server.announcements
        case EffectKind.ORGANISERS:
            return server.organisers
        case _:
            return occurrence.room


def _earlier(tx: Tx, effect: Effect) -> Effect | None:
    """Find what posted the message to edit; the newest posting of it counts."""
    if effect.kind is EffectKind.FOLD:
        return tx.effects.get(effect.meeting, EffectKind.CARD, effect.seq)
    if effect.kind is EffectKind.DOOR_SHUT:
        return tx.effects.get(effect.meeting, EffectKind.DOOR, effect.seq)
    return None


def _drawing(scene: _Scene, clock: Clock) -> Drawing | None:
    effect, meeting = scene.effect, scene.meeting
    language = scene.server.language
    match effect.kind:
        case EffectKind.CARD:
            newest = meeting and meeting.cards == effect.seq
            return Card(meeting, clock.now()) if meeting and newest else None
        case EffectKind.FOLD:
            return Folded(language, effect.detail)
        case EffectKind.DOOR:
            return Door(scene.server, scene.occurrence)
        case EffectKind.DOOR_SHUT:
            return Door(scene.server, scene.occurrence, shut=True)
        case _:
            return _line(scene)


def _line(scene: _Scene) -> Line:
    occurrence = scene.occurrence
    room = "organisers" if scene.effect.kind is EffectKind.ORGANISERS else "note"
    facts = {
        "title": occurrence.title,
        "reason": occurrence.reason,
        "starts_at": occurrence.starts_at,
        "room_kind": occurrence.room_kind,
        "contact": scene.server.texts.contact,
        "room": occurrence.room or 0,
    }
    return Line(scene.server.language, f"{room}.{scene.effect.detail}", facts)
