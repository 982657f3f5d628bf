"""Keeps the ledger: what was kept is read week by week, what Discord saw at the end."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.ids import ChannelId, GuildId, SeriesId
from bot.services.ports.drawings import DoorMessage, Line
from bot.services.ports.store import Tx
from bot.simulation.alone import STAY, AloneEvening
from bot.simulation.in_memory.listed_events import ListedEvents
from bot.simulation.ledger import (
    DOORS_BEFORE,
    OPENS_UNTIL,
    AloneTold,
    DateRow,
    EventsTold,
    Opened,
    RemindersTold,
    YearLedger,
)
from bot.simulation.private_messages import PrivateMessages
from bot.simulation.world import Mishap, SimulatedWorld

LOOKS_AGAIN = timedelta(minutes=6)
"""So long after a mishap is over the bot may take to find that out."""
SAID_TWICE = timedelta(hours=1)
"""The same words in one channel within this time are one message too many."""
OWN_DATE = timedelta(hours=11)
"""A room that was made further than this from every date belongs to none."""
HOUR_BEFORE = timedelta(hours=1)
"""What was in the way of a meeting's event: its doors, and so long before."""
_NIGHT = timedelta(days=4)

States = defaultdict[tuple[GuildId, date], set[Phase]]


@dataclass(slots=True)
class Accounts:
    """What was seen of every date so far."""

    world: SimulatedWorld
    private: PrivateMessages
    states: States = field(default_factory=lambda: defaultdict(set))
    called_off: States = field(default_factory=lambda: defaultdict(set))
    """Beforehand: some come back, of others nothing is kept."""

    async def read(self) -> None:
        """Note in which states dates have ended: old rows are pruned during the year."""
        if self.world.process is None:
            return
        store = self.world.process.storage.store
        for guild, series in self.world.series.items():
            for day, phase, is_past in await store.run(
                partial(_final, series=series, now=self.world.now)
            ):
                states = self.states if is_past else self.called_off
                states[guild, day].add(phase)

    def closed(self) -> YearLedger:
        """Close the accounts, and give the ledger."""
        rows = [row for guild in self.world.calendars for row in self._rows(guild)]
        strangers = list(self._match(rows))
        counted = [row for row in rows if row.expected.starts_at < self.world.ends]
        private, twice, lost = self.private, list(self._said_twice()), list(self.private.lost())
        said = [*strangers, *self.world.odd, *self._left_standing(), *twice, *lost]
        alone, not_alone = self._alone()
        events, not_listed = self._events(counted)
        wrong = [*self._wrong(counted), *said, *private.unasked, *private.wrong]
        told = RemindersTold(
            len(self.world.wishes), private.given.total(), len(private.unasked), len(lost)
        )
        return YearLedger(
            counted,
            strangers,
            len(twice),
            told,
            alone,
            events,
            private.news,
            [*wrong, *not_alone, *not_listed],
        )

    def _alone(self) -> tuple[AloneTold, list[str]]:
        """Count evenings that went by themselves; where something was in the way none had to."""
        free = [
            one for one in self.world.alone if one.is_attended and not self._was_in_the_way(one)
        ]
        found = [(one, one.why_wrong(self.world.discord)) for one in free]
        wrong = [
            f"{one.group.title} {one.starts_at:%Y-%m-%d %H:%M} by itself: {why}"
            for one, why in found
            if why
        ]
        return AloneTold(len(free), len(free) - len(wrong)), wrong

    def _was_in_the_way(self, one: AloneEvening) -> bool:
        since, until = one.starts_at - DOORS_BEFORE, one.starts_at + STAY
        return any(
            each.lasts and each.guild in (None, one.group.guild)
            for each in self.world.mishaps
            if each.since < until and each.until > since
        )

    def _events(self, rows: list[DateRow]) -> tuple[EventsTold, list[str]]:
        """Count the events, and say what is wrong with them; mishaps may keep one away."""
        listed = ListedEvents(self.world.discord)
        known = listed.known()
        twice, left = list(listed.twice()), list(listed.left(self.world.now))
        missing = [
            f"{row.group.title} {row.expected.wall:%Y-%m-%d %H:%M}: no event"
            for row in rows
            if row.group.shows_events and row.opened
            if (row.group.guild, row.expected.starts_at) not in known
            if not any(one.lasts for one in self._touching(row, HOUR_BEFORE))
        ]
        told = EventsTold(listed.made, len(twice), len(left), len(missing))
        return told, [*twice, *left, *missing]

    def _rows(self, guild: GuildId) -> Iterator[DateRow]:
        calendar = self.world.calendars[guild]
        for one in calendar.dates(self.world.ends + _NIGHT):
            date_of = guild, one.rule_date
            states = frozenset(self.states.get(date_of) or self.called_off.get(date_of) or ())
            yield DateRow(calendar.group, one, states=states)

    def _match(self, rows: list[DateRow]) -> Iterator[str]:
        """Give each room whose door was shown to the date that is nearest."""
        own: defaultdict[tuple[GuildId, str], list[DateRow]] = defaultdict(list)
        for row in rows:
            own[row.group.guild, row.group.title].append(row)
        for room in self._shown():
            made = self.world.discord.ever[room]
            near = own[made.guild, made.title]
            begins = made.made_at + DOORS_BEFORE
            found = min(near, key=partial(_distance, begins), default=None)
            if found is None or _distance(begins, found) > OWN_DATE:
                yield f"{made.title}: a room of no date, {made.made_at:%Y-%m-%d %H:%M}"
            else:
                found.opened.append(Opened(room, made.made_at))

    def _shown(self) -> dict[ChannelId, int]:
        """Count the doors that were posted for each room."""
        drawn = (one.drawing for one in self.world.discord.messages.values())
        doors = (one for one in drawn if isinstance(one, DoorMessage) and not one.shut)
        return Counter(one.occurrence.room for one in doors if one.occurrence.room)

    def _left_standing(self) -> Iterator[str]:
        """Name the rooms that should have gone."""
        before = self.world.now - _NIGHT
        for one in self.world.discord.channels.values():
            if one.made_at < before:
                yield f"{one.title}: a room stands since {one.made_at:%Y-%m-%d %H:%M}"

    def _said_twice(self) -> Iterator[str]:
        """Name what was posted more than once: by its number, its door, its words."""
        discord = self.world.discord
        for nonce, ids in discord.by_nonce.items():
            yield from (f"message {nonce} twice" for _ in ids[1:])
        for room, count in self._shown().items():
            yield from (f"door of {discord.ever[room].title} twice" for _ in range(1, count))
        yield from self.private.duplicates
        yield from self._same_lines()

    def _same_lines(self) -> Iterator[str]:
        last: dict[tuple[ChannelId, str, str], datetime] = {}
        for message in self.world.discord.messages.values():
            line = message.drawing
            if not isinstance(line, Line):
                continue
            said = (message.channel, line.key, repr(sorted(line.facts.items(), key=str)))
            if said in last and message.at - last[said] < SAID_TWICE:
                yield f"{line.key} twice in {message.channel}, {message.at:%Y-%m-%d %H:%M}"
            last[said] = message.at

    def _wrong(self, rows: list[DateRow]) -> Iterator[str]:
        for row in rows:
            why = self._why_wrong(row)
            if why:
                one = row.expected
                yield f"{row.group.title} {one.zone} {one.wall:%Y-%m-%d %H:%M}: {why}"

    def _why_wrong(self, row: DateRow) -> str:
        if not row.is_terminal:
            seen, states = len(row.opened), sorted(row.states)
            return f"{row.expected.not_held or 'held'}, doors {seen}, ended {states}"
        if len(row.opened) > 1 or row.is_wrong:
            return f"doors at {[str(one.made_at) for one in row.opened]}"
        free = self._free_from(row)
        if row.is_late and (free is None or row.opened[0].made_at > free):
            return f"late without a cause, {row.opened[0].made_at}"
        latest = row.expected.starts_at + OPENS_UNTIL
        if Phase.MISSED in row.states and (free is None or free < latest):
            return "missed without a cause"
        return ""

    def _free_from(self, row: DateRow) -> datetime | None:
        """Say by when a door must open in spite of what was in its way; None where nothing was."""
        free, mishaps = row.doors_at, list(self._touching(row))
        for one in sorted(mishaps, key=lambda mishap: mishap.since):
            if one.lasts and one.since <= free + LOOKS_AGAIN:
                free = max(free, one.until)
        return free + LOOKS_AGAIN if mishaps else None

    def _touching(self, row: DateRow, before: timedelta = timedelta(0)) -> Iterator[Mishap]:
        guild, latest = row.group.guild, row.expected.starts_at + OPENS_UNTIL
        earliest = row.doors_at - before
        for one in self.world.mishaps:
            if one.guild in (None, guild) and one.since < latest and one.until > earliest:
                yield one


def _distance(begins: datetime, row: DateRow) -> timedelta:
    return abs(row.expected.starts_at - begins)


def _final(tx: Tx, series: SeriesId, now: datetime) -> list[tuple[date, Phase, bool]]:
    """Give how dates have ended, and whether their time is past."""
    rows = [one for one in tx.occurrences.of_series(series) if one.phase in FINAL]
    return [(one.rule_date, one.phase, one.starts_at <= now) for one in rows if one.rule_date]
