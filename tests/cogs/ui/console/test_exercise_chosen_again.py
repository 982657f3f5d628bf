"""Choosing an exercise once more: what's said of the lines that are on the board."""

from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.talk import board
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.console.members.draw import choose_exercise
from tests.cogs.ui.drawn_evenings import LEAD, actor, evening
from tests.cogs.ui.measured import fits

SAY = speaker("en")


def test_the_board_is_said_to_be_cleared_only_where_something_is_on_it():
    chosen = board.choose_exercise(evening(6, StageKey.WORKING), LEAD, WorksheetKind("pros_cons"))
    written = board.add_line(chosen, actor(2), chosen.place, "costs", "I miss the mornings")
    assert "is cleared" not in fits(choose_exercise(chosen, SAY)).text
    assert "what's on the board now is cleared" in fits(choose_exercise(written, SAY)).text
