"""Reaching Discord without joining: whose token is this, and the link that invites the bot."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import aiohttp
import discord

from bot.config.settings import Settings
from bot.discordio.overwrites.permissions import INVITE, invite
from bot.text.catalog import FALLBACK, speaker

SECONDS = 10
UNAUTHORIZED = 401
OK = 200
USER_AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py, {discord.__version__})"
"""The form that Discord demands of whoever asks; others may be turned away."""

say = speaker(FALLBACK)


def invite_link(
    settings: Callable[[], Settings], application: int | None, tell: Callable[[str], None]
) -> int:
    """Print the link that brings the bot into a server with the least permissions.

    Without the application's id Discord is asked for it. Raises ConfigMistakes.
    """
    if application is None:
        found = asyncio.run(ask_discord(settings(), "/applications/@me"))
        if not isinstance(found, dict):
            tell(say("check.no_application"))
            return 1
        application = int(str(found["id"]))
    tell(invite(application))
    return 0


async def ask_discord(settings: Settings, path: str) -> dict[str, object] | int | None:
    """Give what Discord says, its status when it refuses, or None when it cannot be reached."""
    answer = await _asked(settings, path)
    if isinstance(answer, ApiAnswer):
        return answer.body if isinstance(answer.body, dict) else answer.status
    return None


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """One answer of Discord's: what it says where it is no refusal, and its clock."""

    status: int
    body: object = None
    at: float | None = None


async def _asked(settings: Settings, path: str) -> ApiAnswer | None:
    """Ask Discord once; None where it cannot be reached."""
    token = settings.discord.token.get_secret_value()
    headers = {"Authorization": f"Bot {token}", "User-Agent": USER_AGENT}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=timeout) as session,
            session.get(settings.discord.api_url + path) as answer,
        ):
            body = await answer.json() if answer.status == OK else None
            return ApiAnswer(answer.status, body, _clock_of(answer.headers.get("Date")))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


def _clock_of(date: str | None) -> float | None:
    try:
        return parsedate_to_datetime(date or "").timestamp()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DiscordReport:
    """What Discord says of the bot; `refusal` is the sentence where it says nothing."""

    refusal: str | None = None
    name: str = ""
    at: float | None = None
    """Discord's clock, in seconds since 1970."""
    left: int | None = None
    """Logins it still allows today."""
    servers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each server's name, and what the bot lacks there."""


async def report_of(settings: Settings) -> DiscordReport:
    """Ask Discord for all that can be asked without joining."""
    me = await _asked(settings, "/users/@me")
    starts = await _asked(settings, "/gateway/bot") if me and me.body else None
    servers = await _asked(settings, "/users/@me/guilds") if me and me.body else me
    if not me or not isinstance(me.body, dict) or not servers or servers.body is None:
        return DiscordReport(refusal=refusal_of(servers.status if servers else None))
    found = servers.body if isinstance(servers.body, list) else []
    return DiscordReport(
        name=str(me.body.get("username", "")),
        at=me.at,
        left=_left(starts.body if starts else None),
        servers=tuple((str(one["name"]), missing_of(one["permissions"])) for one in found),
    )


def _left(body: object) -> int | None:
    limit = body.get("session_start_limit") if isinstance(body, dict) else None
    left = limit.get("remaining") if isinstance(limit, dict) else None
    return left if isinstance(left, int) else None


def missing_of(permissions: object) -> tuple[str, ...]:
    """Name what the bot lacks of what its invite asks for, as Discord calls it."""
    has = discord.Permissions(int(str(permissions)))
    wanted = () if has.administrator else (name for name, asked in INVITE if asked)
    lacking = (name for name in wanted if not getattr(has, name))
    return tuple(name.replace("_", " ").title() for name in lacking)


def refusal_of(answer: int | None) -> str:
    """Say what an answer means that is no JSON object: a status, or none at all."""
    if answer == UNAUTHORIZED:
        return say("check.token_refused")
    if answer is None:
        return say("check.unreachable")
    return say("check.discord_says", status=answer)
