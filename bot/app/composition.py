"""The composition root: storage and Discord meet here; each column is wired in its own module."""

import logging
from collections.abc import Callable, Collection, Coroutine, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from bot.app.clock import RealTime, clock_of
from bot.app.keys import keys_of
from bot.app.lifecycle import BotLifecycle
from bot.app.sharing import SharedServers
from bot.app.watched import Watched
from bot.app.wiring.adapters import connect
from bot.app.wiring.columns import wire
from bot.app.wiring.meeting import running_meetings
from bot.app.wiring.ports import Ports
from bot.app.wiring.web import web_tasks
from bot.client import OpenRound, ShardedOpenRound
from bot.config.settings import Discord, Settings
from bot.config.shards import plan_of
from bot.discordio.gateway.connection import GatewayConnection
from bot.discordio.gateway.shards import ShardConnection
from bot.discordio.messages.private_answers import Live
from bot.discordio.requests.limiter import SLOTS, slots_of
from bot.discordio.requests.responses import ResponseMonitor
from bot.domain.ids import OccurrenceId
from bot.domain.server.share import ShardPlan
from bot.ops.ending import LEASE_LOST, SHARDS_LOST, TOKEN_REFUSED
from bot.ops.identify import IdentifyBudget, for_each_shard
from bot.ops.store_condition import StoreCondition
from bot.ops.vitals import Vitals
from bot.scheduler import PeriodicTask, Wake
from bot.services.meeting.facilitating.standing_consoles import StandingConsoles
from bot.services.meeting.meetings import OnMeeting
from bot.services.rooms.in_turn.showings_kept import ShowingsKept
from bot.services.rooms.ticks import Ticks
from bot.storage.database.backups import CopyPlan
from bot.storage.database.identifies import identifies_of
from bot.storage.database.lease import Lease
from bot.storage.database.lock import FileLock
from bot.storage.database.opening import Storage, open_storage
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from bot.storage.files.heartbeat import Heartbeat

COGS = (
    "cogs.presses",
    "cogs.server",
    "cogs.setup",
    "cogs.meeting",
    "cogs.attendance",
    "cogs.prompt",
    "cogs.crisis",
    "cogs.checkin",
    "cogs.timezone",
    "cogs.privacy",
    "cogs.worksheet",
    "cogs.plan",
    "cogs.help",
)

log = logging.getLogger(__name__)
Work = Callable[[], Coroutine[Any, Any, object]]
Patient = Callable[[Callable[[], Storage]], Storage]


def at_once(open_it: Callable[[], Storage]) -> Storage:
    """Open the database, or say at once why not."""
    return open_it()


class Assembled(NamedTuple):
    """The bot, and what whoever runs it looks at."""

    bot: OpenRound
    storage: Storage
    watched: Watched
    condition: StoreCondition


def build(settings: Settings) -> OpenRound:
    """Put the bot together; its database opens here, before any login.

    Raises StorageFault for everything that is in the way of the database.
    """
    return assemble(settings).bot


def assemble(settings: Settings, patient: Patient = at_once) -> Assembled:
    """Put the bot together, and give its storage too; `patient` may try the opening again."""
    clock = clock_of(settings.clock)
    plan = plan_of(settings.discord.shards)
    wake, bot = Wake(clock, clock.wall), _client(plan)
    # The bot first: another process may take the lead while the database is still looked at.
    lost = partial(bot.stop_soon, SHARDS_LOST if plan.is_split else LEASE_LOST)
    condition = StoreCondition(clock.now)
    storage = _opened(settings, patient, lost, condition)
    responses = ResponseMonitor(clock, partial(bot.stop_soon, TOKEN_REFUSED))
    meetings = running_meetings(storage.store, clock, wake)
    sources = meetings, StandingConsoles(storage.store, meetings)
    showings = ShowingsKept(storage.store, clock, storage.beside.cipher.shown)
    slots, first = _slots(settings, storage.store), _has_first(storage.store)
    adapters = connect(bot, clock, responses, *sources, showings, slots)
    cards, consoles = adapters.cards, adapters.consoles
    live = Live(clock, meetings.running)
    meetings.shown_by(cards.redraw, _each(live.changed, consoles.redraw))
    beside = condition, storage.signing, settings.database.key_origin, first
    ports = Ports(storage.store, clock, wake, *adapters.behind_ports, *beside)
    columns = wire(ports, meetings, storage.beside)
    columns.people.in_memory.shown_by(live.give_up)
    vitals, ticks, close = _vitals(settings, condition), columns.rooms.ticks, storage.close
    promised = _only_if(first, columns.people.privacy.finish)
    tasks = _here(first, columns.tasks + web_tasks(settings, storage.store, clock))
    lifecycle = BotLifecycle(
        responses, ticks, showings, wake, tasks, vitals, condition, close, promised
    )
    bot.attach(columns.use_cases(clock, meetings), cards, consoles, live, lifecycle)
    budgets = _connect(bot, settings, storage.lock, ticks)
    watched = Watched(
        bot, wake, storage.store, condition, responses, budgets, vitals, settings.health
    )
    return Assembled(bot, storage, watched, condition)


