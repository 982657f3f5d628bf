"""What the buttons of an urge remember, so that each step works without the database.

`<entry>.<instant>.<first rating>.<second>.<what was tried>[.<step of the plan>]`: whatever was told
stands in the message anyway, and is kept nowhere before it is logged.
"""

import re
from datetime import UTC, datetime, timedelta

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId, long, short
from bot.domain.journal.answers import items
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.urge import UrgeField, UrgeWay

_NONE = "-"
_WAYS = {UrgeWay.WAIT: "w", UrgeWay.BREATHE: "b", UrgeWay.PLAN: "p"}
_LETTERS = {letter: way for way, letter in _WAYS.items()}
_RATING = r"-|10|\d"
_CARRIED = re.compile(
    rf"([0-9a-z]{{1,13}})\.([0-9a-z]{{1,7}})\.({_RATING})\.({_RATING})\.(-|[wbp]{{1,3}})(?:\.(\d))?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def carried(urge: JournalEntry, step: int | None = None) -> str:
    """Write an urge, and the step of the plan that a button leads to."""
    told = urge.answers
    ways = "".join(_WAYS[UrgeWay(one)] for one in items(told.get(UrgeField.WAYS, "")))
    parts = [
        short(urge.id),
        short(int(urge.at.timestamp())),
        told.get(UrgeField.BEFORE) or _NONE,
        told.get(UrgeField.AFTER) or _NONE,
        ways or _NONE,
    ]
    return ".".join(parts if step is None else [*parts, str(step)])


def read(text: str) -> tuple[JournalEntry, int]:
    """Read what `carried` wrote: the urge, and the step. Raises BeforeUpdate."""
    found = _CARRIED.fullmatch(text)
    if found is None:
        raise BeforeUpdate
    entry, instant, before, after, ways, step = found.groups()
    at = _EPOCH + timedelta(seconds=long(instant))
    answers = {
        UrgeField.BEFORE: before.strip(_NONE),
        UrgeField.AFTER: after.strip(_NONE),
        UrgeField.WAYS: "\n".join(_LETTERS[one] for one in ways.strip(_NONE)),
    }
    told: dict[str, str] = {field: text for field, text in answers.items() if text}
    urge = JournalEntry(EntryId(long(entry)), JournalShelf.URGE, at, at.date(), told, done=False)
    return urge, int(step or 0)
