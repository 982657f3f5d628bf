"""Reaching Discord without joining: whose token is this, and the link that invites the bot."""

import asyncio
from collections.abc import Callable

import aiohttp

from bot.config.settings import Settings
from bot.discordio.overwrites.permissions import invite
from bot.text.catalog import FALLBACK, speaker

SECONDS = 10
UNAUTHORIZED = 401
OK = 200

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
    headers = {"Authorization": f"Bot {settings.discord.token.get_secret_value()}"}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=timeout) as session,
            session.get(settings.discord.api_url + path) as answer,
        ):
            if answer.status != OK:
                return answer.status
            found: dict[str, object] = await answer.json()
            return found
    except (aiohttp.ClientError, TimeoutError):
        return None
