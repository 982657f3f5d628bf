"""Everything of discord.py that is private or fragile, checked when this file is imported.

Addresses that can be changed, calls that need no cache, what can be seen of every answer
(docs/discord.md#requests), and the short way from a press to its item. Nothing else in the house
touches what is private to the library.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import aiohttp
import discord
import yarl
from aiohttp import ClientMiddlewareType as Middleware
from discord import gateway, http, ui
from discord.state import ConnectionState
from discord.ui.view import ViewStore

DiscordRequests = Mapping[str, object]
"""A piece of Discord's JSON as it came over the wire."""

REMEMBERED = 1000
"""Interactions that are known again; a resumed gateway repeats only what is seconds old."""

_CALLS = (
    "create_channel",
    "get_all_guild_channels",
    "get_channel",
    "delete_channel",
    "edit_channel",
    "edit_channel_permissions",
    "edit_member",
    "delete_channel_permissions",
    "edit_voice_channel_status",
    "get_bot_gateway",
)


def check_shape() -> None:
    """Raise ImportError in one sentence when discord.py lacks what this file leans on."""
    needed = {call: hasattr(http.HTTPClient, call) for call in _CALLS} | {
        "Route.BASE": hasattr(http.Route, "BASE"),
        "DEFAULT_GATEWAY": hasattr(gateway.DiscordWebSocket, "DEFAULT_GATEWAY"),
        "HTTPClient.__session": _uses(http.HTTPClient.static_login, "_HTTPClient__session"),
        "ClientSession._middlewares": "_middlewares" in aiohttp.ClientSession.ATTRS,
        "HTTPClient.get_ratelimit": _uses(http.HTTPClient.request, "get_ratelimit"),
        "HTTPException._errors": _uses(discord.HTTPException.__init__, "_errors"),
        "from_client": _takes(
            gateway.DiscordWebSocket.from_client, "session", "sequence", "resume"
        ),
        "before_identify": _uses(gateway.DiscordWebSocket.identify, "call_hooks"),
        "ConnectionState.parsers": _uses(ConnectionState.__init__, "parsers"),
        "ViewStore._dynamic_items": _uses(ViewStore.dispatch_dynamic_items, "_dynamic_items"),
        "enforce_nonce": "enforce_nonce" in http.handle_message_parameters.__code__.co_consts,
    }
    missing = [name for name, there in needed.items() if not there]
    if missing:
        message = (
            f"discord.py {discord.__version__} is not the one OpenRound was built for (2.7.1): "
            f"it lacks {', '.join(missing)}."
        )
        raise ImportError(message)


def _uses(function: Callable[..., object], name: str) -> bool:
    return name in function.__code__.co_names


def _takes(function: Callable[..., object], *names: str) -> bool:
    return set(names) <= set(function.__code__.co_varnames)


check_shape()


