"""Claim, deliver and settle outbox entries that are due; safe to repeat after a crash anywhere."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, MessageId, OccurrenceId
from bot.domain.outbox_entry import Effect, EffectState
from bot.domain.rooms.opening import PASSING
from bot.services.outbox.effacing import EffacingDelivery
from bot.services.outbox.handler import Effacing, Handler, Handlers, Scene
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble

AGAIN = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=2)
MUCH_LATER = timedelta(hours=1)
MOST_REFUSALS = 30
"""So often, in 35 minutes, is tried what Discord refuses once the meeting is over."""
LONGEST_OUTAGE = timedelta(days=1)
"""So long is tried, once the meeting is over, what Discord does not answer."""
UNSURE = "unsure"
OPEN = frozenset({EffectState.WANTED, EffectState.CLAIMED})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Projections:
    """Carries out entries, one at a time for each meeting, in the order of their handlers."""

    store: Store
    clock: Clock
    messages: Messages
    handlers: Handlers

    async def carry_out(self, meeting: OccurrenceId) -> None:
        """Carry out everything that is due for a meeting; what fails stays due for later."""
        now = self.clock.now()
        effects = await self.store.run(lambda tx: tx.effects.of(meeting))
        effacing = EffacingDelivery(self.store, self.clock)
        due = [one for one in effects if one.state in OPEN and one.due <= now]
        for effect, handler in self._in_order(due):
            if isinstance(handler, Effacing):
                await effacing.carry_out(handler, effect)
            else:
                await self._one(handler, effect)

    def _in_order(self, due: list[Effect]) -> list[tuple[Effect, Handler | Effacing]]:
        """Give what is due with its handler; what no handler is for is done elsewhere."""
        chosen = []
        for kind, listed in groupby(sorted(due, key=lambda one: one.kind), lambda one: one.kind):
            handler = self.handlers.of(kind)
            if handler is not None:
                chosen += [(one, handler) for one in [*listed][: handler.most_at_once]]
        return sorted(chosen, key=lambda pair: (pair[1].order, pair[0].seq))

    async def _one(self, handler: Handler, effect: Effect) -> None:
        was_claimed = effect.state is EffectState.CLAIMED
        scene = await self.store.run(lambda tx: self._claim(tx, handler, effect))
        if scene is None:
            return
        try:
            message = await self._do(handler, scene, look_first=was_claimed)
        except Gone:
            if handler.outlives_its_channel and handler.is_still_relevant(scene):
                await self._later(handler, scene.effect, UNSURE)
            else:
                await self._settle(handler, scene, None)
        except Trouble as trouble:
            why = trouble.reason if isinstance(trouble, Blocked) else UNSURE
            await self._later(handler, scene.effect, why)
        else:
            await self._settle(handler, scene, message)

    def _claim(self, tx: Tx, handler: Handler, seen: Effect) -> Scene | None:
        """Claim an entry until its next try is due, so that a fault in it never spins."""
        effect = tx.effects.get(seen.meeting, seen.kind, seen.seq)
        occurrence = tx.occurrences.get(seen.meeting)
        now = self.clock.now()
        if effect is None or effect.state not in OPEN or effect.due > now:
            return None  # done meanwhile, or put off: a facilitator keeps the room open
        server = tx.servers.get(effect.guild)
        place = handler.channel(effect, occurrence, server) if occurrence else None
        if occurrence is None or place is None:
            _give_up(tx, effect, "no_place")
            return None
        before = handler.comes_after(tx, effect)
        first = next((one for one in before if one and one.state in OPEN), None)
        if first:
            tx.effects.update_if_unchanged(replace(effect, due=max(first.due, now + AGAIN)))
            return None
        claimed = tx.effects.update_if_unchanged(_claimed(effect, place, now))
        if claimed is None:
            return None
        running = tx.evenings.get(effect.meeting)
        prepared = handler.prepare(tx, claimed, occurrence, server)
        earlier = claimed if claimed.message else handler.edited(tx, claimed)
        return Scene(claimed, place, occurrence, server, running, earlier, prepared)

    async def _do(self, handler: Handler, scene: Scene, *, look_first: bool) -> MessageId | None:
        if not handler.is_still_relevant(scene):
            # It may have been posted before it went out of date, and is to be folded then.
            mark = handler.mark(scene.effect) if look_first else None
            return await self.messages.find(scene.place, scene.effect, mark) if mark else None
        return await handler.deliver(scene, self.clock.now(), look_first=look_first)

    async def _settle(self, handler: Handler, scene: Scene, message: MessageId | None) -> None:
        done = replace(scene.effect, state=EffectState.DONE)
        done = replace(done, message=message or done.message)
        if await self.store.run(lambda tx: _keep(tx, handler, done, scene)):
            self.messages.redraw(done.meeting)

    async def _later(self, handler: Handler, effect: Effect, why: str) -> None:
        facts = {"kind": effect.kind, "attempt": effect.attempts, "code": why}
        log.warning("effect.later", extra=facts)
        await self.store.run(lambda tx: _put_off(tx, handler, effect, why, self.clock.now()))


def _put_off(tx: Tx, handler: Handler, effect: Effect, why: str, now: datetime) -> None:
    """Try again later, more and more slowly."""
    occurrence = tx.occurrences.get(effect.meeting)
    if occurrence is None or _is_enough(handler, effect, occurrence, why, now):
        _give_up(tx, effect, why)
        return
    later = _next_try(effect.attempts, now)
    if occurrence.phase is not Phase.OPEN and _refused(why) and effect.attempts >= MOST_REFUSALS:
        later = now + MUCH_LATER
    if tx.effects.update_if_unchanged(replace(effect, due=later)) and _refused(why):
        handler.refused(tx, effect, occurrence, why)


def _is_enough(
    handler: Handler, effect: Effect, occurrence: Occurrence, why: str, now: datetime
) -> bool:
    """Tell whether to stop trying: never while the meeting runs, whatever is in the way."""
    if occurrence.phase is Phase.OPEN or handler.hides_names:
        return False
    if _refused(why):
        return effect.attempts >= MOST_REFUSALS
    return now - (effect.claimed_at or now) >= LONGEST_OUTAGE


def _refused(why: str) -> bool:
    """Tell whether Discord itself said no: somebody on the server has to mend that."""
    return why != UNSURE and why not in PASSING


def _claimed(effect: Effect, place: ChannelId, now: datetime) -> Effect:
    tried = replace(effect, channel=place, attempts=effect.attempts + 1, state=EffectState.CLAIMED)
    due = _next_try(tried.attempts, now)
    return replace(tried, claimed_at=effect.claimed_at or now, due=due)


def _next_try(attempts: int, now: datetime) -> datetime:
    return now + min(AGAIN * attempts, LONGEST_WAIT)


def _keep(tx: Tx, handler: Handler, effect: Effect, scene: Scene) -> bool:
    """Note what is done; gives whether what was drawn is older than its meeting.

    What was wanted anew meanwhile is still to be done, to the message that stands now. The effects
    of a server that removed the bot stay gone.
    """
    if tx.effects.update_if_unchanged(effect) is None:
        anew = tx.effects.get(effect.meeting, effect.kind, effect.seq)
        if anew and effect.message:
            tx.effects.update_if_unchanged(replace(anew, message=effect.message))
        return False
    return handler.is_outdated(tx, scene)


def _give_up(tx: Tx, effect: Effect, code: str) -> None:
    if tx.effects.update_if_unchanged(replace(effect, state=EffectState.GIVEN_UP)):
        log.warning("effect.given_up", extra={"kind": effect.kind, "code": code})
