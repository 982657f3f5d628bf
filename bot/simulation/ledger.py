"""The ledger of a simulated year: what ought to be, beside what Discord saw and what was kept.

A room belongs to the date that is nearest to the instant at which it was made, by name and clock:
nothing that the bot says of itself decides it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId
from bot.simulation.expected import ExpectedDate
from bot.simulation.groups import Group

DOORS_BEFORE = timedelta(minutes=10)
OPENS_UNTIL = timedelta(minutes=15)
"""So long after the start a room still opens by itself."""
IN_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A room whose door was shown."""

    room: ChannelId
    made_at: datetime


@dataclass(slots=True)
class DateRow:
    """One occurrence: what was expected, and what came of it."""

    group: Group
    expected: ExpectedDate
    opened: list[Opened] = field(default_factory=list)
    states: frozenset[Phase] = frozenset()

    @property
    def state(self) -> str:
        """The one state in which it ended; empty where there is none, or several."""
        return next(iter(self.states)).value if len(self.states) == 1 else ""

    @property
    def doors_at(self) -> datetime:
        """When the door ought to open."""
        return self.expected.starts_at - DOORS_BEFORE

    @property
    def is_terminal(self) -> bool:
        """Whether it ended in one state, and Discord saw the same.

        A door may have stood of one that was missed: nobody was there to let people in.
        """
        seen = {Phase.MISSED, Phase.CLOSED if self.opened else Phase.CANCELLED}
        seen |= {Phase.ABANDONED} if self.opened else set()
        held = (Phase.CANCELLED in self.states) is bool(self.expected.not_held)
        return len(self.states) == 1 and self.states <= seen and held

    @property
    def is_late(self) -> bool:
        """Whether its door opened later than it ought to."""
        return any(one.made_at > self.doors_at + IN_TIME for one in self.opened[:1])

    @property
    def is_wrong(self) -> bool:
        """Whether a door opened when the group's clocks did not show its hour."""
        return any(not self._fits(one.made_at) for one in self.opened)

    def _fits(self, made_at: datetime) -> bool:
        """Read the clock on the wall: it shows the hour of the meeting, ten minutes before it."""
        zone = ZoneInfo(self.expected.zone)
        shown = (made_at + DOORS_BEFORE).astimezone(zone).replace(tzinfo=None, fold=0)
        late = shown - self.expected.wall
        return -timedelta(seconds=1) <= late <= DOORS_BEFORE + OPENS_UNTIL

    def told(self) -> dict[str, object]:
        """Give it as a row of JSON."""
        one, first = self.expected, self.opened[0].made_at if self.opened else None
        return {
            "group": self.group.title,
            "rule": self.group.rule.told,
            "zone": one.zone,
            "rule_date": one.rule_date.isoformat(),
            "starts_at": _iso(one.starts_at),
            "wall": one.wall.isoformat(timespec="minutes"),
            "not_held": one.not_held,
            "state": self.state,
            "opened_at": _iso(first) if first else None,
            "doors": len(self.opened),
            "late": self.is_late,
        }


@dataclass(frozen=True, slots=True)
class RemindersTold:
    """Reminders: how often one was asked for, and how many came, unasked or not at all."""

    asked: int
    given: int
    unasked: int
    lost: int


@dataclass(frozen=True, slots=True)
class AloneTold:
    """Evenings that were to go on by themselves, and how many did to their end."""

    expected: int
    ended: int


@dataclass(frozen=True, slots=True)
class EventsTold:
    """Events in Discord's lists: made, and what should not be."""

    made: int
    twice: int
    left: int
    missing: int


@dataclass(slots=True)
class YearLedger:
    """Everything that was counted."""

    rows: list[DateRow]
    strangers: list[str]
    """Rooms that belong to no date."""
    duplicates: int
    told: RemindersTold
    alone: AloneTold
    events: EventsTold
    news: int
    """Private messages that a date has changed."""
    wrong: list[str]

    def summary(self) -> dict[str, int]:
        """Give the figures."""
        rows = self.rows
        return {
            "expected": len(rows),
            "terminal": sum(row.is_terminal for row in rows),
            "opened": sum(bool(row.opened) and Phase.MISSED not in row.states for row in rows),
            "late": sum(row.is_late for row in rows),
            "missed": sum(row.states == {Phase.MISSED} for row in rows),
            "cancelled": sum(row.states == {Phase.CANCELLED} for row in rows),
            "opened_twice": sum(len(row.opened) > 1 for row in rows),
            "wrong_local_time": sum(row.is_wrong for row in rows) + len(self.strangers),
            "reminders_asked_for": self.told.asked,
            "reminders": self.told.given,
            "unasked_reminders": self.told.unasked,
            "reminders_lost": self.told.lost,
            "news": self.news,
            "duplicate_messages": self.duplicates,
            "self_guided": self.alone.expected,
            "self_guided_to_their_end": self.alone.ended,
            "events": self.events.made,
            "events_twice": self.events.twice,
            "events_left": self.events.left,
            "events_missing": self.events.missing,
        }


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
