"""Asking the facilitator for something in private; nobody else is told (product.md §2)."""

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.folding import cut, tidy
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.person import Actor
from bot.domain.rights import must_be_welcome, must_lead
from bot.domain.said import Aid, AidKind
from bot.domain.words import GoneAlready, TooMuchWaiting

LONGEST_NOTE = 300
"""Characters of what may be written with a request."""
MOST_AIDS = 20


class NobodyLeads(Refusal):
    """There is no facilitator in this meeting yet."""

    key = "refusal.nobody_leads"


class NobodyElseLeads(Refusal):
    """The only facilitator asks, and nobody but them would see it."""

    key = "refusal.nobody_else_leads"


def told(meeting: Meeting, member: MemberId) -> MemberId | None:
    """Tell who is told first when somebody asks: whoever leads, else who helps to lead."""
    return next((one for one in meeting.facilitators if one != member), None)


def ask_for(meeting: Meeting, by: Actor, kind: AidKind, note: str = "") -> Meeting:
    """Ask the facilitator; asking again replaces what was asked before.

    Raises Removed, NobodyLeads, NobodyElseLeads, TooMuchWaiting.
    """
    must_be_welcome(meeting, by.id)
    if meeting.lead is None:
        raise NobodyLeads
    if told(meeting, by.id) is None:
        raise NobodyElseLeads
    others = tuple(a for a in meeting.aids if not (a.member == by.id and a.kind is kind))
    if len(others) >= MOST_AIDS:
        raise TooMuchWaiting
    person = meeting.person(by.id)
    number = meeting.numbered + 1
    name = person.name if person else by.name
    aid = Aid(number, by.id, name, kind, cut(tidy(note), LONGEST_NOTE))
    return replace(meeting, numbered=number, aids=(*others, aid))


def read(meeting: Meeting, by: Actor, number: int) -> Meeting:
    """Note that the facilitator has read a request. Raises NotFacilitator, GoneAlready."""
    must_lead(meeting, by)
    if all(aid.number != number for aid in meeting.aids):
        raise GoneAlready
    aids = tuple(replace(a, read=a.read or a.number == number) for a in meeting.aids)
    return replace(meeting, aids=aids)
