"""Taking back what Discord shows of people: tried until it is done, or its room is gone.

Nothing here is given up: what somebody was told will go has to go, however long Discord refuses.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.meeting import traces
from bot.domain.meeting.form_entries import Post
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.digests import Digests
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx

STANDING = frozenset({Phase.ENDED, Phase.ABANDONED})
"""The meeting is over, and its room is still there."""


@dataclass(frozen=True, slots=True)
class Unnaming(Payload):
    """Whether all whom a room names are meant; else its meeting's traces say who."""

    everybody: bool = False


class RoomOf(NamedTuple):
    """A room of a meeting: where it meets, has met, or has moved out of."""

    meeting: OccurrenceId
    guild: GuildId
    room: ChannelId


def take_down(tx: Tx, meeting: OccurrenceId, guild: GuildId, post: Post, now: datetime) -> None:
    """Want a message of ours deleted."""
    about = Subject.meeting(meeting)
    down = OutboxEntry(about, guild, EntryKind.TAKE_DOWN, post.number, now)
    tx.outbox.want(replace(down, channel=post.room, message=post.message))


@dataclass(frozen=True, slots=True)
class Unsaying(Payload):
    """Which private message is to go; 0 for all that the bot wrote to somebody."""

    only: int = 0


def unsay(tx: Tx, guild: GuildId, member: MemberId, message: MessageId, now: datetime) -> None:
    """Want one private message of ours deleted."""
    about, which = Subject.member(guild, member), Unsaying(message).written()
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.UNSAY, message, now, which))


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
    about, whom = Subject.meeting(place.meeting), Unnaming(everybody=member is None).written()
    wish = OutboxEntry(about, place.guild, EntryKind.UNNAME, number, now, whom)
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
