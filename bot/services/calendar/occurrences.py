"""Optimistic concurrency for occurrences: nothing older is ever saved over something newer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.ids import OccurrenceId
from bot.services.ports.store import Tx


def update_if_unchanged(
    tx: Tx, seen: Occurrence, change: Callable[[Occurrence], Occurrence]
) -> Occurrence | None:
    """Change what was looked at, as it stands now; None when it has moved on since.

    Who asked meanwhile that it be looked at is not forgotten.
    """
    current = reload_if_unchanged(tx, seen)
    if current is None:
        return None
    changed = change(current)
    if current.version != seen.version:
        changed = replace(changed, due=min(changed.due, current.due))
    return tx.occurrences.save(changed)


def reload_if_unchanged(tx: Tx, seen: Occurrence) -> Occurrence | None:
    """Read an occurrence again; None when its phase, its room or its request is another now."""
    current = tx.occurrences.get(seen.id)
    if current is None or _stage(current) != _stage(seen):
        return None
    return current


def _stage(occurrence: Occurrence) -> tuple[object, ...]:
    return occurrence.phase, occurrence.room, occurrence.attempt, occurrence.reopened


def look_now(tx: Tx, meeting: OccurrenceId, now: datetime) -> None:
    """Let the next tick look at a meeting's room, because something happened to it.

    What is due already keeps its instant: it tells since when nobody has looked.
    """
    occurrence = tx.occurrences.get(meeting)
    if occurrence and occurrence.phase not in FINAL | {Phase.PLANNED}:
        tx.occurrences.save(replace(occurrence, due=min(occurrence.due, now)))
