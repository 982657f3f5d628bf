"""Meetings that somebody wants to be reminded of: what is next, and what did not reach them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import Reminder, Unreached, takes_place
from bot.domain.calendar.who_may_see import may_see, seen_by
from bot.domain.ids import GuildId, MemberId
from bot.domain.person import Actor
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.calendar.reminders.planning_reminders import dates_of
from bot.services.calendar.reminders.reminded import acting, door_of
from bot.services.outbox.reaching import Owners
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import DoorPlace
from bot.services.ports.members import Members
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.server.discretion import as_seen

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """The next date of one reminder, as its owner may see it."""

    one: Occurrence
    group: str = ""
    """The server's name, where it is told of elsewhere; empty in a discreet one."""
    door: DoorPlace | None = None


@dataclass(frozen=True, slots=True)
class MyMeetings:
    """What is next of all reminders, the open ones first; and what waits."""

    coming: tuple[MyMeeting, ...] = ()
    waiting: tuple[Unreached, ...] = ()

    def has(self, one: Occurrence) -> bool:
        """Tell whether a date is among them."""
        return any(
            (mine.one.series, mine.one.rule_date) == (one.series, one.rule_date)
            for mine in self.coming
        )


@dataclass(frozen=True, slots=True)
class MeetingsRemindedOf:
    """Looks them up, in one server or, from a private message, in all that somebody shares."""

    store: Store
    clock: Clock
    members: Members
    owners: Owners

    async def here(self, guild: GuildId, by: Actor) -> MyMeetings:
        """Give those of one server."""
        now = self.clock.now()

        def work(tx: Tx) -> MyMeetings:
            mine = tx.reminders.of(by.id, [guild])
            found = as_seen(tx.servers.get(guild), by, _next_dates(tx, mine, now))
            coming = [MyMeeting(one) for one in found]
            return MyMeetings(_in_order(coming), _waiting(tx, mine, by, now))

        return await self.store.run(work)

    async def everywhere(self, member: MemberId) -> MyMeetings:
        """Give those of every server that somebody is in still; no title is among them."""
        now = self.clock.now()
        guilds = await self.store.run(lambda tx: tx.reminders.guilds())
        asked = await self.store.run(lambda tx: tx.reminders.of(member, guilds))
        coming: list[MyMeeting] = []
        waiting: list[Unreached] = []
        for guild in sorted({one.guild for one in asked}):
            by = await self._standing(guild, member)
            if by is not None:
                mine = [one for one in asked if one.guild == guild]
                coming += await self._of(guild, mine, by, now)
                waiting += await self.store.run(partial(_waiting, mine=mine, by=by, now=now))
        return MyMeetings(_in_order(coming), tuple(waiting))

    async def _standing(self, guild: GuildId, member: MemberId) -> Actor | None:
        """Give somebody as they stand in a server; None where they, or the bot, may not be."""
        server = await self.store.run(lambda tx: tx.servers.get(guild))
        if await self.store.run(lambda tx: tx.departures.get(guild)):
            return None
        try:
            standing = await self.members.look(server, member)
        except Trouble:
            return None
        return acting(member, standing) if standing else None

    async def _of(
        self, guild: GuildId, mine: Iterable[Reminder], by: Actor, now: datetime
    ) -> list[MyMeeting]:
        known = self.owners.owner(guild)

        def work(tx: Tx) -> list[MyMeeting]:
            name = known[1] if known and not tx.servers.get(guild).discreet else ""
            found = seen_by(by, _next_dates(tx, mine, now))
            return [MyMeeting(one, name, door_of(tx, one)) for one in found]

        return await self.store.run(work)


def _next_dates(tx: Tx, mine: Iterable[Reminder], now: datetime) -> list[Occurrence]:
    """Give the next date of each."""
    found: list[Occurrence] = []
    for reminder in (one for one in mine if one.is_asked):
        series = tx.series.get(reminder.series)
        try:
            dates = dates_of(tx, reminder, series, now) if series else ()
        except NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead
        found += [one for one in dates if takes_place(one) and one.ends_at > now][:1]
    return found


def _in_order(coming: list[MyMeeting]) -> tuple[MyMeeting, ...]:
    soonest = sorted(
        coming, key=lambda mine: (mine.one.phase is not Phase.OPEN, mine.one.starts_at)
    )
    return tuple(soonest[:MOST_SHOWN])


def _waiting(tx: Tx, mine: Iterable[Reminder], by: Actor, now: datetime) -> tuple[Unreached, ...]:
    """Give what waits of the meetings that they may see still."""
    known = ((one, tx.series.get(one.series)) for one in mine)
    seen = (one for one, series in known if series is None or may_see(series, by))
    return tuple(one for reminder in seen for one in reminder.waiting if one.until > now)
