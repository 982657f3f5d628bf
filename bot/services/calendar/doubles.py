"""No meeting twice: neither in the calendar nor as a room, whoever sends it again."""

from datetime import datetime

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.calendar.series import Series, is_same_title
from bot.domain.errors import Refusal
from bot.services.calendar import planning
from bot.services.ports.store import Tx

MOST_SERIES = 50
MOST_OPEN = 10


class TooManyMeetings(Refusal):
    """The server has as many meetings as it may."""

    key = "refusal.too_many_meetings"


class PlannedAlready(Refusal):
    """The very same meeting stands in the calendar: it was sent twice, or by two people."""

    key = "refusal.planned_already"


class OpenAlready(Refusal):
    """A meeting of this title is open here."""

    key = "refusal.open_already"


class OpensAlready(Refusal):
    """A meeting of this title is about to open here."""

    key = "refusal.opens_already"


def must_be_another(tx: Tx, series: Series) -> None:
    """Refuse a second series for the same meeting, in the very write that would keep it."""
    others = (one for one in tx.series.of(series.guild) if one.id != series.id)
    known = [one for one in others if not one.ended]
    for one in known:
        at = planning.shared_date(one, series)
        if at:
            raise PlannedAlready(title=one.title, at=int(at.timestamp()))
    if len(known) >= MOST_SERIES:
        raise TooManyMeetings(most=MOST_SERIES)


def must_not_be_open(tx: Tx, wanted: Occurrence, now: datetime) -> None:
    """Refuse a second room for the same meeting, in the very write that would ask for it."""
    alive = tx.occurrences.of(wanted.guild, frozenset(Phase) - FINAL)
    here = [one for one in alive if one.phase is not Phase.PLANNED or one.doors_at <= now]
    for one in here:
        if one.phase in {Phase.ENDED, Phase.DELETED} or not is_same_title(one.title, wanted.title):
            continue
        if one.phase is Phase.OPEN and one.room:
            raise OpenAlready(title=one.title, room=one.room)
        raise OpensAlready(title=one.title)
    if len(here) >= MOST_OPEN:
        raise TooManyMeetings(most=MOST_OPEN)
