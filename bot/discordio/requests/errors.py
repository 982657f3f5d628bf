"""Map discord.py's exceptions to those of the ports: Blocked, Gone, Unsure."""

from json import JSONDecodeError

import aiohttp
import discord

from bot.discordio.gateway.quirks import form_codes
from bot.discordio.requests.responses import AmbiguousCreate
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Gone, Trouble, Unsure, refused

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
FORBIDDEN = 403
NOT_FOUND = 404
FAILED = 500

CODES = {
    20016: "too_many_requests",
    20022: "too_many_requests",
    20028: "too_many_requests",
    20029: "too_many_requests",
    20031: NAME_REFUSED,
    30013: "server_full",
    40003: "too_many_requests",
    40004: "discord_down",
    40006: "discord_down",
    40062: "too_many_requests",
    50001: "no_view",
    50007: "closed_dms",
    50013: "forbidden",
    50033: "closed_dms",
    50278: "closed_dms",
    60003: "needs_two_factor",
    130000: "discord_down",
    200000: "words_refused",
    200001: "words_refused",
    240000: "link_refused",
}
"""Discord's codes that name the reason."""
AT_A_LIMIT = range(30001, 31000)
"""Discord's codes for everything of which a server has as many as it may."""
TOKEN_OVER = 50027
"""Discord's code for an answer that can't be given or changed any more; it comes with a 401."""
FORMS = {
    "CHANNEL_PARENT_MAX_CHANNELS": "category_full",
    "CHANNEL_PARENT_INVALID": "no_category",
    "INVALID_COMMUNITY_PROPERTY_NAME": NAME_REFUSED,
}
"""Codes inside an *invalid form*."""
INVALID_FORM = refused(50035)
"""What stands for an invalid form of which nothing more is known."""


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
    if error.code == TOKEN_OVER:
        return Gone()
    if error.status == UNAUTHORISED:
        return Blocked("discord_down")
    if error.status == NOT_FOUND and error.code not in CODES:
        return Gone()
    return Blocked(_why(error))


def _why(error: discord.HTTPException) -> str:
    """Name what Discord has against it; a code that we don't know stands for itself."""
    if error.code in CODES:
        return CODES[error.code]
    named = [FORMS[code] for code in sorted(form_codes(error)) if code in FORMS]
    if named:
        return named[0]
    if error.code in AT_A_LIMIT:
        return "at_a_limit"
    if error.status == FORBIDDEN and not error.code:
        return "forbidden"
    return refused(error.code or error.status)


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
