"""After the six steps of a first try: who to be next, and what to press, until the close."""

import pytest

from bot.domain.template import StageKey
from bot.rehearsal.page.first_try import FirstTry, evening, from_scratch
from bot.rehearsal.page.news import Happening
from bot.rehearsal.page.onward import Onward, SeenInTheRoom
from tests.every import every

NEW = "Chi"
ONWARD = [
    ("check_in", "Ben", [], "Ben", "I've finished"),
    ("check_in", "Fran", [], "Fran", "I've finished"),
    ("check_in", "", [], "Fran", "Next stage"),
    ("agenda", "", [], NEW, "Suggest a topic"),
    ("agenda", "", ["Suggest a topic"], "Fran", "Next stage"),
    ("discussion", "", [], "Ana", "Raise hand"),
    ("discussion", "Ben", ["Raise hand", "Call next hand"], "Ben", "I've finished"),
    ("working", "Ben", [], "Ben", "I've finished"),
    ("discussion", "", ["Raise hand"], "Fran", "Call next hand"),
    ("discussion", "", ["Raise hand", "Call next hand"], "Fran", "Next stage"),
    ("working", "", [], "Fran", "Choose worksheet"),
    ("working", "", ["Choose worksheet"], "Fran", ""),
    ("close", "", [], "Fran", "End meeting"),
]


@pytest.fixture
def onward():
    return Onward(NEW)


@pytest.mark.parametrize(("stage", "floor", "pressed", "who", "label"), ONWARD)
def test_at_any_moment_it_says_who_to_be_and_what_to_press(
    onward, stage, floor, pressed, who, label
):
    onward.happened(Happening("stage", "", stage))
    for each in pressed:
        onward.happened(Happening("press", "Ben", each))
        onward.happened(Happening("filled", "Ben", "what is sent"))
    now = onward.state(stage, floor)
    assert (now["eyes"], now["label"]) == (who, label)
    assert f"**{who}**" in now["text"]


def test_what_was_pressed_in_one_stage_is_proposed_again_in_the_next(onward):
    onward.happened(Happening("press", "Ben", "Raise hand"))
    onward.happened(Happening("stage", "", "discussion"))
    assert onward.state("discussion", "")["label"] == "Raise hand"


def test_the_facilitator_can_go_on_at_once_except_to_begin_and_to_end(onward):
    others = {stage: onward.state(stage, "")["others"] for stage in StageKey}
    assert [stage for stage, one in others.items() if not one] == ["lobby", "close"]
    assert others[StageKey.AGENDA] == [{"act": "step", "label": "Fran's next step"}]


def test_in_a_round_the_next_can_be_called_and_the_rest_left_out(onward):
    skips = {"act": "next", "label": "Skip 6 turns, to the agenda"}
    waiting = SeenInTheRoom(turns_left=6, leads_to="agenda")
    now = onward.state("check_in", "Ben", waiting)
    assert [one["act"] for one in now["others"]] == ["speaker", "next"]
    assert now["others"][-1] == skips
    own = onward.state("check_in", "Fran", waiting)
    assert own["others"] == [skips]
    assert "either works" in own["text"]


@pytest.mark.parametrize("stage", [one for one in StageKey if one not in ("lobby", "welcome")])
def test_where_the_rest_leads_is_said_of_every_stage(onward, stage):
    now = onward.state("check_in", "Ben", SeenInTheRoom(turns_left=1, leads_to=stage))
    assert now["others"][-1]["label"].startswith("Skip 1 turn, to the ")


def test_after_the_last_of_a_round_nobody_is_called(onward):
    now = onward.state("check_out", "Ben", SeenInTheRoom(somebody_next=False, leads_to="close"))
    assert now["others"] == [{"act": "next", "label": "On to the close"}]
    assert "last in this round" in now["text"]
    assert "call the next" not in now["text"]


def test_a_form_that_is_only_open_is_not_sent_yet(onward):
    board = SeenInTheRoom(worksheet_chosen=True)
    onward.happened(Happening("press", NEW, "Share one line"))
    assert onward.state("working", "", board)["label"] == "Share one line"
    onward.happened(Happening("filled", "Ben", "hello"))
    assert onward.state("working", "", board)["label"] == "Share one line", "another one's form"
    onward.happened(Happening("filled", NEW, "hello"))
    assert onward.state("working", "", board)["label"] == "Next stage"


@pytest.mark.parametrize("pressed", [(), ("Raise hand",)])
def test_hands_that_are_up_come_before_the_next_stage(onward, pressed):
    for each in pressed:
        onward.happened(Happening("press", "Ana", each))
    now = onward.state("discussion", "", SeenInTheRoom(hands_up=True))
    assert (now["eyes"], now["label"], now["others"]) == ("Fran", "Call next hand", [])
    assert "Call the hands first" in now["text"]


