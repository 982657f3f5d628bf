"""The console on one screen of a phone: its order, one question at a time, two short menus."""

from dataclasses import replace
from itertools import product

from bot.domain.ids import MemberId
from bot.domain.template import StageKey
from tests.cogs.ui.console.test_console import THREE, crowded, drawn
from tests.cogs.ui.drawn_evenings import actor, evening
from tests.cogs.ui.measured import measured
from tests.domain.evenings import ask_for, hold
from tests.every import every

ASK = "Ask · everyone sees it"


def test_one_question_at_a_time_comes_with_the_reason_to_ask_it():
    found = measured(drawn(evening(8, StageKey.DISCUSSION, suggested=THREE)))

    assert [one for one in found.labels if one in {ASK, "Another"}] == [ASK, "Another"]
    assert found.text.count("Why ask this: ") == 1


def test_once_it_is_on_the_card_no_other_question_is_in_the_way():
    found = measured(drawn(evening(8, StageKey.DISCUSSION, suggested=THREE, question=THREE[0])))

    assert ASK not in found.labels
    assert "*Another* suggests one more question." in found.text
    assert "Another" in found.labels


def test_the_next_step_stands_first_then_what_waits_then_a_question():
    meeting = evening(8, StageKey.DISCUSSION, suggested=THREE)
    meeting = ask_for(meeting, actor(3))
    meeting = hold(meeting, actor(4), "I used last week")
    labels = measured(drawn(meeting)).labels

    order = [
        label for label in labels if label.split(" · ")[0] in {"Next stage", "Read", "Show it"}
    ]
    assert [label.split(" · ")[0] for label in order] == ["Next stage", "Read", "Show it"]
    assert labels.index("Don't show it") < labels.index(ASK) < labels.index("Another")


@every([*product(StageKey, [1, 4, 12], [1, 3], [False, True])])
def test_both_menus_have_at_most_eight_lines_whatever_happens(one):
    stage, size, helping, removed = one
    meeting = crowded(evening(size, stage))
    helpers = tuple(person.id for person in meeting.here)[: helping if stage else 0]
    out = frozenset({MemberId(77)}) if removed else frozenset()
    found = measured(drawn(replace(meeting, facilitators=helpers, removed=out)))
    menus = {name: lines for name, lines in found.menus.items() if name.startswith("More")}

    assert list(menus) == ["More · the evening", "More · people, What if …"]
    if not meeting.stage:
        assert menus["More · the evening"] == ["End meeting"], "the room can be closed unbegun"
    assert menus["More · people, What if …"][0] == "What if …", "one place all evening"
    assert max(map(len, menus.values())) <= 8
