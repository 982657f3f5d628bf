"""Every column, wired in order: each is handed what it needs of those before it."""

from typing import NamedTuple

from bot.app.wiring.attendance import AttendanceColumn, attendance_column
from bot.app.wiring.calendar import CalendarColumn, calendar_column
from bot.app.wiring.journal import JournalColumn, journal_column
from bot.app.wiring.meeting import MeetingColumn, meeting_column
from bot.app.wiring.outbox_handlers import relay_of
from bot.app.wiring.people import PeopleColumn, people_column
from bot.app.wiring.ports import Ports
from bot.app.wiring.prompts import PromptsColumn, prompts_column
from bot.app.wiring.rooms import RoomsColumn, keeping_of, moves_of, rooms_column
from bot.app.wiring.server import ServerColumn, departures, server_column
from bot.scheduler import PeriodicTask
from bot.services.bundle import UseCases
from bot.services.meeting.meetings import Meetings
from bot.services.people.chosen_countries import ChosenCountries
from bot.services.people.file_upkeep import Beside
from bot.services.people.in_memory import KnownInMemory
from bot.services.ports.clock import Clock


class Columns(NamedTuple):
    """Every column as it was wired."""

    server: ServerColumn
    calendar: CalendarColumn
    meeting: MeetingColumn
    prompts: PromptsColumn
    journal: JournalColumn
    people: PeopleColumn
    attendance: AttendanceColumn
    rooms: RoomsColumn

    @property
    def tasks(self) -> tuple[PeriodicTask, ...]:
        """Give the periodic work of all columns."""
        mine = self.people.tasks + self.attendance.tasks + self.meeting.tasks
        return self.rooms.tasks + self.calendar.tasks + self.server.tasks + mine

    def use_cases(self, clock: Clock, meetings: Meetings) -> UseCases:
        """Give what cogs may call, and nothing else."""
        server, calendar, meeting, prompts, journal, people, attendance, rooms = self
        return UseCases(
            clock=clock,
            meetings=meetings,
            door=meeting.door,
            removals=meeting.removals,
            leading=meeting.leading,
            who_leads=meeting.who_leads,
            newcomers=meeting.newcomers,
            words=meeting.words,
            support=meeting.support,
            questions=meeting.questions,
            consoles=meeting.consoles,
            what_stands=meeting.what_stands,
            prompts=prompts.prompts,
            own_prompts=prompts.own_prompts,
            favourites=prompts.favourites,
            packs=prompts.packs,
            ticks=rooms.ticks,
            room_requests=rooms.room_requests,
            moving=rooms.moving,
            voice_changes=rooms.voice_changes,
            departures=rooms.departures,
            setup_monitor=server.setup_monitor,
            **calendar.use_cases,
            setup=server.setup,
            **journal.use_cases,
            **people.use_cases,
            letters=attendance.letters,
            own_letters=attendance.own_letters,
            letter_checks=attendance.letter_checks,
        )


def wire(ports: Ports, meetings: Meetings, beside: Beside) -> Columns:
    """Wire the columns, from those that need least to those that need most."""
    server, calendar = server_column(ports), calendar_column(ports)
    meeting = meeting_column(ports, meetings, server.setup)
    prompts, journal = prompts_column(ports, server.setup, meeting.questions), journal_column(ports)
    people = people_column(ports, meetings, beside, _in_memory(ports, meeting, journal))
    attendance = attendance_column(ports, meetings)
    kept = (
        server.setup,
        server.outage_notices,
        server.setup_monitor,
        prompts.prompts,
        prompts.packs,
        calendar.plans_asked,
        calendar.weeks,
        calendar.events,
    )
    keeping = keeping_of(
        ports, meetings, meeting.admissions, meeting.presence, meeting.words, meeting.leading
    )
    moves = moves_of(ports, meetings, meeting.admissions)
    handlers = (*journal.handlers, *calendar.handlers)
    rooms = rooms_column(
        ports,
        meetings=meetings,
        keeping=keeping,
        moves=moves,
        relay=relay_of(ports, meetings, *handlers, attendance.sent, *moves),
        departures=departures(
            ports, server.left_behind, meeting.support.left, *(one.forget for one in kept)
        ),
        weeks=calendar.weeks,
    )
    return Columns(server, calendar, meeting, prompts, journal, people, attendance, rooms)


def _in_memory(ports: Ports, meeting: MeetingColumn, journal: JournalColumn) -> KnownInMemory:
    """Gather what is known of people in memory alone, and goes when they are forgotten."""
    countries = ChosenCountries(ports.clock)
    return KnownInMemory(meeting.support, journal.drafts, journal.urges, countries)
