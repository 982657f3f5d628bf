"""The facilitator's private console: what to say, the next step, what waits, one question.

An ephemeral message can only be edited in answer to a press on it, so every press redraws it.
"""

from collections.abc import Mapping
from datetime import datetime

from discord import ui

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting import clock, help_requests
from bot.domain.meeting.form_entries import Hand
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.rights import hosts, must_host, oversees
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.talk import agenda, hands
from bot.domain.person import Actor, Way
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown
from cogs.ui.console import buttons, questions, round_advice, round_so_far, waiting_requests
from cogs.ui.console.for_managers import nobody_leads, oversight
from cogs.ui.console.members.removed import move_button, still_in_voice
from cogs.ui.console.newcomers import draw as newcomers
from cogs.ui.console.suggested_words import of_the_end, spoken_of, to_say, way_into_the_call
from cogs.ui.kit.names import named, one_line, shown_name
from cogs.ui.kit.onlookers import whoever
from cogs.ui.kit.sheet import Block, ago, lines, paragraphs, row, sheet
from cogs.ui.kit.sheet import clock as time_of_day

HANDS = 6
UNHEARD = 12


def console(
    meeting: LiveMeeting,
    now: datetime,
    say: Say,
    note: str = "",
    *,
    me: MemberId | None = None,
    names: Mapping[MemberId, str] | None = None,
) -> ui.LayoutView:
    """Draw the console; `note` is a sentence on what was just done.

    `me` is whose console it is, else that of the one who leads; `names` are what Discord calls
    those in the voice room who did not come through the door.
    """
    me = me or meeting.lead
    alone = me is not None and not meeting.heads - {me}
    return sheet(
        paragraphs(
            note,
            still_in_voice(meeting, names or {}, say),
            _opening(meeting, now, say, me, alone=alone),
        ),
        row(move_button(meeting, say)),
        row(*buttons.step_buttons(meeting, now, say)),
        *_waiting(meeting, now, say),
        *questions.suggestion(meeting, say),
        _good_to_know(meeting, now, say, me, alone=alone),
        waiting_requests.read_again(meeting, me, say),
        row(buttons.topic_menu(meeting, say)),
        *map(row, buttons.more_menus(meeting, me, say)),
    )


def _opening(
    meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None, *, alone: bool
) -> str:
    return lines(
        way_into_the_call(meeting, me, say, alone=alone),
        moment(meeting, now, say, me, _topic(meeting), alone=alone),
        spoken_of(meeting, now, say) if meeting.topics or meeting.exercise else "",
        round_so_far.on_the_floor(meeting, now, me, say),
    )


def console_for(
    meeting: LiveMeeting,
    by: Actor,
    now: datetime,
    say: Say,
    note: str = "",
    names: Mapping[MemberId, str] | None = None,
) -> ui.LayoutView:
    """Draw the console for whoever may have it: those who lead, before `Begin` those who may.

    Whoever manages the server is shown how to step in. Raises Removed, NotFacilitator, RoleGone.
    """
    if oversees(meeting, by) and not hosts(meeting, by):
        return oversight([meeting], say)
    if meeting.self_guided and meeting.is_guided and leading.may_take_over(meeting, by):
        return nobody_leads(meeting, say)
    must_host(meeting, by)
    return console(meeting, now, say, note, me=by.id, names=names)


def moment(
    meeting: LiveMeeting,
    now: datetime,
    say: Say,
    me: MemberId | None,
    topic: str = "",
    *,
    alone: bool = False,
) -> str:
    """Say what `me` could say now, how the time stands, and which `topic` is on.

    To whoever is `alone`, that nobody would hear it.
    """
    nobody = "choose.nobody" if meeting.stage > 0 else "console.nobody_yet"
    return lines(
        say(nobody) if alone else to_say(meeting, now, say, me),
        _time(meeting, now, say, me, topic),
        of_the_end(meeting, now, say),
    )


def _topic(meeting: LiveMeeting) -> str:
    """Give the topic of the discussion, as the card shows it; the question was drawn for it."""
    in_talk = meeting.now_in is StageKey.DISCUSSION
    return one_line(agenda.topic_now(meeting), agenda.LONGEST_TOPIC) if in_talk else ""


def _good_to_know(
    meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None, *, alone: bool
) -> str:
    return paragraphs(
        _state(meeting, say, me, alone=alone),
        "" if meeting.stage > 0 else round_so_far.without_a_turn(meeting, me, say),
        "" if alone else round_advice.advice(meeting, now, say),
        _unheard(meeting, say),
        round_so_far.out_of_turn(meeting, say),
        round_so_far.airtime(meeting, now, say),
    )


def _waiting(meeting: LiveMeeting, now: datetime, say: Say) -> list[str | Block | None]:
    """Show what waits for whoever leads: harm first, then requests, held words, hands."""
    return [
        newcomers.crowd(meeting, now, say),
        newcomers.listening(meeting, say),
        *waiting_requests.aids(meeting, say),
        *waiting_requests.held(meeting, say),
        lines(_aloud(meeting, say), _hands(meeting, say)),
    ]


