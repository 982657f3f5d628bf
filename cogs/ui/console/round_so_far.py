"""What whoever leads sees of a round: whose turn it is, who comes back later, who took how long."""

from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import WayIn, way_in
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.seating import DONE, counted, has_turn
from bot.domain.meeting.round_state import Mode, Round, Turn
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown
from cogs.ui.kit.names import named, shown_name
from cogs.ui.kit.sheet import lines

TIMED = 3
"""So many are named with how long they spoke, the longest first."""
TIMED_IN = frozenset({StageKey.DISCUSSION})
"""Where whoever leads can do something with it: let others go first."""
MUCH = timedelta(minutes=3)
"""Nobody is named who spoke no longer; nor who spoke less than twice as long as most."""
NAMED = 6
"""So many are named who come back later, or have left."""


def without_a_turn(meeting: LiveMeeting, me: MemberId | None, say: Say) -> str:
    """Tell `me`, who is not in, how to be in the rounds too, while that is one press."""
    if me in {None, *(one.id for one in meeting.let_in)}:
        return ""
    return say("console.no_turn") if way_in(meeting) is WayIn.OPEN else ""


def on_the_floor(meeting: LiveMeeting, now: datetime, me: MemberId | None, say: Say) -> str:
    """Say who speaks and what comes after it; in a round together, who is done."""
    here = meeting.round
    done = _answered(meeting, here, say) if here and here.mode is Mode.TOGETHER else ""
    member = here.floor if here and here.mode is Mode.TURNS else meeting.called
    if member is None:
        return done
    own = member == me
    key = "console.floor_yours" if own else "console.floor"
    speaks = say(key, name=named(meeting, member, say))
    after = _what_follows(meeting, here, now, own=own)
    return lines(done, Shown(" ".join([speaks, *(say(f"console.after_{one}") for one in after)])))


def _what_follows(
    meeting: LiveMeeting, here: Round | None, now: datetime, *, own: bool
) -> list[str]:
    """Name what comes after whoever has the floor; nothing where a button names it, or one asks."""
    if here is None or here.mode is not Mode.TURNS:
        if help_requests.unread(meeting):
            return []
        return ["hand" if meeting.hands else "talk"]
    if own:
        return ["own_turn"]
    return [] if floor.up_next(meeting, now) else ["last_turn"]


def _answered(meeting: LiveMeeting, here: Round, say: Say) -> str:
    seats = counted(meeting, here)
    done = sum(one.turn in DONE for one in seats)
    return say("console.answered", count=done, people=len(seats)) if done else ""


def out_of_turn(meeting: LiveMeeting, say: Say) -> str:
    """Say who comes back at the end of the round: those who asked for it and are here."""
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS:
        return ""
    later = [one.member for one in here.seats if one.turn is Turn.LATER]
    if later:
        there = {one.id for one in meeting.here}
        later = [one for one in later if one in there]
    if not later:
        return ""
    return say("console.at_the_end", count=len(later), names=_names(meeting, later, say))


def left(meeting: LiveMeeting, say: Say) -> str:
    """Say who has left the voice room, and in a round that their turn waits for them."""
    there = {one.id for one in meeting.here}
    out = [one.id for one in meeting.let_in if one.id not in there]
    if not out:
        return ""
    waits = any(has_turn(meeting, one) for one in out)
    key = "console.left_turn" if waits else "console.left_room"
    return say(key, names=_names(meeting, out, say))


def _names(meeting: LiveMeeting, members: list[MemberId], say: Say) -> Shown:
    rest = len(members) - NAMED
    more = [say("console.unheard", count=rest)] if rest > 0 else []
    return Shown(", ".join([*(named(meeting, one, say) for one in members[:NAMED]), *more]))


def airtime(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say who spoke much longer than the others, if anybody; not while something waits."""
    if meeting.now_in not in TIMED_IN or help_requests.unread(meeting) or meeting.held:
        return ""
    spoke = floor.airtime(meeting, now)
    usual = spoke[len(spoke) // 2][1] if spoke else MUCH
    found = [each for each in spoke if each[1] > max(MUCH, 2 * usual)]
    if not found:
        return ""
    who = Shown(" · ".join(_time_of(meeting, *each, say) for each in found[:TIMED]))
    return say("console.airtime", who=who)


def _time_of(meeting: LiveMeeting, member: MemberId, took: timedelta, say: Say) -> str:
    minutes, seconds = divmod(int(took.total_seconds()), 60)
    time = Shown(f"{minutes}:{seconds:02}")
    return say("console.airtime_one", name=shown_name(meeting, member, say), time=time)
