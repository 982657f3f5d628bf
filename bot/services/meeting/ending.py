"""The end of a running meeting, inside a transaction."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import OccurrenceId
from bot.domain.meeting import clock
from bot.domain.meeting.members.presence_minutes import noticed
from bot.domain.meeting.rights import MeetingOver
from bot.domain.meeting.self_guided.left_alone import went_by_itself
from bot.domain.person import Actor
from bot.services.meeting import follow_up
from bot.services.meeting.facilitating.wanted import take_down_questions
from bot.services.meeting.follow_up import found
from bot.services.meeting.minutes_kept import keep_minutes
from bot.services.meeting.regulars import remember_who_came
from bot.services.meeting.summaries import want_summary
from bot.services.outbox.notices import WENT_BY_ITSELF, tell_organisers
from bot.services.ports.store import Tx


def end_in(
    tx: Tx, meeting: OccurrenceId, now: datetime, why: str, by: Actor | None = None
) -> Occurrence:
    """End a running meeting inside a transaction: only counts and stage times remain.

    `why` is the last part of the text key of what the room is told; `by` is who pressed for it.
    """
    running, occurrence = found(tx, meeting), tx.occurrences.get(meeting)
    if by is not None:
        running = noticed(running, by, now)
    if occurrence is None:
        raise MeetingOver
    for place, stage in enumerate(running.stages):
        seconds = int(clock.spent(running, now, place).total_seconds())
        if seconds:
            tx.history.add(meeting, place, stage.key, seconds)
    remember_who_came(tx, running, now)
    keep_minutes(tx, running, occurrence, now)
    want_summary(tx, running, occurrence, now)
    if went_by_itself(running):
        tell_organisers(tx, occurrence, WENT_BY_ITSELF, now)
    ended = replace(
        occurrence,
        phase=Phase.ENDED,
        ended_at=now,
        due=now,
        attempt=0,
        present=len(running.people),
    )
    follow_up.wind_up(tx, running, now, why)
    take_down_questions(tx, occurrence, now)
    tx.live_meetings.delete(meeting)
    return tx.occurrences.save(ended)
