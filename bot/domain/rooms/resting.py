"""What becomes of the dated meetings of a server that removes the bot, and takes it in again."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.rooms import opening
from bot.domain.server.departure import GRACE

REMOVED = "removed"
"""Why a meeting could not go on: the last part of a text key."""
FORGOTTEN = "forgotten"
"""Instead: of this meeting nothing is kept but what finds its room again."""
_LEFT_BEHIND = frozenset({Phase.OPENING, Phase.OPEN, Phase.ENDED})
"""The phases in which a room of ours may stand."""


def stopped(one: Occurrence, now: datetime) -> Occurrence:
    """Stop a meeting of a server that removed the bot; a plan rests until the group is asked."""
    if one.phase is Phase.PLANNED:
        return replace(one, due=now + 4 * GRACE)
    phase = Phase.ABANDONED if one.phase in _LEFT_BEHIND else Phase.MISSED
    return replace(one, phase=phase, reason=REMOVED, ended_at=one.ended_at or now, due=now)


def taken_back(one: Occurrence, now: datetime) -> Occurrence:
    """Let a plan go on; what passed meanwhile is missed."""
    if now > opening.latest_opening(one):
        return replace(one, phase=Phase.MISSED, reason=REMOVED, ended_at=now, due=now)
    return replace(one, due=one.prepared_at)


def is_left_behind(one: Occurrence) -> bool:
    """Tell whether a room of ours may stand in a server that removed the bot meanwhile."""
    return one.phase is Phase.ABANDONED and one.reason in {REMOVED, FORGOTTEN}


def room_alone(one: Occurrence) -> Occurrence:
    """Keep of a meeting what finds its room again, and nothing of the group."""
    return Occurrence(
        id=one.id,
        guild=one.guild,
        title="",
        starts_at=one.starts_at,
        minutes=one.minutes,
        template="",
        room_kind=one.room_kind,
        due=one.due,
        phase=one.phase,
        reason=FORGOTTEN,
        code=one.code,
        intent_at=one.intent_at,
        room=one.room,
        ended_at=one.ended_at,
    )
