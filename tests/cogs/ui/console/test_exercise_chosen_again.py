"""Choosing an exercise: which come first, and what's said of the lines that are on the card."""

from bot.content import worksheets
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.talk import board
from bot.domain.template import StageKey
from bot.rehearsal.plain_text import walk
from bot.text.catalog import speaker
from cogs.ui.console.members.draw import choose_exercise
from tests.cogs.ui.drawn_evenings import LEAD, actor, evening
from tests.cogs.ui.measured import fits

SAY = speaker("en")


def listed(topic: str) -> list[tuple[str, str]]:
    """Give the worksheets in their order, each with what stands below it."""
    view = choose_exercise(evening(6, StageKey.WORKING, topic=topic), SAY)
    assert len(fits(view).menus["Choose a worksheet"]) == len(worksheets.load())
    (menu,) = (one for one in walk(view.to_components()) if "options" in one)
    return [(one["label"], one["description"]) for one in menu["options"]]


def test_what_fits_the_topic_comes_first_and_no_minutes_are_promised():
    first, *rest = listed("A wedding with lots of drinks")
    assert first[0] == "A menu for urges"
    assert first[1].startswith("Fits the topic · On a calm day")
    assert sum(line.startswith("Fits the topic") for _, line in rest) == 2
    assert not any(" min" in line for _, line in (first, *rest)), "the card says how long there is"


def test_without_a_topic_those_for_a_first_evening_come_first():
    found = listed("")
    marked = [line.startswith("Good for a first evening · ") for _, line in found]
    assert marked == [True] * 3 + [False] * (len(found) - 3)
    assert found[0][0] == "What I want, and where I am"
    assert all(len(line) <= 100 for _, line in found), "nothing is cut off"


def test_the_board_is_said_to_be_cleared_only_where_something_is_on_it():
    chosen = board.choose_exercise(evening(6, StageKey.WORKING), LEAD, WorksheetKind("pros_cons"))
    written = board.add_line(chosen, actor(2), chosen.place, "costs", "I miss the mornings")
    assert "is cleared" not in fits(choose_exercise(chosen, SAY)).text
    assert "the lines on the card now are cleared" in fits(choose_exercise(written, SAY)).text