def test_whoever_was_called_speaks_before_the_next_hand_or_stage(onward):
    onward.happened(Happening("press", "Fran", "Call next hand"))
    now = onward.state("discussion", "Ana", SeenInTheRoom())
    assert "**Ana**'s hand was called" in now["text"]
    assert now["others"] == [{"act": "step", "label": "Fran's next step"}]
    more = onward.state("discussion", "Ana", SeenInTheRoom(hands_up=True))
    assert (more["eyes"], more["label"]) == ("Fran", "Call next hand")
    assert "When they've spoken" in more["text"]


def test_whoever_is_choosing_a_worksheet_is_told_to_choose_one_or_to_go_on(onward):
    onward.happened(Happening("press", "Fran", "Choose worksheet"))
    now = onward.state("working", "")
    assert "choose one in the menu" in now["text"]
    assert now["others"] == [{"act": "step", "label": "Fran's next step"}]


def test_a_worksheet_that_is_chosen_is_not_chosen_again(onward):
    chosen = SeenInTheRoom(worksheet_chosen=True)
    onward.happened(Happening("press", "Fran", "Choose worksheet"))
    now = onward.state("working", "", chosen)
    assert (now["eyes"], now["label"]) == (NEW, "Share one line"), "the board comes first"
    assert now["others"] == [{"act": "step", "label": "Fran's next step"}]
    onward.happened(Happening("press", NEW, "Share one line"))
    onward.happened(Happening("filled", NEW, "a line"))
    now = onward.state("working", "", chosen)
    assert (now["eyes"], now["label"]) == ("Fran", "Next stage")


def test_what_waits_comes_before_the_next_stage(onward):
    onward.happened(Happening("press", NEW, "Suggest a topic"))
    onward.happened(Happening("filled", NEW, "a topic"))
    votes = SeenInTheRoom(takes_votes=True)
    now = onward.state("agenda", "", votes)
    assert (now["eyes"], now["label"]) == (NEW, "Vote")
    onward.happened(Happening("press", NEW, "Vote"))
    assert f"As **{NEW}**, choose one in the menu" in onward.state("agenda", "", votes)["text"]
    onward.happened(Happening("choice", NEW, "(Sleep)"))
    assert onward.state("agenda", "", votes)["label"] == "Next stage"
    onward.happened(Happening("press", "Ana", "Raise hand"))
    onward.happened(Happening("press", "Fran", "Call next hand"))
    topic = onward.state("discussion", "", SeenInTheRoom(topics_wait=1))
    assert (topic["eyes"], topic["label"]) == ("Fran", "Next topic")
    assert topic["text"].startswith("One more topic is waiting.")
    several = onward.state("discussion", "", SeenInTheRoom(topics_wait=3))
    assert several["text"].startswith("3 more topics are waiting.")
    waits = onward.state("discussion", "", SeenInTheRoom(words_wait=True))
    assert (waits["eyes"], waits["label"]) == ("Fran", "Show it")


def test_once_the_meeting_is_over_there_is_nothing_left_to_press(onward):
    assert onward.state("", "") is None
    onward.state("close", "")
    assert onward.state("", "")["key"] == "onward.ended", "before it is heard of"
    onward.happened(Happening("stage", "", ""))
    now = onward.state("", "")
    assert now["text"].startswith("That was the whole evening.")
    assert (now["eyes"], now["label"], now["does"]) == ("", "again", "Play again")


def test_whoever_looks_elsewhere_is_told_first_whom_to_be():
    trying = FirstTry(evening(NEW), NEW)
    for who in ("Fran", "Ana"):
        trying.happened(Happening("came", who, ""))
    now = trying.now("lobby", "")
    assert now is not None
    assert (now["eyes"], now["be"]) == ("Fran", "Everyone is in. Press **Be Fran**: Fran can lead.")
    assert now["text"] == "Now press **My options** on the card."


@pytest.mark.parametrize("stage", ["agenda", "close", ""])
def test_the_last_step_is_done_too_once_the_group_has_gone_past_the_round(stage):
    trying = FirstTry(evening(NEW), NEW)
    trying.happened(Happening("stage", "", "check_in"))
    assert "turn" not in trying.done
    trying.happened(Happening("stage", "", stage))
    assert "turn" in trying.done


def test_in_a_new_server_time_goes_by_until_the_door_is_open():
    trying = FirstTry(from_scratch(NEW), NEW)
    trying.happened(Happening("command", "Fran", "/meeting schedule title:Tuesday"))
    waits, opens = trying.now("", ""), trying.now("lobby", "")
    assert waits is not None
    assert opens is not None
    assert (waits["label"], waits["does"]) == ("wait", "Wait for the door")
    assert (opens["eyes"], opens["room"], opens["label"]) == (NEW, "announcements", "Join")
    assert waits["key"] == opens["key"]


@every(StageKey)
def test_every_stage_has_something_to_do_next(stage):
    now = Onward(NEW).state(stage, "")
    assert now is not None
    assert now["text"]
