"""Wants the questions about who leads a meeting, and lets them go once they are answered."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.members.facilitating import ASKED_BEFORE, NEEDED_BEFORE
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.meeting.follow_up import CALLS
from bot.services.outbox.effacing import take_down
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx

_A_MINUTE = 60
_HELPERS = 2**27
"""Numbers above those of all minutes: whoever helps is told at the same minute."""
_ASKED_AGAIN = 2**29
"""Numbers above those of all minutes: somebody took a meeting, and gave it back."""
_DOWN = {EntryKind.CONFIRM: CALLS, EntryKind.NEEDED: CALLS + 2**28}
"""Questions are taken down under numbers above those of all typed words, each kind its own."""


@dataclass(frozen=True, slots=True)
class AskedFor(Payload):
    """The second at which the meeting started when the question was wanted."""

    start: int
    helps: bool = False
    """Whether it is for whoever helps to lead, who is told and not asked."""


def want_yes(tx: Tx, one: Occurrence) -> None:
    """Want whoever is to lead a meeting asked, a quarter of an hour before it; twice is once.

    Whoever is to help is told then, too.
    """
    if one.series is None:
        return
    due, start = one.starts_at - ASKED_BEFORE, int(one.starts_at.timestamp())
    if one.facilitator is not None:
        _want(tx, one, EntryKind.CONFIRM, due)
    if one.co_facilitator is not None:
        about, said = Subject.meeting(one.id), AskedFor(start, helps=True).written()
        seq = _HELPERS + start // _A_MINUTE
        tx.outbox.want(OutboxEntry(about, one.guild, EntryKind.CONFIRM, seq, due, said))


def want_anybody(tx: Tx, one: Occurrence) -> None:
    """Want everyone who may lead asked, five minutes before a meeting, unless they were already."""
    start = int(one.starts_at.timestamp())
    asked = (each for each in _questions(tx, one) if each.kind == EntryKind.NEEDED)
    if one.series is not None and not any(AskedFor.read(each).start == start for each in asked):
        _want(tx, one, EntryKind.NEEDED, one.starts_at - NEEDED_BEFORE)


def want_anybody_now(tx: Tx, one: Occurrence, now: datetime) -> None:
    """Want them asked at once, also a second time: whoever was to lead can't."""
    asked = [each for each in _questions(tx, one) if each.kind == EntryKind.NEEDED]
    waiting = next((each for each in asked if each.state is EntryState.WANTED), None)
    if waiting is not None:
        tx.outbox.save(replace(waiting, due=now))
    else:
        _want(tx, one, EntryKind.NEEDED, now, _ASKED_AGAIN + len(asked))


def answered(tx: Tx, one: Occurrence, now: datetime) -> None:
    """Let the question to everyone say that somebody leads, wherever it stands."""
    about = Subject.meeting(one.id)
    for each in _questions(tx, one):
        if each.kind == EntryKind.NEEDED and each.channel:
            tx.outbox.want(OutboxEntry(about, one.guild, EntryKind.TAKEN, each.seq, now))


def take_down_questions(tx: Tx, one: Occurrence, now: datetime) -> int:
    """Delete the questions: they name people, and nobody needs to answer; gives how many stand."""
    standing = [each for each in _questions(tx, one) if each.channel and each.message]
    for each in standing:
        if each.channel and each.message:
            number = _DOWN[EntryKind(each.kind)] + each.seq
            take_down(tx, one.id, one.guild, Post(number, each.channel, each.message), now)
    return len(standing)


def was_asked(tx: Tx, one: Occurrence) -> bool:
    """Tell whether somebody was asked to come and lead."""
    standing = any(each.message for each in _questions(tx, one))
    return standing or one.facilitator is not None


def _questions(tx: Tx, one: Occurrence) -> list[OutboxEntry]:
    return [each for each in tx.outbox.of(Subject.meeting(one.id)) if each.kind in _DOWN]


def _want(
    tx: Tx, one: Occurrence, kind: EntryKind, due: datetime, number: int | None = None
) -> None:
    start = int(one.starts_at.timestamp())
    seq = start // _A_MINUTE if number is None else number
    about, said = Subject.meeting(one.id), AskedFor(start).written()
    tx.outbox.want(OutboxEntry(about, one.guild, kind, seq, due, said))
