"""How a room is called, and how we know it again: by two words of ours (reliability.md §4.3)."""

import re
from collections.abc import Mapping
from datetime import timedelta

import discord

from bot.domain.ids import ChannelId
from bot.domain.occurrence import Occurrence, RoomKind
from bot.domain.server import Server
from bot.text.catalog import speaker

LONGEST = 100
"""Characters of a channel's name."""
WINDOW = timedelta(minutes=10)
"""A room of ours was made so close to our intent; anything else is not ours to delete."""


def room_options(server: Server, occurrence: Occurrence) -> dict[str, object]:
    """Give name and topic of a new room; both carry nothing that says what the meeting is for."""
    title = " ".join(occurrence.title.split())
    if server.discreet or not title:
        title = speaker(server.language)("room.discreet")
    if occurrence.room_kind is RoomKind.TEXT:
        name = re.sub(r"[^\w-]+", "-", title.casefold()).strip("-")
        return {"name": name[:LONGEST] or "room", "topic": occurrence.code}
    mark = f" · {occurrence.code}"
    return {"name": title[: LONGEST - len(mark)].rstrip() + mark}


def is_ours(channel: Mapping[str, object], server: Server, occurrence: Occurrence) -> bool:
    """Tell whether a channel, as REST gives it, is the room we asked for."""
    code, intent = _plain(occurrence.code), occurrence.intent_at
    if not code or intent is None or str(channel.get("parent_id")) != str(server.rooms):
        return False
    made = discord.utils.snowflake_time(int(id_of(channel)))
    marked = _plain(channel.get("name")).endswith(code) or code in _plain(channel.get("topic"))
    return marked and abs(made - intent) <= WINDOW


def id_of(channel: Mapping[str, object]) -> ChannelId:
    """Give the id of a channel as REST gives it."""
    return ChannelId(int(str(channel["id"])))


def _plain(text: object) -> str:
    """Leave letters and digits: case and separators change when people or Discord rename."""
    return "".join(mark for mark in str(text or "").casefold() if mark.isalnum())
