"""The server column: a group's settings, the set-up monitor, leaving a server."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.domain.ids import GuildId
from bot.scheduler import PeriodicTask
from bot.services.server.asked_back import AskedBack
from bot.services.server.departures import Departures
from bot.services.server.left_behind import LeftBehind
from bot.services.server.outage_notices import LOOK_EVERY, OutageNotices
from bot.services.server.setup import Setup
from bot.services.server.setup_monitor import SetupMonitor

DAY = timedelta(days=1)


class ServerColumn(NamedTuple):
    """What the server column gives."""

    setup: Setup
    outage_notices: OutageNotices
    setup_monitor: SetupMonitor
    left_behind: LeftBehind
    tasks: tuple[PeriodicTask, ...]


def server_column(ports: Ports) -> ServerColumn:
    """Make the use cases of a group's settings."""
    monitor = SetupMonitor(ports.store, ports.clock, ports.rooms)
    setup = Setup(ports.store, ports.rooms, ports.clock, key_origin=ports.key_origin)
    condition = ports.condition
    notices = OutageNotices(ports.store, ports.clock, ports.alarm, ports.messages, condition, setup)
    left_behind = LeftBehind(ports.store, ports.clock, ports.rooms)
    tasks = (
        PeriodicTask("clear_left_behind", left_behind.look, timedelta(minutes=5)),
        PeriodicTask("look_out", monitor.check_all, wakes=True),
        PeriodicTask("look_at_store", notices.look, LOOK_EVERY),
        PeriodicTask("look_at_pages", ports.store.look_at_pages, DAY, first=DAY, of_no_server=True),
    )
    return ServerColumn(setup, notices, monitor, left_behind, tasks)


def departures(
    ports: Ports, left_behind: LeftBehind, *remembered: Callable[[GuildId], None]
) -> Departures:
    """Make what forgets a server; `remembered` drop what was kept of it in memory."""
    kept = (left_behind.forget, *remembered)
    asked = AskedBack(ports.store, ports.messages)
    return Departures(ports.store, ports.guests, left_behind, asked, kept, ports.clock, ports.alarm)
