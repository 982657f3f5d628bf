"""What an evening that nobody leads needs of the library, and what is told as it goes on."""

from dataclasses import replace
from datetime import datetime

from bot.content import worksheets
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import questions
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.template import StageKey
from bot.services.meeting.facilitating.wanted import take_down_questions
from bot.services.meeting.suggestions import Suggestions
from bot.services.outbox.notices import BY_ITSELF, Note
from bot.services.ports.store import Tx

GOES_ON_NOTES = -1000
"""Below this number, by their cards, are the notes that an evening goes on by itself."""


def completed(
    tx: Tx, before: LiveMeeting, after: LiveMeeting, now: datetime, suggestions: Suggestions
) -> LiveMeeting:
    """Give it the question or the exercise that its stage needs; else change nothing.

    What comes onto the card is noted as heard by this group.
    """
    if not after.is_guided:
        return after
    if after.now_in is StageKey.WORKING and after.exercise is None:
        kinds = list(worksheets.load())
        after = replace(after, exercise=kinds[after.id % len(kinds)])
    if questions.lacks(after):
        heard, library = tx.heard.last(after.guild), suggestions.for_now(tx, after)
        after = questions.suggested(after, library, heard, suggestions.sure(after))
        after = questions.with_question(after, after.suggested[0]) if after.suggested else after
    if after.question is not None and after.question != before.question:
        tx.heard.add(after.guild, after.id, (after.question,), now)
    return after


def note_step(tx: Tx, before: LiveMeeting, after: LiveMeeting, now: datetime) -> None:
    """Note what came by itself: that an evening has begun, or goes on while who leads is away.

    The second is said in the room, each time once: it comes with a new card.
    """
    if after.stage > before.stage == 0:
        note_beginning(tx, after.id, now)
    if after.by_itself_since and not before.by_itself_since:
        about, number = Subject.meeting(after.id), GOES_ON_NOTES - after.cards
        note = Note(BY_ITSELF).written()
        tx.outbox.want(OutboxEntry(about, after.guild, EntryKind.ROOM_NOTE, number, now, note))


def note_beginning(tx: Tx, meeting: OccurrenceId, now: datetime) -> None:
    """Note that an evening has begun: nobody is asked any more whether they lead it."""
    occurrence = tx.occurrences.get(meeting)
    if occurrence is not None:
        began_at = occurrence.began_at or now
        tx.occurrences.save(replace(occurrence, began_at=began_at, reason=""))
        take_down_questions(tx, occurrence, now)
