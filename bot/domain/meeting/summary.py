"""How an evening went, in counts and minutes: nothing of it says who, or what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import MemberId
from bot.domain.meeting import clock, help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.presence_minutes import was_there_since
from bot.domain.meeting.round_state import Seat, Turn
from bot.domain.person import Way
from bot.domain.template import StageKey

COUNTED_FROM = 5
"""With fewer people counts would be about persons: then nothing is counted."""
_A_MINUTE = timedelta(minutes=1)


class TookPart(StrEnum):
    """How somebody took part: who passed once and spoke another time, say, counts in both."""

    SPOKE = "spoke"
    TYPED = "typed"
    PASSED = "passed"
    LISTENED = "listened"
    NOT_HEARD = "not_heard"
    """Waited for a turn that did not come, or came when the rounds were over, and wrote nothing."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long one stage was planned for and took, in whole minutes."""

    stage: str
    planned: int
    took: int


@dataclass(frozen=True, slots=True)
class Summary:
    """An evening in figures; `counts` is empty where fewer than `COUNTED_FROM` people came."""

    stages: tuple[StageTime, ...]
    people: int = 0
    """How many were there once it had begun, besides those who led."""
    counts: tuple[tuple[str, int], ...] = ()
    """How many took part in each way, by the names of `TookPart`; ways of nobody are left out.

    Whoever did several of them stands in each.
    """
    questions: int = 0
    """How many of the questions that were suggested came onto the card."""
    private: int = 0
    """How many came in private to the one who led."""


def summary_of(meeting: LiveMeeting, began: datetime, ended: datetime) -> Summary:
    """Sum up a meeting that went between two instants (aware, UTC)."""
    came = [
        one
        for one in meeting.people
        if not _leads(meeting, one.id) and was_there_since(meeting, one, began)
    ]
    private = len(help_requests.asked_of(meeting, meeting.lead))
    if len(came) < COUNTED_FROM:
        return Summary(tuple(_stages(meeting, ended)), private=private)
    noted = _timed(meeting, ended)
    ways = [way for one in came for way in _took_part(noted, one.id, one.way)]
    counts = tuple((str(way), ways.count(way)) for way in TookPart if way in ways)
    return Summary(tuple(_stages(meeting, ended)), len(came), counts, len(meeting.asked), private)


def _leads(meeting: LiveMeeting, member: MemberId) -> bool:
    return member in meeting.facilitators or meeting.is_removed(member)


def _timed(meeting: LiveMeeting, ended: datetime) -> LiveMeeting:
    """Note how long whoever has the floor has had it, where the evening ends in a round."""
    here = meeting.round
    return clock.with_round(meeting, here.timed(meeting.paused_at or ended)) if here else meeting


def _stages(meeting: LiveMeeting, ended: datetime) -> Iterator[StageTime]:
    for place, stage in enumerate(meeting.stages):
        took = clock.spent(meeting, ended, place)
        if took and stage.key is not StageKey.LOBBY:
            yield StageTime(str(stage.key), stage.minutes, max(1, round(took / _A_MINUTE)))


def _took_part(meeting: LiveMeeting, member: MemberId, way: Way) -> Iterator[TookPart]:
    """Say each way in which somebody took part: in a round, called by hand, or by typed words."""
    seats = [seat for seat in _seats(meeting, member) if seat is not None]
    heard = [seat for seat in seats if seat.was_heard]
    by_hand = member in meeting.spoke_by_hand
    spoke = way is not Way.TYPING and (by_hand or any(not seat.typed for seat in heard))
    has_typed = any(seat.typed for seat in heard) or member in {one.author for one in meeting.posts}
    if spoke:
        yield TookPart.SPOKE
    if has_typed or ((heard or by_hand) and not spoke):
        yield TookPart.TYPED
    passed = any(seat.turn is Turn.PASSED for seat in seats)
    if passed:
        yield TookPart.PASSED
    if not (heard or by_hand or has_typed or passed):
        yield TookPart.LISTENED if way is Way.LISTENING else TookPart.NOT_HEARD


def _seats(meeting: LiveMeeting, member: MemberId) -> tuple[Seat | None, ...]:
    rounds = (one for one in (meeting.check_in, meeting.check_out) if one is not None)
    return tuple(one.seat(member) for one in rounds)
