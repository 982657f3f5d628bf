"""The stages of a meeting: each draws its part of the card and answers its presses."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.template import StageKey
from bot.text.catalog import Say
from cogs.stages import (
    agenda,
    check_in,
    check_out,
    close,
    discussion,
    hands,
    lobby,
    past_answers,
    sharing,
    turns,
    welcome,
    working,
)
from cogs.ui.kit.button import Item


class Part(NamedTuple):
    """What a stage draws on the card: its words, and three buttons of its own at most."""

    body: Callable[[LiveMeeting, datetime, Say], str]
    buttons: Callable[[LiveMeeting, Say], list[Item]]


PARTS = {
    StageKey.LOBBY: Part(lobby.body, lobby.buttons),
    StageKey.WELCOME: Part(welcome.body, welcome.buttons),
    StageKey.CHECK_IN: Part(check_in.body, check_in.buttons),
    StageKey.AGENDA: Part(agenda.body, agenda.buttons),
    StageKey.DISCUSSION: Part(discussion.body, discussion.buttons),
    StageKey.WORKING: Part(working.body, working.buttons),
    StageKey.CHECK_OUT: Part(check_out.body, check_out.buttons),
    StageKey.CLOSE: Part(close.body, close.buttons),
}
"""Every stage, under the key that it has in the rules."""

PRESSES = (agenda, check_in, hands, past_answers, sharing, turns, working)
"""The modules that say what presses in a stage do; to import them is to enter it."""
