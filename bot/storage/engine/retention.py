"""What goes by itself, and when; the periods stand beside the tables."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.outbox_entry import EffectState
from bot.domain.prompts.own_prompt import State
from bot.storage.rows import tables
from bot.storage.rows.access import Access

_FINAL = tuple(phase.value for phase in FINAL)
_OVER = tables.occurrences.c.phase.in_(_FINAL)
_OLD_OCCURRENCES = delete(tables.occurrences).where(
    _OVER, tables.occurrences.c.starts_at < bindparam("before")
)
_OVER_EVENINGS = delete(tables.evenings).where(
    tables.evenings.c.id.in_(select(tables.occurrences.c.id).where(_OVER))
)
_ROOM_GONE = delete(tables.traces).where(
    tables.traces.c.id.in_(
        select(tables.occurrences.c.id).where(
            tables.occurrences.c.phase.in_(_FINAL),
            tables.occurrences.c.phase != Phase.ABANDONED.value,
        )
    )
)
_DONE_EFFECTS = delete(tables.effects).where(
    tables.effects.c.state.in_((EffectState.DONE.value, EffectState.GIVEN_UP.value)),
    tables.effects.c.due < bindparam("before"),
)
_OLD_HEARD = delete(tables.heard).where(tables.heard.c.at < bindparam("before"))
_RETIRED_PROMPTS = delete(tables.prompts).where(
    tables.prompts.c.state == State.RETIRED.value, tables.prompts.c.changed_at < bindparam("before")
)
_OLD_MEMBERSHIPS = delete(tables.memberships).where(
    tables.memberships.c.seen_on < bindparam("before")
)
_ENDED_SERIES = delete(tables.series).where(
    tables.series.c.ended,
    ~select(1).where(tables.occurrences.c.series == tables.series.c.id).exists(),
)
_DATE_MEMBERSHIPS = (
    update(tables.memberships)
    .where(tables.memberships.c.seen_on.is_(None))
    .values(seen_on=bindparam("today"))
)


def prune(access: Access, now: datetime) -> int:
    """Delete every row whose time is over; gives how many. Safe to call as often as one likes."""
    # A row without a date cannot grow old: its time begins when we first see it here.
    access.change(_DATE_MEMBERSHIPS, {"today": now.date()})
    unseen = (now - tables.MEMBERSHIPS_KEPT).date()
    gone = access.change(_OVER_EVENINGS)
    gone += access.change(_ROOM_GONE)
    gone += access.change(_OLD_OCCURRENCES, {"before": now - tables.HISTORY_KEPT})
    gone += access.change(_DONE_EFFECTS, {"before": now - tables.EFFECTS_KEPT})
    gone += access.change(_OLD_HEARD, {"before": now - tables.HEARD_KEPT})
    gone += access.change(_RETIRED_PROMPTS, {"before": now - tables.RETIRED_KEPT})
    gone += access.change(_OLD_MEMBERSHIPS, {"before": unseen})
    gone += access.change(_ENDED_SERIES)
    access.wipe |= gone > 0
    return gone
