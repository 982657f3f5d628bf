"""Names chosen at the door: nobody goes by the name of somebody else, or of a part in the group."""

import unicodedata

from bot.domain.errors import Refusal
from bot.domain.meeting import Meeting
from bot.domain.person import Actor

LONGEST_NAME = 32
"""Characters of a name chosen at the door, as long as Discord's own."""
OURS = frozenset({"openround"})
OF_A_PART = frozenset({"facilitator", "thefacilitator", "cofacilitator", "organiser", "organizer"})
UNSEEN = frozenset("CPZ")
"""Spaces, marks and what cannot be seen: names that differ in these alone sound the same."""


class NameTaken(Refusal):
    """Somebody else in this meeting goes by this name."""

    key = "refusal.name_taken"


class NameOfAPart(Refusal):
    """The name says that its bearer facilitates, organises or is this bot."""

    key = "refusal.name_of_a_part"


def must_be_free(meeting: Meeting, by: Actor, name: str) -> None:
    """Raise NameTaken or NameOfAPart; one's own name in the server is always one's own."""
    wanted = _key(name)
    if wanted == _key(by.name):
        return
    if _says_a_part(meeting, by, wanted):
        raise NameOfAPart
    if wanted in _others(meeting, by):
        raise NameTaken


def free_name(meeting: Meeting, by: Actor, name: str) -> str:
    """Give a name remembered from another evening, with a number where somebody has it today.

    Who went by a part that they do not have today goes by their own name in the server.
    """
    if _says_a_part(meeting, by, _key(name)):
        return by.name
    others, number, found = _others(meeting, by), 1, name
    while _key(found) in others:
        number += 1
        found = f"{name[: LONGEST_NAME - 3].rstrip()} {number}"
    return found


def _others(meeting: Meeting, by: Actor) -> set[str]:
    names = {_key(one.name) for one in meeting.people if one.id != by.id}
    return names if meeting.lead in {None, by.id} else names | {_key(meeting.lead_known_as)}


def _says_a_part(meeting: Meeting, by: Actor, key: str) -> bool:
    hosts = by.leads or by.id in meeting.facilitators
    return key in OURS or (key in OF_A_PART and not hosts)


def _key(name: str) -> str:
    """Give what two names have in common that look or sound the same."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(mark for mark in plain if unicodedata.category(mark)[0] not in UNSEEN) or plain
