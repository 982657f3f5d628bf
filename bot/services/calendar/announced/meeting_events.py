"""Keeps the events of meetings in step: looks for what has changed, and takes the answers."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.announced.meeting_event import ByHand, as_planned, left
from bot.domain.errors import Refusal
from bot.domain.ids import EventId, GuildId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.domain.person import Actor
from bot.services.calendar.announced.event_work import COMES, again_at, want_events
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry
from bot.services.server.setup import must_manage

EVERY = timedelta(seconds=30)
LISTED_AGAIN = timedelta(hours=1)
"""So long at most nobody looks whether somebody has changed the list."""
_BACK, _AHEAD = timedelta(days=1), timedelta(days=5 * 365)

log = logging.getLogger(__name__)


class EventSettled(Refusal):
    """Nothing is asked about this event any more."""

    key = "refusal.event_settled"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a server's calendar was like when it was looked at."""

    stamp: str
    again_at: datetime
    """When time alone makes something else of it, or the list is looked at again."""
    listed_at: datetime


@dataclass(slots=True)
class MeetingEvents:
    """Looks for meetings whose events are to be other than they are."""

    store: Store
    clock: Clock
    alarm: Alarm
    _seen: dict[GuildId, _Seen] = field(default_factory=dict)
    """Each server's calendar as it was looked at last."""

    async def look(self) -> None:
        """Want every event as it is to be now."""
        now = self.clock.now()
        stamps = await self.store.run(lambda tx: _stamps(tx, now))
        for over in self._seen.keys() - stamps.keys():
            self.forget(over)  # also who left while the last look was under way
        for guild, stamp in stamps.items():
            if self._is_to_be_looked_at(guild, stamp, now):
                await self._look_at(guild, stamp, now)

    async def _look_at(self, guild: GuildId, stamp: str, now: datetime) -> None:
        before = self._seen.get(guild)
        lists = before is None or now - before.listed_at >= LISTED_AGAIN
        listed_at = now if before is None or lists else before.listed_at
        seen = _Seen(stamp, listed_at + LISTED_AGAIN, listed_at)
        self._seen[guild] = seen
        try:
            wanted, again = await self.store.run(partial(_want, guild=guild, now=now, lists=lists))
        except Exception:
            log.exception("events.not_looked_at")  # one server's fault is no other's
            self._seen.pop(guild, None)
            return
        if again is not None and guild in self._seen:
            self._seen[guild] = replace(seen, again_at=min(again, seen.again_at))
        if wanted:
            self.alarm.by(now)

    def look_again(self, guild: GuildId) -> None:
        """Look at a server's list at the next time: something has changed there."""
        self._seen.pop(guild, None)

    async def changed(self, guild: GuildId, event: EventId, digest: str = "") -> None:
        """Look at the list where somebody has changed or deleted an event of ours.

        `digest` is of what it shows now: what we did ourselves comes back to us, too.
        """
        if await self.store.run(lambda tx: _is_by_hand(tx, guild, event, digest)):
            self.look_again(guild)

    def forget(self, guild: GuildId) -> None:
        """Drop what is remembered of a server that removed the bot."""
        self._seen.pop(guild, None)

    async def put_back(self, guild: GuildId, meeting: OccurrenceId, by: Actor) -> None:
        """Let an event that somebody deleted or changed be ours again.

        Raises MeetingOver, NotAnOrganiser, EventSettled.
        """
        await self._answer(guild, meeting, by, ours=True)

    async def leave(self, guild: GuildId, meeting: OccurrenceId, by: Actor) -> None:
        """Let an event stay as somebody made it.

        Raises MeetingOver, NotAnOrganiser, EventSettled.
        """
        await self._answer(guild, meeting, by, ours=False)

    async def _answer(
        self, guild: GuildId, meeting: OccurrenceId, by: Actor, *, ours: bool
    ) -> None:
        now = self.clock.now()
        answered = partial(_answered, guild=guild, meeting=meeting, by=by, now=now, ours=ours)
        await run_with_retry(self.store, answered)
        self.alarm.by(now)

    def _is_to_be_looked_at(self, guild: GuildId, stamp: str, now: datetime) -> bool:
        seen = self._seen.get(guild)
        return seen is None or seen.stamp != stamp or now >= seen.again_at


def _stamps(tx: Tx, now: datetime) -> Mapping[GuildId, str]:
    """Give the stamps of the calendars of servers that have events, or are to have some."""
    wanting = tx.servers.with_events()
    concerned = set(filter(tx.ours, {*wanting, *tx.meeting_events.servers()}))
    if not concerned:
        return {}
    left = {one.guild: one.back_at for one in tx.departures.all()}
    stamps = tx.week_messages.stamps(now - _BACK, now + _AHEAD)
    return {
        guild: f"{guild in wanting} {guild in left} {stamps.get(guild, '')}"
        for guild in concerned
        if guild not in left or left[guild]
    }


def _want(tx: Tx, guild: GuildId, now: datetime, *, lists: bool) -> tuple[bool, datetime | None]:
    return want_events(tx, guild, now, lists=lists), again_at(tx, guild, now)


def _is_by_hand(tx: Tx, guild: GuildId, event: EventId, digest: str) -> bool:
    known = next((one for one in tx.meeting_events.of(guild) if one.event == event), None)
    return known is not None and known.stands != digest


def _answered(
    tx: Tx, guild: GuildId, meeting: OccurrenceId, by: Actor, now: datetime, *, ours: bool
) -> None:
    one, known = tx.occurrences.get(meeting), tx.meeting_events.get(meeting)
    if one is None or one.guild != guild or one.phase not in COMES:
        raise MeetingOver
    must_manage(by)
    if known is None or known.by_hand not in {ByHand.DELETED, ByHand.EDITED}:
        raise EventSettled
    tx.meeting_events.put(as_planned(known) if ours else left(known))
    want_events(tx, guild, now)
