"""The running meeting: one press, one transaction, one redraw (docs/architecture.md#a-press)."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.meeting import stages
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading, participation
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.rights import MeetingOver
from bot.domain.meeting.round import floor
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.self_guided import steps
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.person import Actor
from bot.services.meeting import follow_up
from bot.services.meeting.deleted.posted_again import gone, standing
from bot.services.meeting.ending import end_in
from bot.services.meeting.facilitating import self_guided
from bot.services.meeting.follow_up import found
from bot.services.meeting.rate_limit import RateLimit
from bot.services.meeting.suggestions import Suggestions
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

Rule = Callable[[LiveMeeting, datetime], LiveMeeting]
"""A domain rule with everything but the meeting and the time filled in."""
OnMeeting = Callable[[OccurrenceId], None]
AFTER_A_FAULT = timedelta(seconds=30)


class Meetings:
    """Decides presses on running meetings and keeps their cards in step."""

    def __init__(self, store: Store, clock: Clock, alarm: Alarm, suggestions: Suggestions) -> None:
        """`alarm` wakes the tick for what is due; `suggestions` are what a discussion needs."""
        self.suggestions = suggestions
        self._store, self._clock, self._alarm = store, clock, alarm
        self._changes: dict[OccurrenceId, datetime] = {}
        self._rooms: dict[ChannelId, OccurrenceId] = {}
        self._cards: dict[OccurrenceId, OutboxEntry] = {}
        self._guilds: dict[OccurrenceId, GuildId] = {}
        self.rate = RateLimit()
        self.shown_by(lambda _: None, lambda _: None)

    def shown_by(self, redraw_card: OnMeeting, changed: OnMeeting) -> None:
        """Say what shows meetings: `changed` is told of changes, by time too, and of the end."""
        self._redraw_card, self._changed = redraw_card, changed

    async def get(self, meeting: OccurrenceId) -> LiveMeeting:
        """Give a running meeting. Raises MeetingOver."""
        known = self._store.latest(meeting)
        if known:
            return known
        return await self._store.run(partial(found, meeting=meeting))

    async def belongs(self, meeting: OccurrenceId, guild: GuildId) -> bool:
        """Tell whether a meeting, running or not, is one of this server."""
        known = self._guilds.get(meeting)
        if known is None:  # it is over, or not looked at yet
            one = await self._store.run(lambda tx: tx.occurrences.get(meeting))
            known = one.guild if one else None
        return known == guild

    async def running(self, meeting: OccurrenceId) -> LiveMeeting | None:
        """Give a meeting as it stands; None once it is over."""
        with suppress(MeetingOver):
            return await self.get(meeting)
        return None

    async def newest(self, meeting: OccurrenceId) -> tuple[LiveMeeting, OutboxEntry] | None:
        """Give a running meeting and its newest card where that was posted, for redrawing."""
        known, card = self._store.latest(meeting), self._cards.get(meeting)
        if known and card and card.seq == known.cards and card.kind not in known.away:
            return known, card
        seen = await self._store.run(partial(standing, meeting=meeting, kind=EntryKind.CARD))
        if seen and meeting in self._guilds:
            self._cards[meeting] = seen[1]  # once posted, it stays where it is
        return seen

    async def lost(
        self, meeting: OccurrenceId, message: MessageId, kind: EntryKind = EntryKind.CARD
    ) -> None:
        """Take note that somebody has deleted a message which the evening needs."""
        work = lambda tx: self.change(tx, meeting, gone(tx, kind, message))  # noqa: E731 - one line
        with suppress(MeetingOver):
            self.follow(await run_with_retry(self._store, work), redraw=False)

    async def decide(
        self,
        meeting: OccurrenceId,
        rule: Rule,
        by: Actor | None = None,
        *,
        redraw: bool = True,
        counts: Counted | None = None,
    ) -> LiveMeeting:
        """Apply a rule to the meeting as it stands and save what came of it.

        `redraw=False` is for presses on the card, which are answered with the new card. Where it
        `counts`, it is refused to whoever does it too often.
        Raises MeetingOver and whatever the rule or the rate limit refuses.
        """
        work = partial(self.change, meeting=meeting, rule=rule, by=by)
        if by is None or counts is None:
            change = await run_with_retry(self._store, work)
        else:
            now = await self.get(meeting)
            with self.rate.counted(now, by, counts, self._clock.now()) as step:
                change = await run_with_retry(self._store, work)
                step.counts = change.changed
        self.follow(change, redraw=redraw)
        return change.after

    def change(
        self, tx: Tx, meeting: OccurrenceId, rule: Rule, by: Actor | None = None
    ) -> Consequences:
        """Do what `decide` does inside a transaction; call `follow` after the commit."""
        now = self._clock.now()
        before = found(tx, meeting)
        after = self.suggestions.completed(tx, rule(before, now), by)
        if after.self_guided:
            after = self_guided.completed(tx, before, after, now, self.suggestions)
        return follow_up.kept(tx, before, after, now, by)

    def follow(self, change: Consequences, *, redraw: bool = True) -> None:
        """Let Discord follow a change that was committed: a new card, or the old one redrawn."""
        meeting = change.after
        self._expect(meeting, change.next_at)
        if change.changed:
            self._changed(meeting.id)
        if change.urgent:
            self._alarm.by(self._clock.now())
        if redraw and change.changed and not change.new_card:
            self._redraw_card(meeting.id)

    def running_here(self) -> Collection[OccurrenceId]:
        """Name the running meetings that this process looks after."""
        return self._guilds.keys()

    def expect(self, meeting: LiveMeeting) -> None:
        """Note when the meeting next changes by time alone."""
        self._expect(meeting, next_change(meeting, self._clock.now()))

    def _expect(self, meeting: LiveMeeting, at: datetime | None) -> None:
        self._rooms[meeting.room] = meeting.id
        self._guilds[meeting.id] = meeting.guild
        if at is None:
            self._changes.pop(meeting.id, None)
        else:
            self._changes[meeting.id] = at
            self._alarm.by(at)

    def changing(self) -> list[OccurrenceId]:
        """Name the running meetings that time has changed by now."""
        now = self._clock.now()
        return [meeting for meeting, at in self._changes.items() if at <= now]

    async def on_time(self, meeting: OccurrenceId) -> None:
        """Redraw a meeting that time has changed; drop lost calls; take a step that is due."""
        self.put_off(meeting)
        change = None
        with suppress(MeetingOver):
            change = await run_with_retry(self._store, partial(self._by_time, meeting=meeting))
        if change is None:
            self.forgotten(meeting)
        else:
            self.follow(change, redraw=False)
            self._redraw_card(meeting)
            self._changed(meeting)

    def put_off(self, meeting: OccurrenceId) -> None:
        """Look again a little later what time changes."""
        self._changes[meeting] = self._clock.now() + AFTER_A_FAULT

    def _by_time(self, tx: Tx, meeting: OccurrenceId) -> Consequences | None:
        now, running = self._clock.now(), found(tx, meeting)
        if not tx.ours(running.guild):
            return None  # another process sees to it
        if running.self_guided and steps.is_over(running, now):
            end_in(tx, meeting, now, "ended")
            return None
        change = self.change(tx, meeting, steps.on_time if running.self_guided else floor.drop)
        self_guided.note_step(tx, running, change.after, now)
        return change

    def next_change(self) -> datetime | None:
        """Tell when the next running meeting changes by time alone."""
        return min(self._changes.values(), default=None)

    async def voice_is(self, meeting: OccurrenceId, inside: Collection[MemberId]) -> None:
        """Take note of who is in the voice room now."""
        await self.decide(meeting, lambda now, at: participation.voice_is(now, inside, at))

    async def comes_into_voice(self, meeting: OccurrenceId, member: MemberId) -> None:
        """Take note of one who comes, while it is not certain who else is there."""
        await self.decide(meeting, lambda m, at: participation.comes_into_voice(m, member, at))

    async def begin(
        self, meeting: OccurrenceId, by: Actor, place: Place, *, sure: bool = True
    ) -> LiveMeeting:
        """Begin the evening; those who came are known here. Raises what `stages.begin` refuses."""

        def work(tx: Tx) -> Consequences:
            helps = one.co_facilitator if (one := tx.occurrences.get(meeting)) else None

            def rule(running: LiveMeeting, at: datetime) -> LiveMeeting:
                return leading.helped_by(steps.begin(running, by, at, place, sure=sure), helps)

            self_guided.note_beginning(tx, meeting, self._clock.now())
            return self.change(tx, meeting, rule, by)

        change = await run_with_retry(self._store, work)
        self.follow(change)
        return change.after

    async def end(
        self, meeting: OccurrenceId, by: Actor, place: Place, *, sure: bool
    ) -> Occurrence:
        """End the meeting for a facilitator. Raises what `stages.end` refuses."""

        def work(tx: Tx) -> Occurrence:
            stages.end(found(tx, meeting), by, place, sure=sure)
            return end_in(tx, meeting, self._clock.now(), "ended", by)

        ended = await run_with_retry(self._store, work)
        self.forgotten(meeting)
        return ended

    def forgotten(self, meeting: OccurrenceId) -> None:
        """Stop expecting changes of a meeting that has ended."""
        self._changes.pop(meeting, None)
        self._cards.pop(meeting, None)
        self._guilds.pop(meeting, None)
        self.rate.forget(meeting)
        self._rooms = {room: one for room, one in self._rooms.items() if one != meeting}
        self._alarm.by(self._clock.now())
        self._changed(meeting)

    def in_room(self, room: ChannelId) -> OccurrenceId | None:
        """Tell which running meeting has this room, from memory; None when none has."""
        return self._rooms.get(room)
