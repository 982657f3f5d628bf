"""Everything of discord.py that is private or fragile, checked when this file is imported.

Addresses that can be changed, calls that need no cache, and what an HTTP trace can see
(reliability.md §2.4). Nothing else in the house touches what is private to the library.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from inspect import signature
from types import SimpleNamespace
from typing import cast

import aiohttp
import discord
import yarl
from discord import gateway, http
from discord.state import ConnectionState

from bot.services.ports import Clock

Wire = Mapping[str, object]
"""A piece of Discord's JSON as it came over the wire."""

INVALID = frozenset({401, 403, 429})
"""Answers that Discord counts; 10,000 in ten minutes bar an address."""
WINDOW = timedelta(minutes=10)
NO_SKEW = timedelta(seconds=2)
"""The `Date` header is to the second: less than this is no difference."""

REMEMBERED = 1000
"""Interactions that are known again; a resumed gateway repeats only what is seconds old."""

_CREATE = re.compile(r".*/guilds/\d+/channels")
_CALLS = (
    "create_channel",
    "get_all_guild_channels",
    "get_channel",
    "delete_channel",
    "edit_channel",
    "edit_channel_permissions",
    "delete_channel_permissions",
    "edit_voice_channel_status",
)


class AmbiguousCreate(Exception):
    """Discord failed while making a channel: it may be there, and must not be asked for again."""


def check_shape() -> None:
    """Raise ImportError in one sentence when discord.py lacks what this file leans on."""
    missing = [name for name in _CALLS if not hasattr(http.HTTPClient, name)]
    if not hasattr(http.Route, "BASE"):
        missing.append("Route.BASE")
    if not hasattr(gateway.DiscordWebSocket, "DEFAULT_GATEWAY"):
        missing.append("DEFAULT_GATEWAY")
    if "http_trace" not in signature(http.HTTPClient.__init__).parameters:
        missing.append("HTTPClient(http_trace=)")
    if "_errors" not in discord.HTTPException.__init__.__code__.co_names:
        missing.append("HTTPException._errors")
    if "parsers" not in ConnectionState.__init__.__code__.co_names:
        missing.append("ConnectionState.parsers")
    if "enforce_nonce" not in http.handle_message_parameters.__code__.co_consts:
        missing.append("enforce_nonce")
    if missing:
        message = (
            f"discord.py {discord.__version__} is not the one OpenRound was built for (2.7.1): "
            f"it lacks {', '.join(missing)}."
        )
        raise ImportError(message)


check_shape()


def point_at(api_url: str, gateway_url: str | None = None) -> None:
    """Send requests, and the gateway where one is given, somewhere else: a proxy or a stand-in."""
    http.Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def each_once(client: discord.Client) -> None:
    """Hand on each interaction once, however often the gateway tells of it (reliability.md §4.6).

    Discord may deliver an event again after a resume, and discord.py hands it on: a hand that was
    raised would come down.
    """
    parsers = client._connection.parsers  # noqa: SLF001 - where every interaction comes in
    hand_on, seen = parsers["INTERACTION_CREATE"], OrderedDict[str, None]()

    def once(data: dict[str, object]) -> None:
        known = str(data["id"])
        if known in seen:
            return
        seen[known] = None
        if len(seen) > REMEMBERED:
            seen.popitem(last=False)
        hand_on(data)

    parsers["INTERACTION_CREATE"] = once


