"""What follows from one change of a running meeting, told at once to all who act on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.members.member_token import numbered
from bot.domain.meeting.members.presence_minutes import noticed
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.rights import way_in
from bot.domain.meeting.self_guided import early
from bot.domain.meeting.shown.card_place import repost_if_buried
from bot.domain.meeting.shown.deleted import came_back
from bot.domain.meeting.shown.standing_console import repost_if_due
from bot.domain.outbox_entry import EntryKind
from bot.domain.person import Actor, Alerted


@dataclass(frozen=True, slots=True)
class Consequences:
    """A meeting before and after a change, and what that makes due."""

    before: LiveMeeting
    after: LiveMeeting
    changed: bool
    """Whether anything is to be kept."""
    new_card: bool
    """Whether a card is posted again, instead of being drawn again where it stands."""
    new_console: bool
    """Whether a console is posted anew in the facilitators' channel."""
    old_console: bool
    """Whether the one that stood there goes."""
    alert_at: datetime | None
    """When those who lead are told that something waits; None where they know."""
    heard: bool
    """Whether the last request that waited was read or taken back: no line calls any longer."""
    answered: tuple[Alerted, ...]
    """Private messages that say something waits, and are true no more."""
    taken_out: tuple[Post, ...]
    """Messages of ours that are deleted now."""
    door_again: bool
    """Whether the door's message says something else now: who may come in, or who sees the room."""
    new_door: bool
    """Whether the door's message is posted again: somebody has deleted it."""
    stays_away: frozenset[EntryKind]
    """What somebody has deleted too often: it stays away, and those who lead hear of it."""
    next_at: datetime | None
    """When the meeting next changes by time alone."""

    @property
    def urgent(self) -> bool:
        """Whether something of all this is due at once, or soon."""
        posted = self.new_card or self.new_console or self.door_again
        taken = self.old_console or self.heard or bool(self.answered or self.taken_out)
        gone = self.new_door or bool(self.stays_away)
        return posted or taken or gone or self.alert_at is not None


def after_change(
    before: LiveMeeting,
    after: LiveMeeting,
    at: datetime,
    draw: Callable[[], int],
    by: Actor | None = None,
) -> Consequences:
    """Complete what a rule made of a meeting, and give what follows from it.

    Where `by` leads, or changed anything, they were seen now; whoever leads from now on hears of
    requests that wait; a covered card and an old console are posted again; everybody new gets a
    number, which `draw` draws at random.
    """
    after = help_requests.passed_on(before, _noted(before, after, at, by), by, at)
    after = numbered(_posted_anew(before, after, at), draw)
    told = after.alerted
    after = help_requests.without_answered(after) if told else after
    heard = help_requests.waits(before) and not help_requests.waits(after)
    return Consequences(
        before,
        after,
        changed=after != before,
        new_card=after.cards != before.cards,
        new_console=after.consoles != before.consoles,
        old_console=_console_goes(before, after),
        alert_at=after.alert_at if after.alerts != before.alerts else None,
        heard=heard,
        answered=tuple(one for one in told if one not in after.alerted),
        taken_out=tuple(one for one in before.posts if one not in after.posts),
        door_again=_door_differs(before, after),
        new_door=after.doors != before.doors,
        stays_away=after.away - before.away,
        next_at=next_change(after, at),
    )


def _posted_anew(before: LiveMeeting, after: LiveMeeting, at: datetime) -> LiveMeeting:
    after = repost_if_buried(before, after, at)
    if after.console_in is not None:
        after = repost_if_due(before, after, at)
    return came_back(before, after) if after.away else after


def _noted(before: LiveMeeting, after: LiveMeeting, at: datetime, by: Actor | None) -> LiveMeeting:
    """Note who was seen, and what came early in an evening that goes by itself."""
    if by is not None:
        after = leading.seen(after, by, at)
        after = noticed(after, by, at) if after != before else after
    return early.noted(before, after, at) if after.self_guided else after


def _console_goes(before: LiveMeeting, after: LiveMeeting) -> bool:
    """Tell whether the console that stood is to go: a newer one comes, or none is to stand."""
    stays = (after.console_in, after.consoles) == (before.console_in, before.consoles)
    return before.console_in is not None and not stays


def _door_differs(before: LiveMeeting, after: LiveMeeting) -> bool:
    """Tell whether the door's message is another now; without a capacity two facts tell it."""
    if before.door_closed != after.door_closed or before.onlookers != after.onlookers:
        return True
    return before.capacity + after.capacity > 0 and way_in(before) != way_in(after)
