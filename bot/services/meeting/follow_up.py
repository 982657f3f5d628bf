"""What a meeting that has changed wants of Discord, noted in the transaction that changed it."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import OccurrenceId
from bot.domain.meeting import traces
from bot.domain.meeting.consequences import Consequences, after_change
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.digests import KEY_BYTES
from bot.domain.person import Actor, Alerted
from bot.services.meeting.cards_posted import OldCard
from bot.services.meeting.deleted.posted_again import want_posted_again
from bot.services.meeting.facilitating.consoles_posted import want_console, want_console_gone
from bot.services.outbox.answered import want_answered
from bot.services.outbox.effacing import take_down
from bot.services.outbox.last_words import want_last_words
from bot.services.outbox.notices import Note
from bot.services.ports.store import Tx

ALIAS_BITS = 40
"""Enough that nobody guesses the number that means somebody."""
CALLS = 2**30
"""Lines that call whoever leads are taken down under numbers above those of all typed words."""


def found(tx: Tx, meeting: OccurrenceId) -> LiveMeeting:
    """Give a running meeting inside a transaction. Raises MeetingOver."""
    running = tx.live_meetings.get(meeting)
    if running is None:
        raise MeetingOver
    return running


def kept(
    tx: Tx, before: LiveMeeting, after: LiveMeeting, now: datetime, by: Actor | None = None
) -> Consequences:
    """Save what became of a meeting, and want what follows from it; gives that with the rest."""
    change = after_change(before, after, now, _alias, by)
    if not change.changed:
        return change
    _want(tx, change, now)
    if change.new_door or change.stays_away:
        want_posted_again(tx, change, now)
    return replace(change, after=tx.live_meetings.save(change.after))


def _want(tx: Tx, change: Consequences, now: datetime) -> None:
    """Want a new card or console, what was taken out deleted, an alert, the door."""
    after = change.after
    if change.new_card:
        _turn_page(tx, change.before, after, now)
    if change.new_console:
        want_console(tx, after, now)
    if change.old_console:
        want_console_gone(tx, change.before, now)
    if change.alert_at:
        about, kind = Subject.meeting(after.id), EntryKind.ALERT
        tx.outbox.want(OutboxEntry(about, after.guild, kind, after.alerts, change.alert_at))
    if change.heard:
        _hang_up(tx, after, now)
    _say_answered(tx, after, change.answered, now, "alert_read")
    if change.door_again:
        about, kind = Subject.meeting(after.id), EntryKind.DOOR_AGAIN
        tx.outbox.want(OutboxEntry(about, after.guild, kind, after.version + 1, now))
    for post in change.taken_out:
        take_down(tx, after.id, after.guild, post, now)


def _alias() -> int:
    return secrets.randbits(ALIAS_BITS)


def wind_up(tx: Tx, running: LiveMeeting, now: datetime, why: str) -> None:
    """Want the last words of an evening, and note which messages of ours stay behind.

    `why` is the last part of a text key.
    """
    meeting, guild, about = running.id, running.guild, Subject.meeting(running.id)
    note, cards = Note(why).written(), running.cards
    want_last_words(tx, meeting, guild, cards, now, why)
    want_console_gone(tx, running, now)
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.ROOM_NOTE, cards, now, note))
    known, key = tx.traces.get(meeting), secrets.token_hex(KEY_BYTES)
    left = traces.left_by(running, key)
    tx.traces.put(replace(left, unnaming=known.unnaming) if known else left)
    _hang_up(tx, running, now)
    _say_answered(tx, running, running.alerted, now, "alert_over")


def _hang_up(tx: Tx, meeting: LiveMeeting, now: datetime) -> None:
    """Want the lines deleted that called whoever leads: they name people, and nothing waits."""
    for call in tx.outbox.of(Subject.meeting(meeting.id)):
        if call.kind == EntryKind.ALERT and call.channel and call.message:
            post = Post(CALLS + call.seq, call.channel, call.message)
            take_down(tx, meeting.id, meeting.guild, post, now)


def _say_answered(
    tx: Tx, meeting: LiveMeeting, told: Iterable[Alerted], now: datetime, why: str
) -> None:
    """Want private messages changed that are true no more; `why` is part of a text key."""
    for one in told:
        want_answered(tx, meeting, one, why, now)


def _turn_page(tx: Tx, before: LiveMeeting, after: LiveMeeting, now: datetime) -> None:
    about, guild = Subject.meeting(after.id), after.guild
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.CARD, after.cards, now))
    clear = OutboxEntry(about, guild, EntryKind.CLEAR, before.cards, now)
    was = OldCard(str(before.now_in)).written()
    fold = OutboxEntry(about, guild, EntryKind.FOLD, before.cards, now, was)
    tx.outbox.want(clear if after.stage == before.stage else fold)
