"""Taking back what Discord shows of people: tried until it is done, or its room is gone.

Nothing here is given up: what somebody was told will go has to go, however long Discord refuses.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId
from bot.domain.meeting import traces
from bot.domain.meeting.said import Post
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry
from bot.domain.people.digests import Digests
from bot.services.outbox.handler import Effacing
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Gone, Trouble

EVERYBODY = "all"
"""The detail of an `UNNAME` that is for all whom a room names."""
STANDING = frozenset({Phase.ENDED, Phase.ABANDONED})
"""The meeting is over, and its room is still there."""
_AGAIN, _LONGEST = timedelta(seconds=5), timedelta(hours=1)

log = logging.getLogger(__name__)


class RoomOf(NamedTuple):
    """A room of a meeting: where it meets, has met, or has moved out of."""

    meeting: OccurrenceId
    guild: GuildId
    room: ChannelId


def take_down(tx: Tx, meeting: OccurrenceId, guild: GuildId, post: Post, now: datetime) -> None:
    """Want a message of ours deleted."""
    down = OutboxEntry(meeting, guild, EntryKind.TAKE_DOWN, post.number, now)
    tx.outbox.want(replace(down, channel=post.room, message=post.message))


def take_words_down(tx: Tx, left: Occurrence, now: datetime) -> None:
    """Delete what people typed in a room that stays; what nobody wrote is not there to go."""
    stays = tx.traces.get(left.id)
    if stays:
        for post in stays.posts:
            take_down(tx, left.id, left.guild, post, now)
        tx.traces.put(replace(stays, posts=(), shut_out=Digests()))


def unname(
    tx: Tx, place: RoomOf, number: int, now: datetime, member: MemberId | None = None
) -> None:
    """Want somebody off the names of a room that is there still, or everybody (None).

    `number` is the wish's own; the traces say under it who is meant.
    """
    if member is not None:
        left = tx.traces.get(place.meeting) or traces.Traces(*place)
        tx.traces.put(traces.to_unname(left, member, number))
    detail = "" if member else EVERYBODY
    wish = OutboxEntry(place.meeting, place.guild, EntryKind.UNNAME, number, now, detail)
    tx.outbox.want(replace(wish, channel=place.room))


def left_to_people(tx: Tx, place: RoomOf, number: int, now: datetime) -> None:
    """See to it that a room which stays behind names nobody and holds nobody's words."""
    running, left = tx.live_meetings.get(place.meeting), tx.traces.get(place.meeting)
    for post in [*(running.posts if running else ()), *(left.posts if left else ())]:
        if post.room == place.room:
            take_down(tx, place.meeting, place.guild, post, now)
    if running:
        tx.live_meetings.save(replace(running, posts=_elsewhere(running.posts, place.room)))
    if left:
        tx.traces.put(replace(left, posts=_elsewhere(left.posts, place.room)))
    unname(tx, place, number, now)


def _elsewhere(posts: tuple[Post, ...], room: ChannelId) -> tuple[Post, ...]:
    return tuple(post for post in posts if post.room != room)


@dataclass(frozen=True, slots=True)
class EffacingDelivery:
    """Claims, delivers and settles entries that take something back."""

    store: Store
    clock: Clock

    async def deliver(self, handler: Effacing, entry: OutboxEntry) -> None:
        """Try once; what fails is due again later, more and more rarely."""
        claimed = await self.store.run(lambda tx: self._claim(tx, entry))
        if claimed is None:
            return
        try:
            await handler.deliver(claimed)
        except Gone:
            pass
        except Trouble:
            log.warning("outbox.later", extra={"kind": entry.kind, "attempt": claimed.attempts})
            return
        await self.store.run(lambda tx: _settle(tx, handler, claimed))

    def _claim(self, tx: Tx, seen: OutboxEntry) -> OutboxEntry | None:
        """Claim it until its next try is due, so that a fault in it never spins."""
        entry, now = tx.outbox.get(seen.meeting, seen.kind, seen.seq), self.clock.now()
        if entry is None or not entry.is_open or entry.due > now:
            return None
        attempts = entry.attempts + 1
        claimed = replace(
            entry,
            state=EntryState.CLAIMED,
            claimed_at=entry.claimed_at or now,
            attempts=attempts,
            due=now + min(_AGAIN * attempts, _LONGEST),
        )
        return tx.outbox.update_if_unchanged(claimed)


def _settle(tx: Tx, handler: Effacing, claimed: OutboxEntry) -> None:
    """Note that it is done; the entries of a server that removed the bot are gone, and stay so."""
    if tx.outbox.update_if_unchanged(replace(claimed, state=EntryState.DONE)):
        handler.settled(tx, claimed)
