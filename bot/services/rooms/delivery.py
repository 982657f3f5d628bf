"""Making Discord so: every effect is wanted, claimed, done; a crash anywhere is healed here."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, MessageId, OccurrenceId
from bot.domain.outbox_entry import NOT_DRAWN, Effect, EffectKind, EffectState
from bot.domain.rooms.opening import PASSING
from bot.services.meeting.alerts import Alerts
from bot.services.meeting.first_evening import farewell
from bot.services.outbox.content import Scene, channel, drawing, holds, order
from bot.services.outbox.effacing import EFFACES, Effacing
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble
from bot.text.catalog import speaker

AGAIN = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=2)
MUCH_LATER = timedelta(hours=1)
MOST_REFUSALS = 30
"""So often, in 35 minutes, is tried what Discord refuses once the meeting is over."""
LONGEST_OUTAGE = timedelta(days=1)
"""So long is tried, once the meeting is over, what Discord does not answer."""
TOLD_AT = 3
"""The refusals of a card after which the organisers hear of it, a quarter of a minute on."""
UNSURE = "unsure"
OPEN = frozenset({EffectState.WANTED, EffectState.CLAIMED})
CHANGES = {
    EffectKind.FOLD: EffectKind.CARD,
    EffectKind.CLEAR: EffectKind.CARD,
    EffectKind.FAREWELL: EffectKind.CARD,
    EffectKind.DOOR_AGAIN: EffectKind.DOOR,
    EffectKind.DOOR_SHUT: EffectKind.DOOR,
}
"""What changes a message, and what posted it."""
POSTED = frozenset(CHANGES.values())
"""What posts a message that is changed later, so that it must be known where it stands."""
EDITS = frozenset(CHANGES) - {EffectKind.CLEAR}
HIDES = frozenset({EffectKind.FOLD, EffectKind.CLEAR, EffectKind.FAREWELL})
"""What takes names off a card: tried for as long as the room is there."""
MOST_TAKEN_DOWN = 10
"""So many messages are taken down at a time, so that a card never waits long for its turn."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Projections:
    """Carries out effects, one at a time for each meeting, in the order they were wanted."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages
    alerts: Alerts

    async def carry_out(self, meeting: OccurrenceId) -> None:
        """Carry out everything that is due for a meeting; what fails stays due for later."""
        now = self.clock.now()
        effects = await self.store.run(lambda tx: tx.effects.of(meeting))
        effacing = Effacing(self.store, self.clock, self.rooms, self.messages)
        drawn = [one for one in effects if one.kind not in NOT_DRAWN]
        due = [one for one in drawn if one.state in OPEN and one.due <= now]
        down = [one for one in due if one.kind is EffectKind.TAKE_DOWN]
        for effect in sorted(set(due) - set(down[MOST_TAKEN_DOWN:]), key=order):
            await (effacing.carry_out(effect) if effect.kind in EFFACES else self._one(effect))

    async def _one(self, effect: Effect) -> None:
        was_claimed = effect.state is EffectState.CLAIMED
        scene = await self.store.run(lambda tx: self._claim(tx, effect))
        if scene is None:
            return
        try:
            message = await self._do(scene, look_first=was_claimed)
        except Gone:
            if effect.kind is EffectKind.CARD and holds(scene):
                await self._later(scene.effect, UNSURE)  # whoever watches the room decides
            else:
                await self._settle(scene, None)
        except Trouble as trouble:
            why = trouble.reason if isinstance(trouble, Blocked) else UNSURE
            await self._later(scene.effect, why)
        else:
            await self._settle(scene, message)

    def _claim(self, tx: Tx, seen: Effect) -> Scene | None:
        """Claim an effect until its next try is due, so that a fault in it never spins."""
        effect = tx.effects.get(seen.meeting, seen.kind, seen.seq)
        occurrence = tx.occurrences.get(seen.meeting)
        now = self.clock.now()
        if effect is None or effect.state not in OPEN or effect.due > now:
            return None  # done meanwhile, or put off: a facilitator keeps the room open
        server = tx.servers.get(effect.guild)
        place = channel(effect, occurrence, server) if occurrence else None
        if occurrence is None or place is None:
            _give_up(tx, effect, "no_place")
            return None
        first = _must_wait_for(tx, effect)
        if first:
            tx.effects.update_if_unchanged(replace(effect, due=max(first.due, now + AGAIN)))
            return None
        claimed = tx.effects.update_if_unchanged(_claimed(effect, place, now))
        if claimed is None:
            return None
        evening, last = tx.evenings.get(effect.meeting), farewell(tx, claimed, occurrence, server)
        earlier = claimed if claimed.message else _earlier(tx, claimed)  # its own, posted before
        return Scene(claimed, place, occurrence, server, evening, earlier, last)

    async def _do(self, scene: Scene, *, look_first: bool) -> MessageId | None:
        effect, place = scene.effect, scene.place
        if not holds(scene):
            # It may have been posted before it went out of date, and is to be folded then.
            known = look_first and effect.kind in POSTED
            return await self.messages.find(place, effect) if known else None
        if effect.kind is EffectKind.ALERT:
            return await self.alerts.deliver(scene)
        if effect.kind is EffectKind.TEXT_LOCK:
            await self.rooms.lock(effect.guild, place)
            return None
        if effect.kind in EDITS and not _has_lost_its_card(scene):
            await self._edit(scene)
            return None
        if effect.kind is EffectKind.CLEAR:
            await self._clear(scene.earlier)
            return None
        drawn = drawing(scene, self.clock.now())
        message = await self.messages.send(drawn, place, effect, look_first=look_first)
        await self._show_stage(scene)
        return message

    async def _edit(self, scene: Scene) -> None:
        earlier = scene.earlier
        if earlier and earlier.channel and earlier.message:
            drawn = drawing(scene, self.clock.now())
            await self.messages.edit(drawn, earlier.channel, earlier.message)

    async def _clear(self, earlier: Effect | None) -> None:
        if earlier and earlier.channel and earlier.message:
            await self.messages.delete(earlier.channel, earlier.message)

    async def _show_stage(self, scene: Scene) -> None:
        """Write the stage under the voice room's name: nice to have, and never in the way."""
        meeting = scene.meeting
        if scene.effect.kind is not EffectKind.CARD or meeting is None:
            return
        if meeting.room_kind is RoomKind.VOICE:
            text = speaker(meeting.language)(f"stage.{meeting.now_in}")
            try:
                await self.rooms.show_stage(meeting.room, text)
            except Trouble:
                log.info("stage.not_shown")

    async def _settle(self, scene: Scene, message: MessageId | None) -> None:
        done = replace(scene.effect, state=EffectState.DONE)
        done = replace(done, message=message or done.message)
        if await self.store.run(lambda tx: _keep(tx, done, scene)):
            self.messages.redraw(done.meeting)

    async def _later(self, effect: Effect, why: str) -> None:
        facts = {"kind": effect.kind, "attempt": effect.attempts, "code": why}
        log.warning("effect.later", extra=facts)
        await self.store.run(lambda tx: _put_off(tx, effect, why, self.clock.now()))


