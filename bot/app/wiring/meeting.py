"""The meeting column: what people do in a running meeting."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.meeting.deleted.what_stands import EVERY as LOOK_EVERY
from bot.services.meeting.deleted.what_stands import WhatStands
from bot.services.meeting.facilitating.answers import WhoLeads
from bot.services.meeting.facilitating.standing_consoles import EVERY, ConsoleUpkeep
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.meeting.members.door import Door
from bot.services.meeting.members.leading import Leading
from bot.services.meeting.members.newcomers import Newcomers
from bot.services.meeting.members.presence import Presence
from bot.services.meeting.members.removals import Removals
from bot.services.meeting.private_help import Support
from bot.services.meeting.questions import Questions
from bot.services.meeting.suggestions import Suggestions
from bot.services.meeting.typed_words import Words
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store
from bot.services.prompts.shipped import AtHand
from bot.services.server.setup import Setup


class MeetingColumn(NamedTuple):
    """What the meeting column gives."""

    admissions: Admissions
    presence: Presence
    door: Door
    removals: Removals
    leading: Leading
    who_leads: WhoLeads
    newcomers: Newcomers
    words: Words
    support: Support
    questions: Questions
    consoles: ConsoleUpkeep
    what_stands: WhatStands
    tasks: tuple[PeriodicTask, ...]


def running_meetings(store: Store, clock: Clock, alarm: Alarm) -> Meetings:
    """Make what decides presses: first of all, for the cards show what it gives."""
    shipped = AtHand()
    suggestions = Suggestions(shipped.library, shipped.surely_fitting)
    return Meetings(store, clock, alarm, suggestions)


def meeting_column(ports: Ports, meetings: Meetings, setup: Setup) -> MeetingColumn:
    """Make the use cases of running meetings."""
    store, clock, messages, members = ports.store, ports.clock, ports.messages, ports.members
    admissions = Admissions(clock, ports.rooms, meetings, ports.alarm)
    consoles = ConsoleUpkeep(store, ports.rooms, meetings)
    stands = WhatStands(store, clock, messages, meetings)
    return MeetingColumn(
        admissions=admissions,
        presence=Presence(store, clock, meetings, members),
        door=Door(store, clock, meetings, admissions),
        removals=Removals(store, clock, ports.rooms, messages, meetings, members),
        leading=Leading(store, meetings, members, ports.rooms),
        who_leads=WhoLeads(store, clock, ports.alarm, members),
        newcomers=Newcomers(store, clock, meetings, members, admissions),
        words=Words(store, clock, messages, meetings),
        support=Support(clock, messages, members, meetings, setup),
        questions=Questions(store, clock, meetings, meetings.suggestions),
        consoles=consoles,
        what_stands=stands,
        tasks=(
            PeriodicTask("standing_consoles", consoles.look, EVERY),
            PeriodicTask("what_stands", stands.look, LOOK_EVERY),
        ),
    )
