"""The groups of a simulated year: where each lives, who leads it, and when it wants to meet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.person import Actor

MOST_GROUPS = 20
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Santiago",
    "Europe/London",
    "Africa/Cairo",
    "Pacific/Auckland",
    "America/St_Johns",
    "Africa/Casablanca",
)
"""Clocks that change in spring and autumn, by half an hour, at midnight, in Ramadan, or never."""
MOVED_TO = ("Europe/Lisbon", "America/Chicago", "Asia/Tokyo")
"""Where a group may move to."""
MINUTES = 60
HOURS = (time(19, 0), time(7, 30), time(20, 0), time(12, 15), time(18, 30), time(21, 0))
AT_NIGHT = time(2, 30)
"""An hour that clocks in Europe leap over once a year, and show twice."""
_SETTLES_IN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """How often a group meets: as the bot is told, and as RFC 5545 has it."""

    told: str
    rfc: dict[str, Any]


WEEKLY_RULES = tuple(
    MeetingRule(f"weekly/1/{day}", {"freq": WEEKLY, "byweekday": day})
    for day in (TU, SU, WE, MO, TH, FR)
)
RULES = (
    *WEEKLY_RULES,
    MeetingRule("weekly/2/TH", {"freq": WEEKLY, "interval": 2, "byweekday": TH}),
    MeetingRule("monthly/2TU", {"freq": MONTHLY, "byweekday": TU(2)}),
    MeetingRule("monthly/-1FR", {"freq": MONTHLY, "byweekday": FR(-1)}),
    MeetingRule("weekly/1/TU,TH", {"freq": WEEKLY, "byweekday": (TU, TH)}),
    *WEEKLY_RULES[:4],
    MeetingRule("weekdays", {"freq": WEEKLY, "byweekday": (MO, TU, WE, TH, FR)}),
    *WEEKLY_RULES[2:5],
    MeetingRule("weekly/1/MO,WE", {"freq": WEEKLY, "byweekday": (MO, WE)}),
    MeetingRule("weekly/3/SA", {"freq": WEEKLY, "interval": 3, "byweekday": SA}),
)


@dataclass(frozen=True, slots=True)
class Group:
    """One group with one series; its channels have low numbers of their own."""

    number: int
    zone: str
    title: str
    rule: MeetingRule
    first: datetime
    """Naive local time of the first meeting."""
    room_kind: RoomKind

    @property
    def guild(self) -> GuildId:
        """Its server."""
        return GuildId(9000 + self.number)

    @property
    def announcements(self) -> ChannelId:
        """Where its doors are shown."""
        return self.channel(1)

    @property
    def self_guided(self) -> bool:
        """Whether an evening of theirs that nobody leads may go on by itself."""
        return self.number % 3 == 2  # noqa: PLR2004 - one group in three

    @property
    def shows_events(self) -> bool:
        """Whether their meetings stand in Discord's own list of events."""
        return self.number % 2 == 0

    @property
    def lead(self) -> Actor:
        """Whoever leads its meetings and manages its server."""
        number = 1000 * self.number + 1
        return Actor(MemberId(number), f"Facilitator {number}", leads=True, manages=True)

    def channel(self, which: int) -> ChannelId:
        """Give one of its own channels, 1 to 4."""
        return ChannelId(10 * self.number + which)

    def member(self, which: int) -> Actor:
        """Give one of its members, from 0 on."""
        number = 1000 * self.number + 100 + which
        return Actor(MemberId(number), f"Member {number}")


def groups_of(count: int, begins: date, rng: Random) -> tuple[Group, ...]:
    """Make some groups, 1 to 20, that begin to meet in the days after a date."""
    return tuple(_group(number, begins, rng) for number in range(1, count + 1))


def _group(number: int, begins: date, rng: Random) -> Group:
    rule = RULES[(number - 1) % len(RULES)]
    hour = AT_NIGHT if rule.told == "weekly/1/SU" else rng.choice(HOURS)
    settled = datetime.combine(begins, hour) + _SETTLES_IN
    first = rrule(dtstart=settled, count=1, **rule.rfc)[0]
    kind = RoomKind.TEXT if number % 7 == 0 else RoomKind.VOICE
    zone = ZONES[(number - 1) % len(ZONES)]
    return Group(number, zone, f"Group {number}", rule, first, kind)


def instant(wall: datetime, zone: str) -> datetime:
    """Give the instant of a wall time: a time that is leapt over moves on, of two it is the first.

    This is reckoned here, and not by the rules that are put to the test.
    """
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
