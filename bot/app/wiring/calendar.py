"""The calendar column: planning meetings, and asking ahead who leads them."""

from typing import NamedTuple, TypedDict

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.calendar.announced.events_kept import EventsKept
from bot.services.calendar.announced.meeting_events import EVERY as EVENTS_EVERY
from bot.services.calendar.announced.meeting_events import MeetingEvents
from bot.services.calendar.announced.standing_weeks import EVERY as WEEK_EVERY
from bot.services.calendar.announced.standing_weeks import StandingWeeks
from bot.services.calendar.announced.week_posted import WeekPosted
from bot.services.calendar.calendar_files import CalendarFiles
from bot.services.calendar.changes.calendar_changes import CalendarChanges
from bot.services.calendar.finder import MeetingFinder
from bot.services.calendar.missing_leads import EVERY, LeadsAhead
from bot.services.calendar.next_time import NextTimeLines
from bot.services.calendar.own_templates import OwnTemplates
from bot.services.calendar.plans_asked import PlansAsked
from bot.services.calendar.reminders.my_meetings import MeetingsRemindedOf
from bot.services.calendar.reminders.reminded import NewsTold, Reminded
from bot.services.calendar.reminders.reminders import Reminders
from bot.services.calendar.schedule import Schedule
from bot.services.outbox.handler import Standalone


class CalendarUseCases(TypedDict):
    """What of it cogs may call, as the bundle names it."""

    schedule: Schedule
    plans_asked: PlansAsked
    finder: MeetingFinder
    calendar_files: CalendarFiles
    calendar_changes: CalendarChanges
    standing_weeks: StandingWeeks
    meeting_events: MeetingEvents
    reminders: Reminders
    my_meetings: MeetingsRemindedOf
    own_templates: OwnTemplates
    next_time: NextTimeLines


class CalendarColumn(NamedTuple):
    """What the calendar column gives."""

    schedule: Schedule
    plans_asked: PlansAsked
    finder: MeetingFinder
    files: CalendarFiles
    changes: CalendarChanges
    weeks: StandingWeeks
    events: MeetingEvents
    reminders: Reminders
    my_meetings: MeetingsRemindedOf
    own_templates: OwnTemplates
    next_time: NextTimeLines
    handlers: tuple[Standalone, ...]
    tasks: tuple[PeriodicTask, ...]

    @property
    def use_cases(self) -> CalendarUseCases:
        """Give what cogs may call."""
        return {
            "schedule": self.schedule,
            "plans_asked": self.plans_asked,
            "finder": self.finder,
            "calendar_files": self.files,
            "calendar_changes": self.changes,
            "standing_weeks": self.weeks,
            "meeting_events": self.events,
            "reminders": self.reminders,
            "my_meetings": self.my_meetings,
            "own_templates": self.own_templates,
            "next_time": self.next_time,
        }


def calendar_column(ports: Ports) -> CalendarColumn:
    """Make the use cases of the calendar."""
    schedule = Schedule(ports.store, ports.clock, ports.alarm, ports.rooms)
    leads = LeadsAhead(ports.store, ports.clock, ports.rooms, ports.members)
    weeks = StandingWeeks(ports.store, ports.clock, ports.alarm, ports.messages)
    week = WeekPosted(ports.store, ports.clock, ports.rooms, ports.messages)
    events = MeetingEvents(ports.store, ports.clock, ports.alarm)
    listed = EventsKept(ports.store, ports.clock, ports.events)
    reminders = Reminders(ports.store, ports.clock, ports.alarm)
    members = ports.members
    people = ports.messages, members, members, ports.store, ports.clock
    reminded = Reminded(*people), NewsTold(*people)
    tasks = (
        PeriodicTask("plan_ahead", schedule.plan_ahead),
        PeriodicTask("plan_reminders", reminders.plan_ahead, wakes=True),
        PeriodicTask("leads_ahead", leads.look, EVERY, wakes=True),
        PeriodicTask("this_week", weeks.look, WEEK_EVERY, wakes=True),
        PeriodicTask("events", events.look, EVENTS_EVERY),
    )
    changes = CalendarChanges(ports.store, ports.clock, ports.alarm)
    finder = MeetingFinder(ports.store, ports.clock)
    files = CalendarFiles(ports.store, ports.clock)
    mine = MeetingsRemindedOf(ports.store, ports.clock, members, members)
    own, told = OwnTemplates(ports.store), (week, listed, *reminded)
    lines = NextTimeLines(ports.store, members)
    asked = PlansAsked(schedule, ports.store, ports.clock)
    every = schedule, asked, finder, files, changes, weeks, events, reminders, mine, own, lines
    return CalendarColumn(*every, told, tasks)
