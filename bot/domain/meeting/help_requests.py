"""Asking those who lead for something in private; nobody else is told.

See docs/evening.md#private-help.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut, tidy
from bot.domain.meeting.form_entries import Aid, AidKind, Reached
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import must_be_welcome, must_host
from bot.domain.meeting.talk.board import GoneAlready, TooMuchWaiting
from bot.domain.person import Actor, Alerted

LONGEST_NOTE = 300
"""Characters of what may be written with a request."""
MOST_FROM_OUTSIDE = 20
"""Unread requests of people who are not in the meeting; whoever is inside is always heard."""
MOST_READ = 20
"""Requests kept after they were read, so that those who asked can see it."""
ALERT_BETWEEN = timedelta(minutes=1)
"""At least so long between two messages to those who lead: they say the same."""
UNHEARD_AFTER = timedelta(minutes=2)
"""Unread for so long, a request is no help: other ways are shown again."""


class NobodyLeads(Refusal):
    """There is no facilitator in this meeting yet."""

    key = "refusal.nobody_leads"


class NobodyElseLeads(Refusal):
    """The only facilitator asks, and nobody but them would see it."""

    key = "refusal.nobody_else_leads"


class ReadAlready(Refusal):
    """Somebody who leads has read it, so it cannot be taken back."""

    key = "refusal.read_already"


def hearers(
    meeting: LiveMeeting, member: MemberId, hosts: Collection[MemberId] = ()
) -> tuple[MemberId, ...]:
    """Name who sees what somebody asks for: those who lead, whoever leads first.

    While nobody leads these are the `hosts`: everyone in the room who may.
    """
    found = meeting.facilitators or tuple(hosts)
    return tuple(one for one in found if one != member and not meeting.is_removed(one))


def of(meeting: LiveMeeting, member: MemberId) -> Aid | None:
    """Give what somebody has asked for; one request a person."""
    return next((aid for aid in meeting.aids if aid.member == member), None)


def ask_for(
    meeting: LiveMeeting,
    by: Actor,
    at: datetime,
    kind: AidKind,
    note: str = "",
    *,
    number: int,
    hosts: Collection[MemberId] = (),
) -> LiveMeeting:
    """Ask those who lead; asking again replaces what was asked before.

    `number` is drawn at random, so that it does not tell how many were asked before or taken back.
    Raises Removed, NobodyLeads, NobodyElseLeads, and TooMuchWaiting for somebody outside.
    """
    must_be_welcome(meeting, by.id)
    if not hearers(meeting, by.id, hosts):
        raise NobodyElseLeads if by.id in (meeting.facilitators or hosts) else NobodyLeads
    known, others = of(meeting, by.id), _others(meeting, by.id)
    _must_have_place(meeting, by.id, others)
    words = cut(tidy(note), LONGEST_NOTE)
    if known and not known.read and known.kind is kind:
        again = replace(known, note=words or known.note)
        return replace(meeting, aids=tuple(again if a is known else a for a in meeting.aids))
    person, taken = meeting.person(by.id), {aid.number for aid in meeting.aids}
    while number in taken:
        number += 1
    name = person.name if person else naming.free_name(meeting, by.id, by.name)
    asked = Aid(number, by.id, name, kind, words, asked_at=at)
    return _alerting(replace(meeting, aids=(*others, asked)), at)


def take_back(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    """Take back what one has asked for. Raises GoneAlready, ReadAlready."""
    mine = of(meeting, member)
    if mine is None:
        raise GoneAlready
    if mine.read:
        raise ReadAlready
    return replace(meeting, aids=_others(meeting, member))


def read(meeting: LiveMeeting, by: Actor, at: datetime, numbers: Collection[int]) -> LiveMeeting:
    """Note that somebody who leads has read requests, by whom and when first; not one's own.

    Raises NotFacilitator, and GoneAlready where there is none of them.
    """
    must_host(meeting, by)
    if not {aid.number for aid in meeting.aids} & set(numbers):
        raise GoneAlready
    aids = [
        replace(aid, read=True, read_by=aid.read_by or by.id, read_at=aid.read_at or at)
        if aid.number in numbers and aid.member != by.id
        else aid
        for aid in meeting.aids
    ]
    over = [aid for aid in aids if aid.read and aid.number not in numbers][:-MOST_READ]
    return replace(meeting, aids=tuple(aid for aid in aids if aid not in over))


def unread(meeting: LiveMeeting) -> tuple[Aid, ...]:
    """List what nobody has read: of those inside first, each in the order of asking."""
    waiting = [aid for aid in meeting.aids if not aid.read]
    return tuple(sorted(waiting, key=lambda aid: not _is_inside(meeting, aid.member)))


def read_before(meeting: LiveMeeting, by: MemberId | None) -> tuple[Aid, ...]:
    """List what was read, the newest last, so that those who lead can read it again.

    Not what whoever looks has asked for, nor what somebody asked who was removed since.
    """
    return tuple(
        aid
        for aid in meeting.aids
        if aid.read and aid.member != by and not meeting.is_removed(aid.member)
    )


def asked_of(meeting: LiveMeeting, by: MemberId | None) -> tuple[Aid, ...]:
    """List what was asked of somebody who leads, read or not: nobody knows if it was answered."""
    waiting = (aid for aid in meeting.aids if not aid.read and aid.member != by)
    unread = [aid for aid in waiting if not meeting.is_removed(aid.member)]
    return (*unread, *read_before(meeting, by))


def is_unheard(aid: Aid, at: datetime) -> bool:
    """Tell whether a request has waited so long that other ways are shown again."""
    return not aid.read and (aid.asked_at is None or at - aid.asked_at >= UNHEARD_AFTER)


def alerted(
    meeting: LiveMeeting, reached: Reached, messages: Collection[Alerted] = ()
) -> LiveMeeting:
    """Note for everyone who waits how those who lead were told, and by which private messages."""
    aids = tuple(aid if aid.read else replace(aid, reached=reached) for aid in meeting.aids)
    new = tuple(one for one in messages if one not in meeting.alerted)
    return replace(meeting, aids=aids, alerted=(*meeting.alerted, *new))


def without_answered(meeting: LiveMeeting) -> LiveMeeting:
    """Take out the private messages to those for whom nothing waits any more."""
    left = tuple(one for one in meeting.alerted if _waits_for(meeting, one.member))
    return meeting if left == meeting.alerted else replace(meeting, alerted=left)


def _waits_for(meeting: LiveMeeting, member: MemberId) -> bool:
    return bool(meeting.held) or any(aid.member != member for aid in unread(meeting))


def passed_on(
    before: LiveMeeting, after: LiveMeeting, by: Actor | None, at: datetime
) -> LiveMeeting:
    """Want whoever leads from now on told too, where requests wait; whoever pressed sees them."""
    pressed = {by.id} if by else set()
    others = set(after.facilitators) - set(before.facilitators) - pressed
    return _alerting(after, at) if others and waits(after) else after


def waits(meeting: LiveMeeting) -> bool:
    """Tell whether anything waits for those who lead: a request, or words without a name."""
    return bool(unread(meeting) or meeting.held)


def with_words_waiting(before: LiveMeeting, after: LiveMeeting, at: datetime) -> LiveMeeting:
    """Want those who lead told `at` an instant drawn at random that words without a name wait.

    One message does for all that wait.
    """
    return after if before.held else _alerting(after, at)


def _alerting(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Want those who lead told; one message that is still to come does for several requests."""
    last = meeting.alert_at
    if last is not None and at < last <= at + ALERT_BETWEEN:
        return meeting
    due = at if last is None or last > at else max(at, last + ALERT_BETWEEN)
    return replace(meeting, alerts=meeting.alerts + 1, alert_at=due)


def _must_have_place(meeting: LiveMeeting, member: MemberId, others: Collection[Aid]) -> None:
    if _is_inside(meeting, member):
        return
    outside = [aid for aid in others if not aid.read and not _is_inside(meeting, aid.member)]
    if len(outside) >= MOST_FROM_OUTSIDE:
        raise TooMuchWaiting


def _is_inside(meeting: LiveMeeting, member: MemberId) -> bool:
    person = meeting.person(member)
    inside = person is not None and not person.gone
    return inside or member in meeting.in_voice or member in meeting.facilitators


def _others(meeting: LiveMeeting, member: MemberId) -> tuple[Aid, ...]:
    return tuple(aid for aid in meeting.aids if aid.member != member)
