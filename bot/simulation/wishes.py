"""What members of a simulated group have asked for: reminders, of every date or of one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar.reminder import USUAL
from bot.domain.ids import ReminderId
from bot.domain.person import Actor
from bot.simulation.expected import ExpectedDate
from bot.simulation.groups import Group


@dataclass(slots=True)
class ReminderWish:
    """One member's reminder: from when it may have been asked for, and since when it surely is.

    Where a press got no answer, nobody knows whether it was taken.
    """

    group: Group
    member: Actor
    leads: tuple[int, ...]
    """Minutes before the start."""
    pressed_at: datetime
    rule_date: date | None = None
    """The one date it is about; None is every date."""
    known: ReminderId | None = None
    asked_at: datetime | None = None
    stop_pressed_at: datetime | None = None
    stopped_at: datetime | None = None

    def may_stand(self, at: datetime) -> bool:
        """Tell whether somebody may be reminded at an instant."""
        return self.pressed_at <= at and (self.stopped_at is None or at <= self.stopped_at)

    def stands_between(self, since: datetime, until: datetime) -> bool:
        """Tell whether it surely stood all the time."""
        asked = self.asked_at is not None and self.asked_at < since
        return asked and (self.stop_pressed_at is None or self.stop_pressed_at > until)

    def is_about(self, one: ExpectedDate) -> bool:
        """Tell whether it is about a date."""
        return self.rule_date in (None, one.rule_date)

    def lead_at(self, one: ExpectedDate, at: datetime) -> int | None:
        """Say which lead time a reminder that comes at an instant is of; None where none is due."""
        due = [each for each in self.leads if one.starts_at - timedelta(minutes=each) <= at]
        return min(due, default=None)


def leads_told(typed: tuple[int, ...]) -> tuple[int, ...]:
    """Give the lead times that somebody is to get; who named none gets the usual ones."""
    return typed or USUAL
