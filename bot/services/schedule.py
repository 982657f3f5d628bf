"""When a group meets: scheduling, starting now, and finding the next meeting."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, MeetingId
from bot.domain.occurrence import FINAL, Occurrence, Phase, RoomKind
from bot.domain.person import Actor
from bot.domain.phrase import Reading
from bot.domain.series import Repeat, Series, dates
from bot.domain.server import Server
from bot.services import planning
from bot.services.planning import NoTitle, Wish
from bot.services.ports import Alarm, Clock, Store, Tx

__all__ = ["NoTitle", "Schedule", "Scheduled", "Wish"]


MOST_SERIES = 50
MOST_OPEN = 10
SHOWN_DATES = 4


class NotAFacilitator(Refusal):
    """Only people with the facilitator role can do this here."""

    key = "refusal.not_a_facilitator"


class NoZone(Refusal):
    """The server has no time zone yet."""

    key = "refusal.no_zone"


class NoRooms(Refusal):
    """The server has no category for rooms yet."""

    key = "refusal.no_rooms"


class TooManyMeetings(Refusal):
    """The server has as many meetings as it may."""

    key = "refusal.too_many_meetings"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A series that was scheduled, and its next dates (aware UTC)."""

    series: Series
    server: Server
    next_dates: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Keeps the calendar of every server."""

    store: Store
    clock: Clock
    alarm: Alarm

    async def schedule(
        self, guild: GuildId, by: Actor, wish: Wish, when: Reading, repeat: Repeat
    ) -> Scheduled:
        """Schedule a meeting, once or every week.

        Raises NotAFacilitator, NoZone, NoRooms, NoTitle, TooManyMeetings, MinutesOutOfRange.
        """

        def work(tx: Tx) -> Scheduled:
            server = _ready(tx, guild, by)
            if server.timezone is None:
                raise NoZone
            if len([s for s in tx.series.of(guild) if not s.ended]) >= MOST_SERIES:
                raise TooManyMeetings(most=MOST_SERIES)
            series = planning.series_of(guild, wish, when, repeat, server.timezone)
            tx.series.put(series)
            planning.plan(tx, series, self.clock.now())
            following = dates(series, self.clock.now(), SHOWN_DATES)
            return Scheduled(series, server, tuple(at for _, at in following))

        scheduled = await self.store.run(work)
        self.alarm.by(self.clock.now())
        return scheduled

    async def start_now(self, guild: GuildId, by: Actor, wish: Wish) -> Occurrence:
        """Start a meeting that was not scheduled; its room opens at once.

        Raises NotAFacilitator, NoRooms, NoTitle, TooManyMeetings.
        """
        now = self.clock.now()

        def work(tx: Tx) -> Occurrence:
            _ready(tx, guild, by)
            running = tx.occurrences.of(guild, frozenset(Phase) - FINAL - {Phase.PLANNED})
            if len(running) >= MOST_OPEN:
                raise TooManyMeetings(most=MOST_OPEN)
            occurrence = planning.occurrence_of(guild, wish, now)
            tx.occurrences.add(occurrence)
            return occurrence

        occurrence = await self.store.run(work)
        self.alarm.by(now)
        return occurrence

    async def plan_ahead(self) -> None:
        """Write down every date of the next 14 days, and of each series at least the next one."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            for series in tx.series.all():
                planning.plan(tx, series, now)

        await self.store.run(work)

    async def listing(
        self, guild: GuildId, days: int = 7, topic: str = "", room: RoomKind | None = None
    ) -> tuple[Occurrence, ...]:
        """List what is running or comes in the next `days` (1 to 14), soonest first."""
        until = self.clock.now() + timedelta(days=days)
        coming = await self.store.run(lambda tx: _coming(tx, guild))
        return tuple(
            one
            for one in coming
            if one.starts_at <= until
            and (room is None or one.room_kind is room)
            and topic.casefold() in f"{one.title} {one.topic}".casefold()
        )

    async def next(self, guild: GuildId) -> Occurrence | None:
        """Give the meeting that is running, or the one that comes next."""
        coming = await self.store.run(lambda tx: _coming(tx, guild))
        running = [one for one in coming if one.phase is Phase.OPEN]
        return next(iter([*running, *coming]), None)

    async def running_in(self, channel: ChannelId) -> MeetingId | None:
        """Give the running meeting whose room this is."""
        found = await self.store.run(lambda tx: tx.occurrences.in_room(channel))
        return found.id if found and found.phase is Phase.OPEN else None

    async def server_left(self, guild: GuildId) -> None:
        """The bot was removed from a server: nothing of it is kept or done any more."""
        await self.store.run(lambda tx: tx.servers.remove(guild))


def _ready(tx: Tx, guild: GuildId, by: Actor) -> Server:
    if not by.leads:
        raise NotAFacilitator
    server = tx.servers.get(guild)
    if server.rooms is None:
        raise NoRooms
    return server


def _coming(tx: Tx, guild: GuildId) -> tuple[Occurrence, ...]:
    alive = frozenset(Phase) - FINAL - {Phase.ENDED}
    return tx.occurrences.of(guild, alive)
