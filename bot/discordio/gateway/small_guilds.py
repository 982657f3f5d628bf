"""Keeps what discord.py knows of a server small, for there may be thousands of them.

Equal names are one text, the bot itself is one person everywhere, and what nobody here asks for is
not kept: pictures, descriptions, features, limits, threads, stages and sounds.
"""

from collections.abc import Mapping
from sys import intern
from typing import Any

import discord

Payload = Mapping[str, Any]

_FACTS = (
    *("icon", "banner", "splash", "discovery_splash", "description"),
    *("afk_timeout", "max_members", "max_presences"),
)
_UNASKED = ("topic", "last_message_id", "available_tags")
_LISTS = (
    *("emojis", "features", "soundboard_sounds", "stickers"),
    *("presences", "stage_instances", "threads"),
)
_NO_OVERWRITES = ()


class _KeepsNothing(dict[int, Any]):
    """Stands for the same empty mapping in every server: what is put into it is gone."""

    def __setitem__(self, key: int, value: object) -> None:
        """Keep nothing."""


_NOTHING = _KeepsNothing()


def keep_guilds_small(client: discord.Client) -> None:
    """Give discord.py only what is asked for of each server that the gateway describes."""
    state = client._connection  # noqa: SLF001 - where every server comes in
    parsers = state.parsers
    take = parsers["GUILD_CREATE"]

    def take_small(data: Payload) -> None:
        take(_small(data))
        guild = client.get_guild(int(data["id"]))
        if guild is not None:
            _share_empties(guild)

    parsers["GUILD_CREATE"] = take_small
    _know_us_once(client)


def _small(data: Payload) -> dict[str, Any]:
    """Give a server's description without what nobody asks for; the description itself stays."""
    small = {**data, **dict.fromkeys(_FACTS), **dict.fromkeys(_LISTS, ())}
    small["roles"] = [_named(one, "icon", "unicode_emoji") for one in data.get("roles", ())]
    small["channels"] = [_named(one, *_UNASKED) for one in data.get("channels", ())]
    small["voice_states"] = [_without(one, "session_id") for one in data.get("voice_states", ())]
    return small


def _named(data: Payload, *without: str) -> Payload:
    return _without(data, *without) | {"name": intern(data["name"])}


def _without(data: Payload, *names: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in names}


def _share_empties(guild: discord.Guild) -> None:
    guild._threads = guild._stage_instances = guild._soundboard_sounds = _NOTHING  # noqa: SLF001
    for channel in guild.channels:
        if not channel._overwrites:  # noqa: SLF001
            channel._overwrites = _NO_OVERWRITES  # type: ignore[assignment] # noqa: SLF001


def _know_us_once(client: discord.Client) -> None:
    """Let the bot be the same person in every server; discord.py makes one for each."""
    state = client._connection  # noqa: SLF001
    store, known = state.store_user, dict[str, discord.User]()

    def store_us_once(data: Any, *, cache: bool = True) -> discord.User:  # noqa: ANN401
        who = data["id"]
        if who in known:
            return known[who]
        user = store(data, cache=cache)
        if user.id == state.self_id:
            known[who] = user
        return user

    state.store_user = store_us_once  # type: ignore[method-assign]
