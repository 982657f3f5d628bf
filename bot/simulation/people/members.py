"""What members do about reminders in a simulated year: they ask, some for one date, some stop."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.errors import Refusal
from bot.domain.person import Actor
from bot.services.bundle import UseCases
from bot.services.calendar.reminders.reminders import NoReminder, ReminderAsked
from bot.simulation.expected import ExpectedDate
from bot.simulation.groups import Group
from bot.simulation.wishes import ReminderWish, leads_told
from bot.simulation.world import Press, SimulatedWorld

MEMBERS = 3
"""So many of a group may want to be reminded."""
_ASKS, _ASKS_ONCE, _STOPS = 0.08, 0.03, 0.03
"""How likely somebody does it in a week."""
_LEADS: tuple[tuple[int, ...], ...] = ((), (30,), (120, 15))
"""None is whatever is usual. Nothing is decided later than the longest before a date."""
_SOON = timedelta(hours=3)
_AHEAD = timedelta(weeks=8)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GroupMembers:
    """The members of one group who may want to be reminded of its meetings."""

    world: SimulatedWorld
    group: Group

    def plans_week(self) -> None:
        """Decide who asks for something this week, and who wants no more of it."""
        rng = self.world.rng
        for number in range(MEMBERS):
            does = self._does(self.group.member(number), rng.random())
            after = rng.uniform(0.1, 6.9) * _DAY
            if does is not None:
                self.world.later(after, does)

    def _does(self, who: Actor, chance: float) -> Press | None:
        """Say what somebody does; they ask for one reminder, and stop that one."""
        wish = self.world.wish_of(who.id)
        if wish is not None:
            return partial(self._stops, wish) if chance < _STOPS else None
        if chance >= _ASKS:
            return None
        leads, once = self.world.rng.choice(_LEADS), chance < _ASKS_ONCE
        wish = ReminderWish(self.group, who, leads_told(leads), self.world.now)
        return partial(self._asks, wish, ReminderAsked(self._of(), "en", leads), once=once)

    def _of(self, one: ExpectedDate | None = None) -> ChosenMeeting:
        return ChosenMeeting(self.world.series[self.group.guild], one.rule_date if one else None)

    def _next(self) -> ExpectedDate | None:
        now = self.world.now
        calendar = self.world.calendars[self.group.guild]
        return next(iter(calendar.held_between(now + _SOON, now + _AHEAD)), None)

    async def _asks(
        self, wish: ReminderWish, asked: ReminderAsked, use: UseCases, *, once: bool
    ) -> None:
        """Press *Remind me*; where nothing answers, the same is pressed again later."""
        one = self._next()
        if one is None or self._has_another(wish):
            return
        if wish not in self.world.wishes:
            wish.pressed_at, wish.rule_date = self.world.now, one.rule_date if once else None
            self.world.wishes.append(wish)
        of = ChosenMeeting(asked.of.series, wish.rule_date)
        try:
            shown = await use.reminders.ask(
                self.group.guild, wish.member, ReminderAsked(of, asked.language, asked.leads)
            )
        except Refusal as refused:
            wish.stop_pressed_at = wish.stopped_at = self.world.now
            self._odd("asks", refused)
        else:
            wish.known, wish.asked_at = shown.reminder.id, self.world.now

    def _has_another(self, wish: ReminderWish) -> bool:
        return self.world.wish_of(wish.member.id) not in (None, wish)

    async def _stops(self, wish: ReminderWish, use: UseCases) -> None:
        """Press *Stop reminding me*; one of a date that is over may be gone already."""
        wish.stop_pressed_at = wish.stop_pressed_at or self.world.now
        if wish.known is not None:
            try:
                await use.reminders.stop(wish.member.id, wish.known)
            except NoReminder:
                if wish.rule_date is None and not self._is_over():
                    self.world.odd.append(f"{self.group.title}: a reminder was lost")
        wish.stopped_at = self.world.now

    def _is_over(self) -> bool:
        return self.world.calendars[self.group.guild].ended_at is not None

    def _odd(self, what: str, refused: Refusal) -> None:
        if not self._is_over():
            said = f"{self.group.title} {what} {self.world.now:%Y-%m-%d %H:%M}: {refused.key}"
            self.world.odd.append(said)
