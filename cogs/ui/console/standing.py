"""The console that stands in the facilitators' channel: the same steps, and counts for names.

Everyone who reads that channel sees it. So it shows no words that wait and names nobody but who
leads: not who asks for something, whose hand is up, or who has not been heard.
"""

from dataclasses import replace
from datetime import datetime

from discord import ui

from bot.domain.meeting import clock, help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import hands
from bot.text.catalog import Say, Shown
from cogs.ui.console import buttons
from cogs.ui.console.draw import how_many_here, moment
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import id_for, standing_mark
from cogs.ui.kit.names import lead_name, title
from cogs.ui.kit.sheet import ago, lines, paragraphs, row, sheet


def standing(meeting: LiveMeeting, now: datetime, say: Say) -> ui.LayoutView:
    """Draw it; the same meeting and time always give the same."""
    unnamed = _unnamed(meeting)
    return sheet(
        _heading(meeting, say),
        paragraphs(moment(unnamed, now, say, meeting.lead), _left(meeting, now, say)),
        row(*_steps(meeting, now, say)),
        lines(_waiting(meeting, say), _counts(meeting, say)),
        row(_own_console(meeting, say)),
    )


def _unnamed(meeting: LiveMeeting) -> LiveMeeting:
    """Leave out who was called, and who has spoken in a round: words to say would name them."""
    spoken = meeting.round
    quiet = replace(meeting, called=None, spoke_last=None)
    if spoken is None:
        return quiet
    seats = tuple(replace(seat, took=clock.NOTHING) for seat in spoken.seats)
    return clock.with_round(quiet, replace(spoken, seats=seats))


def _heading(meeting: LiveMeeting, say: Say) -> str:
    room = Shown(f"<#{meeting.room}>")
    who = say("standing.led", name=lead_name(meeting, say)) if meeting.lead else ""
    return lines(
        say("standing.heading", title=title(meeting.title, say)),
        say("standing.room", room=room),
        say("card.nobody_leads") if meeting.is_guided else who,
    )


def _steps(meeting: LiveMeeting, now: datetime, say: Say) -> list[Item]:
    """Give the next steps; while nobody leads, the one is to lead."""
    if meeting.is_guided:
        return [button(id_for("take_over", meeting), say)]
    return buttons.step_buttons(meeting, now, say, shared=True)


def _left(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say how long this stage still goes on, as each reader's own clock counts it down."""
    if meeting.stage == 0 or meeting.paused_at or clock.is_over(meeting, now):
        return ""
    return say("standing.left", left=ago(clock.ends_at(meeting, now)))


def _waiting(meeting: LiveMeeting, say: Say) -> str:
    count = len(help_requests.unread(meeting)) + len(meeting.held)
    return say("standing.waits", count=count) if count else ""


def _counts(meeting: LiveMeeting, say: Say) -> str:
    return lines(
        how_many_here(meeting, say),
        _heard(meeting, say),
        say("standing.hands", count=len(meeting.hands)) if meeting.hands else "",
    )


def _heard(meeting: LiveMeeting, say: Say) -> str:
    """Count who has had a turn; where all talk freely nobody counts that."""
    here = meeting.round or (meeting.check_in if meeting.now_in in hands.TALK else None)
    people = sum(one in meeting.here for one in meeting.taking_part)
    if here is None or here.mode is Mode.FREE or not people:
        return ""
    heard = people - len(hands.not_heard_yet(meeting))
    return say("standing.heard", count=heard, people=people)


def _own_console(meeting: LiveMeeting, say: Say) -> Item:
    return button(
        id_for("console", meeting, standing_mark(meeting.consoles)), say, label="console_own"
    )
