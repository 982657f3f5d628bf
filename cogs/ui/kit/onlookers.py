"""Who else sees a room, in words."""

from collections.abc import Sequence

from bot.domain.server.onlookers import Doorway, Onlookers
from bot.text.catalog import Say, Shown, escaped

MOST = 5
"""Names of one kind; the rest are counted."""
LONGEST_NAME = 40


def whoever(onlookers: Onlookers, say: Say) -> Shown:
    """Name them, to stand within a sentence."""
    if onlookers.everyone:
        return Shown(say("sees.everyone"))
    kinds = [
        _named("sees.roles", onlookers.roles, say),
        _named("sees.bots", onlookers.bots, say),
        say("sees.people", count=onlookers.people) if onlookers.people else "",
    ]
    return _joined([kind for kind in kinds if kind], say)


def seen_by(onlookers: Onlookers, say: Say) -> str:
    """Say to somebody who may come in who else sees the room; nothing where nobody does."""
    return say("door.seen_by", who=whoever(onlookers, say)) if onlookers else ""


def how_it_stands(doorway: Doorway | None, say: Say) -> str:
    """Say to those who plan a meeting whether its door is closed, and if not, who sees the room.

    None where no room can open.
    """
    if doorway is None:
        return say("doorway.nowhere")
    if doorway.onlookers:
        return say("doorway.open", who=whoever(doorway.onlookers, say))
    return say("doorway.closed" if doorway.closed else "doorway.stuck")


def _named(key: str, names: Sequence[str], say: Say) -> str:
    if not names:
        return ""
    shown = [Shown(f"**{escaped(' '.join(name.split())[:LONGEST_NAME])}**") for name in names]
    rest = len(shown) - MOST
    more = [Shown(say("sees.more", count=rest))] if rest > 0 else []
    return say(key, count=len(shown), names=_joined([*shown[:MOST], *more], say))


def _joined(parts: Sequence[str], say: Say) -> Shown:
    if len(parts) <= 1:
        return Shown("".join(parts))
    first = Shown(", ".join(parts[:-1]))
    return Shown(say("sees.and", first=first, last=Shown(parts[-1])))