class Watch:
    """Sees every answer of Discord: faults, its clock, and creates that may have happened.

    `trace` goes to the client as `http_trace`; `on_unauthorised` is called once when the token is
    refused while running.
    """

    def __init__(self, clock: Clock, on_unauthorised: Callable[[], None] = lambda: None) -> None:
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_end.append(self._ended)
        self.skew = timedelta(0)
        """How far Discord's clock is ahead of ours."""
        self.unauthorised = False
        self._clock = clock
        self._on_unauthorised = on_unauthorised
        self._invalid: deque[datetime] = deque()
        self._date: str | None = None

    @property
    def invalid(self) -> int:
        """How many invalid requests there were in the last ten minutes."""
        oldest = self._clock.now() - WINDOW
        while self._invalid and self._invalid[0] <= oldest:
            self._invalid.popleft()
        return len(self._invalid)

    async def _ended(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        seen: aiohttp.TraceRequestEndParams,
    ) -> None:
        self._read_clock(seen.response.headers.get("Date"))
        status = seen.response.status
        if status in INVALID:
            self._invalid.append(self._clock.now())
        if status == 401 and not self.unauthorised and _is_ours(seen.url):  # noqa: PLR2004
            self.unauthorised = True
            self._on_unauthorised()
        if status >= 500 and seen.method == "POST" and _CREATE.fullmatch(seen.url.path):  # noqa: PLR2004
            seen.response.close()
            raise AmbiguousCreate

    def _read_clock(self, date: str | None) -> None:
        if date == self._date:
            return
        self._date = date
        try:
            theirs = parsedate_to_datetime(date or "").astimezone(UTC)
        except ValueError:
            return
        skew = theirs - self._clock.now()
        self.skew = skew if abs(skew) > NO_SKEW else timedelta(0)


def _is_ours(url: yarl.URL) -> bool:
    """Tell whether the bot's token was the key; interactions and webhooks have their own."""
    return not re.search(r"/(interactions|webhooks)/", url.path)


def form_codes(error: discord.HTTPException) -> frozenset[str]:
    """Name the codes inside an *invalid form* answer, such as `CHANNEL_PARENT_MAX_CHANNELS`."""
    found: set[str] = set()
    ahead: list[object] = [error._errors]  # noqa: SLF001 - only the text of it is public
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            found |= {str(one["code"])} if isinstance(one.get("code"), str) else set()
            ahead.extend(one.values())
        elif isinstance(one, list):
            ahead.extend(one)
    return frozenset(found)


# ------------------------------------------------------------------------ calls without a cache


async def create_channel(
    client: discord.Client, guild: int, kind: discord.ChannelType, reason: str, **options: object
) -> int:
    """Make a channel and give its id; options go over the wire as they are."""
    made = await client.http.create_channel(guild, kind.value, reason=reason, **options)
    return int(made["id"])


async def channels_of(client: discord.Client, guild: int) -> Sequence[Wire]:
    """List the channels of a guild as they are now."""
    return cast("Sequence[Wire]", await client.http.get_all_guild_channels(guild))


async def get_channel(client: discord.Client, channel: int) -> Wire:
    """Give one channel as it is now."""
    return cast("Wire", await client.http.get_channel(channel))


async def delete_channel(client: discord.Client, channel: int, reason: str) -> None:
    """Delete a channel."""
    await client.http.delete_channel(channel, reason=reason)


async def set_slowmode(client: discord.Client, channel: int, seconds: int) -> None:
    """Let each person write once in so many seconds, at most 21,600."""
    await client.http.edit_channel(channel, rate_limit_per_user=seconds)


async def put_overwrite(client: discord.Client, channel: int, rule: Wire) -> None:
    """Set what one role or member may do in a channel."""
    kind = cast("discord.types.channel.OverwriteType", rule["type"])
    allow, deny, target = str(rule["allow"]), str(rule["deny"]), str(rule["id"])
    await client.http.edit_channel_permissions(channel, target, allow, deny, kind)


async def drop_overwrite(client: discord.Client, channel: int, target: int) -> None:
    """Forget what one role or member may do in a channel."""
    await client.http.delete_channel_permissions(channel, target)


async def set_voice_status(client: discord.Client, channel: int, text: str) -> None:
    """Set the line under a voice channel's name, at most 500 characters."""
    await client.http.edit_voice_channel_status(text[:500], channel_id=channel)
