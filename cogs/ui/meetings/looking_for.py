"""What somebody looks for, as the buttons that turn the pages of the list carry it.

`<page>.<days>.<room>.<words>`: it stands in the button, so that a restart loses nothing.
"""

from base64 import b32decode, b32encode
from binascii import Error
from datetime import date

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.when.which_days import DaysMeant
from bot.domain.errors import BeforeUpdate
from bot.domain.language.folding import one_line
from bot.services.calendar.finder import MeetingsWanted
from cogs.ui.kit.ids import number_in

LONGEST_WORDS = 36
"""Bytes of the words looked for: as many as a button holds beside the rest."""
_ROOMS = {"v": RoomKind.VOICE, "t": RoomKind.TEXT, "a": None}
_PARTS, _QUANTUM = 4, 8
_MOST_DAYS, _MOST_SPAN = 14, 31


def within(words: str) -> str:
    """Give words to look for, no longer than a button can carry."""
    return one_line(one_line(words).encode()[:LONGEST_WORDS].decode(errors="ignore"))


def packed(wanted: MeetingsWanted, page: int) -> str:
    """Write what is looked for into the argument of a button."""
    days = f"d{wanted.days}"
    if wanted.on is not None:
        mask = sum(1 << one for one in wanted.on.weekdays)
        days = f"{wanted.on.first.toordinal()}-{wanted.on.count}-{mask}"
    room = next(key for key, kind in _ROOMS.items() if kind is wanted.room)
    words = b32encode(wanted.topic.encode()).decode().rstrip("=").lower()
    return f"{page}.{days}.{room}.{words}"


def unpacked(argument: str, zone: str) -> tuple[MeetingsWanted, int]:
    """Read it again, days as they are in a zone. Raises BeforeUpdate."""
    parts = argument.split(".")
    if len(parts) != _PARTS or parts[2] not in _ROOMS:
        raise BeforeUpdate
    page, days, room, words = parts
    topic, kind = _words(words), _ROOMS[room]
    if days.startswith("d"):
        ahead = min(max(number_in(days[1:]), 1), _MOST_DAYS)
        return MeetingsWanted(ahead, topic=topic, room=kind), number_in(page)
    return MeetingsWanted(on=_days(days, zone), topic=topic, room=kind), number_in(page)


def _days(text: str, zone: str) -> DaysMeant:
    numbers = [number_in(one) for one in text.split("-")]
    try:
        first, count, mask = numbers
        day = date.fromordinal(first)
    except (ValueError, OverflowError):
        raise BeforeUpdate from None
    weekdays = tuple(one for one in range(7) if mask >> one & 1)
    if not (weekdays and 0 < count <= _MOST_SPAN and day.year < date.max.year):
        raise BeforeUpdate
    return DaysMeant(zone, day, count, weekdays)


def _words(text: str) -> str:
    padding = "=" * (-len(text) % _QUANTUM)
    try:
        return b32decode(text.upper() + padding).decode()
    except (Error, UnicodeDecodeError):
        raise BeforeUpdate from None
