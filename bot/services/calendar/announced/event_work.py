"""What is to be done for the events of a server's meetings: made, changed, begun, ended, gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar.announced.meeting_event import (
    EventShown,
    EventWords,
    MeetingEvent,
    WantedEvent,
)
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import GuildId, OccurrenceId, SeriesId
from bot.domain.language.folding import cut, one_line
from bot.domain.meeting.clock import evening_ends_at
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.calendar.calendar_files import url_of
from bot.services.ports.store import Tx
from bot.text.catalog import speaker

COMES = frozenset({Phase.PLANNED, Phase.OPENING, Phase.BLOCKED, Phase.OPEN, Phase.DELETED})
"""The meeting is still to be held, or is being held."""
LONGEST_NAME, LONGEST_DESCRIPTION = 100, 1000
ENDS_TO = timedelta(minutes=5)
"""An evening that goes on for longer moves its end by so much at a time."""
WHILE_RUNNING = timedelta(minutes=1)
"""So often is looked whether the end of a running meeting has moved."""


@dataclass(frozen=True, slots=True)
class EventWork:
    """What is wanted in a server, the soonest first, and what is known to stand there."""

    wanted: Mapping[OccurrenceId, WantedEvent]
    known: Mapping[OccurrenceId, MeetingEvent]
    over: frozenset[OccurrenceId]
    """Meetings that are held no more: their events end; all others that nobody wants go."""

    @property
    def unwanted(self) -> tuple[MeetingEvent, ...]:
        """Events that are to stand no more."""
        return tuple(one for one in self.known.values() if one.meeting not in self.wanted)

    @property
    def is_any(self) -> bool:
        """Whether there are, or are to be, any events of ours."""
        return bool(self.wanted or self.known)

    def of(self, wanted: WantedEvent, guild: GuildId) -> MeetingEvent:
        """Give what is known of the event of a meeting."""
        return self.known.get(wanted.meeting) or MeetingEvent(wanted.meeting, guild)

    def is_pending(self, guild: GuildId, now: datetime) -> bool:
        """Tell whether anything is to be done, so far as we know without asking Discord."""
        steps = (self.of(one, guild).is_in_step(one, now) for one in self.wanted.values())
        return bool(self.unwanted) or not all(steps)


def event_work(tx: Tx, guild: GuildId, now: datetime) -> EventWork | None:
    """Say what is to be done; None in a server that has removed the bot."""
    server, left = tx.servers.get(guild), tx.departures.get(guild)
    if left is not None and not left.back_at:
        return None
    shows = server.shows_events and left is None
    wanted = _wanted(tx, server, now) if shows else {}
    known = {one.meeting: one for one in tx.meeting_events.of(guild)}
    over = frozenset(one for one in known if one not in wanted and _is_over(tx, one))
    return EventWork(wanted, known, over if shows else frozenset())


def want_events(tx: Tx, guild: GuildId, now: datetime, *, lists: bool = False) -> bool:
    """Want of Discord what is to be done; tells whether anything is. Safe to repeat.

    `lists` looks at Discord's list where we know of nothing: somebody may have changed it.
    """
    work = event_work(tx, guild, now)
    if work is None or not (work.is_pending(guild, now) or (lists and work.is_any)):
        return False
    about = Subject.server(guild)
    known = tx.outbox.get(about, EntryKind.EVENT, 0)
    if known is None:
        tx.outbox.want(OutboxEntry(about, guild, EntryKind.EVENT, 0, now))
    elif known.is_open:
        # Whoever is at it sees, when it is settled, that it was wanted anew.
        tx.outbox.update_if_unchanged(replace(known, due=now))
    else:
        again = replace(known, state=EntryState.WANTED, due=now, attempts=0, claimed_at=None)
        tx.outbox.update_if_unchanged(again)
    return True


def again_at(tx: Tx, guild: GuildId, now: datetime) -> datetime | None:
    """Say when time alone makes something else of it; None where it doesn't."""
    instants = [
        one.starts_at if one.starts_at > now else now + WHILE_RUNNING
        for one in tx.occurrences.of(guild, {Phase.OPEN})
    ]
    return min(instants, default=None)


def _is_over(tx: Tx, meeting: OccurrenceId) -> bool:
    one = tx.occurrences.get(meeting)
    return one is not None and one.phase not in COMES and is_public(one)


def _wanted(tx: Tx, server: Server, now: datetime) -> dict[OccurrenceId, WantedEvent]:
    coming = tx.occurrences.of(server.id, COMES)
    return {one.id: _event_of(tx, server, one, now) for one in _next_of_each(coming)}


def _next_of_each(coming: Iterable[Occurrence]) -> list[Occurrence]:
    """Leave of each series its next date alone, and what not everybody may see out."""
    nexts: dict[SeriesId | OccurrenceId, Occurrence] = {}
    for one in sorted(coming, key=lambda each: (each.starts_at, each.id)):
        if is_public(one):
            nexts.setdefault(one.series or one.id, one)
    return list(nexts.values())


def _event_of(tx: Tx, server: Server, one: Occurrence, now: datetime) -> WantedEvent:
    say, place = speaker(server.language), url_of(server) or speaker(server.language)("event.place")
    topic = one_line(one.topic)
    about = "\n".join(
        part
        for part in (
            say("event.topic", topic=topic) if topic else "",
            say("event.note", kind=say(f"room.{one.room_kind}")),
        )
        if part
    )
    name = one_line(one.title) or say("meeting.default_title")
    words = EventWords(cut(name, LONGEST_NAME), cut(about, LONGEST_DESCRIPTION), place)
    plain = EventWords(say("room.discreet"), say("event.plain"), place)
    is_running = one.phase is Phase.OPEN and (one.began_at is not None or one.starts_at <= now)
    shown = EventShown(words, one.starts_at, _ends_at(tx, one, now))
    return WantedEvent(one.id, shown, plain, is_running)


def _ends_at(tx: Tx, one: Occurrence, now: datetime) -> datetime:
    """Say when it ends: as planned, or later where the evening goes on for longer."""
    running = tx.live_meetings.get(one.id) if one.phase is Phase.OPEN else None
    ends_at = evening_ends_at(running, now) if running else one.ends_at
    longer = max(ends_at - one.ends_at, timedelta(0))
    return one.ends_at + -(-longer // ENDS_TO) * ENDS_TO
