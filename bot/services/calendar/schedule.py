"""When a group meets: scheduling, starting now, and finding the next meeting."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Series
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.when.refusals import TimeChoiceInOtherZone
from bot.domain.calendar.who_may_see import is_public
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, RoleId, SeriesId
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.calendar import planning
from bot.services.calendar.announced.week_work import want_week
from bot.services.calendar.beside import must_meet_alone
from bot.services.calendar.changes.showing import Scheduled, ahead, as_scheduled
from bot.services.calendar.doubles import (
    MOST_SERIES,
    OpenAlready,
    OpensAlready,
    PlannedAlready,
    TooManyMeetings,
    must_be_another,
    must_not_be_open,
)
from bot.services.calendar.evenings import settled
from bot.services.calendar.leading import NotAFacilitator, must_plan
from bot.services.calendar.planning import NoTitle, Wish
from bot.services.calendar.reminders.telling import tell_named
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.server.before_promising import must_be_able_to_open
from bot.services.server.discretion import as_seen
from bot.services.server.resting import must_not_rest

__all__ = [
    "MOST_SERIES",
    "NextMeeting",
    "NoTitle",
    "NotAFacilitator",
    "OpenAlready",
    "OpensAlready",
    "PlannedAlready",
    "Schedule",
    "Scheduled",
    "TooManyMeetings",
    "Wish",
]

SHOWN_DATES = 4
PLANNED_TOGETHER = 25
"""So many series are planned in one transaction: whoever presses waits for no more."""
WORTH_SAYING = timedelta(days=1)
"""So long `/meeting next` says of a meeting that it could not take place."""

log = logging.getLogger(__name__)


class NoZone(Refusal):
    """The server has no time zone yet."""

    key = "refusal.no_zone"


class CannotHide(Refusal):
    """The bot may not hide a room from anybody, so none can be for the holders of one role."""

    key = "refusal.cannot_hide"


class NoRooms(Refusal):
    """The server has no category for rooms yet."""

    key = "refusal.no_rooms"


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that runs or comes next, and one of the last day that could not take place."""

    coming: Occurrence | None
    missed: Occurrence | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Keeps the calendar of every server."""

    store: Store
    clock: Clock
    alarm: Alarm
    rooms: Rooms
    _not_planned: set[SeriesId] = field(default_factory=set)
    """Series whose dates can't be told: that is logged once."""

    async def schedule(
        self,
        guild: GuildId,
        by: Actor,
        wish: Wish,
        when: Reading,
        repeat: Repeat,
        *,
        sure: bool = True,
    ) -> Scheduled:
        """Schedule a meeting, once or as a rule says.

        Raises NotAFacilitator, NoZone, NoRooms, TimeChoiceInOtherZone, NoTitle, NoSuchTemplate,
        MinutesOutOfRange, PlannedAlready, TooManyMeetings, CannotHide; MeetsBeside unless `sure`.
        """

        def work(tx: Tx) -> Scheduled:
            must_not_rest(tx, guild)
            server = tx.servers.get(guild)
            if (zone := zone_for(server, by)) != when.zone:
                raise TimeChoiceInOtherZone(was=when.zone, zone=zone)
            series = planning.series_of(guild, settled(tx, guild, wish), when, repeat)
            if not is_public(series) and not self.rooms.doorway(server).can_close:
                raise CannotHide
            must_be_another(tx, series)
            must_meet_alone(tx, series, self.clock.now(), sure=sure)
            tx.series.put(series)
            series = planning.plan(tx, series, self.clock.now())
            tell_named(tx, series.id, self.clock.now(), by.id)
            want_week(tx, guild, self.clock.now())
            return as_scheduled(tx, series, server, self.clock.now(), SHOWN_DATES)

        scheduled = await self.store.run(work)
        self.alarm.by(self.clock.now())
        return scheduled

    async def start_now(self, guild: GuildId, by: Actor, wish: Wish) -> Occurrence:
        """Start a meeting that was not scheduled; its room opens at once.

        Raises NotAFacilitator, NoRooms, NoTitle, NoSuchTemplate, MinutesOutOfRange, OpenAlready,
        OpensAlready, TooManyMeetings, CannotOpen.
        """
        now = self.clock.now()
        needs = self.rooms.needs(await self.store.run(lambda tx: tx.servers.get(guild)))

        def work(tx: Tx) -> Occurrence:
            must_plan(by, tx.servers.get(guild))
            must_not_rest(tx, guild)
            _must_have_rooms(tx.servers.get(guild))
            made = planning.occurrence_of(guild, settled(tx, guild, wish), now)
            occurrence = replace(made, confirmed_for=now)
            must_not_be_open(tx, occurrence, now)
            must_be_able_to_open(needs)
            tx.occurrences.add(occurrence)
            return occurrence

        occurrence = await self.store.run(work)
        self.alarm.by(now)
        return occurrence

    async def in_other_zones(self, guild: GuildId, zone: str | None) -> tuple[Scheduled, ...]:
        """Name series planned in another zone than this, each with its next date: they keep theirs.

        One that pauses has none to name.
        """
        now = self.clock.now()

        def work(tx: Tx) -> tuple[Scheduled, ...]:
            server = tx.servers.get(guild)
            others = [one for one in tx.series.of(guild) if zone and one.timezone != zone]
            return tuple(as_scheduled(tx, one, server, now, 1) for one in ahead(tx, others, now))

        return await self.store.run(work)

    async def plan_ahead(self) -> None:
        """Write down every date of the next 14 days, and of each series at least the next one."""
        now = self.clock.now()
        listed = await self.store.run(planning.to_plan)
        for since in range(0, len(listed), PLANNED_TOGETHER):
            await self._plan_some(listed[since : since + PLANNED_TOGETHER], now)

    async def _plan_some(self, listed: Sequence[Series], now: datetime) -> None:
        try:
            await self.store.run(lambda tx: planning.plan_all(tx, listed, now))
        except planning.NOT_PLANNED:
            for series in listed:  # one that can't be planned costs no other its dates
                await self._plan_alone(series, now)

    async def role_deleted(self, guild: GuildId, role: RoleId) -> None:
        """Tell the organisers of meetings that were for the holders of a role that is gone."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            kept = (one for one in tx.series.of(guild) if one.visible_to == role and not one.ended)
            for one in kept:
                tell_server(tx, guild, "seen_role_gone", now, title=one.title, number=role)

        await self.store.run(work)
        self.alarm.by(now)

    async def _plan_alone(self, series: Series, now: datetime) -> None:
        try:
            await self.store.run(lambda tx: planning.plan_again(tx, series, now))
        except planning.NOT_PLANNED as error:
            if series.id not in self._not_planned:
                facts = {"series": series.id, "error": type(error).__name__}
                log.error("series.not_planned", extra=facts)  # noqa: TRY400 - told to organisers
            self._not_planned.add(series.id)
            title, guild, why = series.title, series.guild, "series_unread"
            await self.store.run(lambda tx: tell_server(tx, guild, why, now, title=title))
        else:
            self._not_planned.discard(series.id)

    async def next(self, guild: GuildId, by: Actor) -> NextMeeting:
        """Give the meeting that is running or comes next, and the latest that was missed."""
        since = self.clock.now() - WORTH_SAYING

        def work(tx: Tx) -> NextMeeting:
            coming, missed = _coming(tx, guild, by), tx.occurrences.of(guild, {Phase.MISSED})
            running = (one for one in coming if one.phase is Phase.OPEN)
            seen = as_seen(tx.servers.get(guild), by, missed)
            late = (one for one in reversed(seen) if one.starts_at >= since)
            return NextMeeting(next(running, next(iter(coming), None)), next(late, None))

        return await self.store.run(work)


def zone_for(server: Server, by: Actor) -> str:
    """Give the time zone in which this person may plan meetings here.

    Raises NotAFacilitator before anything that only an organiser can settle: NoZone, NoRooms.
    """
    must_plan(by, server)
    if server.timezone is None:
        raise NoZone
    _must_have_rooms(server)
    return server.timezone


def _must_have_rooms(server: Server) -> None:
    if server.rooms is None:
        raise NoRooms


def _coming(tx: Tx, guild: GuildId, by: Actor) -> tuple[Occurrence, ...]:
    must_not_rest(tx, guild)
    alive = frozenset(Phase) - FINAL - {Phase.ENDED, Phase.DELETED}
    return as_seen(tx.servers.get(guild), by, tx.occurrences.of(guild, alive))
