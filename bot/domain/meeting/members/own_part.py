"""What a running meeting holds of one person, for them alone: nothing that others said or chose."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.letter_wishes import wish_of
from bot.domain.meeting.round_state import Round
from bot.domain.meeting.talk import posted_words
from bot.domain.meeting.talk.board import named_lines
from bot.domain.people.personal_data import MessageAt, told


class TurnMark(StrEnum):
    """What is noted beside somebody's place in a round."""

    CAME_BACK = "came_back"
    TYPED = "typed"


def facts_of(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    """Give all of it by short names; what is not so is left out."""
    return {
        **_coming_in(meeting, member),
        **_standing(meeting, member),
        **_in_voice(meeting, member),
        **_taking_part(meeting, member),
        **_asking(meeting, member),
    }


def came_at(meeting: LiveMeeting, member: MemberId) -> datetime:
    """Give when somebody came in, or when the meeting began for who never did."""
    person = meeting.person(member)
    return (person.first_came or person.came_at) if person else meeting.starts_at


def _coming_in(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    person = meeting.person(member)
    if person is None:
        return {}
    return told(
        name=person.name,
        way=person.way,
        first_came=person.first_came,
        came_at=person.came_at,
        first_time=person.first_time,
        speak_early=person.wants_early,
        after_check_in=person.after_check_in,
        held_role=person.leads,
        looks_after=person.manages,
        has_left=person.gone,
        stays=person.stays,
        seen=person.seen,
        seen_before=person.wrote,
    )


def _standing(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    leading = member in meeting.facilitators
    numbers = (one.number for one in meeting.aliases if one.member == member)
    return told(
        leads=meeting.lead == member,
        helps_lead=leading and meeting.lead != member,
        leads_known_as=meeting.lead_name if meeting.lead == member else "",
        leads_seen_at=meeting.lead_seen_at if meeting.lead == member else None,
        leads_by_role=member in meeting.by_role,
        taken_off=member in meeting.taken_off,
        removed=meeting.is_removed(member),
        removed_with_others=any(member in one.members for one in meeting.sweeps),
        was_inside=any(member in one.inside for one in meeting.sweeps),
        told_removed=member in meeting.told,
        may_write=meeting.writers is not None and member in meeting.writers,
        menu_number=next(numbers, None),
    )


def _in_voice(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    known = next((one for one in meeting.voice if one.member == member), None)
    if known is None:
        return {}
    return told(
        voice_now=known.left_at is None,
        voice_since=known.since,
        voice_back_at=known.back_at,
        voice_left_at=known.left_at,
        voice_stays=known.stays,
    )


def _taking_part(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    hand = next((one for one in meeting.hands if one.member == member), None)
    return told(
        hand_up=hand is not None,
        hand_note=hand.note if hand else "",
        was_called=meeting.called == member,
        spoke_last=meeting.spoke_last == member,
        spoke_by_hand=member in meeting.spoke_by_hand,
        ready=member in meeting.ready,
        topics=tuple(one.text for one in meeting.topics if one.by == member),
        votes=sum(member in one.votes for one in meeting.topics) or None,
        lines=tuple(one.text for one in reversed(named_lines(meeting, member))),
        check_in=_turn(meeting.check_in, member),
        check_out=_turn(meeting.check_out, member),
        turn_seconds=_turn_seconds(meeting, member) or None,
        messages=tuple(_messages(meeting, member)),
        on_their_way=sum(one.author == member for one in meeting.sending) or None,
    )


def _asking(meeting: LiveMeeting, member: MemberId) -> dict[str, object]:
    aid, wish = help_requests.of(meeting, member), wish_of(meeting, member)
    asked = (
        told(
            request=aid.kind,
            request_name=aid.name,
            request_note=aid.note,
            request_at=aid.asked_at,
            request_read=aid.read,
            request_read_at=aid.read_at,
            request_told=aid.reached,
        )
        if aid
        else {}
    )
    return asked | told(
        requests_read=sum(one.read_by == member for one in meeting.aids) or None,
        letter_wanted=wish is not None,
        letter_name=wish.name if wish else "",
    )


def _turn(here: Round | None, member: MemberId) -> tuple[StrEnum, ...]:
    seat = here.seat(member) if here else None
    if seat is None:
        return ()
    marks = {TurnMark.CAME_BACK: seat.came_back, TurnMark.TYPED: seat.typed}
    return (seat.turn, *(mark for mark, there in marks.items() if there))


def _turn_seconds(meeting: LiveMeeting, member: MemberId) -> int:
    rounds = (one for one in (meeting.check_in, meeting.check_out) if one is not None)
    seats = (one.seat(member) for one in rounds)
    return sum(int(one.took.total_seconds()) for one in seats if one is not None)


def _messages(meeting: LiveMeeting, member: MemberId) -> Iterator[MessageAt]:
    for post in reversed(posted_words.of(meeting, member)):
        yield MessageAt(meeting.guild, post.room, post.message)
