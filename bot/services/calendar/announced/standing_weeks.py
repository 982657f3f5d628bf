"""Keeps the standing message of every server in step with its calendar."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.announced.this_week import SPAN
from bot.domain.calendar.announced.week_message import WeekMessage, moving_on, wanted_again
from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.ids import GuildId, MessageId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.calendar.announced.week_work import note_deleted, want_week
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble

EVERY = timedelta(seconds=30)
LOOKED_AGAIN = timedelta(hours=1)
"""So long at most nobody looks whether time alone has made a week another."""
AT_ONCE = 20
"""In so many channels is looked at a time what stands below: others wait a little."""
_LONG_OVER = _LAST_DAY = timedelta(days=1)
_COMING = frozenset({Phase.PLANNED, Phase.OPENING})

log = logging.getLogger(__name__)
_Standing = tuple[Phase, MessageId | None]


@dataclass(slots=True)
class StandingWeeks:
    """Looks for weeks that have changed, and for messages that are far up or gone."""

    store: Store
    clock: Clock
    alarm: Alarm
    messages: Messages
    _seen: dict[GuildId, tuple[str, datetime]] = field(default_factory=dict)
    """The stamp of each server's calendar when it was looked at, and when that was."""
    _below: dict[GuildId, datetime] = field(default_factory=dict)
    """When was looked last what stands below a message."""
    _stands: dict[OccurrenceId, _Standing] = field(default_factory=dict)
    """How each meeting stood, and where its door, when its week was last made to follow it."""

    async def look(self) -> None:
        """Want every message as it is to be now, and look below those that stand.

        The tick is to come afterwards: once, however many servers there are.
        """
        now = self.clock.now()
        stamps, due = await self.store.run(
            lambda tx: (_stamps(tx, now), self._to_look_below(tx, now))
        )
        for left in (self._seen.keys() | self._below.keys()) - stamps.keys():
            self.forget(left)  # also who left while the last look was under way
        for guild, stamp in stamps.items():
            if not self._is_to_be_looked_at(guild, stamp, now):
                continue
            want = partial(want_week, guild=guild, now=now, soon=guild not in self._seen)
            self._seen[guild] = (stamp, now)
            try:
                await self.store.run(want)
            except Exception:
                log.exception("week.not_looked_at")  # one server's fault is no other's
                self._seen.pop(guild, None)
        for known in due:
            self._below[known.guild] = now
            await self._look_below(known, now)

    async def follow(self, meeting: OccurrenceId) -> None:
        """Want the message of a week changed, where a meeting or its door is another.

        It is the tick's work that asks, and a tick comes soon after each: a thousand doors at one
        instant are no reason for a tick after each of them.
        """
        now, before = self.clock.now(), self._stands.get(meeting)
        stands = await self.store.run(lambda tx: _follow(tx, meeting, before, now))
        if stands is not None and stands[0] in FINAL:
            self._stands.pop(meeting, None)
        elif stands is not None:
            self._stands[meeting] = stands

    def forgotten(self, meeting: OccurrenceId) -> None:
        """Forget a meeting of a server that the bot has left."""
        self._stands.pop(meeting, None)

    async def look_at(self, guild: GuildId) -> None:
        """Look at one server at once: something of it was changed."""
        now = self.clock.now()
        if await self.store.run(partial(want_week, guild=guild, now=now, soon=True)):
            self.alarm.by(now)

    def look_again(self, guild: GuildId) -> None:
        """Look at a server at the next time: a channel, a right or a setting has changed."""
        self._seen.pop(guild, None)

    def forget(self, guild: GuildId) -> None:
        """Drop what is remembered of a server that removed the bot."""
        self._seen.pop(guild, None)
        self._below.pop(guild, None)

    async def ask_for(self, guild: GuildId) -> None:
        """Let the message come back that somebody had deleted: an organiser chose its channel."""
        await self.store.run(lambda tx: _want_again(tx, guild))
        self.look_again(guild)

    def _is_to_be_looked_at(self, guild: GuildId, stamp: str, now: datetime) -> bool:
        seen = self._seen.get(guild)
        return seen is None or seen[0] != stamp or now - seen[1] >= LOOKED_AGAIN

    def _to_look_below(self, tx: Tx, now: datetime) -> list[WeekMessage]:
        resting = {one.guild for one in tx.departures.all()}
        ours = (one for one in tx.week_messages.all() if tx.ours(one.guild))
        standing = [one for one in ours if one.message and one.posted_at]
        due = [
            one
            for one in standing
            if one.guild not in resting and now - self._looked_below(one, now) >= LOOKED_AGAIN
        ]
        return due[:AT_ONCE]

    def _looked_below(self, one: WeekMessage, now: datetime) -> datetime:
        posted_at = one.posted_at or now
        return max(posted_at, self._below.get(one.guild, posted_at))

    async def _look_below(self, known: WeekMessage, now: datetime) -> None:
        if known.message is None:
            return
        try:
            below = await self.messages.others_below(known.guild, known.channel, known.message)
        except Trouble:
            return  # what cannot be read says nothing
        if below is None:
            gone = partial(note_deleted, number=known.number, guild=known.guild, now=now)
            await self.store.run(gone)
        elif known.is_far_up(below, now):
            await self.store.run(lambda tx: _take_down(tx, known, now))


def _follow(
    tx: Tx, meeting: OccurrenceId, before: _Standing | None, now: datetime
) -> _Standing | None:
    """Want the week of a meeting changed and give how it stands; None where it's as before.

    It stands as its phase says, and where its door does. A room that is only asked for changes no
    message, nor one that was made before its doors open.
    """
    one = tx.occurrences.get(meeting)
    if one is None or one.phase in _COMING:
        return None
    door = tx.outbox.get(Subject.meeting(meeting), EntryKind.DOOR, 0)
    stands = one.phase, door.message if door else None
    if stands == before:
        return None
    want_week(tx, one.guild, now)
    return stands


def _stamps(tx: Tx, now: datetime) -> Mapping[GuildId, str]:
    """Give the stamps of the calendars of all servers that the bot is in."""
    stamps = tx.week_messages.stamps(now - _LONG_OVER, now + SPAN + _LAST_DAY)
    known = {one.guild: stamps.get(one.guild, "") for one in tx.week_messages.all()}
    left = {one.guild for one in tx.departures.all() if one.back_at is None}
    here = {**known, **stamps}
    return {one: stamp for one, stamp in here.items() if one not in left and tx.ours(one)}


def _take_down(tx: Tx, seen: WeekMessage, now: datetime) -> None:
    """Post it again at the end of its channel."""
    if tx.week_messages.get(seen.guild) == seen:
        tx.week_messages.put(moving_on(seen, seen.channel))
        want_week(tx, seen.guild, now)


def _want_again(tx: Tx, guild: GuildId) -> None:
    known = tx.week_messages.get(guild)
    if known is not None:
        tx.week_messages.put(wanted_again(known))
