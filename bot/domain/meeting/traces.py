"""What an ended meeting leaves behind in Discord and says of people, until its room is gone."""

from dataclasses import dataclass, field, replace

from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.people.digests import Digests


@dataclass(frozen=True, slots=True)
class Traces:
    """Messages of ours with typed words, who was removed, and whom the room is to name no more."""

    meeting: OccurrenceId
    guild: GuildId
    room: ChannelId
    posts: tuple[Post, ...] = ()
    shut_out: Digests = Digests()
    """Who was removed, as digests alone: that lasts until the room is gone."""
    unnaming: dict[int, MemberId] = field(default_factory=dict)
    """Who had themselves forgotten, by the number of the wish: Discord names them still."""

    def of(self, member: MemberId) -> tuple[Post, ...]:
        """Give the messages with one person's words."""
        return tuple(post for post in self.posts if post.author == member)


def left_by(meeting: LiveMeeting, key: str) -> Traces:
    """Give what stays when a meeting ends; `key` is fresh, for those who were removed."""
    out = meeting.shut_out
    for member in meeting.removed:
        out = out.adding(member, key)
    return Traces(meeting.id, meeting.guild, meeting.room, meeting.posts, out)


def forget(traces: Traces, member: MemberId) -> Traces:
    """Take one person's messages out; whoever keeps the rest sees to it that they are deleted.

    Words without a name stay: nobody knows whose they are.
    """
    return replace(traces, posts=tuple(one for one in traces.posts if one.author != member))


def to_unname(traces: Traces, member: MemberId, number: int) -> Traces:
    """Note that somebody's name has to go off the room, under the number of the wish."""
    return replace(traces, unnaming=traces.unnaming | {number: member})


def unnamed(traces: Traces, number: int) -> Traces:
    """Note that it is off."""
    left = {key: who for key, who in traces.unnaming.items() if key != number}
    return replace(traces, unnaming=left)
