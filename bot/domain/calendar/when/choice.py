"""A suggestion as the value that travels: what was shown comes back whole, or is asked again.

Discord lets anybody send any value, and a choice may be older than an update of the bot or of the
zone database. So a value is only taken where it still says what was shown; it gives no right that
typing the same time would not give.
"""

import re
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from bot.domain.calendar.repeat import repeat_written
from bot.domain.calendar.when.reading import Reading, ahead
from bot.domain.calendar.when.refusals import TimeChoiceInOtherZone, TimeChoiceStale
from bot.domain.ids import GuildId
from bot.domain.zones import to_local, to_utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KIND = "~2"
"""No phrase begins so; the figure goes up when the meaning of a field changes."""
_OURS = re.compile(r"~[0-9]+\|")
_FIELDS = re.compile(
    r"(?P<head>~2\|(?P<at>[0-9a-f]{1,9})\|(?P<wall>-?[0-9a-f]{1,6})\|(?P<fold>[01])"
    r"\|(?P<repeat>[a-zA-Z0-9/,+-]{1,29})\|(?P<minutes>[0-9]{0,5})\|(?P<zone>[A-Za-z0-9_/+-]{1,32}))\|(?P<check>[0-9a-f]{8})"
)


def value_of(reading: Reading, guild: GuildId) -> str:
    """Give the value of a suggestion, at most 100 characters."""
    at = int((reading.at - _EPOCH).total_seconds())
    wall = int((reading.local.replace(tzinfo=UTC) - reading.at).total_seconds())
    parts = (f"{at:x}", f"{wall:x}", reading.local.fold, reading.repeat.value)
    rest = (reading.minutes or "", reading.zone)
    head = "|".join((_KIND, *map(str, (*parts, *rest))))
    return f"{head}|{_check(head, guild)}"


def chosen(text: str, guild: GuildId, zone: str, now: datetime) -> Reading | None:
    """Give the reading that a value stands for, or None for words that somebody typed.

    `zone` is the group's zone now. Raises TimeChoiceStale where the value is none of this
    server, or its wall time is another instant by now; TimeChoiceInOtherZone, WhenPast, WhenTooFar.
    """
    if not _OURS.match(text):
        return None
    fields = _FIELDS.fullmatch(text)
    if fields is None or fields["check"] != _check(fields["head"], guild):
        raise TimeChoiceStale
    if fields["zone"] != zone:
        raise TimeChoiceInOtherZone(was=fields["zone"], zone=zone)
    reading = _reading(fields, zone)
    if to_utc(reading.local, zone) != reading.at:
        raise TimeChoiceStale
    return ahead(reading, now, f"{to_local(reading.at, zone):%Y-%m-%d %H:%M}")


def _reading(fields: re.Match[str], zone: str) -> Reading:
    try:
        repeat = repeat_written(fields["repeat"])
    except ValueError:
        raise TimeChoiceStale from None
    at = _EPOCH + timedelta(seconds=int(fields["at"], 16))
    wall = at + timedelta(seconds=int(fields["wall"], 16))
    local = wall.replace(tzinfo=None, fold=int(fields["fold"]))
    return Reading(local, at, zone, repeat, int(fields["minutes"] or 0) or None)


def _check(head: str, guild: GuildId) -> str:
    return blake2b(f"{guild}|{head}".encode(), digest_size=4).hexdigest()
