"""Messages of ours with somebody's words in them: noted, so that they can be taken down."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.ids import MemberId
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import must_be_welcome, must_host
from bot.domain.meeting.talk.board import GoneAlready
from bot.domain.person import Actor


def noted(meeting: LiveMeeting, post: Post) -> LiveMeeting:
    """Note a message that was posted; the same one twice is noted once."""
    return meeting if post in meeting.posts else replace(meeting, posts=(*meeting.posts, post))


def of(meeting: LiveMeeting, member: MemberId) -> tuple[Post, ...]:
    """Give the messages with the words of one person, the newest first."""
    return tuple(post for post in reversed(meeting.posts) if post.author == member)


def without(meeting: LiveMeeting, numbers: Collection[int]) -> LiveMeeting:
    """Take messages out; whoever saves the meeting sees to it that Discord deletes them."""
    return replace(meeting, posts=tuple(p for p in meeting.posts if p.number not in numbers))


def take_back(meeting: LiveMeeting, by: Actor, number: int) -> LiveMeeting:
    """Take one's own words out of the room, also after leaving.

    Raises Removed, and GoneAlready, also for what others wrote.
    """
    must_be_welcome(meeting, by.id)
    return _one_less(meeting, of(meeting, by.id), number)


def take_down(meeting: LiveMeeting, by: Actor, number: int) -> LiveMeeting:
    """Take somebody's words out of the room, or those without a name; nobody is told.

    Raises NotFacilitator, GoneAlready.
    """
    must_host(meeting, by)
    return _one_less(meeting, meeting.posts, number)


def _one_less(meeting: LiveMeeting, among: Collection[Post], number: int) -> LiveMeeting:
    if all(post.number != number for post in among):
        raise GoneAlready
    return without(meeting, {number})
