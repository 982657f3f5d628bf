"""The use cases that cogs may call, in one bundle."""

from dataclasses import dataclass

from bot.services.attendance.checks import LetterChecks
from bot.services.attendance.letters import Letters
from bot.services.attendance.own_letters import OwnLetters
from bot.services.calendar.announced.meeting_events import MeetingEvents
from bot.services.calendar.announced.standing_weeks import StandingWeeks
from bot.services.calendar.calendar_files import CalendarFiles
from bot.services.calendar.changes.calendar_changes import CalendarChanges
from bot.services.calendar.finder import MeetingFinder
from bot.services.calendar.next_time import NextTimeLines
from bot.services.calendar.own_templates import OwnTemplates
from bot.services.calendar.plans_asked import PlansAsked
from bot.services.calendar.reminders.my_meetings import MeetingsRemindedOf
from bot.services.calendar.reminders.reminders import Reminders
from bot.services.calendar.schedule import Schedule
from bot.services.journal.check_ins import CheckIns
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts
from bot.services.journal.nudges import Nudges
from bot.services.journal.plan_nudges import PlanNudges
from bot.services.journal.plans import Plans
from bot.services.journal.strands import Strands
from bot.services.journal.urges import Urges
from bot.services.journal.worksheets import Worksheets
from bot.services.meeting.deleted.what_stands import WhatStands
from bot.services.meeting.facilitating.answers import WhoLeads
from bot.services.meeting.facilitating.standing_consoles import ConsoleUpkeep
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.door import Door
from bot.services.meeting.members.leading import Leading
from bot.services.meeting.members.newcomers import Newcomers
from bot.services.meeting.members.removals import Removals
from bot.services.meeting.private_help import Support
from bot.services.meeting.questions import Questions
from bot.services.meeting.typed_words import Words
from bot.services.people.archive import Archives
from bot.services.people.chosen_countries import ChosenCountries
from bot.services.people.erasing import Erasing
from bot.services.people.privacy import Privacy
from bot.services.ports.clock import Clock
from bot.services.prompts.favourites import Favourites
from bot.services.prompts.own_prompts import PromptAuthoring
from bot.services.prompts.packs import Packs
from bot.services.prompts.search import PromptSearch
from bot.services.rooms.moving import Moving
from bot.services.rooms.room_requests import RoomRequests
from bot.services.rooms.ticks import Ticks
from bot.services.rooms.voice_changes import VoiceChanges
from bot.services.server.departures import Departures
from bot.services.server.setup import Setup
from bot.services.server.setup_monitor import SetupMonitor


@dataclass(frozen=True, slots=True)
class UseCases:
    """Every use case, for cogs."""

    clock: Clock
    meetings: Meetings
    door: Door
    removals: Removals
    leading: Leading
    who_leads: WhoLeads
    newcomers: Newcomers
    words: Words
    support: Support
    questions: Questions
    consoles: ConsoleUpkeep
    prompts: PromptSearch
    own_prompts: PromptAuthoring
    favourites: Favourites
    packs: Packs
    ticks: Ticks
    room_requests: RoomRequests
    moving: Moving
    voice_changes: VoiceChanges
    departures: Departures
    setup_monitor: SetupMonitor
    what_stands: WhatStands
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
    setup: Setup
    check_ins: CheckIns
    choices: Choices
    drafts: Drafts
    strands: Strands
    worksheets: Worksheets
    plans: Plans
    plan_nudges: PlanNudges
    urges: Urges
    nudges: Nudges
    countries: ChosenCountries
    privacy: Privacy
    archives: Archives
    erasing: Erasing
    letters: Letters
    own_letters: OwnLetters
    letter_checks: LetterChecks
