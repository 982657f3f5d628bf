"""Leaving a meeting, being removed from it and let back in, being forgotten."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import AskFirst, Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.form_entries import Aid
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.participation import with_person
from bot.domain.meeting.members.presence_minutes import gone, there_still
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    NobodyThere,
    must_be_here,
    must_host,
)
from bot.domain.meeting.round import floor
from bot.domain.meeting.talk import taking_down
from bot.domain.person import Actor, Person, Sweep


class NotYourself(Refusal):
    """Facilitators do not remove themselves."""

    key = "refusal.not_yourself"


class LooksAfterServer(NotYourself):
    """Whoever manages the server is not removed by those who lead a meeting there."""

    key = "refusal.looks_after_server"


class SureToRemove(AskFirst):
    """Removing somebody asks once."""

    key = "ask.remove"


def leave(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Leave the meeting; coming back is one press. Raises NotHere."""
    person = there_still(meeting, must_be_here(meeting, by.id), at)
    return floor.reseat(_without(with_person(meeting, gone(meeting, person, at)), by.id), at)


def turned_away(
    meeting: LiveMeeting, by: Actor, before: Person | None, at: datetime
) -> LiveMeeting:
    """Take back that somebody came in whom Discord did not let into the room.

    `before` is how they stood until then. Whoever is in the room already stays.
    """
    if meeting.person(by.id) is None or by.id in meeting.in_voice:
        return meeting
    kept = _without(meeting, by.id)
    people = tuple(one for one in kept.people if one.id != by.id)
    without = replace(kept, people=people)
    return floor.reseat(with_person(without, before) if before else without, at)


def left_server(meeting: LiveMeeting, member: MemberId, at: datetime) -> LiveMeeting:
    """Take somebody out who is not on the server any more; whoever led leads no longer."""
    person = meeting.person(member)
    kept = _without(meeting, member)
    if person is not None:
        kept = with_person(kept, gone(meeting, person, at))
    return floor.reseat(_led_by_others(kept, member), at)


def remove(
    meeting: LiveMeeting,
    by: Actor,
    at: datetime,
    member: MemberId,
    *,
    sure: bool = False,
    manages: bool = False,
) -> LiveMeeting:
    """End one person's access until the meeting is over; undone by `let_back_in`.

    `manages` tells whether the person manages the server.
    Raises NotFacilitator, NotYourself, LooksAfterServer, NobodyThere, SureToRemove.
    """
    must_host(meeting, by)
    if member in {by.id, *meeting.facilitators}:
        raise NotYourself
    if manages:
        raise LooksAfterServer
    person = meeting.person(member)
    if person is None and member not in meeting.in_voice:
        raise NobodyThere
    if meeting.is_removed(member):
        return meeting
    if not sure:
        raise SureToRemove(name=naming.listed_name(meeting, member))
    return put_out(replace(meeting, told=meeting.told | {member}), {member}, at)


def put_out(meeting: LiveMeeting, members: Collection[MemberId], at: datetime) -> LiveMeeting:
    """End the access of some people; what they pressed goes with them."""
    for member in members:
        meeting = _without(meeting, member)
    people = tuple(gone(meeting, one, at) if one.id in members else one for one in meeting.people)
    out = replace(meeting, people=people, removed=meeting.removed | frozenset(members))
    return floor.reseat(out, at)


def let_back_in(meeting: LiveMeeting, by: Actor, member: MemberId) -> LiveMeeting:
    """Undo a removal: the person may come through the door again; twice is fine.

    Raises NotFacilitator, and NobodyThere for somebody this meeting does not know.
    """
    must_host(meeting, by)
    if not meeting.is_removed(member) and meeting.person(member) is None:
        raise NobodyThere
    shut_out = meeting.shut_out.without(member)
    sweeps = tuple(_without_one(sweep, member) for sweep in meeting.sweeps)
    removed = meeting.removed - {member}
    return replace(meeting, removed=removed, shut_out=shut_out, sweeps=sweeps)


def forget(meeting: LiveMeeting, member: MemberId, at: datetime, key: str) -> LiveMeeting:
    """Take every trace of a person out of the meeting; after the one who leads the next helps on.

    What stands under their name goes with it, from the agenda and the board too. Words without an
    author, on the board or waiting, stay: nobody knows whose they are. So does that somebody was
    removed, or had their turn, as a digest under a key; `key` is a fresh one, should it be needed.
    """
    without = _without(taking_down.without_words_of(meeting, {member}), member)
    out = meeting.shut_out.adding(member, key) if member in meeting.removed else meeting.shut_out
    changed = replace(
        without,
        people=tuple(one for one in meeting.people if one.id != member),
        voice=tuple(one for one in meeting.voice if one.member != member),
        removed=meeting.removed - {member},
        told=meeting.told - {member},
        shut_out=out,
        sweeps=tuple(_without_one(sweep, member) for sweep in meeting.sweeps),
        writers=None if meeting.writers is None else meeting.writers - {member},
        letters=tuple(one for one in meeting.letters if one.member != member),
        alerted=tuple(one for one in meeting.alerted if one.member != member),
        aliases=tuple(one for one in meeting.aliases if one.member != member),
        sending=tuple(one for one in meeting.sending if one.author != member),
        aids=tuple(_without_reader(aid, member) for aid in meeting.aids if aid.member != member),
    )
    return floor.forget(_led_by_others(changed, member), member, at, key)


def knows(meeting: LiveMeeting, member: MemberId) -> bool:
    """Tell whether a person stands anywhere in the meeting, through the door or not."""
    return member in everybody(meeting)


def everybody(meeting: LiveMeeting) -> frozenset[MemberId]:
    """Name all who stand anywhere in the meeting, through the door or not."""
    through_the_door = {one.id for one in meeting.people} | set(meeting.facilitators)
    by_voice = {one.member for one in meeting.voice}
    numbered = {one.member for one in meeting.aliases}
    wishes = {one.member for one in meeting.letters}
    alerted = {one.member for one in meeting.alerted}
    out = meeting.removed | meeting.told | meeting.taken_off
    return out.union(through_the_door, by_voice, numbered, wishes, alerted)


def _without_reader(aid: Aid, member: MemberId) -> Aid:
    return replace(aid, read_by=None) if aid.read_by == member else aid


def _led_by_others(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    """Take somebody off those who lead; after the one who leads the next helps on."""
    others = tuple(one for one in meeting.facilitators if one != member)
    changed = replace(
        meeting,
        facilitators=others,
        by_role=meeting.by_role - {member},
        taken_off=meeting.taken_off - {member},
    )
    if meeting.lead != member:
        return changed
    heir = changed.person(changed.lead) if changed.lead else None
    return replace(changed, lead_name=heir.name if heir else "", lead_seen_at=None)


def _without(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    return replace(
        meeting,
        hands=tuple(hand for hand in meeting.hands if hand.member != member),
        spoke_by_hand=meeting.spoke_by_hand - {member},
        ready=meeting.ready - {member},
        called=None if meeting.called == member else meeting.called,
        spoke_last=None if meeting.spoke_last == member else meeting.spoke_last,
        topics=tuple(replace(t, votes=t.votes - {member}) for t in meeting.topics),
    )


def _without_one(sweep: Sweep, member: MemberId) -> Sweep:
    return replace(sweep, members=sweep.members - {member}, inside=sweep.inside - {member})
