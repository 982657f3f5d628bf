"""Calendar files of a server's meetings, for whoever asks, and for the page outside Discord."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.events import CalendarEvent, events_of
from bot.domain.calendar.series import Series
from bot.domain.calendar.who_may_see import may_see
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId
from bot.domain.language.folding import one_line
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.feeds import ics
from bot.feeds.ics import CalendarWords
from bot.services.calendar.changes.finding import series_meant
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Paper
from bot.services.ports.store import Store, Tx
from bot.services.server.discretion import title_of
from bot.services.server.resting import must_not_rest
from bot.text.catalog import speaker

FILE_NAME = "meetings.ics"
_CHANNEL = "https://discord.com/channels/{guild}/{channel}"


class NothingForCalendar(Refusal):
    """No meeting is planned."""

    key = "refusal.nothing_for_calendar"


@dataclass(frozen=True, slots=True)
class CalendarFiles:
    """Makes calendar files."""

    store: Store
    clock: Clock

    async def of(self, guild: GuildId, by: Actor, typed: str | None) -> Paper:
        """Make the file of one series, or of all of a server.

        In a discreet server it says nothing of what they are for, whoever asks: others read
        calendars too. Raises MeetingNotFound, SeveralMeetings, SeriesUnread, NothingForCalendar.
        """
        now = self.clock.now()

        def work(tx: Tx) -> tuple[Server, tuple[CalendarEvent, ...]]:
            must_not_rest(tx, guild)
            server = tx.servers.get(guild)
            every = (one for one in tx.series.of(guild) if may_see(one, by))
            wanted = [series_meant(tx, guild, by, typed, now)[0]] if typed else every
            return server, tuple(planned_events(tx, server, wanted, now))

        server, events = await self.store.run(work)
        if not events:
            raise NothingForCalendar
        words = _words(server, events)
        made = await asyncio.to_thread(ics.written, events, words, now)
        return Paper(FILE_NAME, made)


def planned_events(
    tx: Tx, server: Server, wanted: Iterable[Series], now: datetime
) -> Iterator[CalendarEvent]:
    """Give series as events, under the names that all see; one nobody can read is left out."""
    for series in wanted:
        try:
            events = events_of(series, tx.occurrences.of_series(series.id), server.days_off, now)
        except NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead
        yield from (_as_everybody_sees(server, one) for one in events)


def _as_everybody_sees(server: Server, one: CalendarEvent) -> CalendarEvent:
    default = speaker(server.language)("meeting.default_title")
    title = title_of(server, one_line(one.title) or default)
    topic = "" if server.discreet else one.topic
    apart = tuple(
        replace(each, title=title_of(server, one_line(each.title) or default)) for each in one.apart
    )
    return replace(one, title=title, topic=topic, apart=apart)


def _words(server: Server, events: Sequence[CalendarEvent]) -> CalendarWords:
    say = speaker(server.language)
    return CalendarWords(
        name=title_of(server, say("calendar.name")),
        place=say("calendar.place"),
        notes={one.uid: _note(one, server) for one in events},
        url=url_of(server),
    )


def url_of(server: Server) -> str:
    """Give where in Discord the door to each meeting appears; nothing where nobody said."""
    channel = server.announcements
    return _CHANNEL.format(guild=server.id, channel=channel) if channel else ""


def _note(one: CalendarEvent, server: Server) -> str:
    say = speaker(server.language)
    if server.discreet:
        return ""
    topic = say("calendar.topic", topic=one_line(one.topic)) if one.topic else ""
    return "\n".join(part for part in (topic, say("calendar.note")) if part)
