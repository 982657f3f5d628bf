"""`openround run`: the bot in its own process, until it is told to stop."""

import asyncio
import ctypes
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress

import aiohttp
import discord

from bot import logs
from bot.app.composition import assemble
from bot.client import OpenRound
from bot.config.settings import Settings
from bot.discordio.gateway import quirks
from bot.text.catalog import FALLBACK, Shown, speaker

FAILED, TOKEN_REFUSED = 1, 78
_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of Linux's prctl(2)."""


def run(settings: Settings, tell: Callable[[str], None]) -> int:
    """Run the bot until it is told to stop; gives the exit code.

    78 means that starting again does not help: Discord refused the token. Raises StorageFault.
    """
    say = speaker(FALLBACK)
    leave_no_dump()
    logs.setup(settings.log.level, settings.log.format)
    quirks.point_at(settings.discord.api_url, settings.discord.gateway_url)
    bot, storage, responses = assemble(settings)
    if storage.key_made:
        tell(say("run.new_key", path=Shown(settings.database.key_file)))
    try:
        _loop(lambda: serve(bot, settings.discord.token.get_secret_value()))
    except (discord.LoginFailure, discord.ConnectionClosed):
        tell(say("run.token_refused"))
        return TOKEN_REFUSED
    except (OSError, aiohttp.ClientError):
        tell(say("run.unreachable"))
        return FAILED
    tell(say("run.stopped"))
    return TOKEN_REFUSED if responses.unauthorised else 0


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


async def serve(bot: OpenRound, token: str) -> None:
    """Log in and stay until the bot is told to stop."""
    gc.freeze()  # what was loaded stays: not to be looked through again at every collection
    gc.enable()
    async with bot:
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, bot.stop)
        await bot.start(token)


def _loop(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run on uvloop where there is one: a tenth off the time of a press."""
    if sys.platform == "win32":
        asyncio.run(work())
        return
    import uvloop  # noqa: PLC0415 - not there on Windows

    uvloop.run(work())
