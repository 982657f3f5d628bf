"""Which meeting an option means: a value of the list, which holds a series or one of its dates.

Discord lets anybody send any value, so one counts in the server alone for which it was made.
"""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bot.domain.ids import GuildId, SeriesId, long, short

_OURS = re.compile(r"~m[0-9]*\|")
"""No title that somebody types begins so."""
_FIELDS = re.compile(
    r"(?P<head>~m1\|(?P<series>[0-9a-z]{1,9})\|(?P<day>(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?))"
    r"\|(?P<check>[0-9a-f]{8})"
)


@dataclass(frozen=True, slots=True)
class ChosenMeeting:
    """A series, or the one of its dates that its rule gave for this day."""

    series: SeriesId
    rule_date: date | None = None


def value_of_meeting(chosen: ChosenMeeting, guild: GuildId) -> str:
    """Give the value that stands for it in a list, at most 100 characters."""
    day = chosen.rule_date.isoformat() if chosen.rule_date else ""
    head = f"~m1|{short(chosen.series)}|{day}"
    return f"{head}|{_check(head, guild)}"


def is_value(text: str) -> bool:
    """Tell whether a text is such a value, and not words that somebody typed."""
    return bool(_OURS.match(text))


def meeting_in(text: str, guild: GuildId) -> ChosenMeeting | None:
    """Read a value; None where it is none of this server, or of another version."""
    found = _FIELDS.fullmatch(text)
    if found is None or found["check"] != _check(found["head"], guild):
        return None
    try:
        day = date.fromisoformat(found["day"]) if found["day"] else None
    except ValueError:
        return None
    return ChosenMeeting(SeriesId(long(found["series"])), day)


def _check(head: str, guild: GuildId) -> str:
    return blake2b(f"{guild}|{head}".encode(), digest_size=4).hexdigest()
