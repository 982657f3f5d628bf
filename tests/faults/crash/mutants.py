"""The bot with one safety taken out: the crash tests must fail on each (T-CRASH-3).

`python mutants.py NAME` runs the bot so; the product knows nothing of it.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.cli.commands import main
from bot.domain.meeting.talk import sending
from bot.domain.rooms import opening
from bot.services.meeting.first_evening import new_code
from bot.services.ports.trouble import Trouble
from bot.services.rooms.new_rooms import close_at_first
from bot.services.rooms.opening import RoomOpening


async def _create_then_record(self: RoomOpening, server, seen) -> bool | None:
    """Ask Discord first, and write down what came of it: the naive order."""
    code = seen.code or await self.store.run(lambda tx: new_code(tx, seen.guild))
    now, discord_now = self.clock.now(), self.rooms.discord_now()
    asked = opening.asked(replace(seen, code=code), code, discord_now, now)
    try:
        room = await self.rooms.create(server, asked)
    except Trouble:
        return False
    recorded = await self.store.run(lambda tx: tx.occurrences.save(asked))
    doorway = await close_at_first(self.rooms, server, room, asked)
    if doorway is None:
        return False
    return await self._is_open(recorded, server, room, doorway)


async def _find_nothing(self, server, occurrence) -> tuple[()]:
    """See no room, whatever stands there."""
    return ()


async def _no_sweep(self, occurrence) -> None:
    """Let a second room stand."""


def _put(kind: type, name: str, method: Callable[..., object]) -> None:
    """Let every object of a kind do something else."""
    setattr(kind, name, method)


def naive() -> None:
    """Create, then record."""
    _put(RoomOpening, "_ask", _create_then_record)


def no_settle() -> None:
    """Ask again at once where no room is seen yet."""
    opening.SETTLE = timedelta(0)


def no_look() -> None:
    """Ask again without looking, and never look for a second room."""
    from bot.discordio.rooms.rooms import DiscordRooms  # noqa: PLC0415 - only here

    _put(DiscordRooms, "find", _find_nothing)


def no_sweep() -> None:
    """Never remove a room that came late."""
    _put(RoomOpening, "sweep", _no_sweep)


def no_lock() -> None:
    """Start although another process leads."""
    from bot.storage.database.lock import FileLock  # noqa: PLC0415 - only here

    _put(FileLock, "take", lambda self: None)


def no_lease() -> None:
    """Lead on PostgreSQL although another process leads."""
    from bot.storage.database.lease import Lease  # noqa: PLC0415 - only here

    for name in ("take", "keep", "release"):
        _put(Lease, name, lambda self: None)
    _put(Lease, "must_lead", lambda self, until: None)
    setattr(Lease, "epochs", None)  # noqa: B010 - it is fenced no more


def no_retry() -> None:
    """Try a blocked room again only when something changes that was in its way."""
    opening.TRY_AGAIN = timedelta(days=1)


def forgetful() -> None:
    """Know nothing of words that were sent before."""
    sending.sent_before = lambda *_: None


MUTANTS = {
    "forgetful": forgetful,
    "no-retry": no_retry,
    "no-lock": no_lock,
    "no-lease": no_lease,
    "naive": naive,
    "no-settle": no_settle,
    "no-look": no_look,
    "no-sweep": no_sweep,
}

if __name__ == "__main__":
    MUTANTS[sys.argv[1]]()
    main(["run"])