def _state(meeting: LiveMeeting, say: Say, me: MemberId | None, *, alone: bool) -> str:
    outside = len(meeting.without_door - {*meeting.facilitators, me})
    go_on = hands.ready_count(meeting) if meeting.ready else 0
    ready = say("console.ready", count=go_on) if go_on else ""
    counts = [] if alone else [how_many_here(meeting, say), ready, _in_the_call(meeting, say)]
    left = round_so_far.left(meeting, say) if any(v.left_at for v in meeting.voice) else ""
    here = Shown(" · ".join(one for one in [*counts, left] if one))
    return lines(here, _outside(outside, say), _onlookers(meeting, say))


def how_many_here(meeting: LiveMeeting, say: Say) -> Shown:
    """Count who is here, as the card does, and who of them just listens."""
    listening = sum(one.way is Way.LISTENING for one in meeting.here)
    counts = [
        say("console.here", count=len(meeting.heads)),
        say("console.listening", count=listening) if listening else "",
    ]
    return Shown(" · ".join(one for one in counts if one))


def _in_the_call(meeting: LiveMeeting, say: Say) -> str:
    """Count before the beginning who of them is in the call: the door alone brings nobody there."""
    if meeting.stage > 0 or meeting.room_kind is RoomKind.TEXT:
        return ""
    return say("console.in_call", count=len(meeting.heads & meeting.in_voice))


def _onlookers(meeting: LiveMeeting, say: Say) -> str:
    """Say who else sees the room; where nobody does, who did for a while."""
    found = meeting.onlookers or meeting.looked_in
    key = "console.seen_by" if meeting.onlookers else "console.looked_in"
    return say(key, who=whoever(found, say)) if found else ""


def _outside(count: int, say: Say) -> str:
    return lines(say("console.in_voice", count=count), say("console.outside")) if count else ""


def _time(meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None, topic: str) -> str:
    stage, about = say(f"stage.{meeting.now_in}"), say("console.now", topic=topic) if topic else ""
    if meeting.paused_at:
        return lines(say("console.paused"), about)
    if meeting.stage == 0:
        return say("console.before")
    if clock.is_over(meeting, now):
        return lines(say("console.over", stage=stage), about)
    end = time_of_day(clock.ends_at(meeting, now))
    if topic:
        return _topic_since(meeting, now, say, topic)
    here = meeting.round
    late = here is not None and here.turn_ends_at is not None and now >= here.turn_ends_at
    own = here is not None and here.floor is not None and here.floor == me
    over = say("console.own_turn_over" if own else "console.turn_over") if late else ""
    return lines(say("console.until", stage=stage, end=end), over)


def _topic_since(meeting: LiveMeeting, now: datetime, say: Say, topic: str) -> str:
    """Say how long the topic has had, and how many are to come in the time that is left."""
    begun, end = ago(agenda.topic_since(meeting, now)), time_of_day(clock.ends_at(meeting, now))
    more, stage = len(agenda.to_come(meeting)), say(f"stage.{meeting.now_in}")
    return lines(
        say("console.now_since", topic=topic, begun=begun),
        say("console.more_topics", count=more, end=end)
        if more
        else say("console.until", stage=stage, end=end),
    )


def _aloud(meeting: LiveMeeting, say: Say) -> str:
    member = rounds.typed_last(meeting)
    return say("console.aloud", name=named(meeting, member, say)) if member else ""


def _hands(meeting: LiveMeeting, say: Say) -> str:
    if not meeting.hands:
        return ""
    shown = [_hand(meeting, hand, say) for hand in meeting.hands[:HANDS]]
    rest = len(meeting.hands) - HANDS
    more = say("card.more_people", count=rest) if rest > 0 else ""
    return lines(say("console.hands"), *shown, more)


def _hand(meeting: LiveMeeting, hand: Hand, say: Say) -> str:
    name, note = named(meeting, hand.member, say), one_line(hand.note, hands.LONGEST_NOTE)
    return say("console.hand_note" if note else "console.hand", name=name, note=note)


def _unheard(meeting: LiveMeeting, say: Say) -> str:
    """Name whom nobody has heard yet, besides those who lead; not while somebody asks for them."""
    if meeting.now_in not in hands.TALK or meeting.check_in is None:
        return ""
    waiting_for = [one for one in hands.not_heard_yet(meeting) if one not in meeting.facilitators]
    if not waiting_for or help_requests.unread(meeting):
        return ""
    names = [shown_name(meeting, one, say) for one in waiting_for[:UNHEARD]]
    rest = len(waiting_for) - UNHEARD
    more = [say("console.unheard", count=rest)] if rest > 0 else []
    return say("console.not_heard", names=Shown(", ".join([*names, *more])))
