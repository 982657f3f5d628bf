"""Every use case under one roof: what the client hands to cogs."""

from dataclasses import dataclass

from bot.services.door import Door
from bot.services.leading import Leading
from bot.services.lookout import Lookout
from bot.services.meetings import Meetings
from bot.services.moving import Moving
from bot.services.newcomers import Newcomers
from bot.services.openings import Openings
from bot.services.own_prompts import OwnPrompts
from bot.services.packs import Packs
from bot.services.ports import Clock, Rooms
from bot.services.privacy import Privacy
from bot.services.prompts import Prompts
from bot.services.questions import Questions
from bot.services.removals import Removals
from bot.services.room_requests import RoomRequests
from bot.services.schedule import Schedule
from bot.services.setup import Setup
from bot.services.support import Support
from bot.services.words import Words


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case, for cogs."""

    clock: Clock
    rooms: Rooms
    meetings: Meetings
    door: Door
    removals: Removals
    leading: Leading
    newcomers: Newcomers
    words: Words
    support: Support
    questions: Questions
    prompts: Prompts
    own_prompts: OwnPrompts
    packs: Packs
    openings: Openings
    room_requests: RoomRequests
    moving: Moving
    lookout: Lookout
    schedule: Schedule
    setup: Setup
    privacy: Privacy
