"""`openround run`: the bot in its own process, until it is told to stop."""

import asyncio
import ctypes
import gc
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import replace
from functools import partial

import aiohttp
import discord

from bot import logs
from bot.app.composition import assemble
from bot.app.database_start import ToldToStop, stoppable, wait_for_server
from bot.app.watched import Watched
from bot.client import OpenRound
from bot.config.settings import Settings
from bot.discordio.gateway import quirks
from bot.ops import ending
from bot.ops.ending import Ending
from bot.ops.store_condition import Outage, Over
from bot.text.catalog import FALLBACK, Say, Shown, sentences_of, speaker

_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of Linux's prctl(2)."""
_NOTHING = nullcontext[object]()

log = logging.getLogger(__name__)


def run(settings: Settings, tell: Callable[[str], None]) -> int:
    """Run the bot until it is told to stop; gives the exit code. Raises StorageFault.

    Whatever ends it, the log has a line `process.ended` with its code.
    """
    say = speaker(FALLBACK)
    leave_no_dump()
    logs.setup(settings.log.level, settings.log.format, codes=sentences_of(FALLBACK))
    quirks.point_at(settings.discord.api_url, settings.discord.gateway_url)
    why = _run(settings, tell, say)
    log.log(logging.ERROR if why.exit else logging.INFO, "process.ended", extra={"code": why.code})
    tell(say(why.sentence, code=Shown(why.code)))
    return why.exit


def _run(settings: Settings, tell: Callable[[str], None], say: Say) -> Ending:
    try:
        with stoppable() as pause:
            patient = partial(wait_for_server, tell=tell, say=say, pause=pause)
            bot, storage, watched, condition = assemble(settings, patient)
    except ToldToStop:
        return ending.SIGNAL
    condition.tell(lambda told: tell(said(told, say)))
    if storage.key_made:
        tell(say("run.new_key", path=Shown(settings.database.key_file)))
    return _live(bot, settings.discord.token.get_secret_value(), watched)


def said(told: Outage | Over, say: Say) -> str:
    """Say to whoever runs the bot that the database fails, or that it works again."""
    if isinstance(told, Over):
        return say("outage.over", seconds=round(told.lasted.total_seconds()))
    facts = {name: Shown(fact) for name, fact in told.fault.facts.items()}
    return say(f"outage.{told.fault.key.removeprefix('fault.')}", **facts)


def _live(bot: OpenRound, token: str, watched: Watched) -> Ending:
    """Run the bot, and say why it ended: what comes after the first reason only follows from it."""
    try:
        _loop(lambda: serve(bot, token, watched.while_it_runs()))
    except KeyboardInterrupt:
        return bot.ending or ending.SIGNAL
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a reason and an exit code
        return bot.ending or ending_of(error)
    return bot.ending or ending.FAULT


def ending_of(error: Exception) -> Ending:
    """Say which ending it is when an exception comes out of the library, or of our own."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):  # authentication failed
            return ending.TOKEN_REFUSED
        case discord.ConnectionClosed():
            return replace(ending.GATEWAY_CLOSED, code=f"gateway_closed_{error.code}")
        case discord.PrivilegedIntentsRequired():
            return ending.GATEWAY_CLOSED
        case discord.HTTPException() | discord.GatewayNotFound():
            log.error("start.discord_fails", exc_info=error)
            return ending.DISCORD_FAILS
        case OSError() | aiohttp.ClientError():
            log.error("start.unreachable", exc_info=error)
            return ending.UNREACHABLE
    log.critical("process.fault", exc_info=error)
    return ending.FAULT


def leave_no_dump() -> None:
    """Keep memory out of core dumps and of other programs' sight, where that is possible.

    The key and what a meeting holds can be read there.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


async def serve(
    bot: OpenRound, token: str, beside: AbstractAsyncContextManager[object] = _NOTHING
) -> None:
    """Log in and stay until the bot is told to stop, with what runs beside it."""
    gc.freeze()  # what was loaded stays: not to be looked through again at every collection
    gc.enable()
    async with bot:
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, bot.stop_soon)
        async with beside:
            await bot.start(token)


def _loop(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run on uvloop where there is one: a tenth off the time of a press."""
    if sys.platform == "win32":
        asyncio.run(work())
        return
    import uvloop  # noqa: PLC0415 - not there on Windows

    uvloop.run(work())
