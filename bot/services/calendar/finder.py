"""The finder: what meets on which days, with a word or in a kind of room; what runs comes first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase, RoomKind
from bot.domain.calendar.series import between
from bot.domain.calendar.when.which_days import DaysMeant, days_meant
from bot.domain.ids import GuildId, SeriesId
from bot.domain.language.folding import fold
from bot.domain.person import Actor
from bot.domain.zones import to_utc
from bot.services.calendar import planning
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.server.discretion import as_seen
from bot.services.server.resting import must_not_rest

DAYS = 7
"""So far ahead it is looked where nobody says how far."""
_ALIVE = frozenset(Phase) - FINAL - {Phase.ENDED, Phase.DELETED}
_TOLD = frozenset({NotHeld.SKIPPED, NotHeld.PAUSED, NotHeld.DAY_OFF})
"""Why a date isn't held, where that is said: of a series that ended nothing is."""
_NOWHERE = "UTC"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MeetingsWanted:
    """What somebody looks for."""

    days: int = DAYS
    """How many days ahead, where no days are named."""
    on: DaysMeant | None = None
    topic: str = ""
    room: RoomKind | None = None

    @property
    def is_narrowed(self) -> bool:
        """Tell whether it asks for more than a number of days."""
        return bool(self.on or self.topic or self.room)

    def fits(self, one: Occurrence, now: datetime) -> bool:
        """Tell whether it is one of those looked for; every word of the topic must be there."""
        if self.room is not None and one.room_kind is not self.room:
            return False
        text = fold(f"{one.title} {one.topic}")
        if not all(word in text for word in fold(self.topic).split()):
            return False
        if self.on is not None:
            return self.on.has(one.starts_at)
        return one.starts_at <= now + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class MeetingsFound:
    """What was found: what runs first, then the soonest; and the next meeting of any kind."""

    wanted: MeetingsWanted
    listed: tuple[Occurrence, ...]
    nearest: Occurrence | None = None
    """The next that takes place, where none of those found does."""


@dataclass(frozen=True, slots=True)
class MeetingFinder:
    """Finds meetings of one server."""

    store: Store
    clock: Clock

    async def on_days(self, guild: GuildId, text: str, mine: str | None) -> DaysMeant:
        """Read on which days somebody looks: in their own zone, else in the group's.

        Raises DaysUnclear.
        """
        server = await self.store.run(lambda tx: tx.servers.get(guild))
        zone = mine or server.timezone or _NOWHERE
        return days_meant(text, zone, self.clock.now(), server.language)

    async def zone(self, guild: GuildId, mine: str | None) -> str:
        """Give the zone in which this reader's days are."""
        server = await self.store.run(lambda tx: tx.servers.get(guild))
        return mine or server.timezone or _NOWHERE

    async def find(self, guild: GuildId, by: Actor, wanted: MeetingsWanted) -> MeetingsFound:
        """Find meetings, as this person may see them."""
        now = self.clock.now()

        def work(tx: Tx) -> MeetingsFound:
            must_not_rest(tx, guild)
            server = tx.servers.get(guild)
            every = as_seen(server, by, _worth_telling(_every(tx, guild, wanted, now), now))
            listed = tuple(one for one in every if wanted.fits(one, now))
            held = any(one.phase in _ALIVE for one in listed)
            coming = (one for one in every if one.phase in _ALIVE)
            return MeetingsFound(wanted, listed, None if held else next(coming, None))

        return await self.store.run(work)


def _every(tx: Tx, guild: GuildId, wanted: MeetingsWanted, now: datetime) -> list[Occurrence]:
    """Give what is written down, and what the rules give besides for the days looked at."""
    rows = tx.occurrences.of(guild)
    known = {(one.series, one.rule_date) for one in rows}
    start, end = _span(wanted, now)
    drafted: list[Occurrence] = []
    for series in tx.series.of(guild):
        try:
            dated = between(series, start, end)
        except planning.NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead
        more = [one for one in dated if (series.id, one[0]) not in known]
        drafted += planning.drafted(tx, series, more)
    return sorted(
        [*rows, *drafted],
        key=lambda one: (one.phase is not Phase.OPEN, one.starts_at, fold(one.title)),
    )


def _span(wanted: MeetingsWanted, now: datetime) -> tuple[datetime, datetime]:
    if wanted.on is None:
        return now, now + timedelta(days=wanted.days)
    on = wanted.on
    midnight, last = (datetime.combine(day, time.min) for day in (on.first, on.last + _A_DAY))
    return max(now, to_utc(midnight, on.zone)), to_utc(last, on.zone)


def _worth_telling(every: Iterable[Occurrence], now: datetime) -> Iterator[Occurrence]:
    """Leave out what is over, and of a series that pauses all but its next date."""
    paused: set[SeriesId | None] = set()
    for one in every:
        if one.phase is Phase.CANCELLED:
            if one.starts_at <= now or one.reason not in _TOLD or one.series in paused:
                continue
            if one.reason == NotHeld.PAUSED:
                paused.add(one.series)
        elif one.phase is Phase.MISSED:
            if one.ends_at <= now:
                continue
        elif one.phase not in _ALIVE:
            continue
        yield one
