"""Reads what came to people in private: who had asked for it, when it came, and what never did."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.services.ports.drawings import Drawing, NewsMessage, ReminderMessage
from bot.simulation.expected import ExpectedDate
from bot.simulation.wishes import ReminderWish
from bot.simulation.world import SimulatedWorld

IN_TIME = timedelta(minutes=1)
STILL_TRUE = timedelta(minutes=10)
"""So long after the start a reminder may come."""
SAID_TWICE = timedelta(hours=1)
"""The same news within this time is one message too many."""
_UNSETTLED = timedelta(minutes=15)
"""So long after a death people may not know yet whether their press was taken."""
_WEEK = timedelta(weeks=1)


@dataclass(slots=True)
class PrivateMessages:
    """What came so far, each checked when it came."""

    world: SimulatedWorld
    given: Counter[tuple[MemberId, datetime, int]] = field(default_factory=Counter)
    """How often a member was reminded of a start, by lead time."""
    news: int = 0
    duplicates: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _read: int = 0
    _leads: set[MemberId] = field(default_factory=set)
    _last: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know who leads: they are asked whether they do."""
        self._leads = {group.lead.id for group in self.world.groups}

    def look(self) -> None:
        """Read what came since."""
        listed = self.world.discord.whispers
        for member, drawing in listed[self._read :]:
            self._note(member, drawing)
        self._read = len(listed)

    def _note(self, member: MemberId, drawing: Drawing) -> None:
        words, now = f"{member} {drawing!r}", self.world.now
        asked = isinstance(drawing, ReminderMessage | NewsMessage)
        wish = self._standing(member) if asked else None
        if wish is None and (asked or member not in self._leads):
            self.unasked.append(f"{words} at {now}, who had not asked")
        elif wish is not None and isinstance(drawing, ReminderMessage):
            self._reminded(wish, drawing)
        elif words in self._last and now - self._last[words] < SAID_TWICE:
            self.duplicates.append(f"private message twice, {words}")
        self.news += isinstance(drawing, NewsMessage)
        self._last[words] = now

    def _standing(self, member: MemberId) -> ReminderWish | None:
        mine = (one for one in self.world.wishes if one.member.id == member)
        return next((one for one in mine if one.may_stand(self.world.now)), None)

    def _reminded(self, wish: ReminderWish, drawing: ReminderMessage) -> None:
        now, starts_at = self.world.now, drawing.starts_at
        said = f"{wish.group.title}: reminded at {now:%Y-%m-%d %H:%M} of {starts_at:%m-%d %H:%M}"
        held = self._held(wish, starts_at, starts_at + IN_TIME)
        if not held:
            if not self._is_unsettled(now):
                self.wrong.append(f"{said}, which is not held")
            return
        lead = wish.lead_at(held[0], now)
        if lead is None or now > starts_at + STILL_TRUE:
            self.wrong.append(f"{said}, too early or too late")
            return
        due = starts_at - timedelta(minutes=lead)
        if now > max(due, wish.pressed_at) + IN_TIME and not self._excuses(due, now):
            self.wrong.append(f"{said}, {lead} minutes before")
        self.given[wish.member.id, starts_at, lead] += 1
        if self.given[wish.member.id, starts_at, lead] > 1:
            self.duplicates.append(f"{said} twice")

    def _held(self, wish: ReminderWish, since: datetime, until: datetime) -> list[ExpectedDate]:
        calendar = self.world.calendars[wish.group.guild]
        return [one for one in calendar.held_between(since, until) if wish.is_about(one)]

    def _is_unsettled(self, now: datetime) -> bool:
        return self._excuses(now - _UNSETTLED, now)

    def _excuses(self, since: datetime, until: datetime) -> bool:
        """Tell whether the bot or Discord was away at any time of a span."""
        away = (one for one in self.world.mishaps if one.guild is None and one.lasts)
        return any(one.since <= until and one.until + _UNSETTLED >= since for one in away)

    def lost(self) -> Iterator[str]:
        """Name the reminders that should have come and did not."""
        for wish in self.world.wishes:
            ends = min(self.world.now, wish.stop_pressed_at or self.world.now)
            for one in self._held(wish, wish.pressed_at, ends):
                yield from self._lost_of(wish, one)

    def _lost_of(self, wish: ReminderWish, one: ExpectedDate) -> Iterator[str]:
        for lead in wish.leads:
            if self._ought(wish, one, lead) and not self._came(wish, one, lead):
                begins = f"{one.starts_at:%Y-%m-%d %H:%M}"
                yield f"{wish.member.name}: no reminder {lead} minutes before {begins}"

    def _came(self, wish: ReminderWish, one: ExpectedDate, lead: int) -> bool:
        return (wish.member.id, one.starts_at, lead) in self.given

    def _ought(self, wish: ReminderWish, one: ExpectedDate, lead: int) -> bool:
        """Tell whether nothing at all was in the way of it."""
        due, until = one.starts_at - timedelta(minutes=lead), one.starts_at
        stretches = self.world.calendars[wish.group.guild].stretches
        decided = any(due - IN_TIME <= one.decided_at <= until for one in stretches)
        stood = wish.stands_between(due - IN_TIME, due + IN_TIME)
        closed = self.world.is_closed(wish.member.id, due)
        return stood and not decided and not closed and not self._excuses(due, due + IN_TIME)
