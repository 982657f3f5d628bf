"""Names: nobody goes by the name of somebody else who is shown, or of a part in the group."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.language.folding import cut, one_line
from bot.domain.language.look_alikes import is_picture, looks, read_as
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names.name_sayings import says_a_line, without_lines
from bot.domain.meeting.names.name_words import is_nameless, says_a_part, without_parts
from bot.domain.meeting.names.namesakes import leans_on
from bot.domain.person import Actor, Way

LONGEST_NAME = 32
"""Characters of a name, as long as Discord's own."""
_REMEMBERED = 256
_ROOM_FOR_NUMBER = 4
_MOST_MARKS = 2
_NUMBER = re.compile(r" \d{1,3}$")
_LINK = re.compile(
    r"://|\bwww\.|\bdiscord\.|[^\W_]\.[^\W_]{2,}/|[^\W_]\.(?:com|net|org|gg|io|xyz|link|app)\b",
    re.IGNORECASE,
)
_MENTIONING = re.compile(r"(?<!\S)@+(?=\S)")
_AT_THE_END = " :,;|<>-\u2010\u2011\u2012\u2013\u2014\u2015"
"""Marks that would make a heading of a name."""


class NameOfAPart(Refusal):
    """The name says a part its bearer does not have, a help line's, or a line of our cards."""

    key = "refusal.name_of_a_part"
    can_be_mended = True


class NameUnfit(Refusal):
    """Nothing in the name can be read, or it is a link, or means nobody in particular."""

    key = "refusal.name_unfit"
    can_be_mended = True


@lru_cache(_REMEMBERED)
def fitting(name: str, *, leads: bool = False, manages: bool = False) -> str:
    """Give a name in the server as it may be shown, mended where it must be; else nothing.

    Parts that its bearer does not have are left out, and links, and lines of our cards. The last
    few are remembered: to read a name at every press was a seventh of all that a press takes.
    """
    clean = _clean(name)
    if _LINK.search(clean):
        clean = " ".join(word for word in clean.split(" ") if not _LINK.search(word))
    if says_a_line(clean):
        clean = _clean(without_lines(clean))
    if says_a_part(clean, leads=leads, manages=manages):
        clean = without_parts(clean, leads=leads, manages=manages)
    barred = says_a_part(clean, leads=leads, manages=manages) or says_a_line(clean)
    return clean if _is_readable(clean) and not barred else ""


def must_fit(meeting: LiveMeeting, by: Actor, name: str) -> None:
    """Raise NameOfAPart or NameUnfit for a name that somebody cannot choose."""
    clean, leads = _clean(name), by.leads or by.id in meeting.facilitators
    if _LINK.search(clean) or not _is_readable(clean):
        raise NameUnfit
    if says_a_line(clean) or says_a_part(clean, leads=leads, manages=by.manages):
        raise NameOfAPart


def own_name(meeting: LiveMeeting, by: Actor, chosen: str) -> str:
    """Give the name somebody comes with: the one chosen on another evening, while it fits today.

    A part may have been one's own then and not now.
    """
    leads = by.leads or by.id in meeting.facilitators
    fits = chosen and fitting(chosen, leads=leads, manages=by.manages) == _clean(chosen)
    return chosen if fits else by.name


def free_name(meeting: LiveMeeting, member: MemberId, name: str) -> str:
    """Give the name, with a number where somebody else who is shown now has it.

    One that leans on the name of who leads becomes that name with a number ("Fran 2").

    Who only listens, has left or was removed is not looked at: the number would tell of them.
    """
    clean = _clean(name)
    lead = next((one for one in _leading(meeting, member) if leans_on(clean, one)), clean)
    return numbered(lead, _names_shown(meeting, member))


def numbered(name: str, taken: frozenset[str]) -> str:
    """Give a name with the first number that makes it unlike those taken (`looks`), if it must."""
    root, number, found = _NUMBER.sub("", name), 1, name
    while looks(found) & taken:
        number += 1
        found = f"{cut(root, LONGEST_NAME - _ROOM_FOR_NUMBER)} {number}"
    return found


def settled(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    """Give the meeting in which somebody who is shown from now on has a name of their own."""
    people = tuple(
        replace(one, name=free_name(meeting, member, one.name)) if one.id == member else one
        for one in meeting.people
    )
    return meeting if people == meeting.people else replace(meeting, people=people)


def listed_name(meeting: LiveMeeting, member: MemberId) -> str:
    """Give somebody's name for those who lead: nobody in their lists has the name of another.

    Who is shown has the name that stands on the card; numbers go to those who are not.
    """
    person = meeting.person(member)
    if person is None:
        return meeting.lead_name if member == meeting.lead else ""
    if is_shown(meeting, member):
        return person.name
    taken = _names_shown(meeting, member)
    for one in meeting.people:
        if one.id == member:
            break
        if not is_shown(meeting, one.id):
            taken |= looks(numbered(one.name, taken))
    return numbered(person.name, taken)


def apart(names: Iterable[str]) -> list[str]:
    """Give a list of names with a number wherever one was there before."""
    found: list[str] = []
    taken: frozenset[str] = frozenset()
    for name in names:
        found.append(numbered(name, taken))
        taken |= looks(found[-1])
    return found


def is_shown(meeting: LiveMeeting, member: MemberId) -> bool:
    """Tell whether somebody's name stands where everyone sees it, or may at any moment."""
    person = meeting.person(member)
    if meeting.is_removed(member):
        return False
    if person is not None and not person.gone and person.way is not Way.LISTENING:
        return True
    named = {meeting.called, *(one.by for one in meeting.topics)}
    return member in {*meeting.facilitators, *named, *(one.member for one in meeting.hands)}


def _leading(meeting: LiveMeeting, member: MemberId) -> list[str]:
    """Name those who lead or may begin and are shown, for somebody who is none of them."""
    lead = meeting.facilitators or tuple(one.id for one in meeting.people if one.leads)
    if member in lead:
        return []
    known = [(one, meeting.person(one)) for one in lead if is_shown(meeting, one)]
    names = [person.name for _, person in known if person]
    return names if meeting.lead is None else [meeting.lead_known_as, *names]


def _names_shown(meeting: LiveMeeting, apart_from: MemberId) -> frozenset[str]:
    others = (one for one in meeting.people if one.id != apart_from)
    names = [one.name for one in others if is_shown(meeting, one.id)]
    if meeting.lead and meeting.lead != apart_from and meeting.person(meeting.lead) is None:
        names.append(meeting.lead_name)
    return frozenset(look for name in names for look in looks(name))


def _is_readable(name: str) -> bool:
    """Tell whether there are letters, figures or pictures in a name, and it means somebody."""
    letters = any(mark.isalnum() for mark in read_as(name))
    return (letters or any(map(is_picture, name))) and not is_nameless(name)


def _clean(name: str) -> str:
    """Put a name in order: one line, at most two marks on a letter, 32 characters."""
    kept: list[str] = []
    marks = 0
    for mark in one_line(name):
        category = unicodedata.category(mark)
        on_it = category in {"Mn", "Me"}
        marks = marks + 1 if on_it else len(unicodedata.normalize("NFD", mark)) - 1
        too_many = on_it and marks > _MOST_MARKS
        if is_picture(mark) or not (too_many or category in {"Co", "Cn"}):
            kept.append(mark)
    plain = _MENTIONING.sub("", one_line("".join(kept)))
    return cut(plain.rstrip(_AT_THE_END), LONGEST_NAME).rstrip(_AT_THE_END)