def _put_off(tx: Tx, effect: Effect, why: str, now: datetime) -> None:
    """Try again later, more and more slowly; tell the organisers once why a card is missing."""
    occurrence = tx.occurrences.get(effect.meeting)
    if occurrence is None or _is_enough(effect, occurrence, why, now):
        _give_up(tx, effect, why)
        return
    later = _next_try(effect.attempts, now)
    if occurrence.phase is not Phase.OPEN and _refused(why) and effect.attempts >= MOST_REFUSALS:
        later = now + MUCH_LATER
    if tx.effects.update_if_unchanged(replace(effect, due=later)) is None:
        return
    if effect.kind is EffectKind.CARD and _refused(why) and effect.attempts == TOLD_AT:
        tell_organisers(tx, occurrence, "no_card", now, reason=why, number=effect.seq)


def _is_enough(effect: Effect, occurrence: Occurrence, why: str, now: datetime) -> bool:
    """Tell whether to stop trying: never while the meeting runs, whatever is in the way."""
    if occurrence.phase is Phase.OPEN or effect.kind in HIDES:
        return False
    if _refused(why):
        return effect.attempts >= MOST_REFUSALS
    return now - (effect.claimed_at or now) >= LONGEST_OUTAGE


def _refused(why: str) -> bool:
    """Tell whether Discord itself said no: somebody on the server has to mend that."""
    return why != UNSURE and why not in PASSING


def _has_lost_its_card(scene: Scene) -> bool:
    """Tell whether the last words have no card to stand on, so that they are posted themselves."""
    known = scene.earlier and scene.earlier.message
    return scene.effect.kind is EffectKind.FAREWELL and not known


def _claimed(effect: Effect, place: ChannelId, now: datetime) -> Effect:
    tried = replace(effect, channel=place, attempts=effect.attempts + 1, state=EffectState.CLAIMED)
    due = _next_try(tried.attempts, now)
    return replace(tried, claimed_at=effect.claimed_at or now, due=due)


def _next_try(attempts: int, now: datetime) -> datetime:
    return now + min(AGAIN * attempts, LONGEST_WAIT)


def _keep(tx: Tx, effect: Effect, scene: Scene) -> bool:
    """Note what is done; gives whether a card was posted that is older than its meeting.

    What was wanted anew meanwhile is still to be done, to the message that stands now. The effects
    of a server that removed the bot stay gone.
    """
    if tx.effects.update_if_unchanged(effect) is None:
        anew = tx.effects.get(effect.meeting, effect.kind, effect.seq)
        if anew and effect.message:
            tx.effects.update_if_unchanged(replace(anew, message=effect.message))
        return False
    if effect.kind is not EffectKind.CARD or scene.meeting is None:
        return False
    running = tx.evenings.get(effect.meeting)
    return running is not None and running.version != scene.meeting.version


def _give_up(tx: Tx, effect: Effect, code: str) -> None:
    if tx.effects.update_if_unchanged(replace(effect, state=EffectState.GIVEN_UP)):
        log.warning("effect.given_up", extra={"kind": effect.kind, "code": code})


def _earlier(tx: Tx, effect: Effect) -> Effect | None:
    """Find what posted the message to change."""
    kind = CHANGES.get(effect.kind)
    seq = 0 if kind is EffectKind.DOOR else effect.seq  # a meeting has one door
    return tx.effects.get(effect.meeting, kind, seq) if kind else None


def _must_wait_for(tx: Tx, effect: Effect) -> Effect | None:
    """Give what comes first: the message to change, and the card that follows the old one."""
    before = [_earlier(tx, effect)]
    if effect.kind in {EffectKind.FOLD, EffectKind.CLEAR}:
        before.append(tx.effects.get(effect.meeting, EffectKind.CARD, effect.seq + 1))
    return next((one for one in before if one and one.state in OPEN), None)
