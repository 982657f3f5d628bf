"""Who may do what in a meeting, and the refusals that every part of it shares."""

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.person import Actor, Person
from bot.domain.turn import Place


class MeetingOver(Refusal):
    """The meeting has ended."""

    key = "refusal.meeting_over"


class StageOver(Refusal):
    """The button belongs to a stage or a turn that is over."""

    key = "refusal.stage_over"


class NotHere(Refusal):
    """Only somebody who came through the door can do this."""

    key = "refusal.not_here"


class Removed(NotHere):
    """This person's access to the meeting has ended for this evening."""

    key = "refusal.removed"


class NobodyThere(NotHere):
    """The person whom the facilitator means is not in the meeting any more."""

    key = "refusal.nobody_there"


class NotFacilitator(Refusal):
    """Only the facilitator of this meeting can do this."""

    key = "refusal.not_facilitator"


class NotNow(Refusal):
    """This belongs to another stage of the evening."""

    key = "refusal.not_now"


class EmptyWords(Refusal):
    """Nothing was written."""

    key = "refusal.empty_words"


def must_be_at(meeting: Meeting, place: Place) -> None:
    """Raise StageOver unless the meeting is still in the stage that the button was drawn for."""
    if meeting.stage != place.stage:
        raise StageOver


def must_lead(meeting: Meeting, by: Actor) -> None:
    """Raise NotFacilitator unless `by` leads this meeting or helps to lead it; Removed first."""
    must_be_welcome(meeting, by.id)
    if by.id not in meeting.facilitators:
        raise NotFacilitator


def must_host(meeting: Meeting, by: Actor) -> None:
    """Raise NotFacilitator unless `by` leads, or may begin before anybody has; Removed first."""
    must_be_welcome(meeting, by.id)
    if meeting.stage > 0 or not by.leads:
        must_lead(meeting, by)


def must_be_here(meeting: Meeting, member: MemberId) -> Person:
    """Give the person; raises NotHere unless they came through the door and did not leave.

    Raises Removed for somebody whose access has ended.
    """
    must_be_welcome(meeting, member)
    person = meeting.person(member)
    if person is None or person.gone:
        raise NotHere
    return person


def must_be_welcome(meeting: Meeting, member: MemberId) -> None:
    """Raise Removed for somebody whose access has ended for this evening."""
    if meeting.is_removed(member):
        raise Removed
