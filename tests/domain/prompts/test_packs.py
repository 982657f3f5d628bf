"""A file beside what the group has: new, changed, the same, refused; nothing is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import prompts
from bot.domain.finding import Finding
from bot.domain.ids import MemberId, PromptId
from bot.domain.prompts.own_prompt import State
from bot.domain.prompts.pack import Refused, compare, taken
from tests.domain.own_prompts import GUILD, NOW, own, prompt

LIBRARY = prompts.load()[:40]
FRESH = [PromptId(f"gf{n}") for n in range(60)]
TEXTS = (
    "What does the sea do for you?",
    "Which song picks you up after a long shift?",
    "How do you spend a rainy Sunday?",
    "What do you cook when you are sad?",
    "Who makes you laugh at work?",
    "Do you like it?",
    "You should go home.",
)


def diff(own_ones, rows, **more):
    return compare(own_ones, LIBRARY, rows, FRESH, **more)


def test_a_row_with_a_known_id_changes_that_question_and_one_without_is_new():
    rows = [prompt("gsea", "What does the river do for you?"), prompt("", "Who makes you laugh?")]
    found = diff([own()], rows)
    assert [(one.before.id, one.after.text) for one in found.changed] == [("gsea", rows[0].text)]
    assert [(one.id, one.text) for one in found.new] == [("gf1", rows[1].text)]
    assert found.takes == 2


def test_a_row_that_is_word_for_word_there_is_unchanged_whatever_its_id():
    found = diff([own()], [prompt("x", "  What does the SEA do for you? ")])
    assert [one.before for one in found.changed] == [own()]
    same = diff([own()], [prompt("x")])
    assert (same.unchanged, same.takes) == ((own(),), 0)


def test_a_foreign_id_never_overwrites_a_question_of_ours():
    found = diff([own()], [prompt(LIBRARY[0].id, "Who makes you laugh?")])
    assert [one.id for one in found.new] == ["gf0"]


def test_a_retired_question_comes_back_and_counts_as_changed():
    found = diff([own(state=State.RETIRED)], [prompt()])
    assert [one.before.state for one in found.changed] == [State.RETIRED]
    _, back = taken(found, GUILD, "en", NOW, reviewed_after=None)
    assert [one.state for one in back] == [State.ACTIVE]


def test_what_the_linter_keeps_out_and_what_cannot_be_read_is_refused_with_reasons():
    unread = Refused(
        "row 1", "?", (Finding("prompt.field", "row 1", "point", {"field": "point"}, "missing"),)
    )
    found = diff([], [prompt("", TEXTS[5]), prompt("", LIBRARY[0].text)], unread=[unread])
    assert [one.text for one in found.refused] == ["?", TEXTS[5], LIBRARY[0].text]
    assert all(one.findings[0].mend for one in found.refused)
    assert found.takes == 0


def test_what_could_be_better_is_told_and_taken():
    found = diff([], [prompt("", "What would help you quit?")])
    assert found.takes == 1
    assert [one.rule for one in found.hints] == ["prompt.goal"]
    assert found.hints[0].where == "What would help you quit?"


def test_what_is_taken_waits_where_the_organiser_wants_a_second_look():
    found = diff([own()], [prompt("gsea", "Which river?"), prompt("", TEXTS[1])])
    for review in (True, False):
        after = MemberId(1) if review else None
        new, changed = taken(found, GUILD, "en", NOW, reviewed_after=after)
        state = State.WAITING_REVIEW if review else State.ACTIVE
        assert {one.state for one in (*new, *changed)} == {state}


rows = st.lists(
    st.builds(prompt, st.sampled_from(["", "gsea", "ga", "u001"]), st.sampled_from(TEXTS)),
    max_size=12,
)


@given(rows, st.lists(st.sampled_from(TEXTS[:5]), unique=True, max_size=4))
def test_every_row_is_in_exactly_one_place_and_ids_are_never_shared(given_rows, known):
    there = [own("gsea" if n == 0 else f"gk{n}", text) for n, text in enumerate(known)]
    found = diff(there, given_rows)
    places = (found.new, found.changed, found.unchanged, found.refused)
    assert sum(map(len, places)) == len(given_rows)
    ids = [one.id for one in found.new] + [one.before.id for one in found.changed]
    assert len(ids) == len(set(ids))
    assert not {one.id for one in found.new} & {one.id for one in there}


@pytest.mark.at_length
@given(rows)
def test_taking_a_file_twice_changes_nothing_the_second_time(given_rows):
    first = diff([], given_rows)
    new, _ = taken(first, GUILD, "en", NOW, reviewed_after=None)
    again = diff(list(new), [replace(one.prompt, id=PromptId("")) for one in new])
    assert (again.takes, len(again.unchanged)) == (0, len(new))