def point_at(api_url: str, gateway_url: str | None = None) -> None:
    """Send requests, and the gateway where one is given, somewhere else: a proxy or a stand-in."""
    http.Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def deduplicate_interactions(client: discord.Client) -> None:
    """Hand on each interaction once, however often the gateway tells of it.

    See docs/discord.md#interactions.

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


def dispatch_dynamic_items_directly(client: discord.Client) -> None:
    """Hand a press to its dynamic item alone, without the rest of the message.

    discord.py first makes a view of the whole message, to look for the item in it: an eighteenth of
    all that a press takes (`scripts/bench press`), for a view that no item of ours asks for.
    """
    store = client._connection._view_store  # noqa: SLF001 - where every press comes in

    def dispatch(kind: int, custom_id: str, interaction: discord.Interaction[Any]) -> None:
        for pattern, item in store._dynamic_items.items():  # noqa: SLF001
            match = pattern.fullmatch(custom_id)
            if match is not None:
                press = _press(item, kind, custom_id, interaction, match)
                store.add_task(asyncio.create_task(press))

    store.dispatch_dynamic_items = dispatch  # type: ignore[method-assign, assignment]


async def _press(
    item: type[ui.DynamicItem[ui.Item[Any]]],
    kind: int,
    custom_id: str,
    interaction: discord.Interaction[Any],
    match: re.Match[str],
) -> None:
    menu = kind == discord.ComponentType.select.value
    base: ui.Item[Any] = ui.Select(custom_id=custom_id) if menu else ui.Button(custom_id=custom_id)
    pressed = await item.from_custom_id(interaction, base, match)
    await pressed.callback(interaction)


def add_response_middleware(client: discord.Client, observe: Middleware) -> None:
    """Let `observe` look at every answer to a client that has logged in, and at its limits.

    A middleware, for a trace costs a press a twentieth of its time, whatever it looks at.
    """
    session = client.http._HTTPClient__session  # type: ignore[attr-defined]  # noqa: SLF001
    if session:  # a Discord that is simulated within the process has none
        session._middlewares = (observe,)  # noqa: SLF001
    _leave_limits_to_us(client)


class _NoLimit:
    """Stands where discord.py keeps the rate limit of a route: lets everything through."""

    remaining = 1

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *_: object) -> None:
        return None

    def update(self, response: aiohttp.ClientResponse, *, use_clock: bool = False) -> None:
        """Know nothing: `buckets.py` reads the same answers."""


def _leave_limits_to_us(client: discord.Client) -> None:
    """Keep the library from waiting for the limits of routes: `buckets.py` does, before the call.

    It would wait in the middle of a request, and after one too, the answer already in its hands.
    """
    no_limit = cast("http.Ratelimit", _NoLimit())
    client.http.get_ratelimit = lambda key: no_limit  # type: ignore[method-assign] # noqa: ARG005


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
) -> DiscordRequests:
    """Make a channel and give it as it is then; options go over the wire as they are."""
    made = await client.http.create_channel(guild, kind.value, reason=reason, **options)
    return cast("DiscordRequests", made)


async def channels_of(client: discord.Client, guild: int) -> Sequence[DiscordRequests]:
    """List the channels of a guild as they are now."""
    return cast("Sequence[DiscordRequests]", await client.http.get_all_guild_channels(guild))


async def get_channel(client: discord.Client, channel: int) -> DiscordRequests:
    """Give one channel as it is now."""
    return cast("DiscordRequests", await client.http.get_channel(channel))


async def delete_channel(client: discord.Client, channel: int, reason: str) -> None:
    """Delete a channel."""
    await client.http.delete_channel(channel, reason=reason)


async def set_slowmode(client: discord.Client, channel: int, seconds: int) -> None:
    """Let each person write once in so many seconds, at most 21,600."""
    await client.http.edit_channel(channel, rate_limit_per_user=seconds)


async def set_overwrites(
    client: discord.Client, channel: int, rules: Sequence[DiscordRequests]
) -> DiscordRequests:
    """Set what all roles and members may do in a channel, and give it as it is then."""
    return cast(
        "DiscordRequests",
        await client.http.edit_channel(channel, permission_overwrites=list(rules)),
    )


async def put_overwrite(client: discord.Client, channel: int, rule: DiscordRequests) -> None:
    """Set what one role or member may do in a channel."""
    kind = cast("discord.types.channel.OverwriteType", rule["type"])
    allow, deny, target = str(rule["allow"]), str(rule["deny"]), str(rule["id"])
    await client.http.edit_channel_permissions(channel, target, allow, deny, kind)


async def drop_overwrite(client: discord.Client, channel: int, target: int) -> None:
    """Forget what one role or member may do in a channel."""
    await client.http.delete_channel_permissions(channel, target)


async def disconnect(client: discord.Client, guild: int, member: int) -> None:
    """Take somebody out of the voice channel they are in."""
    await client.http.edit_member(guild, member, channel_id=None)


async def set_voice_status(client: discord.Client, channel: int, text: str) -> None:
    """Set the line under a voice channel's name, at most 500 characters."""
    await client.http.edit_voice_channel_status(text[:500], channel_id=channel)
