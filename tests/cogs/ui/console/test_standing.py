"""The standing console as it is drawn: it names nobody, quotes nobody and fits on a phone."""

import re
from dataclasses import replace
from itertools import product

import discord
from discord import ui

from bot.domain.ids import ChannelId
from bot.domain.meeting.members import leading
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import board, hands
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.console.standing import standing
from tests.cogs.ui.drawn_evenings import LEAD, NAMES, NOW, actor, evening, full, in_mode
from tests.cogs.ui.height import height
from tests.cogs.ui.measured import fits
from tests.domain.evenings import ask_for, hold
from tests.every import every

SAY = speaker("en")
HELD, NOTE = "nobody may read this", "this is between us"
MOST = 700
PRIMARY = discord.ButtonStyle.primary


def standing_in(size, stage):
    return evening(size, stage, console_in=ChannelId(9), console_at=NOW)


def crowded(stage, size, mode):
    """An evening in which everything waits that can, and everyone who may has a hand up."""
    meeting = full(in_mode(standing_in(size, stage), mode))
    for number in range(2, min(size, 8) + 1):
        if meeting.lead:
            meeting = ask_for(meeting, actor(number), note=NOTE)
        if board.may_hide_name(meeting):
            meeting = hold(meeting, actor(number), HELD)
    return meeting


def everything_on(meeting):
    return str(standing(meeting, NOW, SAY).to_components())


def named_on(meeting):
    """Whoever it names, besides the one who leads."""
    words = set(re.findall(r"\w+", everything_on(meeting)))
    return words & set(NAMES) - {LEAD.name}


@every([*product(StageKey, [1, 4, 12, 25], Mode, [False, True])])
def test_it_names_nobody_but_who_leads_and_shows_no_words_that_wait(one):
    stage, size, mode, called = one
    meeting = crowded(stage, size, mode)
    if called and meeting.hands and meeting.lead:
        meeting = hands.call_next(meeting, LEAD, meeting.place)
    assert named_on(meeting) == set()
    assert [one for one in (HELD, NOTE, "my brother") if one in everything_on(meeting)] == []
    fits(standing(meeting, NOW, SAY))


@every([*product(StageKey, [3, 4, 8, 12, 25], [False, True])])
def test_it_fits_on_a_phone_with_the_next_step_above_all_counts(one):
    stage, size, paused = one
    meeting = crowded(stage, size, Mode.TURNS)
    meeting = replace(meeting, paused_at=NOW if paused and meeting.stage else None)
    drawn = standing(meeting, NOW, SAY)
    assert height(drawn) <= MOST
    (container,) = drawn.children
    assert isinstance(container, ui.Container)
    kinds = [type(one) for one in container.children]
    assert kinds.index(ui.ActionRow) < len(kinds) - 2


@every([*StageKey])
def test_no_button_of_it_is_blue_for_it_is_for_several(stage):
    drawn = standing(crowded(stage, 8, Mode.TURNS), NOW, SAY)
    shown = [one for one in drawn.walk_children() if isinstance(one, ui.Button)]
    assert [one.label for one in shown if one.style is PRIMARY] == []


def test_who_leads_is_named_as_in_the_room():
    meeting = standing_in(4, StageKey.WELCOME)
    assert "**Ana** leads." in everything_on(meeting)
    ben = replace(actor(2), leads=True)
    over = leading.hand_over(meeting, LEAD, NOW, ben.id)
    assert "**Ben** leads." in everything_on(over)
    assert "leads." not in everything_on(standing_in(4, StageKey.LOBBY))
