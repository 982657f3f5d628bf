"""Asking the facilitator for something in private; nobody else is told (product.md §2)."""

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.meeting import Meeting, must_lead
from bot.domain.person import Actor
from bot.domain.said import Aid, AidKind
from bot.domain.words import GoneAlready, TooMuchWaiting

LONGEST_NOTE = 300
"""Characters of what may be written with a request."""
MOST_AIDS = 20


class NobodyLeads(Refusal):
    """There is no facilitator in this meeting yet."""

    key = "refusal.nobody_leads"


def ask_for(meeting: Meeting, by: Actor, kind: AidKind, note: str = "") -> Meeting:
    """Ask the facilitator; asking again replaces what was asked before.

    Raises NobodyLeads, TooMuchWaiting.
    """
    if meeting.lead is None:
        raise NobodyLeads
    others = tuple(a for a in meeting.aids if not (a.member == by.id and a.kind is kind))
    if len(others) >= MOST_AIDS:
        raise TooMuchWaiting
    person = meeting.person(by.id)
    number = meeting.numbered + 1
    name = person.name if person else by.name
    aid = Aid(number, by.id, name, kind, note.strip()[:LONGEST_NOTE])
    return replace(meeting, numbered=number, aids=(*others, aid))


def read(meeting: Meeting, by: Actor, number: int) -> Meeting:
    """Note that the facilitator has read a request. Raises NotFacilitator, GoneAlready."""
    must_lead(meeting, by)
    if all(aid.number != number for aid in meeting.aids):
        raise GoneAlready
    aids = tuple(replace(a, read=a.read or a.number == number) for a in meeting.aids)
    return replace(meeting, aids=aids)


def waiting(meeting: Meeting) -> int:
    """Count what waits for the facilitator: requests not read and words without a name."""
    return len(meeting.held) + sum(not aid.read for aid in meeting.aids)
