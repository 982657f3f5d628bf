"""The names of things: Discord's identifiers and our own, kept apart by type."""

from typing import NewType

GuildId = NewType("GuildId", int)
MemberId = NewType("MemberId", int)
ChannelId = NewType("ChannelId", int)
RoleId = NewType("RoleId", int)
MessageId = NewType("MessageId", int)
EventId = NewType("EventId", int)
"""An event in a server's list of events in Discord."""

OccurrenceId = NewType("OccurrenceId", int)
"""One dated meeting (an occurrence); random, 40 bits, never derived from the clock."""
SeriesId = NewType("SeriesId", int)
"""A meeting that repeats; random, 40 bits."""
ChangeId = NewType("ChangeId", int)
"""One change of the calendar, asked for or made; random, 40 bits."""
TemplateId = NewType("TemplateId", int)
"""One template of a group's own; random, 40 bits."""
PromptId = NewType("PromptId", str)
NoteId = NewType("NoteId", str)
"""A situation note; short words, for good."""
EntryId = NewType("EntryId", int)
"""One thing a member wrote for themselves; random, 63 bits."""
ReminderId = NewType("ReminderId", int)
"""One member's wish to be reminded of a series or a date: a keyed hash, 63 bits."""
LetterId = NewType("LetterId", int)
"""One attendance letter; random, 63 bits."""

OWN = GuildId(0)
"""Stands for no server: what a member writes in a private message, or where the bot is not."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def short(number: int) -> str:
    """Write an id in base 36, as it stands in button ids and message nonces.

    Raises ValueError on a number below nought, which has no such writing.
    """
    if number < 0:
        raise ValueError(f"no id: {number}")
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


def long(text: str) -> int:
    """Read an id back from base 36; raises ValueError on anything else.

    Python's `int` would also take a sign, a blank, an underscore and the digits of other scripts.
    """
    if not text or text.strip(_DIGITS):
        raise ValueError(f"no id: {text!r}")
    return int(text, 36)
