"""A private catch-up of four lines for whoever comes later."""

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.talk import agenda
from bot.domain.person import Way
from bot.domain.template import USUAL_ORDER, StageKey
from bot.text.catalog import Say
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines


def is_late(meeting: LiveMeeting) -> bool:
    """Tell whether the evening is past its welcome."""
    return USUAL_ORDER.get(meeting.now_in, -1) >= USUAL_ORDER[StageKey.CHECK_IN]


def catch_up(meeting: LiveMeeting, member: MemberId, say: Say) -> str:
    """Say the stage, the topic, the rule of this stage, and when a turn comes."""
    topic = one_line(agenda.topic_now(meeting), 100)
    return lines(
        say("late.heading"),
        say("late.stage", stage=say(f"stage.{meeting.now_in}")),
        say("late.topic", topic=topic) if topic else say("late.no_topic"),
        say(f"late.rule.{_rule(meeting)}"),
        say(f"late.{_turn(meeting, member)}"),
    )


def _rule(meeting: LiveMeeting) -> str:
    here = meeting.round
    return str(here.mode) if here and here.mode is not Mode.TURNS else str(meeting.now_in)


def _turn(meeting: LiveMeeting, member: MemberId) -> str:
    person, here = meeting.person(member), meeting.round
    if person is None or person.way is Way.LISTENING:
        return "turn_listening"
    if here is not None and here.mode is Mode.FREE:
        return "turn_open"
    if here is not None:
        seat = here.seat(member)
        done = seat is not None and seat.turn in {Turn.FINISHED, Turn.PASSED}
        if done:
            return "turn_had"
        return "turn_next" if here.mode is Mode.TURNS else "turn_open"
    if (
        meeting.check_in is not None
        and meeting.check_out is None
        and not _checked_in(meeting, member)
    ):
        return "turn_done"
    return "turn_open"


def _checked_in(meeting: LiveMeeting, member: MemberId) -> bool:
    seat = meeting.check_in.seat(member) if meeting.check_in else None
    return seat is not None
