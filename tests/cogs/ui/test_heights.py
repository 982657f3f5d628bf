"""On a phone a card or console is read without scrolling, in the states that are usual."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product

from discord import ui

from bot.content import prompts, runs
from bot.domain.ids import PromptId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.talk import agenda, board, hands
from bot.domain.template import StageKey
from bot.services.prompts.search import Offer
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from cogs.ui.console.runs.draw import steps
from cogs.ui.kit.ids import CustomId
from cogs.ui.prompts.draw import results
from tests.cogs.ui.drawn_evenings import LEAD, NOW, actor, asked, evening, in_mode
from tests.cogs.ui.height import height
from tests.domain.evenings import ask_for, hold
from tests.every import every

MOST = 700
"""Pixels of a phone 390 wide, with what Discord itself puts around."""
THREE = (PromptId("u001"), PromptId("u002"), PromptId("u003"))
SIZES = (4, 8, 12)
TOPICS = ("Sleep", "Friends who drink", "What to do on Sundays", "Work")
LINES = (
    ("gives", "It makes the evening quiet"),
    ("gives", "Something to do with my friends"),
    ("costs", "I miss the mornings"),
    ("costs", "My sister worries about me"),
)
SAY = speaker("en")


def with_topics(meeting: LiveMeeting) -> LiveMeeting:
    for topic in TOPICS:
        meeting = agenda.suggest(meeting, actor(2), topic)
    return meeting


def talk(size: int) -> LiveMeeting:
    topics = with_topics(evening(size, StageKey.DISCUSSION))
    return replace(agenda.settled(topics), suggested=THREE)


def talk_on_a_question(size: int) -> LiveMeeting:
    meeting = asked(talk(size), THREE[0])
    for number in (2, 3):
        meeting = hands.raise_hand(meeting, actor(number), meeting.place, "to what Ben said")
    return hands.ready(meeting, actor(4), meeting.place)


def talk_while_somebody_speaks(size: int) -> LiveMeeting:
    meeting = hands.raise_hand(talk(size), actor(2), talk(size).place)
    return hands.call_next(meeting, LEAD, meeting.place)


def exercise(size: int) -> LiveMeeting:
    meeting = evening(size, StageKey.WORKING)
    meeting = board.choose_exercise(meeting, LEAD, WorksheetKind("pros_cons"))
    for column, words in LINES:
        meeting = board.add_line(meeting, actor(2), meeting.place, column, words)
    return meeting


STATES: dict[str, Callable[[int], LiveMeeting]] = {
    "before": evening,
    "welcome": lambda size: evening(size, StageKey.WELCOME),
    "check-in by turns": lambda size: evening(size, StageKey.CHECK_IN),
    "check-in together": lambda size: in_mode(evening(size, StageKey.CHECK_IN), Mode.TOGETHER),
    "three who talk freely": lambda _: evening(3, StageKey.CHECK_IN),
    "agenda": lambda size: with_topics(evening(size, StageKey.AGENDA)),
    "discussion": talk,
    "discussion on a question": talk_on_a_question,
    "discussion while somebody speaks": talk_while_somebody_speaks,
    "choosing the exercise": lambda size: evening(size, StageKey.WORKING),
    "exercise": exercise,
    "check-out": lambda size: evening(size, StageKey.CHECK_OUT),
    "close": lambda size: evening(size, StageKey.CLOSE),
}
"""The usual states of an evening."""


def timed(meeting: LiveMeeting) -> LiveMeeting:
    """The same after a check-in by turns, of which it's known how long each took."""
    here = meeting.check_in
    if here is None:
        return meeting
    seats = (
        replace(one, turn=Turn.FINISHED, took=timedelta(seconds=50 + 20 * place))
        for place, one in enumerate(here.seats)
    )
    return replace(meeting, check_in=replace(here, seats=tuple(seats)))


def waiting(meeting: LiveMeeting) -> LiveMeeting:
    """The same with a request in private."""
    return ask_for(meeting, actor(3)) if meeting.lead else meeting


@every([*product(["card", "console"], StageKey, [3, 4, 8, 12])])
def test_every_stage_fits_on_a_phone(one):
    what, stage, size = one
    meeting = evening(size, stage)
    if stage is StageKey.DISCUSSION:
        meeting = replace(meeting, suggested=THREE)
    view = card(meeting, NOW, SAY) if what == "card" else console(meeting, NOW, SAY)
    assert height(view) <= MOST


@every([*product(STATES, SIZES)])
def test_the_card_of_every_usual_state_fits_on_a_phone(one):
    state, size = one
    assert height(card(STATES[state](size), NOW, SAY)) <= MOST


@every([*product(STATES, SIZES)])
def test_the_console_of_every_usual_state_fits_on_a_phone_while_somebody_waits_too(one):
    state, size = one
    meeting = STATES[state](size)
    later = timed(meeting)
    drawn = (meeting, waiting(meeting), later, waiting(later))
    assert max(height(console(one, NOW, SAY)) for one in drawn) <= MOST


@every(runs.library("en"))
def test_a_short_run_fits_on_a_phone(run):
    assert height(steps(evening(8, StageKey.DISCUSSION), run, SAY)) <= MOST


def test_three_questions_to_ask_nearly_always_fit_on_a_phone():
    library, meeting = prompts.load(), evening(8, StageKey.DISCUSSION)
    more = CustomId("found_more", argument="u001")
    threes = [tuple(library[at : at + 3]) for at in range(0, len(library) - 3, 30)]
    high = [height(results(Offer(three, meeting), more, SAY)) for three in threes]
    assert sum(one > MOST for one in high) <= 0.1 * len(high)


def test_the_next_step_needs_no_scrolling_whatever_waits():
    """What stands above it: the words to say and the time."""
    meeting = waiting(hold(talk_on_a_question(12), actor(4), "held words " * 50))
    drawn = console(meeting, NOW, SAY)
    (container,) = drawn.children
    assert isinstance(container, ui.Container)
    first = [type(one) for one in container.children][:2]
    assert first == [ui.TextDisplay, ui.ActionRow]


def test_more_words_and_more_buttons_stand_higher():
    def of(words: str, *labels: str) -> int:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(*(ui.Button(label=one) for one in labels))
        view = ui.LayoutView().add_item(ui.Container(ui.TextDisplay(words), row))
        return height(view)

    short = of("One line.", "Join")
    assert of("One line. " * 8, "Join") > of("One line.\n\nAnother.", "Join") > short
    assert of("One line.", "Join", "New here?") == short
    assert of("One line.", "Join by typing instead", "Just listening") > short
