"""The page of meetings and its feeds, for the world outside Discord; groups ask for it."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.series import Series
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import GuildId, short
from bot.domain.language.folding import one_line, without_marks
from bot.domain.server.server import Server
from bot.domain.zones import to_local
from bot.feeds import ics
from bot.feeds.ics import CalendarWords
from bot.feeds.meeting_guide import meeting_guide
from bot.feeds.page import EVERY_MEETING, FEED, page
from bot.feeds.public import PublicDate, PublicGroup, PublicMeeting
from bot.services.calendar.calendar_files import planned_events, url_of
from bot.services.calendar.changes.finding import coming_dates
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.text.catalog import FALLBACK, Say, Shown, sentences_of, speaker
from bot.text.dates import day_and_time, hour_there, how_often

PAGE = "index.html"
_LONGEST_SLUG = 40
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_AROUND = "page.around."
_OF_A_GROUP = ("open", "file", "no_dates")


class Site(Protocol):
    """The folder in which the page stands: a port of this use alone."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files in the place of those written before. Raises StoreFault; then those stay."""
        ...


@dataclass(frozen=True, slots=True)
class Publishing:
    """Writes the page and its feeds anew; safe to repeat."""

    store: Store
    clock: Clock
    site: Site

    async def publish(self) -> int:
        """Write what groups show today; gives how many groups. Raises StoreFault."""
        now = self.clock.now()
        shown = await self.store.run(_who_shows)
        found = [await self.store.run(partial(_group, guild=one, now=now)) for one in shown]
        groups = [one for one in found if one is not None]
        await asyncio.to_thread(lambda: self.site.write(files_of(groups, now)))
        return len(groups)


def files_of(groups: Sequence[PublicGroup], now: datetime) -> dict[str, bytes]:
    """Give every file by its name; the page, which leads to the others, is the last."""
    say = speaker(FALLBACK)
    names = (one.removeprefix(_AROUND) for one in sentences_of(FALLBACK) if one.startswith(_AROUND))
    around = {name: say(f"page.around.{name}") for name in names} | {"language": FALLBACK}
    files = {
        f"{one.slug}.ics": _calendar(one.title, [(group, one)], now)
        for group in groups
        for one in group.meetings
    }
    every = [(group, one) for group in groups for one in group.meetings]
    return files | {
        EVERY_MEETING: _calendar(around["title"], every, now),
        FEED: meeting_guide(groups, now),
        PAGE: page(groups, around, now),
    }


def _calendar(
    name: str, meetings: Sequence[tuple[PublicGroup, PublicMeeting]], now: datetime
) -> bytes:
    place = speaker(FALLBACK)("calendar.place")
    notes = {
        event.uid: "\n".join(part for part in (group.name, one.topic, one.said, group.url) if part)
        for group, one in meetings
        for event in one.events
    }
    events = [event for _, one in meetings for event in one.events]
    return ics.written(events, CalendarWords(name, place, notes, public=True), now)


def _who_shows(tx: Tx) -> tuple[GuildId, ...]:
    """Name the servers that asked for it: none that is discreet, or has removed the bot."""
    resting = {one.guild for one in tx.departures.all()}
    shows = (one for one in tx.servers.all() if one.published_as and not one.discreet)
    return tuple(one.id for one in shows if one.id not in resting)


def _group(tx: Tx, guild: GuildId, now: datetime) -> PublicGroup | None:
    """Give what a server shows; None where it has said otherwise meanwhile."""
    server = tx.servers.get(guild)
    if not server.published_as or server.discreet:
        return None
    say = speaker(server.language)
    public = (one for one in tx.series.of(guild) if is_public(one))
    meetings = (_meeting(tx, server, one, now, say) for one in public)
    words = {name: say(f"page.group.{name}") for name in _OF_A_GROUP}
    there = tuple(one for one in meetings if one is not None)
    return PublicGroup(server.published_as, server.language, url_of(server), there, words)


def _meeting(
    tx: Tx, server: Server, series: Series, now: datetime, say: Say
) -> PublicMeeting | None:
    """Give a meeting; None where it has ended, or nobody can reckon its dates."""
    try:
        coming = coming_dates(tx, series, now)
        events = tuple(planned_events(tx, server, [series], now))
    except NOT_PLANNED:
        return None  # told to the organisers where it is planned ahead
    if series.ended or not coming:
        return None
    title = one_line(series.title) or say("meeting.default_title")
    return PublicMeeting(
        slug=_slug(title, series),
        title=title,
        topic=one_line(series.topic),
        said=_said(series, say),
        kind=say("meeting.room", kind=Shown(say(f"room.{series.room_kind}"))),
        dates=tuple(_date(one, series, say) for one in coming),
        events=events,
        first=series.first,
        zone=series.timezone,
        minutes=series.minutes,
        repeat=series.repeat,
        rests=series.is_paused(now),
    )


def _said(series: Series, say: Say) -> str:
    """Say when it starts, and how often, as it stands there."""
    hour = Shown(hour_there(series.first, series.timezone, say))
    if series.repeat.is_once:
        return say("meeting.once", hour=hour)
    often = Shown(how_often(series.repeat, say))
    return say("meeting.again", hour=hour, often=often)


def _date(one: Occurrence, series: Series, say: Say) -> PublicDate:
    said = _clock(one.starts_at, series.timezone, say)
    if one.phase is Phase.CANCELLED:
        note = say("page.date.not_held", why=Shown(say(f"not_held.{one.reason}")))
        return PublicDate(one.starts_at, said, note, held=False)
    if one.moved_from is None:
        return PublicDate(one.starts_at, said)
    before = Shown(_clock(one.moved_from, series.timezone, say))
    return PublicDate(one.starts_at, said, say("page.date.moved", before=before))


def _clock(at: datetime, zone: str, say: Say) -> str:
    return day_and_time(to_local(at, zone), zone, say)


def _slug(title: str, series: Series) -> str:
    """Name a meeting in addresses: its title in plain letters, and a number that makes it one."""
    plain = _NO_SLUG.sub("-", without_marks(title)).strip("-")[:_LONGEST_SLUG].strip("-")
    return f"{plain or 'meeting'}-{short(series.id)}"
