"""Map discord.py's exceptions to those of the ports: Blocked, Gone, Unsure."""

from json import JSONDecodeError

import aiohttp
import discord

from bot.discordio.gateway.quirks import form_codes
from bot.discordio.requests.responses import AmbiguousCreate
from bot.services.ports.trouble import Blocked, Gone, Trouble, Unsure

CAUGHT = (
    discord.DiscordException,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    JSONDecodeError,
    AmbiguousCreate,
)
"""What can come out of a request; `TimeoutError` is our own patience running out,
a decoding error is an answer of something that is not Discord."""

UNKNOWN_SERVER = 10004
"""Discord's code for a server that is gone, or that has removed the bot."""
TOO_MANY = 429
UNAUTHORISED = 401
NOT_FOUND = 404
FAILED = 500

CODES = {
    30013: "server_full",
    40003: "too_many_requests",
    50001: "no_view",
    50007: "closed_dms",
    50278: "closed_dms",
    60003: "needs_two_factor",
}
"""Discord's codes that name the reason."""
FORMS = {
    "CHANNEL_PARENT_MAX_CHANNELS": "category_full",
    "CHANNEL_PARENT_INVALID": "no_category",
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Say what an exception means for us; None for one that is a fault of our own."""
    if isinstance(error, discord.RateLimited):
        return Blocked("too_many_requests")
    if isinstance(error, discord.HTTPException):
        return _answered(error)
    if isinstance(error, discord.DiscordException):
        return None
    return Unsure()


def _answered(error: discord.HTTPException) -> Trouble:
    if error.status >= FAILED:
        return Unsure()
    if error.status == TOO_MANY:
        return Blocked("too_many_requests")
    if error.status == UNAUTHORISED:
        return Blocked("discord_down")
    if error.code in CODES:
        return Blocked(CODES[error.code])
    if error.status == NOT_FOUND:
        return Gone()
    named = [FORMS[code] for code in form_codes(error) if code in FORMS]
    return Blocked(named[0] if named else "forbidden")


def is_unknown_server(gone: Gone) -> bool:
    """Tell whether it is Discord itself that knows no such server, not something before it."""
    cause = gone.__cause__
    return isinstance(cause, discord.HTTPException) and cause.code == UNKNOWN_SERVER


def shuts_us_out(error: BaseException) -> bool:
    """Tell whether what stands before Discord wants no requests of ours for a while.

    Discord's own limits are those of one route and come `Via` something; this is the wall.
    """
    if not isinstance(error, discord.HTTPException) or error.status != TOO_MANY:
        return False
    return not error.response.headers.get("Via")
