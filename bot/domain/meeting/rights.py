"""Who may do what in a meeting, and the refusals that every part of it shares."""

from enum import StrEnum

from bot.domain.calendar.who_may_see import may_come
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.language import folding
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Place
from bot.domain.person import Actor, Person

LONGEST_CONTACT = 300
"""Characters of the group's own contact in a refusal."""


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


class SweptOut(Removed):
    """Everyone who came in lately was removed together, this person among them."""

    key = "refusal.swept_out"


class RemovedWriteTo(Removed):
    """As Removed, in a group that says whom to write to."""

    key = "refusal.removed_contact"


class SweptOutWriteTo(SweptOut):
    """As SweptOut, in a group that says whom to write to."""

    key = "refusal.swept_out_contact"


class NobodyThere(NotHere):
    """The person whom the facilitator means is not in the meeting any more."""

    key = "refusal.nobody_there"


class NotFacilitator(Refusal):
    """Only the facilitator of this meeting can do this."""

    key = "refusal.not_facilitator"


class NobodyLeadsNow(NotFacilitator):
    """Nobody leads, so that the steps come by themselves until somebody takes over."""

    key = "refusal.nobody_leads_now"


class RoleGone(NotFacilitator):
    """This person led by the role, and has it no more."""

    key = "refusal.role_gone"


class TakenOff(NotFacilitator):
    """This person helped to lead, until whoever leads took them off."""

    key = "refusal.taken_off"


class PlansOnly(NotFacilitator):
    """This person plans meetings here, and has no role to lead them."""

    key = "refusal.plans_only"


class SomebodyElseLeads(NotFacilitator):
    """This person has the role to lead, and somebody else leads this evening."""

    key = "refusal.somebody_else_leads"


class NotNow(Refusal):
    """This belongs to another stage of the evening."""

    key = "refusal.not_now"


class OnlyListening(Refusal):
    """For now only those write who were already here."""

    key = "refusal.only_listening"


class EmptyWords(Refusal):
    """Nothing was written."""

    key = "refusal.empty_words"
    can_be_mended = True


def must_be_at(meeting: LiveMeeting, place: Place) -> None:
    """Raise StageOver unless the meeting is still in the stage that the button was drawn for."""
    if meeting.stage != place.stage:
        raise StageOver


def leads(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether `by` leads this meeting or helps to, and still may: the role can be taken."""
    by_role = by.id in meeting.by_role
    return by.id in meeting.facilitators and (not by_role or by.leads or by.manages)


def hosts(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether `by` has the console: those who lead, before `Begin` those who may begin."""
    may = leads(meeting, by) or (meeting.stage == 0 and by.leads)
    return may and not meeting.is_removed(by.id)


def oversees(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether somebody may step in: they manage the server, and do not lead here yet."""
    return by.manages and meeting.lead != by.id and not meeting.is_removed(by.id)


def not_leading(by: Actor) -> NotFacilitator:
    """Give the refusal for somebody who does not lead: how they could, where there is a way."""
    if by.leads:
        return SomebodyElseLeads()
    plans = by.manages_events and not by.manages
    return PlansOnly() if plans else NotFacilitator()


def must_lead(meeting: LiveMeeting, by: Actor) -> None:
    """Raise Removed, NotFacilitator or what is one unless `by` leads or helps to."""
    must_be_welcome(meeting, by.id)
    if leads(meeting, by):
        return
    if meeting.is_guided:
        raise NobodyLeadsNow
    if by.id in meeting.facilitators:
        raise RoleGone
    if by.id in meeting.taken_off:
        raise TakenOff
    raise not_leading(by)


def must_host(meeting: LiveMeeting, by: Actor) -> None:
    """Raise Removed, NotFacilitator or RoleGone unless `by` has the console."""
    if not hosts(meeting, by):
        must_lead(meeting, by)


def must_be_here(meeting: LiveMeeting, member: MemberId) -> Person:
    """Give the person; raises NotHere unless they came through the door and did not leave.

    Raises Removed for somebody whose access has ended.
    """
    must_be_welcome(meeting, member)
    person = meeting.person(member)
    if person is None or person.gone:
        raise NotHere
    return person


def must_be_welcome(meeting: LiveMeeting, member: MemberId) -> None:
    """Raise Removed for somebody whose access has ended for this evening."""
    if meeting.is_removed(member):
        together = any(member in sweep.members for sweep in meeting.sweeps)
        contact = folding.cut(folding.one_line(meeting.texts.contact), LONGEST_CONTACT)
        if not contact:
            raise SweptOut if together else Removed
        raise (SweptOutWriteTo if together else RemovedWriteTo)(contact=contact)


def sees_room(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether somebody has a right to see the room: to others nothing of it is shown.

    Behind an open door that is everyone who was not removed; behind a closed one who is here, sits
    in voice, or is let in by a role.
    """
    person = meeting.person(by.id)
    inside = (person is not None and not person.gone) or by.id in meeting.in_voice
    by_role = meeting.visible_to is not None and may_come(meeting, by)
    may = inside or not meeting.closed_door or by.leads or by.manages or by_role
    return may and not meeting.is_removed(by.id)


def must_see_room(meeting: LiveMeeting, by: Actor) -> None:
    """Raise Removed or NotHere unless somebody has a right to see the room."""
    must_be_welcome(meeting, by.id)
    if not sees_room(meeting, by):
        raise NotHere


def must_take_part(meeting: LiveMeeting, by: Actor) -> Person:
    """Give the person; raises Removed, NotHere, and OnlyListening while newcomers only listen."""
    person = must_be_here(meeting, by.id)
    if not by.leads and not meeting.may_write(by.id):
        raise OnlyListening
    return person


class WayIn(StrEnum):
    """Whom the door lets in just now."""

    OPEN = "open"
    FULL = "full"
    """Nobody until somebody leaves, besides those who lead."""
    CLOSED = "closed"
    """Those who were in before, and those who lead."""
    HERE = "here"
    """Somebody who is in already: they need no way in."""


def way_in(meeting: LiveMeeting) -> WayIn:
    """Say whom the door lets in, as its message shows it to everybody."""
    if meeting.door_closed:
        return WayIn.CLOSED
    return WayIn.FULL if is_full(meeting) else WayIn.OPEN


def is_full(meeting: LiveMeeting) -> bool:
    """Tell whether as many are in as the meeting takes; those who lead take no place."""
    taken = [one for one in meeting.let_in if not one.leads and one.id not in meeting.facilitators]
    return bool(meeting.capacity) and len(taken) >= meeting.capacity
