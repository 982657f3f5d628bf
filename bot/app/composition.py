"""The composition root: the only file that names every concrete class."""

import logging
from datetime import timedelta
from typing import NamedTuple

from bot.app.clock import clock_of
from bot.app.outbox import delivery_of
from bot.client import OpenRound
from bot.config.settings import Settings
from bot.content import prompts
from bot.discordio.gateway import quirks
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.members import DiscordMembers
from bot.discordio.messages.cards import Cards
from bot.discordio.messages.live import Live
from bot.discordio.messages.messages import DiscordMessages
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.responses import ResponseMonitor
from bot.discordio.rooms.rooms import DiscordRooms
from bot.discordio.servers import DiscordGuests
from bot.scheduler import PeriodicTask, Wake
from bot.services.bundle import UseCases
from bot.services.calendar.leads_ahead import EVERY, LeadsAhead
from bot.services.calendar.schedule import Schedule
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members.admissions import Admissions
from bot.services.meeting.members.door import Door
from bot.services.meeting.members.leading import Leading
from bot.services.meeting.members.newcomers import Newcomers
from bot.services.meeting.members.presence import Presence
from bot.services.meeting.members.removals import Removals
from bot.services.meeting.private_help import Support
from bot.services.meeting.questions import Questions
from bot.services.meeting.typed_words import Words
from bot.services.outbox.delivery import OutboxDelivery
from bot.services.people.personal_data import erasers, in_discord
from bot.services.people.privacy import Privacy
from bot.services.people.upkeep import Upkeep
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store
from bot.services.prompts.lookup import Lookup
from bot.services.prompts.own_prompts import OwnPrompts
from bot.services.prompts.packs import Packs
from bot.services.prompts.search import Prompts
from bot.services.rooms.closing import Closings
from bot.services.rooms.doorkeeping import Doorkeeping
from bot.services.rooms.keeping import Keeping
from bot.services.rooms.moving import Moving
from bot.services.rooms.old_rooms import OldRooms
from bot.services.rooms.opening import RoomOpening
from bot.services.rooms.room_requests import RoomRequests
from bot.services.rooms.ticks import Ticks
from bot.services.server.departures import Departures, Guests
from bot.services.server.setup import Setup
from bot.services.server.setup_monitor import SetupMonitor
from bot.storage.database.opening import Storage, open_storage
from cogs.ui.draw import draw

COGS = (
    "cogs.presses",
    "cogs.server",
    "cogs.setup",
    "cogs.meeting",
    "cogs.prompt",
    "cogs.crisis",
    "cogs.privacy",
    "cogs.help",
)

log = logging.getLogger(__name__)


def build(settings: Settings) -> OpenRound:
    """Put the bot together; its database opens here, before any login.

    Raises StorageFault for everything that is in the way of the database.
    """
    return assemble(settings)[0]


def assemble(settings: Settings) -> tuple[OpenRound, Storage]:
    """Put the bot together, and give its storage too."""
    clock = clock_of(settings.clock)

    def close() -> None:
        wake.stop()
        client.services.ticks.stop()
        storage.close()

    wake = Wake(clock, clock.wall)
    client = OpenRound(
        extensions=COGS,
        start_ticking=lambda: wake.start(client.services.ticks.tick, tasks),
        on_close=close,
        refused=lambda: responses.unauthorised,
        on_login=lambda bot: quirks.add_response_middleware(bot, responses.observe),
    )
    responses = ResponseMonitor(clock, client.stop_soon)
    # The client first: another process may take the lead while the database is still looked at.
    storage = open_storage(settings.database.url, settings.database.key_file, client.stop_soon)
    quirks.deduplicate_interactions(client)
    quirks.dispatch_dynamic_items_directly(client)
    guild_cache, requests = GuildCache(client, clock), DiscordRequests(clock, responses)
    guild_cache.attach(client)
    rooms = DiscordRooms(client, requests, guild_cache, clock)
    cards = Cards(client, requests, clock, draw)
    messages = DiscordMessages(client, requests, guild_cache, cards, draw)
    meetings = Meetings(storage.store, clock, messages, wake)
    live = Live(clock, meetings.running)
    cards.source, meetings.on_change = meetings, live.changed
    client.card_renderer, client.live = cards, live
    asks = DiscordGuests(client, requests), DiscordMembers(client, requests, guild_cache)
    client.services = _services(storage, _Parts(clock, wake, rooms, messages, meetings, *asks))
    tasks = _tasks(client.services, asks[1], storage)
    return client, storage


