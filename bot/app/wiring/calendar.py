"""The calendar column: planning meetings, and asking ahead who leads them."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.calendar.changes.calendar_changes import CalendarChanges
from bot.services.calendar.finder import MeetingFinder
from bot.services.calendar.missing_leads import EVERY, LeadsAhead
from bot.services.calendar.schedule import Schedule


class CalendarColumn(NamedTuple):
    """What the calendar column gives."""

    schedule: Schedule
    finder: MeetingFinder
    changes: CalendarChanges
    tasks: tuple[PeriodicTask, ...]


def calendar_column(ports: Ports) -> CalendarColumn:
    """Make the use cases of the calendar."""
    schedule = Schedule(ports.store, ports.clock, ports.alarm, ports.rooms)
    leads = LeadsAhead(ports.store, ports.clock, ports.rooms, ports.members)
    tasks = (
        PeriodicTask("plan_ahead", schedule.plan_ahead),
        PeriodicTask("leads_ahead", leads.look, EVERY, wakes=True),
    )
    changes = CalendarChanges(ports.store, ports.clock, ports.alarm)
    return CalendarColumn(schedule, MeetingFinder(ports.store, ports.clock), changes, tasks)
