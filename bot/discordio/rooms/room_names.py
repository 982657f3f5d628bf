"""How a room is called, and how we know it again: by two words of ours.

See docs/reliability.md#opening-a-room.
"""

import unicodedata
from collections.abc import Mapping
from datetime import timedelta

import discord

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import ChannelId
from bot.domain.language.folding import cut, one_line
from bot.domain.server.server import Server
from bot.text.catalog import speaker

LONGEST = 100
"""Characters of a channel's name."""
MOST_COUNTED = 99
"""The highest limit that Discord takes for a voice channel."""
LEADING = 2
"""Places besides for those who lead."""
JOINERS = "\u200c\u200d"
WINDOW = timedelta(minutes=10)
"""A room of ours was made so close to our intent; anything else is not ours to delete."""


def room_options(server: Server, occurrence: Occurrence) -> dict[str, object]:
    """Give name and topic of a new room; both carry nothing that says what the meeting is for."""
    title = one_line(occurrence.title)
    if server.discreet or not title:
        title = speaker(server.language)("room.discreet")
    if occurrence.room_kind is RoomKind.TEXT:
        return {
            "name": cut(_hyphened(title), LONGEST).rstrip("-") or "room",
            "topic": occurrence.code,
        }
    mark = f" · {occurrence.code}"
    return {"name": cut(title, LONGEST - len(mark)) + mark}


def voice_limit(occurrence: Occurrence) -> dict[str, object]:
    """Let Discord keep the number of places in a voice room that everybody may enter.

    Whoever leads and whoever helps has a place besides; what is more than Discord counts is left to
    the door.
    """
    places = occurrence.capacity + LEADING
    counts = occurrence.capacity and occurrence.room_kind is RoomKind.VOICE
    return {"user_limit": places} if counts and places <= MOST_COUNTED else {}


def _hyphened(title: str) -> str:
    """Write a title as Discord writes names of text channels: letters and their marks stay."""
    kept = ""
    for mark in title.lower():
        after_a_letter = bool(kept) and not kept.endswith("-")
        if mark.isalnum() or mark == "_" or (after_a_letter and _leans(mark)):
            kept += mark
        elif after_a_letter:
            kept += "-"
    return "-".join(word.rstrip(JOINERS) for word in kept.split("-")).strip("-")


def _leans(mark: str) -> bool:
    """Tell whether a mark belongs to what stands before it: a vowel sign, an accent, a joiner."""
    return unicodedata.category(mark) in {"Mn", "Mc", "Me"} or mark in JOINERS


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