class _Parts(NamedTuple):
    """What the services stand on, beside the storage."""

    clock: Clock
    wake: Wake
    rooms: Rooms
    messages: DiscordMessages
    meetings: Meetings
    guests: Guests
    members: DiscordMembers


def _services(storage: Storage, parts: _Parts) -> UseCases:
    (clock, wake, rooms, messages, meetings, guests, members), store = parts, storage.store
    admissions = Admissions(clock, rooms, meetings, wake)
    setup_monitor = SetupMonitor(store, clock, rooms)
    schedule, setup = Schedule(store, clock, wake), Setup(store, rooms)
    questions = Questions(store, clock, meetings, prompts.library)
    found = Prompts(store, setup, questions, prompts.library, Lookup)
    works = _works(store, clock, messages, meetings, admissions, members)
    packs = Packs(store, clock, found)
    support = Support(clock, messages, members, meetings, setup)
    remembered = setup.forget, found.forget, packs.forget, support.left, setup_monitor.forget
    return UseCases(
        clock=clock,
        rooms=rooms,
        meetings=meetings,
        door=Door(store, clock, messages, meetings, admissions),
        removals=Removals(store, clock, rooms, messages, meetings, members),
        leading=Leading(store, meetings, members),
        words=Words(store, clock, messages, meetings),
        support=support,
        questions=questions,
        prompts=found,
        own_prompts=OwnPrompts(store, clock, found),
        packs=packs,
        newcomers=Newcomers(store, clock, meetings, members, admissions),
        moving=works[2].moving,
        room_requests=RoomRequests(store, clock, wake),
        ticks=Ticks(store, clock, wake, *works, Departures(store, guests, remembered)),
        setup_monitor=setup_monitor,
        schedule=schedule,
        setup=setup,
        privacy=Privacy(store, clock, wake, erasers(in_discord(meetings, rooms))),
    )


def _tasks(
    services: UseCases, members: DiscordMembers, storage: Storage
) -> tuple[PeriodicTask, ...]:
    clock, ticks = services.clock, services.ticks
    leads = LeadsAhead(storage.store, clock, services.rooms, members)
    upkeep = Upkeep(clock, storage.beside, services.privacy)
    return (
        PeriodicTask("purge_departed_guilds", ticks.purge_departed_guilds),
        PeriodicTask("plan_ahead", services.schedule.plan_ahead),
        PeriodicTask("look_out", services.setup_monitor.check_all, wakes=True),
        PeriodicTask("leads_ahead", leads.look, EVERY, wakes=True),
        PeriodicTask("erase_as_asked", upkeep.erase_as_asked, timedelta(seconds=30)),
        PeriodicTask("prune_copies", upkeep.prune_copies, timedelta(days=1)),
        PeriodicTask("prune", ticks.prune, timedelta(hours=6)),
    )


def _works(
    store: Store,
    clock: Clock,
    messages: Messages,
    meetings: Meetings,
    admissions: Admissions,
    members: DiscordMembers,
) -> tuple[OutboxDelivery, RoomOpening, Closings]:
    """Make what the tick does for each meeting."""
    rooms = admissions.rooms
    presence = Presence(store, clock, meetings, members)
    keeping = Keeping(rooms, members, meetings, admissions, presence)
    doors = Doorkeeping(store, clock, rooms, messages, meetings)
    moves = Moving(store, clock, rooms, meetings, admissions), OldRooms(store, clock, rooms)
    return (
        delivery_of(store, clock, rooms, messages, meetings, members),
        RoomOpening(store, clock, rooms),
        Closings(store, clock, rooms, messages, meetings, keeping, doors, *moves),
    )
