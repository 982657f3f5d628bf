"""The steps that put a server's list of events right, each kept before the next is taken."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from bot.domain.calendar.announced import meeting_event
from bot.domain.calendar.announced.meeting_event import (
    MOST_EVENTS,
    EventChange,
    EventStatus,
    MeetingEvent,
    StandingEvent,
    WantedEvent,
)
from bot.domain.ids import EventId
from bot.services.calendar.announced.event_look import EventLook
from bot.services.ports.trouble import Blocked, Gone

FULL = "at_a_limit"
NOT_NOW = frozenset({
    "forbidden", "no_view", "needs_two_factor", "too_many_requests", "discord_down", "server_away",
})  # fmt: skip
"""Why Discord refuses any event; everything else it has against this one."""


class EventSteps(EventLook):
    """Puts the list right."""

    async def take(self) -> bool:
        """Take all steps; tells whether there is nothing left to do. Raises Blocked, Unsure."""
        rows = [await self._recognised(one) for one in self.work.wanted.values()]
        for known in self.work.unwanted:
            await self._end(known)
        for stray in self._strays(rows):
            if self.may_ask():
                await self._remove(stray.id)
        for known, wanted in zip(rows, self.work.wanted.values(), strict=True):
            await self._keep_up(known, wanted)
        return not self.again

    async def _recognised(self, wanted: WantedEvent) -> MeetingEvent:
        """Give what is known; an event of ours that was made before nobody knew of is found."""
        known = self.work.of(wanted, self.guild)
        if known.event in self.listed or known.stays_away:
            return known
        ours = next((one for one in self._unknown() if _is_of(one, wanted)), None)
        if ours is None:
            return known
        shown = meeting_event.found(known, ours)
        return shown if await self.note(known, shown) else known

    def _unknown(self) -> Iterator[StandingEvent]:
        """Give the events of ours that no meeting is known to have."""
        known = {one.event for one in self.work.known.values()}
        return (
            one
            for one in self.listed.values()
            if one.is_ours and one.stands and one.id not in known
        )

    def _strays(self, rows: list[MeetingEvent]) -> list[StandingEvent]:
        claimed = {one.event for one in rows}
        return [one for one in self._unknown() if one.id not in claimed]

    # ------------------------------------------------------------------ one that is to stand

    async def _keep_up(self, known: MeetingEvent, wanted: WantedEvent) -> None:
        if known.event is None:
            await self._make(known, wanted)
            return
        event = self.listed.get(known.event)
        if event is None or not event.stands:
            await self._is_gone(known, wanted, event)
            return
        seen = await self._as_seen(known, event)
        if seen is not None:
            await self._put_right(seen, wanted, event)

    async def _as_seen(self, known: MeetingEvent, event: StandingEvent) -> MeetingEvent | None:
        """Note what somebody did with it by hand; None where that isn't certain yet."""
        if event.shown.digest == known.stands:
            return known
        if known.is_settling(self.now):
            self.again = True
            return None
        seen = meeting_event.found(known, event)
        if known.stands:
            seen = meeting_event.was_edited(known, event)
        return seen if await self.note(known, seen) else None

    async def _is_gone(
        self, known: MeetingEvent, wanted: WantedEvent, event: StandingEvent | None
    ) -> None:
        """Note that it isn't there any more: Discord ends those that are over by itself."""
        if known.is_settling(self.now) and event is None:
            self.again = True
            return
        gone = meeting_event.was_deleted(known)
        if wanted.shown.starts_at <= self.now:
            gone = replace(meeting_event.left(gone), number=known.number)
        await self.note(known, gone)

    async def _make(self, known: MeetingEvent, wanted: WantedEvent) -> None:
        if known.is_in_step(wanted, self.now):
            return
        if known.is_settling(self.now):
            self.again = True  # one that nobody heard of may show yet
            return
        if sum(one.stands for one in self.listed.values()) >= MOST_EVENTS:
            await self.tell("events_full")
            return
        asked = meeting_event.asked_for(known, self.now)
        if not self.may_ask() or not await self.note(known, asked):
            return
        try:
            made = await self.events.create(self.guild, known.shows(wanted))
        except Blocked as blocked:
            await self._refused(asked, wanted, blocked.reason)
            return
        self.listed[made.id] = made
        shows = meeting_event.standing(asked, made, wanted, self.now)
        await self.note(asked, shows)
        self.again |= not shows.is_in_step(wanted, self.now)

    async def _put_right(
        self, known: MeetingEvent, wanted: WantedEvent, event: StandingEvent
    ) -> None:
        change = known.change_to(wanted, self.now)
        if event.status is EventStatus.ACTIVE:
            change = replace(change, status=None, starts_at=None)
        if not change.is_any:
            if not known.is_in_step(wanted, self.now):
                await self.note(known, meeting_event.standing(known, event, wanted, self.now))
            return
        asked = meeting_event.asked_for(known, self.now)
        if not self.may_ask() or not await self.note(known, asked):
            return
        try:
            changed = await self.events.change(self.guild, event.id, change)
        except Gone:
            self.again = True
        except Blocked as blocked:
            await self._refused(asked, wanted, blocked.reason)
        else:
            shows = meeting_event.standing(asked, changed, wanted, self.now)
            await self.note(asked, shows)

    async def _refused(self, asked: MeetingEvent, wanted: WantedEvent, why: str) -> None:
        """Try it without its own words where Discord doesn't take it. Raises Blocked."""
        if why in NOT_NOW or why == FULL:
            await self.note(asked, meeting_event.not_asked(asked))
            if why == FULL:
                await self.tell("events_full")
                return
            if why == "forbidden":
                await self.tell("events_refused")
            raise Blocked(why)
        await self.note(asked, meeting_event.words_refused(asked, wanted))
        self.again = True

    # ------------------------------------------------------------------ one that is to go

    async def _end(self, known: MeetingEvent) -> None:
        event = self.listed.get(known.event) if known.event else None
        stands, settles = event is not None and event.stands, known.is_settling(self.now)
        if settles and known.event is None:
            self.again = True  # one that nobody heard of may show yet
            return
        if stands or (settles and event is None):
            if not self.may_ask():
                return
            await self._take_off(known, event)
        await self.store.run(lambda tx: tx.meeting_events.delete(known.meeting))

    async def _take_off(self, known: MeetingEvent, event: StandingEvent | None) -> None:
        """Let it say that the meeting is over, or take it away."""
        if event is None or known.meeting not in self.work.over:
            if known.event is not None:
                await self._remove(known.event)
            return
        is_active = event.status is EventStatus.ACTIVE
        to = EventStatus.COMPLETED if is_active else EventStatus.CANCELED
        with suppress(Gone):
            await self.events.change(self.guild, event.id, EventChange(status=to))

    async def _remove(self, event: EventId) -> None:
        with suppress(Gone):
            await self.events.remove(self.guild, event)
        self.listed.pop(event, None)


def _is_of(event: StandingEvent, wanted: WantedEvent) -> bool:
    """Tell whether an event of ours is that of a meeting, as it stands or as it would stand."""
    names = {wanted.shown.words.name, wanted.plain.name}
    return event.shown.starts_at == wanted.shown.starts_at and event.shown.words.name in names