def _vitals(settings: Settings, condition: StoreCondition) -> Vitals:
    """Let signs of life, and the condition of the database, be written beside it."""
    heartbeat = Heartbeat(settings.database.url, settings.database.key_file)
    heartbeat.follow(condition)
    return Vitals(RealTime().now, heartbeat.write)


def _has_first(store: Store) -> Callable[[], bool]:
    """Tell whether this process has the first shard, and does what is of all servers together."""
    return lambda: store.share.has_first


def _here(first: Callable[[], bool], tasks: Iterable[PeriodicTask]) -> tuple[PeriodicTask, ...]:
    """Let work that is of no server be done by the process with the first shard alone."""
    return tuple(
        replace(one, work=_only_if(first, one.work)) if one.of_no_server else one for one in tasks
    )


def _only_if(here: Callable[[], bool], work: Work) -> Work:
    async def done() -> None:
        if here():
            await work()

    return done


def _each(*shown: OnMeeting) -> OnMeeting:
    """Tell everything that shows meetings of one."""

    def tell(meeting: OccurrenceId) -> None:
        for one in shown:
            one(meeting)

    return tell


def _client(plan: ShardPlan) -> OpenRound:
    """Make the client: with all servers, or with those of some shards."""
    return ShardedOpenRound(COGS, shard_count=plan.count) if plan.is_split else OpenRound(COGS)


def _slots(settings: Settings, store: Store) -> Callable[[], int]:
    """Say how many requests a second may be made: all where a proxy in between counts them."""
    if settings.discord.api_url != Discord.model_fields["api_url"].default:
        return lambda: SLOTS
    return lambda: slots_of(store.share)


def _connect(
    bot: OpenRound, settings: Settings, lock: FileLock | Lease, ticks: Ticks
) -> Collection[IdentifyBudget]:
    """Let it connect to the gateway, only so often in a day as is allowed."""
    real, budgets = RealTime(), dict[int, IdentifyBudget]()
    count = plan_of(settings.discord.shards).count
    allowed = for_each_shard(settings.discord.identify_budget, count)

    def budget(shard: int) -> IdentifyBudget:
        ledger = identifies_of(settings.database.url, real.now, shard)
        return budgets.setdefault(shard, IdentifyBudget(ledger, allowed, real.now))

    def connection(shard: int) -> ShardConnection:
        return ShardConnection(bot, budget(shard), real.sleep, shard)

    if isinstance(bot, ShardedOpenRound) and isinstance(lock, Lease):
        SharedServers.of(bot, lock, ticks, connection, real.sleep).attach()
    else:
        GatewayConnection(bot, budget(0), real.sleep).attach()
    return budgets.values()


def _opened(
    settings: Settings, patient: Patient, on_lost: Callable[[], None], condition: StoreCondition
) -> Storage:
    database, plan = settings.database, plan_of(settings.discord.shards)
    where = database.url, keys_of(database)
    try:
        copies = CopyPlan(database.backups, database.daily_copy)
        return patient(lambda: open_storage(*where, on_lost, condition, copies, plan=plan))
    except StorageFault as fault:
        log.error("start.refused", extra={"code": fault.key})  # noqa: TRY400 - a sentence follows
        raise
