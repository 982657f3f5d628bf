"""What is counted in a member's week, from what was seen and pressed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rehearsal.transcript import Transcript, TranscriptEntry

_CHECK_INS = ("[Check in]", "/checkin now")
_PLANS = ("[Make a 7-day plan]", "[Keep my answers]")
_WENT = ("[Worked]", "[Partly]", "[Not this time]")
_OWN_WORDS = 12
"""Characters from which on a line of a form is somebody's own words, and not a number or choice."""


def of_a_week(transcript: Transcript) -> dict[str, Any]:
    """Count what a member did between two meetings, and how much of it anybody else could read."""
    entries = transcript.entries
    first, last = (datetime.fromisoformat(entries[place].time) for place in (0, -1))
    return {
        "days": (last - first).days,
        "asked": sum(_asks(each) for each in entries),
        "check_ins": _filled_after(entries, _CHECK_INS),
        "urges": _pressed(entries, "[Log it]"),
        "lapses": _pressed(entries, "[Keep it]"),
        "plans_made": _filled_after(entries, _PLANS),
        "plans_recalled": _pressed(entries, *_WENT),
        "read_by_others": _read_by_others(entries),
    }


def _asks(entry: TranscriptEntry) -> bool:
    return entry.kind == "message" and {"Check in", "In an hour"} <= set(entry.buttons)


def _pressed(entries: list[TranscriptEntry], *labels: str) -> int:
    return sum(each.kind == "press" and each.text in labels for each in entries)


def _filled_after(entries: list[TranscriptEntry], doings: tuple[str, ...]) -> int:
    """Count the forms that were sent right after one of these."""
    last: dict[str, str] = {}
    times = 0
    for each in entries:
        if each.kind in ("press", "command"):
            last[each.author] = each.text
        elif each.kind == "filled":
            times += last.get(each.author) in doings
    return times


def _read_by_others(entries: list[TranscriptEntry]) -> int:
    """Count what somebody else could see that holds a line which was written in a form."""
    return sum(
        writer not in each.seen_by or len(each.seen_by) > 1
        for writer, line in set(_own_lines(entries))
        for each in entries
        if line in each.text
    )


def _own_lines(entries: list[TranscriptEntry]) -> Iterator[tuple[str, str]]:
    for each in entries:
        if each.kind == "filled":
            lines = each.text.splitlines()
            yield from ((each.author, line) for line in lines if len(line) >= _OWN_WORDS)
