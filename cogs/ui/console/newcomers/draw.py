"""For who leads, when many come to do harm: removing all newcomers, or letting them listen."""

from collections.abc import Mapping
from datetime import datetime

from discord import ui

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import newcomers
from bot.domain.meeting.talk import taking_down
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.person import Sweep
from bot.services.meeting.members.newcomers import NewHere
from bot.text.catalog import Say, Shown
from cogs.ui.console.members.removed import move_button, removed_name, still_in_voice
from cogs.ui.console.taking_down.draw import clear_buttons
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.sheet import Block, beside, lines, paragraphs, row, sheet

NAMES = 12
"""Names in the question; the rest are counted."""
Names = Mapping[MemberId, str]
ALONE, WITH_WORDS = "people", "words"
"""What a yes takes away."""


def question(asked: AskFirst, new: NewHere, names: Names, say: Say) -> ui.LayoutView:
    """Ask once before everyone who is new is removed, with their names.

    `names` are those that Discord knows, of people who only sit in the voice room.
    """
    meeting, words = new.meeting, new.words
    shown = [removed_name(meeting, one, names, say) for one in new.members[:NAMES]]
    rest = len(new.members) - NAMES
    more = [say("card.more_people", count=rest)] if rest > 0 else []
    return sheet(
        paragraphs(say(asked.key, **asked.facts), Shown(", ".join([*shown, *more]))),
        row(
            button(id_for("sweep", meeting, WITH_WORDS), say, label="sweep_words", tail=words)
            if words
            else None,
            button(id_for("sweep", meeting, ALONE), say),
        ),
        row(button(id_for("console", meeting), say)),
    )


def removed(
    meeting: LiveMeeting, sweep: Sweep, names: Names, say: Say, *, hear: bool
) -> ui.LayoutView:
    """Say who is out, with the way back and what may be done next.

    `hear`: the bot takes nobody out of the voice room, so whoever sits there still hears.
    """
    left = taking_down.count_of(meeting, sweep.members)
    nameless = clear_buttons(meeting, say, Pile.BOARD, Pile.AGENDA)
    return sheet(
        paragraphs(
            say("done.swept", count=len(sweep.members)),
            "" if meeting.closed_door else say("done.swept_open"),
            still_in_voice(meeting, names, say) if hear else "",
            say("done.swept_nameless") if nameless else "",
        ),
        row(
            button(id_for("sweep_undo", meeting, sweep.number), say),
            *(clear_buttons(meeting, say, Pile.REMOVED) if left else []),
            *nameless,
        ),
        row(
            button(CustomId("only_listen", meeting.id, meeting.place), say)
            if meeting.writers is None
            else None,
            move_button(meeting, say) if hear else None,
            button(id_for("console", meeting), say),
        ),
    )


def choose(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Offer what can be done if people come to disrupt."""
    listens = "only_listen" if meeting.writers is None else "all_write"
    return sheet(
        lines(
            say("newcomers.heading"),
            say("newcomers.remove"),
            say("newcomers.only_listen") if meeting.writers is None else say("console.only_listen"),
        ),
        row(
            _removing(meeting, say),
            button(CustomId(listens, meeting.id, meeting.place), say),
        ),
        row(button(id_for("console", meeting), say)),
    )


def crowd(meeting: LiveMeeting, now: datetime, say: Say) -> Block | None:
    """Say on the console that many came at once, beside what there is if they come to disrupt."""
    count = newcomers.came_in_a_crowd(meeting, now)
    return beside(say("console.crowd", count=count), _removing(meeting, say)) if count else None


def listening(meeting: LiveMeeting, say: Say) -> Block | None:
    """Say on the console that newcomers only listen, and what only a moderator can do about it."""
    if meeting.writers is None:
        return None
    words = lines(
        say("console.only_listen"),
        "" if meeting.closed_door else say("console.only_listen_open"),
    )
    return beside(words, button(id_for("all_write", meeting), say))


def _removing(meeting: LiveMeeting, say: Say) -> Item:
    return button(id_for("sweep_ask", meeting), say, words=say("more.sweep"))
